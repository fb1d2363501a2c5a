import type { DesiredEmployeeFields } from '../desired-employee.ts';
import { problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { SourceAddress } from '../source-employee.ts';
import type { Read } from '../source-value.ts';
import { toCountryCode } from '../values/country.ts';
import { shown } from '../values/shown-value.ts';
import { trimmedText } from '../values/text.ts';

/** PowerOffice contract 2.1, ContactAddress. */
const MAX_LINE_CHARACTERS = 200;
const MAX_CITY_CHARACTERS = 100;
const MAX_ZIP_CODE_CHARACTERS = 50;

type MailAddress = NonNullable<DesiredEmployeeFields['mailAddress']>;

/**
 * The home address (rows 22-26), whole or not at all.
 *
 * @returns no address when the source has none, or one that must be left alone: then with the reasons
 */
export const mapHomeAddress = (
  address: Read<SourceAddress>,
): { mailAddress: MailAddress | null; problems: Problem[] } => {
  const city = trimmedText(address.city);
  const zipCode = trimmedText(address.postalCode);
  const [addressLine1, addressLine2] = toLines(address.street);
  if (city === null && zipCode === null && addressLine1 === undefined) return { mailAddress: null, problems: [] };

  const countryCode = countryOf(trimmedText(address.country), zipCode);
  const problems = [...findCountryProblem(address.country, zipCode, countryCode), ...findGaps(city, zipCode)];
  if (problems.length > 0 || city === null || zipCode === null || countryCode === null) {
    return { mailAddress: null, problems };
  }
  return {
    mailAddress: {
      ...(addressLine1 !== undefined && { addressLine1 }),
      ...(addressLine2 !== undefined && { addressLine2 }),
      city,
      zipCode,
      countryCode,
    },
    problems,
  };
};

/** The street's first line, and the others as one: PowerOffice has no third. */
const toLines = (street: string | null): (string | undefined)[] => {
  const [first, ...others] = (street ?? '').split(/\r\n|[\n\r\u2028\u2029]/).flatMap((line) => trimmedText(line) ?? []);
  const second = others.length === 0 ? undefined : others.join(', ');
  return [first, second].map((line) => line?.slice(0, MAX_LINE_CHARACTERS).trim());
};

const countryOf = (country: string | null, zipCode: string | null): string | null => {
  if (country !== null) return toCountryCode(country);
  return zipCode !== null && /^[0-9]{4}$/.test(zipCode) ? 'NO' : null;
};

const findCountryProblem = (
  country: string | null,
  zipCode: string | null,
  countryCode: string | null,
): readonly Problem[] => {
  if (countryCode !== null) return [];
  if (trimmedText(country) !== null) {
    return [problem('ADDRESS_COUNTRY_UNKNOWN', `The home address has an unknown country, ${shown(country)}.`)];
  }
  // Without a postal code there is nothing to tell the country by, and that gap is reported by itself.
  if (zipCode === null) return [];
  return [
    problem(
      'ADDRESS_COUNTRY_UNKNOWN',
      `The home address has no country, and the postal code ${shown(zipCode)} is not Norwegian.`,
    ),
  ];
};

const findGaps = (city: string | null, zipCode: string | null): readonly Problem[] => {
  const gaps = [
    city === null && 'no city',
    zipCode === null && 'no postal code',
    city !== null && city.length > MAX_CITY_CHARACTERS && `a city of more than ${MAX_CITY_CHARACTERS} characters`,
    zipCode !== null &&
      zipCode.length > MAX_ZIP_CODE_CHARACTERS &&
      `a postal code of more than ${MAX_ZIP_CODE_CHARACTERS} characters`,
  ].filter((gap) => gap !== false);
  if (gaps.length === 0) return [];
  return [problem('ADDRESS_INCOMPLETE', `The home address has ${gaps.join(' and ')}; it was left alone.`)];
};
