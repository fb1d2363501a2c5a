import * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './caller.ts';
import type { Reads } from './reads.ts';
import { count, date, decimal, flag, id, optionalId, text, wireObject } from './wire.ts';
import { hasId } from './writes.ts';
import type { Resource, Writes } from './writes.ts';

const anyText = z.string().nullable();

/** What the bulk list tells of an employment. */
export const payrollEmploymentSummarySchema = z.object({
  id: z.int(),
  employeeId: z.int(),
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
  enterpriseId: z.int().nullable(),
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
const summaryFields = { id, startDate: date, endDate: date, lastChanged: text };

const wireSummary: z.ZodType<PayrollEmploymentSummary> = wireObject({ ...summaryFields, employeeId: id }, LAST_CHANGED);

// Made once: an object schema is compiled anew for each schema made.
const wireFields = wireObject(
  {
    ...summaryFields,
    employeeId: optionalId,
    professionCode: text,
    employmentForm: text,
    employmentType: text,
    endDateReason: text,
    endedAndReported: flag(false),
    enterpriseId: optionalId,
    fullTimeHoursPerWeek: decimal,
    workingHoursArrangement: text,
    isDefault: flag(false),
    reportingId: text,
    salaryCount: count,
    ftePercentageCount: count,
  },
  LAST_CHANGED,
);

/** @param employeeId the employee in the call's path, for an answer that does not repeat it */
const wireEmployment = (employeeId: number): z.ZodType<PayrollEmployment> =>
  wireFields.transform((employment) => ({ ...employment, employeeId: employment.employeeId ?? employeeId }));

export interface EmploymentReads {
  employmentSummaries(): Promise<readonly PayrollEmploymentSummary[]>;
  employmentsOf(employeeId: number): Promise<readonly PayrollEmployment[]>;
}

export const employmentReads = ({ list }: Reads): EmploymentReads => ({
  employmentSummaries: () =>
    list({ path: '/Employees/Employments', privilege: 'Employment', isBulk: true }, wireSummary),
  employmentsOf: (employeeId) =>
    list({ path: `/Employees/${employeeId}/Employments`, privilege: 'Employment' }, wireEmployment(employeeId)),
});

export interface EmploymentWrites {
  createEmployment(
    employeeId: number,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollEmployment>;
  patchEmployment(employeeId: number, employmentId: number, fields: readonly FieldValue[]): Promise<PayrollEmployment>;
}

export const employmentWrites = ({ create, patch }: Writes): EmploymentWrites => ({
  createEmployment: (employeeId, fields, beforeSend) =>
    create(
      resource(employeeId),
      fields,
      { schema: wireEmployment(employeeId), isMeant: (employment) => employment.employeeId === employeeId },
      beforeSend,
    ),
  patchEmployment: (employeeId, employmentId, fields) =>
    patch(resource(employeeId, `/${employmentId}`), fields, {
      schema: wireEmployment(employeeId),
      isMeant: hasId(employmentId),
    }),
});

const resource = (employeeId: number, rest = ''): Resource => ({
  path: `/Employees/${employeeId}/Employments${rest}`,
  privilege: 'Employment_Full',
  isSecret: () => false,
});
