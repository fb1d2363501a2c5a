import type { PayrollBankAccount } from '../../../vendors/poweroffice/bank-accounts.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { planBankAccount } from '../plan/plan-bank-account.ts';
import { accountKey } from '../rules/bank-account.ts';
import { recordOf } from './person.ts';
import type { Person, Planned } from './person.ts';
import { updates } from './person-writes.ts';

/** The bank account (rows 10-13). @returns the employee as PowerOffice answered last */
export const writeBankAccount = async (
  { writes, desired, task, reader, create, digest }: Person,
  employee: Planned<PayrollEmployee>,
  accounts: readonly PayrollBankAccount[],
): Promise<Planned<PayrollEmployee>> => {
  const plan = planBankAccount(desired.bankAccount, {
    accounts,
    salaryBankAccountId: employee?.salaryBankAccountId ?? null,
    mayChoose: task.mayChooseAccount,
  });
  writes.note(...plan.problems);
  let accountId = plan.existingId;
  const fields = plan.create;
  if (fields !== null && desired.bankAccount !== null) {
    const key = accountKey(desired.bankAccount.bankAccountNumber);
    const attempt = await writes.attempt([{ entity: 'bankAccount', action: 'create' }], async (writer) => {
      const { id } = recordOf(employee);
      const isSame = (account: PayrollBankAccount): boolean => accountKey(account.bankAccountNumber) === key;
      return create(
        {
          find: async () => (await reader.bankAccounts(id)).find(isSame) ?? null,
          post: (beforeSend) => writer.createBankAccount(id, fields, beforeSend),
        },
        { kind: 'bankAccount', key: digest(key) },
      );
    });
    if (!attempt.done) return employee;
    accountId = attempt.value?.id ?? null;
  }
  if (plan.choose === null) return employee;
  const choice = await writes.attempt(
    updates('bankAccount', [{ field: 'SalaryBankAccountId', value: accountId }]),
    async (writer) => writer.chooseSalaryAccount(recordOf(employee).id, recordOf(accountId)),
    () => 'BANK_ACCOUNT_PRIVILEGE',
  );
  return (choice.done ? choice.value : null) ?? employee;
};
