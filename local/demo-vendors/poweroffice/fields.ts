import * as z from 'zod';
import { isCalendarDate } from '../../../shared/records/values/calendar-date.ts';

/** int64: a bigint where a double would lose digits. */
export type Int64 = number | bigint;

/** An object of settable properties; every one of them may be null. */
export type FieldShape = z.ZodObject<Record<string, z.ZodType>>;

const MAX_INT64 = 2n ** 63n - 1n;

export const int64Value = z
  .union([z.int(), z.bigint()])
  .refine((value) => BigInt(value) <= MAX_INT64 && BigInt(value) >= -MAX_INT64 - 1n);

export const int64 = int64Value.nullable().default(null);
export const double = z.number().nullable().default(null);
export const flag = z.boolean().nullable().default(null);
export const text = z.string().nullable().default(null);
export const date = z.string().refine(isCalendarDate).nullable().default(null);
export const uuid = z.guid().nullable().default(null);

/** @param maxLength in characters. */
export const textUpTo = (maxLength: number) => z.string().max(maxLength).nullable().default(null);

/** Names only, in their exact casing: their numbers are refused (PowerOffice fact 24). */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).nullable().default(null);

const NUMERIC = /^-?\d+(\.\d+)?$/;

/** The detail line for a value that a property cannot take (PowerOffice fact 28). */
export const invalidValueDetail = (
  dtoName: string,
  property: string,
  issues: readonly { code?: string | undefined }[],
  value: unknown,
): string => {
  const isEnum = issues.some((issue) => issue.code === 'invalid_value');
  const shown = typeof value === 'object' && value !== null ? 'object' : String(value);
  return isEnum && NUMERIC.test(shown)
    ? `Enum '${property.toLowerCase()}' with value = ${shown} is not valid. (Enums is not allowed to be represented as integers).`
    : `${dtoName}: The value '${shown}' is invalid for target location.`;
};
