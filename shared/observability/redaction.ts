const MASK = '***';

/** What people put between the digits of a number: blanks, dots, dashes of every kind, slashes. */
const GAP = String.raw`[\s.,/_'·\-\u2010-\u2015]`;

/** Eleven digits in any grouping: national ids (fødselsnummer, D-number) and Norwegian accounts. */
const ELEVEN_DIGITS = new RegExp(String.raw`(?<!\d)\d(?:${GAP}{0,3}\d){10}(?!\d)`, 'gu');

/** Eleven digits or more with at most one character between two: foreign account and card numbers. */
const LONG_NUMBER = new RegExp(String.raw`\d(?:${GAP}?\d){10,}`, 'gu');

/** Two letters, two digits, then groups of four: an IBAN, if digits prevail. */
const IBAN = new RegExp(
  String.raw`(?<![a-z0-9])[a-z]{2}${GAP}?\d{2}(?:${GAP}?[a-z0-9]{4}){2,7}(?:${GAP}?[a-z0-9]{1,3})?(?![a-z0-9])`,
  'giu',
);
const FEWEST_IBAN_DIGITS = 8;

/** An amount of money: thousands in groups, or two decimals. */
const AMOUNT =
  /(?<![\d.,-])(?:\d{1,3}(?:[ .,\u00a0\u2009\u202f']\d{3})+(?:[.,]\d{1,2})?|\d{3,}[.,]\d{2})(?![\d-]|[.,]\d)/gu;

/** The digits of a value, in any grouping and with any decimals that say nothing. */
const valuePattern = (value: string): RegExp | null => {
  const digits = value.replace(/[.,]0+$/u, '').replace(/[^\p{L}\p{N}]/gu, '');
  if (digits.length < 3) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])${Array.from(digits).join(`${GAP}?`)}(?:[.,]0+)?(?![\\p{L}\\p{N}])`, 'giu');
};

/**
 * A third party's text without national ids, account numbers and amounts, whatever their spacing; each becomes `***`.
 * PowerOffice may echo them in a refusal. Rather masks too much than too little.
 * @param known values that this very text may echo, such as the amounts sent: masked as well, in any grouping
 */
export const maskSensitive = (text: string, known: readonly string[] = []): string => {
  const masked = known
    .map(valuePattern)
    .filter((pattern) => pattern !== null)
    .reduce((rest, pattern) => rest.replace(pattern, MASK), text);
  return masked
    .replace(IBAN, (match) => (match.replace(/\D/gu, '').length >= FEWEST_IBAN_DIGITS ? MASK : match))
    .replace(ELEVEN_DIGITS, MASK)
    .replace(LONG_NUMBER, MASK)
    .replace(AMOUNT, MASK);
};
