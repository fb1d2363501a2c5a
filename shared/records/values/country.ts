import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import bokmal from 'i18n-iso-countries/langs/nb.json' with { type: 'json' };
import nynorsk from 'i18n-iso-countries/langs/nn.json' with { type: 'json' };
import swedish from 'i18n-iso-countries/langs/sv.json' with { type: 'json' };
import { OTHER_NAMES } from './country-names.ts';
import { trimmedText } from './text.ts';

/** The languages in which all countries are known, in the long and the short form of their names. */
const LANGUAGES = ['en', 'nb', 'nn', 'sv', 'da', 'is', 'fi'];

/** Kosovo's code is not part of ISO 3166-1, which is all that PowerOffice takes (PowerOffice fact 31). */
const NOT_IN_ISO_3166_1 = 'XK';

/** Without case, accents and punctuation; every "and" and every "Saint" written alike; without an article. */
const toKey = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}.,()'’ʻ]/gu, '')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll(/[\s\p{Pd}/]+/gu, ' ')
    .trim()
    .replaceAll(/ (?:and|og|och) /g, ' & ')
    .replaceAll(/\b(?:st|sankt) /g, 'saint ')
    .replace(/^(?:the|den|det|de|dei) /, '');

/** Every country that goes by a name. */
const alpha2ByKey = new Map<string, Set<string>>();
const addName = (alpha2: string, name: string): void => {
  const key = toKey(name);
  alpha2ByKey.set(key, (alpha2ByKey.get(key) ?? new Set()).add(alpha2));
};

for (const { countries } of [english, bokmal, nynorsk, swedish]) {
  for (const [alpha2, names] of Object.entries(countries)) for (const name of [names].flat()) addName(alpha2, name);
}
for (const [alpha2, names] of Object.entries(OTHER_NAMES)) for (const name of names) addName(alpha2, name);

const alpha2Codes = codes.flatMap(([alpha2]) => alpha2 ?? []);
const displayNames = LANGUAGES.flatMap((language) =>
  (['long', 'short'] as const).map((style) => new Intl.DisplayNames(language, { type: 'region', style })),
);
for (const alpha2 of alpha2Codes) {
  const ownLanguage = new Intl.Locale(`und-${alpha2}`).maximize();
  for (const names of [...displayNames, new Intl.DisplayNames(ownLanguage, { type: 'region' })]) {
    addName(alpha2, names.of(alpha2) ?? alpha2);
  }
}
// Codes last: "AND" means the code, whatever a language calls so.
for (const [alpha2, alpha3] of codes) {
  if (alpha2 === undefined || alpha3 === undefined) continue;
  for (const code of [alpha2, alpha3]) alpha2ByKey.set(toKey(code), new Set([alpha2]));
}

/** "Korea, South" and "Korea (South)". */
const TURNED_ROUND = /^([^,(]+)[,(]([^,()]+)\)?$/;
/** What formal names begin with, such as "Republic of" and "Kongeriket". */
const FORMAL =
  /^(?:\p{L}+ ){0,2}(?:(?:republic|kingdom|states?|federation) of (?:the )?|(?:\p{L}*republikk?en|k\p{L}+riket|staten) )/u;

/**
 * A country's ISO 3166-1 alpha-2 code, from that code, the alpha-3 code, or the name that people use for it in English,
 * a Nordic language or the country's own (CountryCode and InternationalIdCountryCode, rows 26 and 19).
 *
 * @returns `null` when the text names no country, or several, as "Congo" does
 */
export const toCountryCode = (text: string): string | null => {
  const typed = trimmedText(text) ?? '';
  const turned = typed.replace(TURNED_ROUND, '$2 $1');
  const keys = [typed, turned].map(toKey).flatMap((key) => [key, key.replace(FORMAL, '')]);
  const [known] = keys.flatMap((key) => alpha2ByKey.get(key) ?? []);
  const [alpha2, another] = known ?? [];
  return alpha2 === undefined || another !== undefined || alpha2 === NOT_IN_ISO_3166_1 ? null : alpha2;
};

/** The English name of a country of ISO 3166-1; the code itself of one that has none. @param alpha2 as `toCountryCode` gives it */
export const englishCountryName = (alpha2: string): string => {
  const names: Readonly<Record<string, string | readonly string[]>> = english.countries;
  return [names[alpha2] ?? alpha2].flat()[0] ?? alpha2;
};
