/*
 * The rules of the bank account (rows 10-13): which number salary is to be paid to, and what is said of it. A Norwegian
 * number is checked by its control digit, a foreign one as an IBAN where it is one. A number that is not valid is never
 * sent, and it is told. For example, "1234.56.78903" becomes 12345678903; with a last digit of 4 it is no account,
 * nothing about it is sent, and pay goes on to the account that PowerOffice has.
 */
import type { DesiredBankAccount, UnusableAccount } from './desired-employee.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { SourceBankAccount, SourceEmployee } from '../../../model/employee.ts';
import { isUnreadable, readOrNull } from '../../../model/source-value.ts';
import { unreadableProblem } from './unreadable-problems.ts';
import { accountKey, toAccount } from '../../../records/values/bank-account.ts';
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
  const account = toAccount(text, { isIban: trimmedText(readOrNull(number)) === null, country });
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

/** BankCode (row 11). */
const bankCodeOf = ({ bank, clearing }: SourceBankAccount, { bankCode }: MappingSettings): string | null =>
  trimmedText(readOrNull({ bank, clearing, omit: null }[bankCode]));

/** BicSwift (row 12). */
const bicOf = ({ bic }: SourceBankAccount): string | null => {
  const compact = (trimmedText(readOrNull(bic)) ?? '').replace(/\s/gu, '').toUpperCase();
  return /^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/.test(compact) ? compact : null;
};
