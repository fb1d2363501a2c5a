/*
 * Reads the home address of an employee, whole or not at all, for a new street beside an old city is worse than the old
 * address. A missing country is concluded from a postal code that is Norwegian. What is wrong is told, and nothing of the
 * address is to be written then. For example, "Storgata 1", "Oslo" without a postal code is incomplete.
 */
import type { MakeProblem, Problem } from '../records/problem.ts';
import { toCountryCode } from '../records/values/country.ts';
import { toNorwegianPostalCode } from '../records/values/postal-code.ts';
import { shown } from '../records/values/shown-value.ts';
import { trimmedText } from '../records/values/text.ts';
import type { SourceAddress } from './employee.ts';
import type { Read } from './source-value.ts';

interface HomeAddress {
  /** The lines of the street that have something in them. */
  readonly lines: readonly string[];
  readonly city: string;
  readonly postalCode: string;
  /** Two letters. */
  readonly countryCode: string;
}

/** @returns no address when the source has none, or one that must be left alone: then with the reasons */
export const readHomeAddress = (
  address: Read<SourceAddress>,
  problem: MakeProblem<'ADDRESS_COUNTRY_UNKNOWN' | 'ADDRESS_INCOMPLETE'>,
): { readonly address: HomeAddress | null; readonly problems: Problem[] } => {
  const city = trimmedText(address.city);
  const typed = trimmedText(address.postalCode);
  const lines = (address.street ?? '').split(LINE_BREAK).flatMap((line) => trimmedText(line) ?? []);
  if (city === null && typed === null && lines.length === 0) return { address: null, problems: [] };

  const countryCode = countryOf(trimmedText(address.country), typed);
  const postalCode = typed !== null && countryCode === 'NO' ? toNorwegianPostalCode(typed) : typed;
  const problems = [
    ...(countryCode === null ? countryGaps(address.country, typed) : []).map((detail) =>
      problem('ADDRESS_COUNTRY_UNKNOWN', detail),
    ),
    ...gaps(city, typed, postalCode).map((detail) => problem('ADDRESS_INCOMPLETE', detail)),
  ];
  return city === null || postalCode === null || countryCode === null
    ? { address: null, problems }
    : { address: { lines, city, postalCode, countryCode }, problems };
};

const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

const countryOf = (country: string | null, postalCode: string | null): string | null => {
  if (country !== null) return toCountryCode(country);
  return postalCode !== null && toNorwegianPostalCode(postalCode) !== null ? 'NO' : null;
};

const countryGaps = (country: string | null, postalCode: string | null): readonly string[] => {
  if (trimmedText(country) !== null) return [`The home address has an unknown country, ${shown(country)}.`];
  // Without a postal code there is nothing to tell the country by, and that gap is reported by itself.
  if (postalCode === null) return [];
  return [`The home address has no country, and the postal code ${shown(postalCode)} is not Norwegian.`];
};

/** @param postalCode as it would be written, null when it cannot be one in its country */
const gaps = (city: string | null, typed: string | null, postalCode: string | null): readonly string[] => {
  const missing = [
    city === null && 'no city',
    typed === null && 'no postal code',
    typed !== null && postalCode === null && `the postal code ${shown(typed)}, which is no Norwegian one`,
  ].filter((gap) => gap !== false);
  return missing.length === 0 ? [] : [`The home address has ${missing.join(' and ')}; it was left alone.`];
};
