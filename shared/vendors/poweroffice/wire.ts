import { Big } from 'big.js';
import * as z from 'zod';
import type { EmploymentId } from './ids.ts';
import type { WireSchema } from './json.ts';
import { isCalendarDate } from '../../records/values/calendar-date.ts';

/*
 * How PowerOffice's answers are read. Unknown fields and enum values pass, a field of a wrong type counts as missing, and
 * only what a record cannot be used without makes the whole answer unreadable: its id and its dates. Fields are read in
 * lower camel case, and what is missing is null. For example, `StartDate: "2026-03-02T00:00:00"` is read as
 * `startDate: '2026-03-02'`, and a `JobTitle` that is a number as none.
 */

/** The field, or what it means that it is missing. */
export const orElse = <Field extends z.ZodType, Missing>(field: Field, missing: Missing) =>
  field
    .nullish()
    .catch(null)
    .transform((value): NonNullable<z.output<Field>> | Missing => value ?? missing);

export const text = orElse(z.string(), null).transform((value) =>
  value === null || value.trim() === '' ? null : value,
);

/** A date may carry a time part (PowerOffice fact 25): the first 10 characters count. */
export const requiredDate = z
  .string()
  .transform((value) => value.slice(0, 10))
  .refine(isCalendarDate);
export const date = orElse(requiredDate, null);

/** @param missing what it means that the flag is not there */
export const flag = (missing: boolean) => orElse(z.boolean(), missing);

const WHOLE_NUMBER = /^-?\d+$/;
/** int64 as decimal text (PowerOffice fact 26): it may exceed what a double holds. */
export const int64Text = orElse(
  z.union([z.int(), z.bigint(), z.string().trim().regex(WHOLE_NUMBER)]).transform((value) => BigInt(value).toString()),
  null,
);

export const count = orElse(z.int().nonnegative(), 0);

/** Decimal text. */
export const requiredDecimal = z.number().transform((value) => new Big(value).toFixed());
export const decimal = orElse(requiredDecimal, null);

/** Decimal text, 2 decimals. */
export const money = orElse(
  z.number().transform((value) => new Big(value).toFixed(2)),
  null,
);

const noNames: readonly string[] = [];
export const names = orElse(z.array(z.string()), noNames);

const anyObject = z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === 'object' && value !== null);

/**
 * An object of PowerOffice by our names of its fields, which are PowerOffice's in lower camel case: `jobTitle` is
 * `JobTitle` on the wire. An unreadable answer is told by PowerOffice's names.
 * @param otherNames PowerOffice's names of fields that have another one here
 */
export const wireObject = <S extends z.core.$ZodLooseShape>(
  shape: S,
  otherNames: Readonly<Record<string, string>> = {},
) => {
  const schema = z.object(shape);
  const fields = Object.keys(shape).map((name) => ({ name, wireName: otherNames[name] ?? toWireName(name) }));
  return anyObject.transform((wire, context) => {
    const values: Record<string, unknown> = {};
    for (const { name, wireName } of fields) values[name] = wire[wireName];
    const parsed = schema.safeParse(values);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      const [place, ...rest] = path;
      const wireName = fields.find(({ name }) => name === place)?.wireName;
      context.addIssue({ code: 'custom', message, path: [wireName ?? String(place), ...rest] });
    }
    return z.NEVER;
  });
};

/** PowerOffice's name of a field: `jobTitle` is `JobTitle`. */
export const toWireName = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** The schema of what is completed with what the call was about. */
export const completed = <Row, Whole>(schema: WireSchema<Row>, complete: (row: Row) => Whole): WireSchema<Whole> => ({
  safeParse: (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? { success: true, data: complete(parsed.data) } : parsed;
  },
});

/**
 * The schema of what hangs on the employment in the call's path. An answer need not repeat the employment, and one of
 * another employment is unreadable.
 */
export const ofEmployment = <Line extends { readonly employmentId: EmploymentId | null }>(
  schema: WireSchema<Line>,
  asked: EmploymentId,
): WireSchema<Omit<Line, 'employmentId'>> => ({
  safeParse: (value) => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) return parsed;
    const { employmentId, ...line } = parsed.data;
    return employmentId === null || employmentId === asked
      ? { success: true, data: line }
      : { success: false, error: { issues: [{ path: ['EmploymentId'] }] } };
  },
});
