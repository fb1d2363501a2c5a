import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Longer than any phone number with its separators; keeps the parser away from whole texts. */
const MAX_CHARACTERS = 50;

/**
 * A phone number as it is written (row 20): blanks, dashes and parentheses dropped, 00 -> +.
 * A trunk prefix after the country code, "+46 (0)70", is dropped with its parentheses.
 *
 * @returns `null` when it is no phone number, a Norwegian one unless it begins with + or 00.
 *   Its length decides: the numbering plans change more often than this program.
 */
export const toPhoneNumber = (text: string): string | null => {
  const number = dropSeparators(text);
  if (number.length > MAX_CHARACTERS || !/^\+?[0-9./]+$/.test(number)) return null;
  return parsePhoneNumberFromString(number, 'NO')?.isPossible() === true ? number : null;
};

/** A number as it is compared: its digits, "00" read as "+"; text without any is itself. */
export const phoneNumberKey = (text: string): string => dropSeparators(text).replaceAll(/[^0-9]/g, '') || text;

const dropSeparators = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}\p{Cf}\u2212]/gu, '')
    .replace(/^\(?(?:00|\+)\)?/, '+')
    .replace(/^\+([0-9]+)\)?\(0\)/, '+$1')
    .replaceAll(/[()]/g, '')
    // "0(0)47", where the parentheses stood in between.
    .replace(/^00/, '+');
