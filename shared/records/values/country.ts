/*
 * Finds the country that a text means, whatever language it is written in: by code, by the names on the lists of a library
 * and on ours, and by the names that Node knows in further languages. A text that two countries go by means neither. For
 * example, "NOR", "Norge" and "Kongeriket Norge" are all NO, and "Congo" is none.
 */
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import bokmal from 'i18n-iso-countries/langs/nb.json' with { type: 'json' };
import nynorsk from 'i18n-iso-countries/langs/nn.json' with { type: 'json' };
import swedish from 'i18n-iso-countries/langs/sv.json' with { type: 'json' };
import { OTHER_NAMES } from './country-names.ts';
import { trimmedText } from './text.ts';

/** The languages in which all countries are known, in the long and the short form of their names. */
export const LANGUAGES = ['en', 'nb', 'nn', 'sv', 'da', 'is', 'fi'];

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

/** Codes come before names: "AND" means the code, whatever a language calls so. */
const alpha2ByCode = new Map(
  codes.flatMap(([alpha2, alpha3]): [key: string, alpha2: string][] =>
    alpha2 === undefined || alpha3 === undefined ? [] : [alpha2, alpha3].map((code) => [toKey(code), alpha2]),
  ),
);

/** Name, by its key -> every country that goes by it. */
type Names = ReadonlyMap<string, ReadonlySet<string>>;

const toNames = (named: Iterable<readonly [alpha2: string, name: string]>): Names => {
  const names = new Map<string, Set<string>>();
  for (const [alpha2, name] of named) {
    const key = toKey(name);
    names.set(key, (names.get(key) ?? new Set()).add(alpha2));
  }
  return names;
};

/** What people write, nearly always. */
const listedNames = toNames(
  [english, bokmal, nynorsk, swedish, { countries: OTHER_NAMES }].flatMap(({ countries }) =>
    Object.entries<string | readonly string[]>(countries).flatMap(([alpha2, names]) =>
      [names].flat().map((name) => [alpha2, name] as const),
    ),
  ),
);

/** The names of every country in further languages, and in its own. */
const findFurtherNames = (): Names => {
  const displayNames = LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).map((style) => new Intl.DisplayNames(language, { type: 'region', style })),
  );
  return toNames(
    [...new Set(alpha2ByCode.values())].flatMap((alpha2) => {
      const ownLanguage = new Intl.Locale(`und-${alpha2}`).maximize();
      const own = new Intl.DisplayNames(ownLanguage, { type: 'region' });
      return [...displayNames, own].map((names) => [alpha2, names.of(alpha2) ?? alpha2] as const);
    }),
  );
};

/** Found when a name is first on no list, for it takes 30 ms. None of them names another country than the lists do. */
let furtherNames: Names | null = null;

/** The countries that a code or name stands for; none when nobody knows it. */
const countriesBy = (key: string): ReadonlySet<string> | null => {
  const byCode = alpha2ByCode.get(key);
  if (byCode !== undefined) return new Set([byCode]);
  return listedNames.get(key) ?? (furtherNames ??= findFurtherNames()).get(key) ?? null;
};

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
  const keys = [...new Set([typed, turned])].map(toKey).flatMap((key) => [key, key.replace(FORMAL, '')]);
  const known = keys.reduce<ReadonlySet<string> | null>((found, key) => found ?? countriesBy(key), null);
  const [alpha2, another] = known ?? [];
  return alpha2 === undefined || another !== undefined || alpha2 === NOT_IN_ISO_3166_1 ? null : alpha2;
};

/** The English name of a country of ISO 3166-1; the code itself of one that has none. @param alpha2 as `toCountryCode` gives it */
export const englishCountryName = (alpha2: string): string => {
  const names: Readonly<Record<string, string | readonly string[]>> = english.countries;
  return [names[alpha2] ?? alpha2].flat()[0] ?? alpha2;
};
