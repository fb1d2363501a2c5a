import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import { OTHER_NAMES } from '../../../shared/records/values/country-names.ts';
import { LANGUAGES, toCountryCode } from '../../../shared/records/values/country.ts';

/** What people type, by what is meant. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  NO: ['NO', 'no', 'NOR', 'Norway', 'Norge', 'NOREG', 'Kongeriket Norge', 'Norja', 'Norga', 'norge.'],
  SE: [' Sweden ', 'Sverige', 'Kingdom of Sweden', 'Svíþjóð', 'Ruotsi', 'SVERIGE'],
  DK: ['Danmark', 'Denmark', 'Danmörk'],
  FI: ['Finland', 'Suomi'],
  IS: ['Island', 'Iceland', 'Ísland'],
  FO: ['Færøyene', 'Færøyane', 'Färöarna', 'Faroe Islands', 'The Faroe Islands', 'Føroyar', 'Færøerne'],
  GL: ['Grønland', 'Grönland', 'Greenland', 'Kalaallit Nunaat'],
  AX: ['Åland', 'Aland', 'Ålandsøyene', 'Ahvenanmaa'],
  SJ: ['Svalbard', 'Svalbard og Jan Mayen', 'Jan Mayen'],
  GB: [
    'UK',
    'U.K.',
    'The UK',
    'England',
    'Scotland',
    'Skottland',
    'Wales',
    'Nord-Irland',
    'Northern Ireland',
    'Great Britain',
    'Storbritannia',
    'Storbritannien',
    'United  Kingdom',
    'Förenade kungariket',
  ],
  IE: ['Irland', 'Ireland', 'Eire', 'Republic of Ireland'],
  US: ['USA', 'U.S.A.', 'US', 'Amerika', 'America', 'United States', 'The United States of America', 'Sambandsstatane'],
  NL: ['Nederland', 'Holland', 'The Netherlands', 'Nederländerna', 'Kingdom of the Netherlands'],
  BE: ['Belgia', 'Belgium', 'België', 'Belgique'],
  DE: ['Tyskland', 'Germany', 'Deutschland', 'Forbundsrepublikken Tyskland', 'Federal Republic of Germany'],
  AT: ['O\u0308sterreich', 'Østerrike', 'Austria', 'Oesterreich'],
  CH: ['Sveits', 'Schweiz', 'Suisse', 'Svizzera'],
  FR: ['Frankrike', 'Frankrig', 'France'],
  ES: ['Spania', 'Spanien', 'España', 'Espana'],
  GR: ['Hellas', 'Grekland', 'Ελλάδα'],
  PL: ['Polen', 'Poland', 'Polska'],
  LT: ['Litauen', 'Lietuva'],
  LV: ['Latvia', 'Lettland', 'Latvija'],
  EE: ['Estland', 'Eesti'],
  CZ: ['Tsjekkia', 'Tjeckien', 'Czechia', 'Czech Republic', 'Česko', 'Česká republika', 'Ceska republika'],
  SK: ['Slovakia', 'Slovensko', 'Slovak Republic'],
  RO: ['Romania', 'Rumänien', 'România'],
  BG: ['Bulgaria', 'България'],
  UA: ['Ukraina', 'Ukraine', 'Україна', 'Украина'],
  BY: ['Hviterussland', 'Kviterussland', 'Vitryssland', 'Belarus', 'Беларусь'],
  RU: ['Russland', 'Ryssland', 'Russia', 'Russian Federation', 'Россия'],
  MD: ['Moldova', 'Moldavia', 'Republic of Moldova'],
  BA: ['Bosnia', 'Bosnien', 'Bosnia-Hercegovina', 'Bosnia & Herzegovina', 'Bosnia og Hercegovina'],
  MK: ['Nord-Makedonia', 'North Macedonia', 'Makedonia', 'Северна Македонија'],
  RS: ['Serbia', 'Србија', 'Srbija'],
  TR: ['Tyrkia', 'Turkiet', 'Turkey', 'Türkiye', 'Turkiye'],
  PS: ['Palestina', 'Palestine', 'State of Palestine', 'Staten Palestina', 'Gaza', 'Vestbredden'],
  SY: ['Syria', 'Syrien', 'Syrian Arab Republic', 'سوريا'],
  IQ: ['Irak', 'Iraq', 'العراق'],
  IR: ['Iran', 'Iran, Islamic Republic of', 'Den islamske republikken Iran', 'ایران'],
  AF: ['Afghanistan', 'Afganistan', 'افغانستان'],
  PK: ['Pakistan', 'پاکستان'],
  IN: ['India', 'भारत'],
  LK: ['Sri Lanka', 'Ceylon'],
  TH: ['Thailand', 'ไทย'],
  PH: ['Filippinene', 'Filippinerna', 'The Philippines', 'Pilipinas'],
  VN: ['Vietnam', 'Viet Nam', 'Việt Nam'],
  LA: ['Laos', 'Lao PDR'],
  MM: ['Burma', 'Myanmar', 'Myanmar (Burma)'],
  CN: ['Kina', 'China', '中国', "People's Republic of China", 'Folkerepublikken Kina'],
  TW: ['Taiwan', 'Taiwan, Province of China'],
  HK: ['Hong Kong', 'Hongkong'],
  MO: ['Makao', 'Macao', 'Macau'],
  KR: ['Sør-Korea', 'Sydkorea', 'South Korea', 'Korea, South', 'Korea (Sør)', 'Republic of Korea', '대한민국'],
  KP: ['Nord-Korea', 'Nordkorea', 'North Korea', 'DPRK'],
  TL: ['Øst-Timor', 'Östtimor', 'East Timor', 'Timor-Leste'],
  AE: ['De forente arabiske emirater', 'Emiratene', 'UAE', 'Dubai', 'Förenade Arabemiraten'],
  SA: ['Saudi-Arabia', 'Saudiarabien', 'Saudi'],
  SO: ['Somalia', 'Soomaaliya'],
  ER: ['Eritrea', 'ኤርትራ'],
  ET: ['Etiopia', 'Ethiopia', 'ኢትዮጵያ'],
  CI: ['Elfenbenskysten', 'Elfenbenskusten', 'Ivory Coast', "Côte d'Ivoire", 'Cote d’Ivoire'],
  CV: ['Kapp Verde', 'Kap Verde', 'Cape Verde', 'Cabo Verde'],
  CD: [
    'DR Kongo',
    'DR Congo',
    'DRC',
    'Kongo-Kinshasa',
    'Congo, Democratic Republic of the',
    'Congo (Kinshasa)',
    'Zaire',
  ],
  CG: ['Kongo-Brazzaville', 'Congo-Brazzaville', 'Republikken Kongo', 'Republic of the Congo'],
  TZ: ['Tanzania', 'Tanzania, United Republic of', 'Zanzibar'],
  SZ: ['Swaziland', 'Eswatini'],
  ZA: ['Sør-Afrika', 'Sydafrika', 'South Africa'],
  GM: ['Gambia', 'The Gambia'],
  VE: ['Venezuela', 'Bolivarian Republic of Venezuela'],
  BO: ['Bolivia', 'Plurinational State of Bolivia'],
  TT: ['Trinidad', 'Trinidad og Tobago', 'Trinidad & Tobago'],
  KN: ['St. Kitts og Nevis', 'Saint Kitts and Nevis'],
  VA: ['Vatikanet', 'Vatikanstaten', 'Vatican City', 'Holy See'],
};

test.each(Object.entries(TYPED).flatMap(([alpha2, names]) => names.map((name) => [name, alpha2])))(
  '%j is %s',
  (name, alpha2) => {
    expect(toCountryCode(name)).toBe(alpha2);
  },
);

test.each(['', ' ', '\u200B', 'Nowhere', 'Nor way', 'Oslo', 'XX', 'Korea', 'Republic of', 'constructor', '__proto__'])(
  '%j is none',
  (name) => {
    expect(toCountryCode(name)).toBeNull();
  },
);

test.each(['Congo', 'Kongo', 'Republic of China'])('%j, which two countries go by, is none', (name) => {
  expect(toCountryCode(name)).toBeNull();
});

test.each(['Kosovo', 'XK', 'Republikken Kosovo'])('%j has no code in ISO 3166-1', (name) => {
  expect(toCountryCode(name)).toBeNull();
});

test('what nobody can see makes no difference', () => {
  expect(toCountryCode('\uFEFFNor\u200Bge\u202C')).toBe('NO');
});

test('every name of our own list leads to its country, or to none where two share it', () => {
  const names = Object.entries(OTHER_NAMES).flatMap(([alpha2, all]) => all.map((name) => ({ alpha2, name })));
  for (const { alpha2, name } of names) {
    const others = names.filter((other) => other.name === name);
    expect([name, toCountryCode(name)]).toEqual([name, others.length > 1 ? null : alpha2]);
  }
});

test('no language has a name for a country that the lists have for another', () => {
  const wrong = Object.keys(english.countries).flatMap((alpha2) =>
    [...LANGUAGES, new Intl.Locale(`und-${alpha2}`).maximize()].flatMap((language) => {
      const name = new Intl.DisplayNames(language, { type: 'region' }).of(alpha2) ?? alpha2;
      const found = toCountryCode(name);
      return found === null || found === alpha2 ? [] : [{ alpha2, name, found }];
    }),
  );
  expect(wrong).toEqual([]);
});
