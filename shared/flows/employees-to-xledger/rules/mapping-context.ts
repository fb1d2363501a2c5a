import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { XledgerSettings } from '../settings.ts';

/** What a reference may lead to, as X-ledger lists it. */
export interface ListedValue {
  readonly id: string;
  readonly code: string | null;
  readonly description: string | null;
}

/** The lists of X-ledger that the rules look things up in. */
export interface Lists {
  /** The position values; null where it is not known which list has them. */
  readonly titles: readonly ListedValue[] | null;
  readonly employeeGroups: readonly ListedValue[];
  /** The values of the posting dimension that takes the cost centre. */
  readonly dimension: readonly ListedValue[];
}

/** What the rules need beside the employee. */
export interface MappingContext {
  readonly settings: XledgerSettings;
  /** The run's day in Europe/Oslo. */
  readonly today: CalendarDate;
  readonly lists: Lists;
  /** Code of the employee's cost centre; null without one. */
  readonly costCenterCode: string | null;
  /** X-ledger's id of the employee's manager; null when there is none, or none that is linked. */
  readonly managerRecord: string | null;
}
