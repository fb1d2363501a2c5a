import { findCreated } from '../../../run/create-once.ts';
import type { PayrollBankAccount } from '../../../vendors/poweroffice/bank-accounts.ts';
import type { BankAccountId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { planBankAccount } from '../plan/plan-bank-account.ts';
import type { BankAccountPlan } from '../plan/plan-bank-account.ts';
import { accountKey } from '../../../records/values/bank-account.ts';
import { recordOf } from './person.ts';
import type { Person, Planned } from './person.ts';
import { creates, ofEmployee, updates } from './intended-change.ts';
import type { Attempt } from '../../../people/person-writes.ts';
import { refusedAs } from './person-writes.ts';

/** The employee and their accounts, as PowerOffice answered last. */
interface WrittenBankAccount {
  readonly employee: Planned<PayrollEmployee>;
  readonly accounts: readonly PayrollBankAccount[];
}

/** The bank account (rows 10-13). */
export const writeBankAccount = async (
  person: Person,
  employee: Planned<PayrollEmployee>,
  accounts: readonly PayrollBankAccount[],
): Promise<WrittenBankAccount> => {
  const plan = planBankAccount(person.desired.bankAccount, {
    accounts,
    salaryBankAccountId: employee?.salaryBankAccountId ?? null,
    mayChoose: person.task.mayChooseAccount,
  });
  person.writes.note(...plan.problems);
  switch (plan.action) {
    case 'none':
    case 'keep':
      return { employee, accounts };
    case 'choose':
      return { employee: await chooseAccount(person, employee, plan.accountId), accounts };
    case 'create':
      await createAccount(person, employee, plan);
      return { employee, accounts };
    case 'createAndChoose': {
      const created = await createAccount(person, employee, plan);
      if (!created.done) return { employee, accounts };
      return {
        employee: await chooseAccount(person, employee, created.value?.id ?? null),
        accounts: created.value === null ? accounts : [...accounts, created.value],
      };
    }
  }
};

const createAccount = (
  { writes, reader, create, digest }: Person,
  employee: Planned<PayrollEmployee>,
  { key, fields }: Extract<BankAccountPlan, { readonly action: 'create' | 'createAndChoose' }>,
): Promise<Attempt<PayrollBankAccount>> =>
  writes.attempt(creates('bankAccount', fields, { held: null, baseOf: ofPaidAccount }), async (writer) => {
    const { id } = recordOf(employee);
    const isSame = (account: PayrollBankAccount): boolean => accountKey(account.bankAccountNumber) === key;
    return create(
      {
        find: async (settled) => findCreated(await reader.bankAccounts(id), settled, isSame),
        post: (beforeSend) => writer.createBankAccount(id, fields, beforeSend),
      },
      { kind: 'bankAccount', key: digest(key) },
    );
  });

/** An account is known by its number, and the base has that of the one that salary is paid to. */
const ofPaidAccount = (): string => ofEmployee('BankAccountNumber');

/** Makes an account the one that salary is paid to. @returns the employee as PowerOffice answered last */
const chooseAccount = async (
  { writes }: Person,
  employee: Planned<PayrollEmployee>,
  accountId: Planned<BankAccountId>,
): Promise<Planned<PayrollEmployee>> => {
  const choice = await writes.attempt(
    updates('bankAccount', [{ field: 'SalaryBankAccountId', value: accountId }], {
      held: employee,
      baseOf: ofPaidAccount,
    }),
    async (writer) => writer.chooseSalaryAccount(recordOf(employee).id, recordOf(accountId)),
    refusedAs('BANK_ACCOUNT_PRIVILEGE'),
  );
  return (choice.done ? choice.value : null) ?? employee;
};
