import type { PayrollBankAccount } from './bank-accounts.ts';
import type { EmployeeId } from './ids.ts';
import type { PayrollEmployee } from './employees.ts';
import type { PayrollEmploymentSummary } from './employments.ts';
import type { PowerOfficeReader } from './client.ts';
import type { Enterprise, IntegrationInformation, NumberSeries } from './company.ts';

/** What payroll holds of everybody, in a handful of requests whatever the number of people (PowerOffice fact 17). */
export interface PayrollSnapshot {
  readonly integration: IntegrationInformation;
  readonly enterprises: readonly Enterprise[];
  readonly employeeNumberSeries: readonly NumberSeries[];
  readonly employees: readonly PayrollEmployee[];
  readonly employmentsByEmployeeId: ReadonlyMap<EmployeeId, readonly PayrollEmploymentSummary[]>;
  /** Of employees only. */
  readonly bankAccountsByEmployeeId: ReadonlyMap<EmployeeId, readonly PayrollBankAccount[]>;
}

/** @throws PowerOfficeError; the token that the first request waits for also shows whether the keys are good */
export const readPayrollSnapshot = async (reader: PowerOfficeReader): Promise<PayrollSnapshot> => {
  const [integration, enterprises, employeeNumberSeries, employees, employments, bankAccounts] = await Promise.all([
    reader.integrationInformation(),
    reader.enterprises(),
    reader.employeeNumberSeries(),
    reader.employees(),
    reader.employmentSummaries(),
    reader.bankAccounts(),
  ]);
  const employeeIds = new Set(employees.map(({ id }) => id));
  return {
    integration,
    enterprises,
    employeeNumberSeries,
    employees,
    employmentsByEmployeeId: Map.groupBy(employments, ({ employeeId }) => employeeId),
    bankAccountsByEmployeeId: Map.groupBy(
      bankAccounts.filter(({ contactId }) => employeeIds.has(contactId)),
      ({ contactId }) => contactId,
    ),
  };
};
