import type { SourceCompensation, SourceEmployee, SourceEmployment } from '../employee/source-employee.ts';
import { toCalendarDate } from '../employee/values/calendar-date.ts';
import type { CalendarDate } from '../employee/values/calendar-date.ts';
import type { Compensation, Employee, Employment, Named } from './schemas.ts';

/** What Simployer's lists hold, before the pieces are put together. */
export interface SimployerRows {
  readonly employees: readonly Employee[];
  readonly employments: readonly Employment[];
  readonly compensations: readonly Compensation[];
  readonly employmentTypes: readonly Named[];
}

/** Joins the lists by id (Simployer contract 1.7); text stays as typed, dates become calendar dates. */
export const toSourceEmployees = ({
  employees,
  employments,
  compensations,
  employmentTypes,
}: SimployerRows): SourceEmployee[] => {
  const typeNames = new Map(employmentTypes.map(({ id, name }) => [id, name]));
  const employmentsByEmployee = Map.groupBy(employments, ({ employeeId }) => employeeId);
  const compensationsByEmployee = Map.groupBy(compensations, ({ employeeId }) => employeeId);
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
    hireDate: toDate(employee.hireDate),
    birthDate: toDate(employee.birthDate),
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
  }));
};

const toEmployment = (
  { id, typeId, startDate, endDate, note, rate }: Employment,
  typeNames: ReadonlyMap<string, string | null>,
): SourceEmployment => ({
  id,
  typeId,
  typeName: typeId === null ? null : (typeNames.get(typeId) ?? null),
  startDate: toDate(startDate),
  endDate: toDate(endDate),
  note,
  rate,
});

const toCompensation = ({ id, effectiveDate, amount, payoutPeriod, currency }: Compensation): SourceCompensation => ({
  id,
  effectiveDate: toDate(effectiveDate),
  amount,
  payoutPeriod,
  currency,
});

const toDate = (text: string | null): CalendarDate | null => (text === null ? null : toCalendarDate(text));
