import * as z from 'zod';
import { toCalendarDate } from '../../records/values/calendar-date.ts';

/*
 * How X-ledger's answers are read. Unknown fields pass, a field of a wrong type counts as missing, and only what a record
 * cannot be used without makes a row unreadable: its id. What is missing is null. For example, `birthday: "1990-05-01"`
 * is read as it is, and a `jobTitle` that is an object as none.
 */

/** The field, or null where it is missing or of another type. */
export const orNull = <Field extends z.ZodType>(field: Field) =>
  field
    .nullish()
    .catch(null)
    .transform((value): NonNullable<z.output<Field>> | null => value ?? null);

/** As it stands, a number as its digits: a code that is not read makes a second employee. Null when nothing but blanks. */
export const text = orNull(z.union([z.string(), z.number()]).transform(String)).transform((value) =>
  value === null || value.trim() === '' ? null : value,
);

export const date = orNull(z.string().transform(toCalendarDate));
