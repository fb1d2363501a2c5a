import { isValidIBAN } from 'ibantools';
import { toCountryCode } from './country.ts';
import { toNorwegianAccount } from './norwegian-account.ts';

interface Account {
  /** 11 digits of a Norwegian account, else an IBAN or the bank's own number. */
  readonly bankAccountNumber: string;
  /** Two letters. */
  readonly countryCode: string;
}

/** The account number as it is compared: a NO IBAN by its last 11 digits, anything else by its letters and digits. */
export const accountKey = (accountNumber: string): string => {
  const key = accountNumber.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return key.startsWith('NO') && isValidIBAN(key) ? key.slice(-11) : key;
};

/**
 * The account that a text names (BankAccountNumber and CountryCode, rows 10 and 13), or what is wrong with it, in words
 * that hold no digit of the account.
 * @param isIban the text was typed where an IBAN belongs
 * @param country of the bank, as typed
 */
export const toAccount = (
  typed: string,
  { isIban, country }: { readonly isIban: boolean; readonly country: string | null },
): Account | string => {
  // A country that is none we know says as little as an empty one.
  const declared = country === null ? null : toCountryCode(country);
  const iban = typed.replaceAll(/[\s.-]/gu, '').toUpperCase();
  if (IBAN_LIKE.test(iban)) return ibanAccount(iban, declared);
  if (declared === null || declared === 'NO') {
    const digits = toNorwegianAccount(typed);
    return digits === null
      ? 'The bank account is neither a Norwegian account number with the right check digit nor an IBAN.'
      : { bankAccountNumber: digits, countryCode: 'NO' };
  }
  const compact = typed.replace(/\s/gu, '').toUpperCase();
  if (isIban || !FOREIGN_NUMBER.test(compact)) {
    return `The bank account in ${declared} is neither an IBAN nor an account number.`;
  }
  return { bankAccountNumber: compact, countryCode: declared };
};

const IBAN_LIKE = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{6,}$/;
/** At most as long as an IBAN, and with four digits at least: "unknown" is no account. */
const FOREIGN_NUMBER = /^(?=(?:.*[0-9]){4})[A-Z0-9][A-Z0-9./,-]{3,33}$/;

const ibanAccount = (iban: string, declared: string | null): Account | string => {
  if (!isValidIBAN(iban)) return 'The IBAN has a wrong check digit or a wrong length.';
  const prefix = iban.slice(0, 2);
  // The bank's country and the account's would disagree about how the money is sent. Only NO is telling: other
  // countries do lend their prefix (GB to Jersey, FR to Reunion).
  if (declared !== null && declared !== prefix && (declared === 'NO' || prefix === 'NO')) {
    return `The IBAN is of ${prefix}, but the bank's country is ${declared}.`;
  }
  if (prefix !== 'NO') return { bankAccountNumber: iban, countryCode: declared ?? prefix };
  const digits = toNorwegianAccount(iban.slice(-11));
  return digits === null
    ? 'The account in the Norwegian IBAN is none.'
    : { bankAccountNumber: digits, countryCode: 'NO' };
};
