import { Big } from 'big.js';
import * as z from 'zod';
import { sourceEmployeeId } from '../../model/employee.ts';
import type { SourceField } from '../../model/employee.ts';
import type { SourceValue, Unreadable } from '../../model/source-value.ts';
import { toCalendarDate } from '../../records/values/calendar-date.ts';

/*
 * Simployer's rows, tolerant: unknown fields are dropped (among them tax, custom fields and emergency contacts, before
 * anything is stored), null, "" and blanks count as missing (Simployer fact 10), and a field of a wrong type is
 * unreadable, not missing. Only a row without its id is no row.
 */

/** Enough to recognise a value by; a whole document in a field does not travel on. */
const MAX_TYPED_CHARACTERS = 200;

const unreadable = (field: SourceField, value: unknown): Unreadable => {
  const typed = typeof value === 'string' ? value : JSON.stringify(value);
  return { field, typed: typed.slice(0, MAX_TYPED_CHARACTERS).toWellFormed(), code: 'VALUE_UNREADABLE' };
};

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Whatever is there, or nothing. */
const anything = z.unknown().optional();

/** A field with its own way to be read; `null` from it means that it could not. */
const field = <T>(name: SourceField, read: (value: unknown) => T | null) =>
  anything.transform((value): SourceValue<T> => (isMissing(value) ? null : (read(value) ?? unreadable(name, value))));

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const asTextOrNumber = (value: unknown): string | null =>
  typeof value === 'number' && Number.isFinite(value) ? String(value) : asText(value);

export const text = (name: SourceField) => field(name, asText);
/** Declared as text, yet a number now and then. */
export const textOrNumber = (name: SourceField) => field(name, asTextOrNumber);

/** How a database without a date writes one. */
const NO_DATE = /^0000-00-00(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/i;

export const date = (name: SourceField) =>
  z.preprocess(
    (value) => (typeof value === 'string' && NO_DATE.test(value.trim()) ? null : value),
    field(name, (value) => (typeof value === 'string' ? toCalendarDate(value) : null)),
  );

/** What a double adds beyond this many decimals is noise. */
const DECIMALS = 6;
const DECIMAL_TEXT = /^-?\d+(\.\d+)?$/;

/** Decimal text without float noise: 0.1 + 0.2 is "0.3". */
export const decimal = (name: SourceField) =>
  field(name, (value) => {
    const isDecimal =
      typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && DECIMAL_TEXT.test(value.trim());
    return isDecimal ? new Big(new Big(String(value).trim()).round(DECIMALS)).toFixed() : null;
  });

/** Text that only finds or orders: of a wrong type it finds nothing. */
export const hint = anything.transform((value) => (isMissing(value) ? null : asText(value)));

/** No number whatever its type, so that it is shown as it came. */
export const textOrJson = anything.transform((value) =>
  isMissing(value) ? null : (asText(value) ?? JSON.stringify(value)),
);

/** Simployer's own have 24 characters. What is longer by far is none, and no key of an item of the state table. */
const LONGEST_ID = 200;

/** Ids are opaque text; a whole number serves as well. */
const toId = (value: unknown): string | null => {
  if (Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_ID ? value : null;
};

/** Some answers carry `_id` in place of `id` (Simployer fact 8). */
export const row = <Id extends z.ZodType<string>, S extends z.core.$ZodLooseShape>(id: Id, shape: S) =>
  z.preprocess(
    (value) =>
      typeof value === 'object' && value !== null
        ? { ...value, id: toId('id' in value ? value.id : null) ?? toId('_id' in value ? value._id : null) }
        : value,
    z.object({ id, ...shape }),
  );

/** An object of the employee's; without one, all its fields are missing. */
export const part = <S extends z.ZodObject>(name: SourceField, schema: S) =>
  anything.transform((value): z.output<S> | Unreadable => {
    const parsed = schema.safeParse(isMissing(value) ? {} : value);
    return parsed.success ? parsed.data : unreadable(name, value);
  });

/** Whose row it is; `null` when it does not say. */
export const ownerId = anything.transform(toId).pipe(sourceEmployeeId.nullable());

/** An id or a number that is shown as text; `null` when it is missing or of another type. */
export const hintOrNumber = anything.transform((value) => (isMissing(value) ? null : asTextOrNumber(value)));
