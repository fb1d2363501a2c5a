const MAX_CHARACTERS = 60;
/** Eleven digits are a national id or a Norwegian account; from nine on nothing is shown, to be on the safe side. */
const MIN_SECRET_DIGITS = 9;
const DIGIT_GROUP = /\d(?:[\s.\-/]{0,2}\d)*/gu;
const IBAN = /\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]{2,4}){3,}\b/giu;

/**
 * A value of the source as a message may show it: quoted, on one line, at most 60 characters, and with everything
 * masked that could be a national id or an account number.
 */
export const shown = (value: string | null): string => {
  if (value === null) return 'nothing';
  const oneLine = maskSecrets(value.slice(0, 1000).replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim());
  const characters = Array.from(oneLine);
  return `"${characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS).join('')}...` : oneLine}"`;
};

/** The text with everything masked that could be a national id or an account number, and else as it is. */
export const maskSecrets = (text: string): string =>
  text
    .replaceAll(IBAN, (group) => (digitsIn(group) >= MIN_SECRET_DIGITS ? '***' : group))
    .replaceAll(DIGIT_GROUP, (group) => (digitsIn(group) >= MIN_SECRET_DIGITS ? '***' : group));

const digitsIn = (text: string): number => text.replaceAll(/\D/g, '').length;
