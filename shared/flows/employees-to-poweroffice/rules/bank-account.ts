/*
 * The rules of the bank account (rows 10-13): which number salary is to be paid to, and what is said of it. A Norwegian
 * number is checked by its control digit, a foreign one as an IBAN where it is one. A number that is not valid is never
 * sent, and it is told. For example, "1234.56.78903" becomes 12345678903; with a last digit of 4 it is no account,
 * nothing about it is sent, and pay goes on to the account that PowerOffice has.
 */
import { isValidIBAN } from 'ibantools';
import type { DesiredBankAccount, UnusableAccount } from './desired-employee.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { SourceBankAccount, SourceEmployee } from '../../../model/employee.ts';
import { isUnreadable, readOrNull } from '../../../model/source-value.ts';
import type { Read } from '../../../model/source-value.ts';
import { unreadableProblem } from './unreadable-problems.ts';
import { toCountryCode } from '../../../records/values/country.ts';
import { toNorwegianAccount } from '../../../records/values/norwegian-account.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { MappingRow } from './mapping-row.ts';

export const BANK_ACCOUNT_ROWS: readonly MappingRow[] = [
  {
    row: '10',
    promise: 'bankAccount.number',
    source: 'bankAccount.number, else .iban',
    target: 'ContactBankAccount.BankAccountNumber',
    rule:
      'Norwegian: blanks and dots dropped, 11 digits, modulus 11; or the last 11 digits of a valid NO IBAN. ' +
      'Foreign: IBAN (modulus 97), or the number. Invalid, unreadable, or an IBAN that contradicts the ' +
      'country: no bank call at all, and an error instead of a warning when PowerOffice pays to another account. An ' +
      'account with the same digits is not created again; the account becomes the one that salary is paid to, ' +
      'whichever was chosen before. Old accounts are left.',
    codes: ['BANK_ACCOUNT_INVALID', 'BANK_ACCOUNT_PRIVILEGE'],
  },
  {
    row: '11',
    promise: 'bankAccount.bankname',
    source: 'bankAccount.bank',
    target: 'ContactBankAccount.BankCode',
    rule: "The bank's name; the clearing number or nothing on request. Set when the account is created.",
    codes: [],
    options: ['bankCode'],
  },
  {
    row: '12',
    promise: 'bankAccount.bic',
    source: 'bankAccount.bic',
    target: 'ContactBankAccount.BicSwift',
    rule: 'Upper case, no blanks, 8 or 11 characters; otherwise left out. Set when the account is created.',
    codes: [],
  },
  {
    row: '13',
    promise: 'bankAccount.country',
    source: 'bankAccount.country',
    target: 'ContactBankAccount.CountryCode',
    rule: 'Two letters. Empty: the prefix of the IBAN, else NO for a valid Norwegian number. Set when the account is created.',
    codes: [],
  },
];

/**
 * The bank account that salary is to be paid to (rows 10-13).
 * @returns `null` as account when the source has none, or an unusable one: whether pay goes elsewhere meanwhile is known
 *   to the plan. `problems` has everything there is to tell of the bank account
 */
export const mapBankAccount = (
  { bankAccount }: SourceEmployee,
  settings: MappingSettings,
): { bankAccount: DesiredBankAccount | null; unusableAccount: UnusableAccount | null; problems: Problem[] } => {
  if (isUnreadable(bankAccount)) return unusable(null, [unreadableProblem(bankAccount, 'field')]);
  const { number, iban, country } = bankAccount;
  const unreadable = Object.values(bankAccount)
    .filter(isUnreadable)
    .map((value) => unreadableProblem(value, 'field'));
  // An IBAN beside a number is not looked at.
  const typed = isUnreadable(number) || trimmedText(number) !== null ? number : iban;
  const text = trimmedText(readOrNull(typed));
  if (isUnreadable(typed)) return unusable(null, unreadable);
  if (text === null) return { bankAccount: null, unusableAccount: null, problems: unreadable };
  if (isUnreadable(country)) return unusable(accountKey(text), unreadable);
  const account = accountOf(text, { number: readOrNull(number), country });
  if (typeof account === 'string') {
    return unusable(accountKey(text), [...unreadable, problem('BANK_ACCOUNT_INVALID', account)]);
  }
  const bankCode = bankCodeOf(bankAccount, settings);
  const bicSwift = bicOf(bankAccount);
  return {
    bankAccount: { ...account, ...(bankCode !== null && { bankCode }), ...(bicSwift !== null && { bicSwift }) },
    unusableAccount: null,
    problems: unreadable,
  };
};

const unusable = (key: string | null, problems: Problem[]) => ({
  bankAccount: null,
  unusableAccount: { key, problems },
  problems,
});
/** The account number as it is compared: a NO IBAN by its last 11 digits, anything else by its letters and digits. */
export const accountKey = (accountNumber: string): string => {
  const key = accountNumber.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return key.startsWith('NO') && isValidIBAN(key) ? key.slice(-11) : key;
};

/**
 * BankAccountNumber and CountryCode (rows 10, 13), or what is wrong with them, in words that hold no digit of the
 * account.
 */
const accountOf = (
  typed: string,
  { number, country }: Read<Pick<SourceBankAccount, 'number' | 'country'>>,
): DesiredBankAccount | string => {
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
  if (trimmedText(number) === null || !FOREIGN_NUMBER.test(compact)) {
    return `The bank account in ${declared} is neither an IBAN nor an account number.`;
  }
  return { bankAccountNumber: compact, countryCode: declared };
};

const IBAN_LIKE = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{6,}$/;
/** At most as long as an IBAN, and with four digits at least: "unknown" is no account. */
const FOREIGN_NUMBER = /^(?=(?:.*[0-9]){4})[A-Z0-9][A-Z0-9./,-]{3,33}$/;

const ibanAccount = (iban: string, declared: string | null): DesiredBankAccount | string => {
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

/** BankCode (row 11). */
const bankCodeOf = ({ bank, clearing }: SourceBankAccount, { bankCode }: MappingSettings): string | null =>
  trimmedText(readOrNull({ bank, clearing, omit: null }[bankCode]));

/** BicSwift (row 12). */
const bicOf = ({ bic }: SourceBankAccount): string | null => {
  const compact = (trimmedText(readOrNull(bic)) ?? '').replace(/\s/gu, '').toUpperCase();
  return /^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/.test(compact) ? compact : null;
};
