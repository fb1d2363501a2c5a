import type { SourceCompensation, SourceEmployee, SourceEmployment, SourceFault } from '../employee/source-employee.ts';
import { readOrNull } from '../employee/source-value.ts';
import type { Compensation, Employee, Employment, Named } from './schemas.ts';

/** What Simployer's lists hold, before the pieces are put together. */
export interface SimployerRows {
  readonly employees: readonly Employee[];
  readonly employments: readonly Employment[];
  readonly compensations: readonly Compensation[];
  readonly employmentTypes: readonly Named[];
}

/** Joins the lists by id (Simployer contract 1.7); text stays as typed, dates are calendar dates. */
export const toSourceEmployees = ({
  employees,
  employments,
  compensations,
  employmentTypes,
}: SimployerRows): SourceEmployee[] => {
  const typeNames = new Map(employmentTypes.map(({ id, name }) => [id, name]));
  const employmentsByEmployee = Map.groupBy(employments, ({ employeeId }) => employeeId);
  const compensationsByEmployee = Map.groupBy(compensations, ({ employeeId }) => employeeId);
  const employmentFaults = findFaults('employment', employees, employmentsByEmployee, mainEmploymentIdOf);
  const compensationFaults = findFaults('compensation', employees, compensationsByEmployee, compensationIdOf);
  return employees.map((employee) => ({
    id: employee.id,
    employeeNumber: employee.employeeNumber,
    userId: employee.userId,
    active: employee.active,
    created: employee.created,
    departmentId: employee.departmentId,
    officeId: employee.officeId,
    firstName: employee.firstName,
    lastName: employee.lastName,
    title: employee.title,
    workEmail: employee.workEmail,
    privateEmail: employee.privateEmail,
    privatePhoneSanitized: employee.privatePhoneSanitized,
    privatePhone: employee.privatePhone,
    workPhoneSanitized: employee.workPhoneSanitized,
    workPhone: employee.workPhone,
    hireDate: employee.hireDate,
    birthDate: employee.birthDate,
    ssn: employee.ssn,
    ssnCountry: employee.ssnCountry,
    gender: employee.gender,
    homeAddress: employee.homeAddress,
    bankAccount: employee.bankAccount,
    mainEmploymentId: employee.employmentId,
    compensationId: employee.compensationId,
    employments: (employmentsByEmployee.get(employee.id) ?? []).map((employment) =>
      toEmployment(employment, typeNames),
    ),
    compensations: (compensationsByEmployee.get(employee.id) ?? []).map(toCompensation),
    faults: [
      ...(employee.active === null ? [{ row: 'employee' as const, id: employee.id, field: 'active' }] : []),
      ...(employmentFaults.get(employee.id) ?? []),
      ...(compensationFaults.get(employee.id) ?? []),
    ],
  }));
};

const toEmployment = (
  { id, typeId, startDate, endDate, note, rate }: Employment,
  typeNames: ReadonlyMap<string, string | null>,
): SourceEmployment => ({
  id,
  typeId,
  typeName: typeNames.get(readOrNull(typeId) ?? '') ?? null,
  startDate,
  endDate,
  note,
  rate,
});

const toCompensation = ({ id, effectiveDate, amount, payoutPeriod, currency }: Compensation): SourceCompensation => ({
  id,
  effectiveDate,
  amount,
  payoutPeriod,
  currency,
});

const mainEmploymentIdOf = ({ employmentId }: Employee): string | null => readOrNull(employmentId);
const compensationIdOf = ({ compensationId }: Employee): string | null => readOrNull(compensationId);

/**
 * Rows that do not say whose they are, by the employees whom nothing may be written for because of them.
 *
 * Such a row belongs to the employee who names it as the main employment or the current salary. Where nobody does,
 * everybody is suspected whose own pointer leads to none of their rows: what PowerOffice has of them might be taken for
 * something that Simployer has no more. Everybody else's main employment and current salary are known without the row,
 * so they are synced as usual: an employment that Simployer does not show is left as it is in PowerOffice, and a future
 * salary is written once its row is whole.
 */
const findFaults = (
  row: 'employment' | 'compensation',
  employees: readonly Employee[],
  rowsByEmployee: ReadonlyMap<string | null, readonly { readonly id: string }[]>,
  pointerOf: (employee: Employee) => string | null,
): ReadonlyMap<string, readonly SourceFault[]> => {
  const faults = new Map<string, SourceFault[]>();
  for (const { id } of rowsByEmployee.get(null) ?? []) {
    const owners = employees.filter((employee) => pointerOf(employee) === id);
    const suspects = employees.filter(
      (employee) => !(rowsByEmployee.get(employee.id) ?? []).some((own) => own.id === pointerOf(employee)),
    );
    for (const employee of owners.length > 0 ? owners : suspects) {
      const fault: SourceFault = { row, id, field: 'employeeId' };
      faults.set(employee.id, [...(faults.get(employee.id) ?? []), fault]);
    }
  }
  return faults;
};
