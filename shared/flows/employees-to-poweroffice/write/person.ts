import type { Settings } from '../settings.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import type { Clock } from '../../../http/clock.ts';
import type { PowerOfficeReader, PowerOfficeWriter } from '../../../vendors/poweroffice/client.ts';
import type { Creation } from '../../../run/create-once.ts';
import type { StoredLink } from '../match/employee-index.ts';
import type { ProblemCode } from '../problems.ts';
import type { Journal } from '../../../run/journal.ts';
import type { EmployeeTask } from '../task.ts';
import type { PersonWrites } from './person-writes.ts';

/** What the writes of one person need. */
export interface PersonDependencies {
  readonly reader: PowerOfficeReader;
  /** Null in plan mode: then nothing can be written. */
  readonly writer: PowerOfficeWriter | null;
  /** What every write is made through. */
  readonly journal: Journal;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Epoch milliseconds by which the person must be done. */
  readonly deadline: () => number;
  /** Keyed hash, for values that must not be stored. */
  readonly digest: (text: string) => string;
}

/** One person on their way through the stages. */
export interface Person extends Omit<PersonDependencies, 'journal'> {
  readonly task: EmployeeTask;
  readonly desired: DesiredEmployee;
  /** When this sync last wrote to them before this run, epoch milliseconds. */
  readonly writtenAt: number | null;
  /** When their bases were made, epoch milliseconds. */
  readonly syncedAt: number | null;
  readonly writes: PersonWrites;
  /** Records of others, by a decision: one of them that a look-up finds is not the person's. */
  readonly passedOver: StoredLink['passedOver'];
  /**
   * Whether somebody has allowed this very value to pass. One that nobody has is held, and can be allowed from then on.
   * @param value what somebody looks at before they allow it; it becomes a keyed digest
   */
  readonly isAllowed: (code: ProblemCode, value: unknown) => boolean;
  /** Creates a record at most once; see createOnce. */
  readonly create: <T extends { readonly id: number }>(
    creation: Omit<Creation<T>, 'intentKey'>,
    intentKey: Omit<Creation<T>['intentKey'], 'sourceId'>,
  ) => Promise<T>;
}

/** A record as PowerOffice last answered it; null when it is only planned. */
export type Planned<T> = T | null;

/** The record a write hangs on. Only a plan has none, and a plan makes no write. */
export const recordOf = <T>(record: Planned<T>): T => {
  if (record === null) throw new Error('A write was attempted for a record that is only planned.');
  return record;
};
