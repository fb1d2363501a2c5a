import type { ProcessFacts } from '../../../../people/inspect/check/process-checks.ts';
import { read } from '../../../../people/inspect/check/read.ts';
import type { Read } from '../../../../people/inspect/check/read.ts';
import type { CalendarDate } from '../../../../records/values/calendar-date.ts';
import type { PowerOfficeReader } from '../../../../vendors/poweroffice/client.ts';
import type { Enterprise, IntegrationInformation, NumberSeries } from '../../../../vendors/poweroffice/company.ts';
import type { PayrollEmployee } from '../../../../vendors/poweroffice/employees.ts';
import type { SimployerClient } from '../../../../vendors/simployer/client.ts';
import { readSourceSnapshot } from '../../../../vendors/simployer/read-source-snapshot.ts';
import type { SourceSnapshot } from '../../../../vendors/simployer/read-source-snapshot.ts';
import type { CompanyPair } from '../../connection.ts';
import type { Settings } from '../../settings.ts';
import type { EmployeeState } from '../../state.ts';

/** What both vendors say of themselves, as far as they say it. */
export interface VendorFacts {
  readonly source: Read<SourceSnapshot>;
  readonly integration: Read<IntegrationInformation>;
  readonly enterprises: Read<readonly Enterprise[]>;
  readonly numberSeries: Read<readonly NumberSeries[]>;
  readonly payroll: Read<readonly PayrollEmployee[]>;
}

/** Everything that the checks look at. */
export interface CheckFacts extends VendorFacts, ProcessFacts {
  readonly states: readonly EmployeeState[];
  /** The pair that people are linked for; null before anybody is. */
  readonly linkedFor: CompanyPair | null;
  readonly settings: Settings;
  readonly today: CalendarDate;
}

/**
 * Asks both vendors for everything that the checks need. What one does not answer keeps nothing else back.
 * @param inTime ends a wait that takes longer than whoever asked
 */
export const readVendors = async (
  simployer: SimployerClient,
  reader: PowerOfficeReader,
  inTime: <T>(work: Promise<T>) => Promise<T>,
): Promise<VendorFacts> => {
  const [source, ofPayroll] = await Promise.all([
    read(() => inTime(readSourceSnapshot(simployer))),
    readPayroll(reader, inTime),
  ]);
  return { source, ...ofPayroll };
};

const readPayroll = async (
  reader: PowerOfficeReader,
  inTime: <T>(work: Promise<T>) => Promise<T>,
): Promise<Omit<VendorFacts, 'source'>> => {
  // The first request shows whether the keys are good: without them, the others would be refused as well.
  const integration = await read(() => inTime(reader.integrationInformation()));
  if (!integration.known) {
    return { integration, enterprises: integration, numberSeries: integration, payroll: integration };
  }
  const [enterprises, numberSeries, payroll] = await Promise.all([
    read(() => inTime(reader.enterprises())),
    read(() => inTime(reader.employeeNumberSeries())),
    read(() => inTime(reader.employees())),
  ]);
  return { integration, enterprises, numberSeries, payroll };
};
