import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import bokmal from 'i18n-iso-countries/langs/nb.json' with { type: 'json' };
import nynorsk from 'i18n-iso-countries/langs/nn.json' with { type: 'json' };
import swedish from 'i18n-iso-countries/langs/sv.json' with { type: 'json' };

/** Names in use that the lists lack: a country's own name, parts of one, and the short ones. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  belgique: 'BE',
  belgië: 'BE',
  brasil: 'BR',
  burma: 'MM',
  'česká republika': 'CZ',
  česko: 'CZ',
  danmörk: 'DK',
  deutschland: 'DE',
  eesti: 'EE',
  eire: 'IE',
  éire: 'IE',
  england: 'GB',
  españa: 'ES',
  'forenede arabiske emirater': 'AE',
  føroyar: 'FO',
  holland: 'NL',
  hrvatska: 'HR',
  ísland: 'IS',
  latvija: 'LV',
  lietuva: 'LT',
  macedonia: 'MK',
  magyarország: 'HU',
  makedonia: 'MK',
  makedonien: 'MK',
  'nord-irland': 'GB',
  'northern ireland': 'GB',
  nordirland: 'GB',
  österreich: 'AT',
  polska: 'PL',
  românia: 'RO',
  schweiz: 'CH',
  scotland: 'GB',
  skottland: 'GB',
  slovensko: 'SK',
  slovenija: 'SI',
  suisse: 'CH',
  suomi: 'FI',
  'the united kingdom': 'GB',
  türkei: 'TR',
  wales: 'GB',
  україна: 'UA',
};

/** Kosovo's code is not part of ISO 3166-1, which is all that PowerOffice takes (PowerOffice contract 1.7). */
const NOT_IN_ISO_3166_1 = 'XK';

const toKey = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[.,()'’]/g, '')
    .replaceAll(/[\s\p{Pd}]+/gu, ' ')
    .trim();

/** A name that means two countries, as "Congo" does, means none. */
const AMBIGUOUS = null;

const alpha2ByName = new Map<string, string | typeof AMBIGUOUS>();
for (const { countries } of [english, bokmal, nynorsk, swedish]) {
  for (const [alpha2, names] of Object.entries(countries)) {
    for (const name of [names].flat().map(toKey)) {
      const known = alpha2ByName.has(name) ? alpha2ByName.get(name) : alpha2;
      alpha2ByName.set(name, known === alpha2 ? alpha2 : AMBIGUOUS);
    }
  }
}
for (const [name, alpha2] of Object.entries(OTHER_NAMES)) alpha2ByName.set(toKey(name), alpha2);
// Codes last: "AND" means the code, whatever a language calls so.
for (const [alpha2, alpha3] of codes) {
  if (alpha2 === undefined || alpha3 === undefined) continue;
  alpha2ByName.set(toKey(alpha2), alpha2);
  alpha2ByName.set(toKey(alpha3), alpha2);
}

/**
 * A country's ISO 3166-1 alpha-2 code, from that code, the alpha-3 code, or the country's name in English, Norwegian
 * or Swedish (rows 19 and 26).
 *
 * @returns `null` when the text names no country, or several
 */
export const toCountryCode = (text: string): string | null => {
  const alpha2 = alpha2ByName.get(toKey(text)) ?? null;
  return alpha2 === NOT_IN_ISO_3166_1 ? null : alpha2;
};
