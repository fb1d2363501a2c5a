import type { FieldValue } from '../../records/field-value.ts';
import type { Cause, Change } from '../../records/outcome.ts';
import type { CalendarDate } from '../../records/values/calendar-date.ts';
import { toWireName } from '../../vendors/poweroffice/wire.ts';

type Value = FieldValue['value'];

/**
 * One field that a write changes, with what PowerOffice holds and what it is to hold. The values are as they are: they
 * may be shown as `showChange` says, and neither stored nor logged in any other way.
 */
export interface FieldDifference extends Pick<Change, 'entity' | 'action'> {
  /** PowerOffice's name, a nested one with a dot. */
  readonly field: string;
  /** Of a line of pay: the day from which it holds. */
  readonly fromDate: CalendarDate | null;
  /** Of a new line of pay: what is in force on its day without it. */
  readonly from: Value;
  readonly to: Value;
  readonly cause: Cause;
  /** The field whose base tells which side has moved: see `baseFieldOf`. Null where there is none. */
  readonly base: string | null;
}

/** A difference before it is known which side has moved. */
export type IntendedField = Omit<FieldDifference, 'entity' | 'action' | 'cause'>;

/** How a field is found among those of all bases of a person. @param record the employment; null for the employee's */
export const baseFieldOf = (record: number | null, field: string): string => `${record ?? 'employee'}/${field}`;

/** What a record that was read of PowerOffice has in a field. Null where there is no record, or nothing in the field. */
export const heldIn =
  (record: object | null) =>
  (field: string): Value => {
    const value = field.split('.').reduce<unknown>(memberOf, record);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  };

const memberOf = (record: unknown, field: string): unknown =>
  typeof record === 'object' && record !== null
    ? Object.entries(record).find(([name]) => toWireName(name) === field)?.[1]
    : null;
