import type * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './caller.ts';
import { employmentId, salaryId } from './ids.ts';
import type { EmploymentId, SalaryId } from './ids.ts';
import type { WireSchema } from './json.ts';
import type { Reads } from './reads.ts';
import { money, ofEmployment, orElse, requiredDate, text, wireObject } from './wire.ts';
import { hasId, startsOn } from './writes.ts';
import type { Resource, Writes } from './writes.ts';

// Made once: an object schema is compiled anew for each schema made.
const wireFields = wireObject(
  {
    id: salaryId,
    employmentId: orElse(employmentId, null),
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

const wireSalary = (employment: EmploymentId): WireSchema<PayrollSalary> => ofEmployment(wireFields, employment);

export interface SalaryReads {
  salaries(employment: EmploymentId): Promise<readonly PayrollSalary[]>;
}

export const salaryReads = ({ list }: Reads): SalaryReads => ({
  salaries: (employment) =>
    list(
      { path: `/Employees/Employments/${employment}/Salaries`, privilege: 'EmploymentSalary' },
      wireSalary(employment),
    ),
});

export interface SalaryWrites {
  createSalary(
    employment: EmploymentId,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollSalary>;
  patchSalary(employment: EmploymentId, id: SalaryId, fields: readonly FieldValue[]): Promise<PayrollSalary>;
}

export const salaryWrites = ({ create, patch }: Writes): SalaryWrites => ({
  createSalary: (employment, fields, beforeSend) =>
    create(resource(employment), fields, { schema: wireSalary(employment), isMeant: startsOn(fields) }, beforeSend),
  patchSalary: (employment, salaryId, fields) =>
    patch(resource(employment, `/${salaryId}`), fields, {
      schema: wireSalary(employment),
      isMeant: hasId(salaryId),
    }),
});

const resource = (employment: EmploymentId, rest = ''): Resource => ({
  path: `/Employees/Employments/${employment}/Salaries${rest}`,
  privilege: 'EmploymentSalary_Full',
  isSecret: ({ field }) => ['AnnualSalary', 'HourlyRate'].includes(field),
});
