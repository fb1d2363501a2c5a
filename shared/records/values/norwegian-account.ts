const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const BLANKS_AND_DOTS = /[\s.]/gu;

/**
 * The 11 digits of a Norwegian account number, blanks and dots dropped (BankAccountNumber, row 10).
 * @returns `null` unless it has 11 digits and the last one is the right check digit, modulus 11
 */
export const toNorwegianAccount = (text: string): string | null => {
  const digits = text.replace(BLANKS_AND_DOTS, '');
  return /^[0-9]{11}$/.test(digits) && hasRightCheckDigit(digits) ? digits : null;
};

// All zeros would pass the sum, yet no bank has the register number 0000.
const hasRightCheckDigit = (digits: string): boolean => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return Number(digits) > 0 && (11 - (sum % 11)) % 11 === Number(digits[10]);
};
