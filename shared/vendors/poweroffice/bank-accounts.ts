import * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './caller.ts';
import type { WireSchema } from './json.ts';
import type { Reads } from './reads.ts';
import { bankAccountId, employeeId } from './ids.ts';
import type { EmployeeId } from './ids.ts';
import { completed, flag, orElse, text, wireObject } from './wire.ts';
import type { Resource, Writes } from './writes.ts';

/** An account of a contact; an employee's contact has the employee's id (PowerOffice fact 51). */
export const payrollBankAccountSchema = z.object({
  id: bankAccountId,
  contactId: employeeId,
  bankAccountNumber: z.string(),
  isActive: z.boolean(),
});
export type PayrollBankAccount = Readonly<z.infer<typeof payrollBankAccountSchema>>;

const fields = {
  id: bankAccountId,
  bankAccountNumber: text.transform((value) => value ?? ''),
  // Absent must not mean unused: the account would be created once more.
  isActive: flag(true),
};

const wireBankAccount: z.ZodType<PayrollBankAccount> = wireObject({ ...fields, contactId: employeeId });

// Made once: an object schema is compiled anew for each schema made.
const wireFields = wireObject({ ...fields, contactId: orElse(employeeId, null) });

/** @param contactId the contact in the call's path, for an answer that does not repeat it */
const wireBankAccountOf = (contactId: EmployeeId): WireSchema<PayrollBankAccount> =>
  completed(wireFields, (account) => ({ ...account, contactId: account.contactId ?? contactId }));

export interface BankAccountReads {
  /** Of customers and suppliers too, unless a contact is given. */
  bankAccounts(contactId?: EmployeeId): Promise<readonly PayrollBankAccount[]>;
}

export const bankAccountReads = ({ list }: Reads): BankAccountReads => ({
  bankAccounts: async (contactId) => {
    const call = { path: '/ContactBankAccounts', privilege: 'ContactBankAccount' };
    if (contactId === undefined) return list({ ...call, isBulk: true }, wireBankAccount);
    const accounts = await list({ ...call, query: { contactIds: String(contactId) } }, wireBankAccountOf(contactId));
    return accounts.filter((account) => account.contactId === contactId);
  },
});

export interface BankAccountWrites {
  createBankAccount(
    contactId: EmployeeId,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollBankAccount>;
}

export const bankAccountWrites = ({ create }: Writes): BankAccountWrites => ({
  createBankAccount: (contactId, sent, beforeSend) =>
    create(
      resource(contactId),
      sent,
      { schema: wireBankAccountOf(contactId), isMeant: (account) => account.contactId === contactId },
      beforeSend,
    ),
});

const resource = (contactId: EmployeeId): Resource => ({
  path: `/ContactBankAccounts/${contactId}`,
  privilege: 'ContactBankAccount_Full',
  isSecret: ({ field }) => field === 'BankAccountNumber',
});
