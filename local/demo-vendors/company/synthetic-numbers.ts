import type { CalendarDate } from '../../../shared/records/values/calendar-date.ts';

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);

/** Mod 11: what makes the weighted sum divisible by 11; `null` for the remainder that has no single digit. */
const mod11Digit = (digits: string, weights: readonly number[]): string | null => {
  const digit = (11 - (weighted(digits, weights) % 11)) % 11;
  return digit === 10 ? null : String(digit);
};

export interface NationalIdOwner {
  readonly birthDate: CalendarDate;
  readonly gender: 'Female' | 'Male';
  /** For people who are not registered as residents: 40 is added to the day. */
  readonly dNumber: boolean;
}

/**
 * A synthetic national id as the tax administration's test population has them: 80 added to the month, so that it can
 * belong to nobody, and right check digits.
 * @param serial where the search for a fitting individual number begins; any whole number
 */
export const syntheticNationalId = ({ birthDate, gender, dNumber }: NationalIdOwner, serial: number): string => {
  const [year = '', month, day] = birthDate.split('-');
  const date = `${String(Number(day) + (dNumber ? 40 : 0)).padStart(2, '0')}${Number(month) + 80}${year.slice(2)}`;
  // 000-499 belongs to the 1900s, 500-999 to 2000-2039; an even number to a woman.
  const century = Number(year) >= 2000 ? 500 : 0;
  const parity = gender === 'Female' ? 0 : 1;
  for (let step = 0; step < 250; step += 1) {
    const individual = century + ((serial + step) % 250) * 2 + parity;
    const nine = `${date}${String(individual).padStart(3, '0')}`;
    const first = mod11Digit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
    const second = first === null ? null : mod11Digit(nine + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    if (first !== null && second !== null) return `${nine}${first}${second}`;
  }
  throw new Error(`No individual number fits ${birthDate}`);
};

/**
 * A Norwegian account number with a right check digit, all under 1234, the register number of PowerOffice's own example.
 * @param serial different numbers below 900 000 give different accounts
 */
export const syntheticAccountNumber = (serial: number): string => {
  for (let step = 0; step < 11; step += 1) {
    const ten = `1234${String((serial * 11 + step) % 1_000_000).padStart(6, '0')}`;
    const digit = mod11Digit(ten, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    if (digit !== null) return ten + digit;
  }
  throw new Error('No check digit fits');
};

/** The same account number with a check digit that is wrong. */
export const withWrongCheckDigit = (account: string): string =>
  account.slice(0, -1) + String((Number(account.slice(-1)) + 1) % 10);

/** The IBAN of a national account number. @param country alpha-2 */
export const ibanOf = (country: string, account: string): string => {
  const letters = country.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const check = 98n - (BigInt(`${account}${letters}00`) % 97n);
  return `${country}${String(check).padStart(2, '0')}${account}`;
};
