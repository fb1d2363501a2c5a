import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import { refuseValue } from './refusal.ts';

const countries = Object.entries(english.countries).map(([code, names]) => ({
  code,
  names: [names].flat(),
}));

export interface DemoCountry {
  readonly dbId: string;
  readonly code: string;
  readonly description: string;
}

/** A country by its English name or its code of two letters; null when there is none of that name. */
export const countryOf = (text: string): DemoCountry | null => {
  const index = countries.findIndex(({ code, names }) => code === text || names.includes(text));
  const found = countries[index];
  return found === undefined
    ? null
    : { dbId: String(9_000 + index), code: found.code, description: found.names[0] ?? found.code };
};

/** @throws GraphQLError for a text that names no country */
export const refuseUnknownCountry = (text: string | null): void => {
  if (text !== null && countryOf(text) === null) refuseValue('country', text, 'There is no such country.');
};
