import type { Clock } from '../../../shared/http/clock.ts';
import type { Int64 } from './fields.ts';
import type { DemoPowerOfficeOptions } from './options.ts';
import type {
  BankAccountRow,
  EmployeeRow,
  EmploymentRow,
  FtePercentageRow,
  LeaveRow,
  NumberSeriesRow,
  SalaryRow,
} from './rows.ts';
import type { DemoSeed } from './seed.ts';
import { createStamps } from './timestamp.ts';
import type { VersionedTable } from '../versioned-table.ts';
import { createVersionedTable } from '../versioned-table.ts';

/** What the demo holds for one PowerOffice client: a company, as PowerOffice calls it. */
export interface ClientState {
  readonly clock: Clock;
  readonly options: DemoPowerOfficeOptions;
  readonly seed: DemoSeed;
  readonly privileges: Set<string>;
  readonly employees: VersionedTable<EmployeeRow>;
  readonly employments: VersionedTable<EmploymentRow>;
  readonly salaries: VersionedTable<SalaryRow>;
  readonly ftePercentages: VersionedTable<FtePercentageRow>;
  readonly leaves: VersionedTable<LeaveRow>;
  readonly bankAccounts: VersionedTable<BankAccountRow>;
  /** When the client was set up; the stamp of what never changes. */
  readonly since: string;
  /** A stamp for now, later than every one before. */
  stamp(): string;
  nextId(kind: IdKind): number;
  /** Keeps {@link nextId} clear of an id that is taken. */
  reserveId(kind: IdKind, id: number): void;
  /** The next free number of a series, null when the series is full. */
  nextNumber(series: NumberSeriesRow): Int64 | null;
}

type IdKind = 'contact' | 'account' | 'address' | 'employment' | 'line' | 'leave' | 'bankAccount';

const firstIds: Readonly<Record<IdKind, number>> = {
  contact: 10_000_001,
  account: 60_000_001,
  address: 50_000_001,
  employment: 20_001,
  line: 7001,
  leave: 9001,
  bankAccount: 40_000_001,
};

export const createClientState = (clock: Clock, options: DemoPowerOfficeOptions, seed: DemoSeed): ClientState => {
  const shared = { clock, replicaLagInMillis: options.replicaLagInMillis };
  const stamp = createStamps(clock);
  const ids = new Map<IdKind, number>();
  const employees = createVersionedTable<EmployeeRow>({
    ...shared,
    parentOf: () => 0,
    unique: {
      Number: (row) => keyOf(row.Number),
      ExternalNumber: (row) => keyOf(row.ExternalNumber),
      ExternalImportReference: (row) => row.ExternalImportReference,
      'MailAddress.ExternalCode': (row) => row.MailAddress?.ExternalCode ?? null,
    },
  });
  const cursors = new Map<string, bigint>();

  return {
    clock,
    options,
    seed,
    privileges: new Set(seed.privileges),
    employees,
    employments: createVersionedTable<EmploymentRow>({ ...shared, parentOf: (row) => row.EmployeeId }),
    salaries: createVersionedTable<SalaryRow>({ ...shared, parentOf: (row) => row.EmploymentId }),
    ftePercentages: createVersionedTable<FtePercentageRow>({ ...shared, parentOf: (row) => row.EmploymentId }),
    leaves: createVersionedTable<LeaveRow>({ ...shared, parentOf: (row) => row.EmploymentId }),
    bankAccounts: createVersionedTable<BankAccountRow>({ ...shared, parentOf: (row) => row.ContactId }),
    since: stamp(),
    stamp,
    nextId: (kind) => {
      const id = ids.get(kind) ?? firstIds[kind];
      ids.set(kind, id + 1);
      return id;
    },
    reserveId: (kind, id) => ids.set(kind, Math.max(ids.get(kind) ?? firstIds[kind], id + 1)),
    nextNumber: (series) => {
      let candidate = cursors.get(series.Id) ?? BigInt(series.FromInclusive);
      while (employees.holderOf('Number', candidate.toString()) !== undefined) candidate += 1n;
      if (candidate > BigInt(series.ToInclusive)) return null;
      cursors.set(series.Id, candidate);
      return candidate <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(candidate) : candidate;
    },
  };
};

/** An int64 as the key of an index. */
export const keyOf = (value: Int64 | null): string | null => (value === null ? null : String(value));
