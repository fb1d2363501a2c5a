import type { EmploymentId } from '../../shared/vendors/poweroffice/ids.ts';
import type { FieldValue } from '../../shared/records/field-value.ts';
import type { EmploymentLink } from '../../shared/flows/employees-to-poweroffice/plan/employment-key.ts';
import type { EmploymentStep } from '../../shared/flows/employees-to-poweroffice/plan/employment-step.ts';
import type { EmploymentsPlan } from '../../shared/flows/employees-to-poweroffice/plan/plan-employments.ts';
import type { PayrollEmployment } from '../../shared/vendors/poweroffice/employments.ts';
import { buildPayrollEmployment } from '../builders/payroll-record.ts';
import { branded } from '../builders/branded.ts';

export interface EmploymentsState {
  readonly existing: readonly PayrollEmployment[];
  readonly links: Readonly<Record<string, EmploymentLink>>;
}

const EMPTY: PayrollEmployment = {
  ...buildPayrollEmployment(),
  startDate: null,
  professionCode: null,
  employmentForm: null,
  employmentType: null,
  enterpriseId: null,
  fullTimeHoursPerWeek: null,
  workingHoursArrangement: null,
  isDefault: false,
  reportingId: null,
};

/**
 * What PowerOffice makes of a document: it numbers an employment without a ReportingId by itself (PowerOffice fact 43).
 */
const written = (employment: PayrollEmployment, fields: readonly FieldValue[]): PayrollEmployment => {
  const changes = fields.map(({ field, value }): [string, FieldValue['value']] => {
    const name = `${field.charAt(0).toLowerCase()}${field.slice(1)}`;
    if (!(name in employment)) throw new Error(`PowerOffice has no field ${field}`);
    return [name, typeof value === 'number' && name === 'fullTimeHoursPerWeek' ? String(value) : value];
  });
  return { ...employment, ...(Object.fromEntries(changes) as Partial<PayrollEmployment>) };
};

/**
 * PowerOffice and the sync's memory after the plan, or after its first steps when the run dies there.
 * @param clearsOldDefault whether PowerOffice allows one default only and clears the old one by itself (PowerOffice
 *   fact 44)
 */
export const applyEmploymentsPlan = (
  state: EmploymentsState,
  { steps, links }: EmploymentsPlan,
  { clearsOldDefault = false, stepCount = steps.length }: { clearsOldDefault?: boolean; stepCount?: number } = {},
): EmploymentsState => {
  let existing = [...state.existing];
  const nextLinks: Record<string, EmploymentLink> = { ...links };
  const write = (employment: PayrollEmployment, fields: readonly FieldValue[]): void => {
    const after = written(employment, fields);
    if (after.endDate !== null && after.endDateReason === null) throw new Error('EndDate needs EndDateReason');
    const takesDefault = clearsOldDefault && fields.some(({ field, value }) => field === 'IsDefault' && value === true);
    existing = [...existing.filter(({ id }) => id !== after.id), after]
      .map((other) => (takesDefault && other.id !== after.id ? { ...other, isDefault: false } : other))
      .toSorted((one, other) => one.id - other.id);
  };
  const run = (step: EmploymentStep): void => {
    if (step.kind === 'create') {
      const id = branded<EmploymentId>(Math.max(9000, ...existing.map((employment) => employment.id)) + 1);
      const reportingId = `POGO_${id}`;
      write({ ...EMPTY, id, reportingId }, step.fields);
      nextLinks[step.sourceId] = { id, ...step.key };
      return;
    }
    const target = existing.find(({ id }) => id === step.id);
    if (target === undefined) throw new Error(`No employment ${step.id}`);
    write(target, step.fields);
  };
  for (const step of steps.slice(0, stepCount)) run(step);
  return { existing, links: nextLinks };
};
