import type { DesiredBankAccount, DesiredEmployee } from '../rules/desired-employee.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { PayrollBankAccount } from '../../../vendors/poweroffice/bank-accounts.ts';
import type { BankAccountId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import { accountKey } from '../../../records/values/bank-account.ts';

export type BankAccountPlan = { readonly problems: readonly Problem[] } & (
  | { readonly action: 'none' }
  /** The account is there, and the one that salary is paid to, or may not be made so. */
  | { readonly action: 'keep'; readonly accountId: BankAccountId }
  /** The account is there, and becomes the one that salary is paid to. */
  | { readonly action: 'choose'; readonly accountId: BankAccountId }
  | {
      /** The account is made on the contact, and becomes the one that salary is paid to where it may. */
      readonly action: 'createAndChoose' | 'create';
      /** Its digits, see `accountKey`. */
      readonly key: string;
      readonly fields: readonly FieldValue[];
    }
);

/**
 * What is to be written for the bank account (rows 10-13). Old accounts are left. PowerOffice may have chosen an
 * account by itself (PowerOffice fact 52).
 * @param accounts the contact's accounts, inactive ones too
 * @param mayChoose whether the integration holds the privilege EmployeeBankAccounts
 */
export const planBankAccount = (
  desired: DesiredBankAccount | null,
  {
    accounts,
    salaryBankAccountId,
    mayChoose,
  }: {
    readonly accounts: readonly PayrollBankAccount[];
    readonly salaryBankAccountId: number | null;
    readonly mayChoose: boolean;
  },
): BankAccountPlan => {
  if (desired === null) return { action: 'none', problems: [] };
  const existing = sameAccount(desired, accounts, salaryBankAccountId);
  if (existing !== null && existing.id === salaryBankAccountId) {
    return { action: 'keep', accountId: existing.id, problems: [] };
  }
  const problems = mayChoose ? [] : [problem('BANK_ACCOUNT_PRIVILEGE')];
  if (existing !== null) return { action: mayChoose ? 'choose' : 'keep', accountId: existing.id, problems };
  const key = accountKey(desired.bankAccountNumber);
  return { action: mayChoose ? 'createAndChoose' : 'create', key, fields: fieldsOf(desired), problems };
};

/**
 * Accounts are compared by digits (PowerOffice fact 53): of several with the same ones the one already chosen, else an
 * active one, else the oldest.
 */
const sameAccount = (
  { bankAccountNumber }: DesiredBankAccount,
  accounts: readonly PayrollBankAccount[],
  salaryBankAccountId: number | null,
): PayrollBankAccount | null => {
  const key = accountKey(bankAccountNumber);
  const same = accounts
    .filter((account) => accountKey(account.bankAccountNumber) === key)
    .toSorted((one, other) => one.id - other.id);
  return same.find(({ id }) => id === salaryBankAccountId) ?? same.find(({ isActive }) => isActive) ?? same[0] ?? null;
};

/**
 * The mapping's problems, with those of an account that cannot be sent made errors when PowerOffice pays to another
 * one, or perhaps so: the new account is not in use then, and pay goes on to the old one (BankAccountNumber, row 10).
 * @param accounts those of the record; a chosen one that is not among them counts as another
 */
export const gradeUnusableAccount = (
  { unusableAccount, problems }: Pick<DesiredEmployee, 'unusableAccount' | 'problems'>,
  { salaryBankAccountId }: Pick<PayrollEmployee, 'salaryBankAccountId'>,
  accounts: readonly PayrollBankAccount[],
): readonly Problem[] => {
  if (unusableAccount === null || salaryBankAccountId === null) return problems;
  const { key } = unusableAccount;
  const paid = accountKey(accounts.find(({ id }) => id === salaryBankAccountId)?.bankAccountNumber ?? '');
  // A NO IBAN with a wrong check digit still ends with the account it means.
  if (key !== null && (paid === key || (key.startsWith('NO') && paid === key.slice(-11)))) return problems;
  return problems.map((found) =>
    unusableAccount.problems.includes(found)
      ? { ...found, severity: 'error', message: `${found.message} ${PAY_GOES_ON}` }
      : found,
  );
};

const PAY_GOES_ON = 'Until it is corrected, pay goes on to the account that PowerOffice has.';

const fieldsOf = ({ bankAccountNumber, bankCode, bicSwift, countryCode }: DesiredBankAccount): FieldValue[] => [
  { field: 'BankAccountNumber', value: bankAccountNumber },
  ...(bankCode === undefined ? [] : [{ field: 'BankCode', value: bankCode }]),
  ...(bicSwift === undefined ? [] : [{ field: 'BicSwift', value: bicSwift }]),
  ...(countryCode === undefined ? [] : [{ field: 'CountryCode', value: countryCode }]),
];
