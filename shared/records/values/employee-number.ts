import { trimmedText } from './text.ts';

const MAX_INT64 = 9_223_372_036_854_775_807n;

/**
 * An employee number as PowerOffice takes it: decimal text without leading zeros, 1 to 2^63-1 (Number, row 1).
 *
 * @returns `null` when the text has anything but ASCII digits once trimmed and rid of invisible characters, or is out of range
 */
export const toEmployeeNumber = (text: string): string | null => {
  const digits = /^0*([1-9][0-9]{0,18})$/.exec(trimmedText(text) ?? '')?.[1];
  return digits !== undefined && BigInt(digits) <= MAX_INT64 ? digits : null;
};
