/*
 * The rules of the home address (MailAddress, rows 22-26). An address is written whole or not at all, for a new street
 * beside an old city is worse than the old address. A missing country is concluded from a postal code that is
 * Norwegian. What is wrong is told, and the address in PowerOffice stays. For example, "Storgata 1", "Oslo" without a
 * postal code is incomplete: nothing of it is written, and HR is told what is missing.
 */
import type { DesiredEmployeeFields } from './desired-employee.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { SourceAddress } from '../../../model/employee.ts';
import type { Read } from '../../../model/source-value.ts';
import { toCountryCode } from '../../../records/values/country.ts';
import { toNorwegianPostalCode } from '../../../records/values/postal-code.ts';
import { shown } from '../../../records/values/shown-value.ts';
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
  address: Read<SourceAddress>,
): { mailAddress: MailAddress | null; problems: Problem[] } => {
  const city = trimmedText(address.city);
  const postalCode = trimmedText(address.postalCode);
  const { lines, shortened } = toLines(address.street);
  const [addressLine1, addressLine2] = lines;
  if (city === null && postalCode === null && addressLine1 === undefined) return { mailAddress: null, problems: [] };

  const countryCode = countryOf(trimmedText(address.country), postalCode);
  const zipCode = postalCode !== null && countryCode === 'NO' ? toNorwegianPostalCode(postalCode) : postalCode;
  const faults = [
    ...findCountryProblem(address.country, postalCode, countryCode),
    ...findGaps(city, postalCode, zipCode),
    ...findExcess(city, zipCode),
  ];
  if (faults.length > 0 || city === null || zipCode === null || countryCode === null) {
    return { mailAddress: null, problems: faults };
  }
  return {
    mailAddress: {
      ...(addressLine1 !== undefined && { addressLine1 }),
      ...(addressLine2 !== undefined && { addressLine2 }),
      city,
      zipCode,
      countryCode,
    },
    problems: shortened === null ? [] : [valueTooLong('A line of the street', MAX_LINE_CHARACTERS, shortened)],
  };
};

const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/**
 * The street's first line, and the others as one: PowerOffice has no third.
 *
 * @returns with what was done to a line that is too long, null when none is
 */
const toLines = (street: string | null): { lines: readonly string[]; shortened: string | null } => {
  const [first, ...others] = (street ?? '').split(LINE_BREAK).flatMap((line) => trimmedText(line) ?? []);
  const typed = [first, others.join(', ')].flatMap((line) => trimmedText(line ?? null) ?? []);
  const lines = typed.flatMap((line) => trimmedText(cutText(line, MAX_LINE_CHARACTERS)) ?? []);
  const isTooLong = typed.some(({ length }) => length > MAX_LINE_CHARACTERS);
  // A single character with endless marks cannot be cut.
  const whatWasDone = lines.length === typed.length ? 'it was cut' : 'it was left out';
  return { lines, shortened: isTooLong ? whatWasDone : null };
};

const countryOf = (country: string | null, postalCode: string | null): string | null => {
  if (country !== null) return toCountryCode(country);
  return postalCode !== null && toNorwegianPostalCode(postalCode) !== null ? 'NO' : null;
};

const findCountryProblem = (
  country: string | null,
  postalCode: string | null,
  countryCode: string | null,
): readonly Problem[] => {
  if (countryCode !== null) return [];
  if (trimmedText(country) !== null) {
    return [problem('ADDRESS_COUNTRY_UNKNOWN', `The home address has an unknown country, ${shown(country)}.`)];
  }
  // Without a postal code there is nothing to tell the country by, and that gap is reported by itself.
  if (postalCode === null) return [];
  return [
    problem(
      'ADDRESS_COUNTRY_UNKNOWN',
      `The home address has no country, and the postal code ${shown(postalCode)} is not Norwegian.`,
    ),
  ];
};

/** @param zipCode the postal code as it would be written, null when it cannot be one in its country */
const findGaps = (city: string | null, postalCode: string | null, zipCode: string | null): readonly Problem[] => {
  const gaps = [
    city === null && 'no city',
    postalCode === null && 'no postal code',
    postalCode !== null && zipCode === null && `the postal code ${shown(postalCode)}, which is no Norwegian one`,
  ].filter((gap) => gap !== false);
  if (gaps.length === 0) return [];
  return [problem('ADDRESS_INCOMPLETE', `The home address has ${gaps.join(' and ')}; it was left alone.`)];
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
