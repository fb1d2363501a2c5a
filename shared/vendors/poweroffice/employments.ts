/*
 * An employment in PowerOffice: how all of them are listed in short, how those of one person are read in full, and how
 * one is created and changed. The short list serves to see whether anything has changed, and the full read is made only
 * then. For example, the list shows another `lastChanged` for employment 20001 than the one remembered: the employments
 * of that person are read in full.
 */
import * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './caller.ts';
import type { WireSchema } from './json.ts';
import type { Reads } from './reads.ts';
import { employeeId, employmentId, enterpriseId } from './ids.ts';
import type { EmployeeId, EmploymentId } from './ids.ts';
import { completed, count, date, decimal, flag, orElse, text, wireObject } from './wire.ts';
import { hasId } from './writes.ts';
import type { Resource, Writes } from './writes.ts';

const anyText = z.string().nullable();

/** What the bulk list tells of an employment. */
export const payrollEmploymentSummarySchema = z.object({
  id: employmentId,
  employeeId,
  startDate: anyText,
  endDate: anyText,
  lastChanged: anyText,
});
export type PayrollEmploymentSummary = Readonly<z.infer<typeof payrollEmploymentSummarySchema>>;

/** A full employment. Holds no pay. */
export const payrollEmploymentSchema = payrollEmploymentSummarySchema.extend({
  professionCode: anyText,
  employmentForm: anyText,
  employmentType: anyText,
  endDateReason: anyText,
  endedAndReported: z.boolean(),
  enterpriseId: enterpriseId.nullable(),
  /** Decimal text. */
  fullTimeHoursPerWeek: anyText,
  workingHoursArrangement: anyText,
  isDefault: z.boolean(),
  reportingId: anyText,
  salaryCount: z.int(),
  ftePercentageCount: z.int(),
});
export type PayrollEmployment = Readonly<z.infer<typeof payrollEmploymentSchema>>;

const LAST_CHANGED = { lastChanged: 'LastChangedDateTimeOffset' };
const summaryFields = { id: employmentId, startDate: date, endDate: date, lastChanged: text };

const wireSummary: z.ZodType<PayrollEmploymentSummary> = wireObject({ ...summaryFields, employeeId }, LAST_CHANGED);

// Made once: an object schema is compiled anew for each schema made.
const wireFields = wireObject(
  {
    ...summaryFields,
    employeeId: orElse(employeeId, null),
    professionCode: text,
    employmentForm: text,
    employmentType: text,
    endDateReason: text,
    endedAndReported: flag(false),
    enterpriseId: orElse(enterpriseId, null),
    fullTimeHoursPerWeek: decimal,
    workingHoursArrangement: text,
    isDefault: flag(false),
    reportingId: text,
    salaryCount: count,
    ftePercentageCount: count,
  },
  LAST_CHANGED,
);

/** @param askedOf the employee in the call's path, for an answer that does not repeat it */
const wireEmployment = (askedOf: EmployeeId): WireSchema<PayrollEmployment> =>
  completed(wireFields, (employment) => ({ ...employment, employeeId: employment.employeeId ?? askedOf }));

export interface EmploymentReads {
  employmentSummaries(): Promise<readonly PayrollEmploymentSummary[]>;
  employmentsOf(employee: EmployeeId): Promise<readonly PayrollEmployment[]>;
}

export const employmentReads = ({ list }: Reads): EmploymentReads => ({
  employmentSummaries: () =>
    list({ path: '/Employees/Employments', privilege: 'Employment', isBulk: true }, wireSummary),
  employmentsOf: (employee) =>
    list({ path: `/Employees/${employee}/Employments`, privilege: 'Employment' }, wireEmployment(employee)),
});

export interface EmploymentWrites {
  createEmployment(
    employee: EmployeeId,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollEmployment>;
  patchEmployment(
    employee: EmployeeId,
    employment: EmploymentId,
    fields: readonly FieldValue[],
  ): Promise<PayrollEmployment>;
}

export const employmentWrites = ({ create, patch }: Writes): EmploymentWrites => ({
  createEmployment: (employee, fields, beforeSend) =>
    create(
      resource(employee),
      fields,
      { schema: wireEmployment(employee), isMeant: (created) => created.employeeId === employee },
      beforeSend,
    ),
  patchEmployment: (employee, employment, fields) =>
    patch(resource(employee, `/${employment}`), fields, {
      schema: wireEmployment(employee),
      isMeant: hasId(employment),
    }),
});

const resource = (employee: EmployeeId, rest = ''): Resource => ({
  path: `/Employees/${employee}/Employments${rest}`,
  privilege: 'Employment_Full',
  isSecret: () => false,
});
