import * as z from 'zod';
import { sourceEmployeeId } from '../../model/employee.ts';
import type { SourceEmployeeId } from '../../model/employee.ts';
import { simployerError } from './errors.ts';
import type { Reads } from './reads.ts';
import { date, hint, part, row, text, textOrJson, textOrNumber } from './wire.ts';

const homeAddress = z.object({
  street: text('homeAddress.street'),
  city: text('homeAddress.city'),
  postalCode: textOrNumber('homeAddress.postalCode'),
  country: text('homeAddress.country'),
});
const bankAccount = z.object({
  number: textOrNumber('bankAccount.number'),
  iban: text('bankAccount.iban'),
  bic: text('bankAccount.bic'),
  bank: text('bankAccount.bank'),
  clearing: textOrNumber('bankAccount.clearing'),
  country: text('bankAccount.country'),
});

export const employeeSchema = row(sourceEmployeeId, {
  /** Decides whether somebody is archived: `null` when it does not say so itself. */
  active: z.boolean().nullable().catch(null),
  employeeNumber: textOrJson,
  userId: textOrNumber('userId'),
  created: hint,
  departmentId: hint,
  officeId: hint,
  managerEmployeeId: hint,
  costCenterId: hint,
  effectiveCostCenterId: hint,
  firstName: text('firstName'),
  lastName: text('lastName'),
  title: text('title'),
  workEmail: text('workEmail'),
  privateEmail: text('privateEmail'),
  privatePhoneSanitized: textOrNumber('privatePhoneSanitized'),
  privatePhone: textOrNumber('privatePhone'),
  workPhoneSanitized: textOrNumber('workPhoneSanitized'),
  workPhone: textOrNumber('workPhone'),
  hireDate: date('hireDate'),
  endDate: date('leaving.endDate'),
  offboardDate: date('leaving.offboardDate'),
  birthDate: date('birthDate'),
  ssn: textOrNumber('ssn'),
  ssnCountry: text('ssnCountry'),
  gender: text('gender'),
  homeAddress: part('homeAddress', homeAddress),
  bankAccount: part('bankAccount', bankAccount),
  employmentId: textOrNumber('mainEmploymentId'),
  compensationId: textOrNumber('compensationId'),
});
export type Employee = z.output<typeof employeeSchema>;

export interface EmployeeReads {
  employees(): Promise<readonly Employee[]>;
  /** @returns `null` when there is no such employee (any more) */
  employee(id: SourceEmployeeId): Promise<Employee | null>;
}

const oneSchema = z.object({ data: z.unknown() });

export const employeeReads = ({ list, get }: Reads): EmployeeReads => ({
  // Never with `select`: it would leave out address and bank account (Simployer fact 6).
  employees: () => list('/employee', employeeSchema),
  employee: async (id) => {
    const one = await get('/employee/{id}', `/employee/${encodeURIComponent(id)}`, {}, oneSchema);
    if (one === null) return null;
    const parsed = employeeSchema.safeParse(one.data);
    if (!parsed.success || parsed.data.id !== id) {
      throw simployerError('unavailable', 'Simployer answered GET /employee/{id} with something else.');
    }
    return parsed.data;
  },
});
