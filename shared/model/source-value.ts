import type { SourceField } from './source-fields.ts';

/**
 * A value that the source has and that cannot be used: text that is no date, a boolean where text belongs, a date that
 * is a typing error. It is neither a value nor missing: it leaves its field alone, and erases nothing, not even where a
 * missing value would clear (ground rule "Unreadable is not missing").
 */
export interface Unreadable {
  readonly field: SourceField;
  /** The value as text, JSON when it is no text; cut when it is long. May hold anything: only `shown` may show it. */
  readonly typed: string;
  readonly code: 'VALUE_UNREADABLE' | 'DATE_IMPLAUSIBLE';
}

/** A value of the source: there, missing (`null`), or there but unreadable. */
export type SourceValue<T> = T | Unreadable | null;

export const isUnreadable = (value: unknown): value is Unreadable =>
  typeof value === 'object' && value !== null && 'typed' in value;

/** The value, or `null` when there is none to be read: for fields that a missing value leaves alone as well. */
export const readOrNull = <T>(value: SourceValue<T>): T | null => (isUnreadable(value) ? null : value);

/** A record of which every field can be read. */
export type Read<T> = { readonly [Field in keyof T]: Exclude<T[Field], Unreadable> };

/** Whether a record of the source, such as the address, can be read and has no field that cannot. */
export const isReadThrough = <T extends object>(record: T | Unreadable): record is T & Read<T> =>
  !isUnreadable(record) && !Object.values(record).some(isUnreadable);
