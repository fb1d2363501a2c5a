import type { DesiredEmployeeFields } from './desired-employee.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { SourceAddress } from '../../../model/employee.ts';
import { readHomeAddress } from '../../../model/read-home-address.ts';
import type { Read } from '../../../model/source-value.ts';
import { cutText, trimmedText } from '../../../records/values/text.ts';
import { valueTooLong } from './value-too-long.ts';

/** Lengths of a mail address (PowerOffice fact 33). */
const MAX_LINE_CHARACTERS = 200;
const MAX_CITY_CHARACTERS = 100;
const MAX_ZIP_CODE_CHARACTERS = 50;

type MailAddress = NonNullable<DesiredEmployeeFields['mailAddress']>;

/**
 * The home address (MailAddress, rows 22-26), whole or not at all.
 *
 * @returns no address when the source has none, or one that must be left alone: then with the reasons
 */
export const mapHomeAddress = (
  typed: Read<SourceAddress>,
): { mailAddress: MailAddress | null; problems: readonly Problem[] } => {
  const { address, problems } = readHomeAddress(typed, problem);
  const faults = [...problems, ...findExcess(trimmedText(typed.city), address?.postalCode ?? null)];
  if (faults.length > 0 || address === null) return { mailAddress: null, problems: faults };
  const { city, postalCode, countryCode } = address;
  const { lines, shortened } = toLines(address.lines);
  const [addressLine1, addressLine2] = lines;
  return {
    mailAddress: {
      ...(addressLine1 !== undefined && { addressLine1 }),
      ...(addressLine2 !== undefined && { addressLine2 }),
      city,
      zipCode: postalCode,
      countryCode,
    },
    problems: shortened === null ? [] : [valueTooLong('A line of the street', MAX_LINE_CHARACTERS, shortened)],
  };
};

/**
 * The street's first line, and the others as one: PowerOffice has no third.
 *
 * @returns with what was done to a line that is too long, null when none is
 */
const toLines = ([first, ...others]: readonly string[]): {
  lines: readonly string[];
  shortened: string | null;
} => {
  const typed = [first, others.join(', ')].flatMap((line) => trimmedText(line ?? null) ?? []);
  const lines = typed.flatMap((line) => trimmedText(cutText(line, MAX_LINE_CHARACTERS)) ?? []);
  const isTooLong = typed.some(({ length }) => length > MAX_LINE_CHARACTERS);
  // A single character with endless marks cannot be cut.
  const whatWasDone = lines.length === typed.length ? 'it was cut' : 'it was left out';
  return { lines, shortened: isTooLong ? whatWasDone : null };
};

const findExcess = (city: string | null, zipCode: string | null): readonly Problem[] => [
  ...(city !== null && city.length > MAX_CITY_CHARACTERS
    ? [valueTooLong('The city of the home address', MAX_CITY_CHARACTERS, LEFT_ALONE)]
    : []),
  ...(zipCode !== null && zipCode.length > MAX_ZIP_CODE_CHARACTERS
    ? [valueTooLong('The postal code of the home address', MAX_ZIP_CODE_CHARACTERS, LEFT_ALONE)]
    : []),
];

const LEFT_ALONE = 'the address was left alone';
