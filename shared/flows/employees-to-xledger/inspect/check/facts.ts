import type { ProcessFacts } from '../../../../people/inspect/check/process-checks.ts';
import { read } from '../../../../people/inspect/check/read.ts';
import type { Read } from '../../../../people/inspect/check/read.ts';
import type { CalendarDate } from '../../../../records/values/calendar-date.ts';
import type { XledgerReader } from '../../../../vendors/xledger/client.ts';
import type { XledgerEmployee } from '../../../../vendors/xledger/employee-record.ts';
import type { Findings } from '../../../../vendors/xledger/probe.ts';
import type { SimployerClient } from '../../../../vendors/simployer/client.ts';
import { readSourceSnapshot } from '../../../../vendors/simployer/read-source-snapshot.ts';
import type { SourceSnapshot } from '../../../../vendors/simployer/read-source-snapshot.ts';
import type { XledgerCompanyPair } from '../../connection.ts';
import { findDimensionKind, readLists } from '../../read-lists.ts';
import type { ListKinds } from '../../read-lists.ts';
import type { Lists } from '../../rules/mapping-context.ts';
import { findPositionKind } from '../../run-findings.ts';
import type { XledgerRunSettings } from '../../run-settings.ts';
import { WITHOUT_PAY } from '../../without-pay.ts';
import { writtenFields } from '../../written-fields.ts';

/** The lists that references lead to, and which they are. */
interface ListsFound extends Lists {
  readonly kinds: ListKinds;
}

/** What both vendors say of themselves, as far as they say it. */
export interface VendorFacts {
  readonly source: Read<SourceSnapshot>;
  /** The code of each cost centre, by the source's id; empty where the settings make no use of them. */
  readonly costCenters: Read<ReadonlyMap<string, string>>;
  readonly probe: Read<Findings>;
  readonly records: Read<readonly XledgerEmployee[]>;
  readonly lists: Read<ListsFound>;
}

/** Everything that the checks look at. */
export interface CheckFacts extends VendorFacts, ProcessFacts {
  /** The pair that people are linked for; null before anybody is. */
  readonly linkedFor: XledgerCompanyPair | null;
  readonly settings: XledgerRunSettings;
  readonly today: CalendarDate;
}

export interface ReadVendorsDependencies {
  readonly simployer: SimployerClient;
  readonly readCostCenters: () => Promise<ReadonlyMap<string, string>>;
  readonly reader: XledgerReader;
  readonly settings: XledgerRunSettings;
  /** Ends a wait that takes longer than whoever asked. */
  readonly inTime: <T>(work: Promise<T>) => Promise<T>;
}

/** Asks both vendors for everything that the checks need. What one does not answer keeps nothing else back. */
export const readVendors = async (dependencies: ReadVendorsDependencies): Promise<VendorFacts> => {
  const { simployer, inTime } = dependencies;
  const [source, target] = await Promise.all([
    read(() => inTime(readSourceSnapshot(simployer, new Map(), WITHOUT_PAY))),
    readTarget(dependencies),
  ]);
  return { source, costCenters: await readCodes(dependencies), ...target };
};

const NONE: ReadonlyMap<string, string> = new Map();

const readCodes = ({
  readCostCenters,
  settings,
  inTime,
}: ReadVendorsDependencies): Promise<VendorFacts['costCenters']> =>
  read(async () => (settings.xledger.costCenter === 'none' ? NONE : inTime(readCostCenters())));

const readTarget = async ({
  reader,
  settings: { xledger },
  inTime,
}: ReadVendorsDependencies): Promise<Pick<VendorFacts, 'probe' | 'records' | 'lists'>> => {
  // The probe shows whether the token is good: without it, the others would be refused as well.
  const probe = await read(() => inTime(reader.probe(writtenFields(xledger))));
  if (!probe.known) return { probe, records: probe, lists: probe };
  const records = await read(() => inTime(reader.employees(xledger.ownerSet)));
  const held = records.known ? records.value : [];
  const kinds: ListKinds = {
    titles: findPositionKind(held, xledger),
    dimension: findDimensionKind(held, probe.value.entity, xledger),
  };
  const lists = await read(async () => ({ ...(await inTime(readLists(reader, kinds, xledger))), kinds }));
  return { probe, records, lists };
};
