import type * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './caller.ts';
import type { Reads } from './reads.ts';
import { id, isOfEmployment, money, optionalId, requiredDate, text, wireObject } from './wire.ts';
import { hasId, startsOn } from './writes.ts';
import type { Resource, Writes } from './writes.ts';

// Made once: an object schema is compiled anew for each schema made.
const wireFields = wireObject(
  {
    id,
    employmentId: optionalId,
    fromDate: requiredDate,
    remunerationType: text,
    annualSalary: money,
    hourlyRate: money,
    lastChanged: text,
  },
  { lastChanged: 'LastChangedDateTimeOffset' },
);

/** A salary line; amounts are decimal text with 2 decimals. */
export type PayrollSalary = Readonly<Omit<z.output<typeof wireFields>, 'employmentId'>>;

/** @param employmentId the employment in the call's path: pay of another one makes the answer unreadable */
const wireSalary = (employmentId: number): z.ZodType<PayrollSalary> =>
  wireFields
    .refine(isOfEmployment(employmentId), { path: ['EmploymentId'] })
    .transform(({ employmentId: _employmentId, ...salary }) => salary);

export interface SalaryReads {
  salaries(employmentId: number): Promise<readonly PayrollSalary[]>;
}

export const salaryReads = ({ list }: Reads): SalaryReads => ({
  salaries: (employmentId) =>
    list(
      { path: `/Employees/Employments/${employmentId}/Salaries`, privilege: 'EmploymentSalary' },
      wireSalary(employmentId),
    ),
});

export interface SalaryWrites {
  createSalary(employmentId: number, fields: readonly FieldValue[], beforeSend?: BeforeSend): Promise<PayrollSalary>;
  patchSalary(employmentId: number, id: number, fields: readonly FieldValue[]): Promise<PayrollSalary>;
}

export const salaryWrites = ({ create, patch }: Writes): SalaryWrites => ({
  createSalary: (employmentId, fields, beforeSend) =>
    create(resource(employmentId), fields, { schema: wireSalary(employmentId), isMeant: startsOn(fields) }, beforeSend),
  patchSalary: (employmentId, salaryId, fields) =>
    patch(resource(employmentId, `/${salaryId}`), fields, {
      schema: wireSalary(employmentId),
      isMeant: hasId(salaryId),
    }),
});

const resource = (employmentId: number, rest = ''): Resource => ({
  path: `/Employees/Employments/${employmentId}/Salaries${rest}`,
  privilege: 'EmploymentSalary_Full',
  isSecret: ({ field }) => ['AnnualSalary', 'HourlyRate'].includes(field),
});
