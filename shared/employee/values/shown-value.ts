const MAX_CHARACTERS = 60;
/** Norwegian accounts and national ids have 11 digits, those of the neighbours 10 or 12: nothing so long is shown. */
const MIN_SECRET_DIGITS = 9;
const DIGIT_GROUP = /\p{Nd}(?:[\s.\-/]{0,2}\p{Nd})*/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b/giu;

/**
 * A value of the source as a message may show it: quoted, on one line, at most 60 characters, and with everything
 * masked that could be a national id or an account number.
 */
export const shown = (value: string | null): string => {
  if (value === null) return 'nothing';
  const oneLine = value
    .slice(0, 1000)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(maskSecrets(oneLine));
  return characters.length > MAX_CHARACTERS
    ? `"${characters.slice(0, MAX_CHARACTERS).join('')}..."`
    : `"${characters.join('')}"`;
};

/** The text with everything masked that could be a national id or an account number, and else as it is. */
export const maskSecrets = (text: string): string => text.replaceAll(IBAN, mask).replaceAll(DIGIT_GROUP, mask);

const mask = (group: string): string => (countDigits(group) >= MIN_SECRET_DIGITS ? '***' : group);

const countDigits = (text: string): number => text.replaceAll(/\P{Nd}/gu, '').length;
