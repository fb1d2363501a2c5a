import type { FieldValue } from '../../../records/field-value.ts';
import type { Problem } from '../../../records/problem.ts';
import { sameAmount } from '../../../records/values/money.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import { problem } from '../problems.ts';
import type { DesiredEmployment } from '../rules/desired-employee.ts';
import type { ExistingMatch } from './employment-matching.ts';
import type { UpdateStep } from './employment-step.ts';
import { fixedFields } from './fixed-fields.ts';

/** What is to be written on an employment that PowerOffice has: now, and after the salary. */
export const toUpdateSteps = (
  match: ExistingMatch,
  settings: MappingSettings,
): { readonly employment: UpdateStep[]; readonly end: UpdateStep[]; readonly problems: readonly Problem[] } => {
  const { desired, existing } = match;
  const key = match.key === 'follows' ? changedKey(desired, existing) : [];
  const end = changedEnd(desired, existing, settings);
  const fields = [
    ...key,
    ...(existing.employmentForm === desired.employmentForm
      ? []
      : [{ field: 'EmploymentForm', value: desired.employmentForm }]),
    ...(settings.fixedValues === 'always' ? changedFixedFields(existing, settings) : []),
  ];
  // A new start beyond the old end would be refused by itself, so start and end then travel in one document.
  const together = key.some(({ field }) => field === 'StartDate');
  return {
    employment: updateStep(match, 'employment', together ? [...fields, ...end.fields] : fields),
    end: together ? [] : updateStep(match, 'end', end.fields),
    problems: end.problems,
  };
};

const updateStep = (
  { desired, existing }: ExistingMatch,
  phase: UpdateStep['phase'],
  fields: readonly FieldValue[],
): UpdateStep[] =>
  fields.length === 0 ? [] : [{ kind: 'update', phase, sourceId: desired.sourceId, id: existing.id, fields }];

const changedKey = (desired: DesiredEmployment, existing: PayrollEmployment): FieldValue[] => [
  ...(existing.startDate === desired.startDate ? [] : [{ field: 'StartDate', value: desired.startDate }]),
  ...(existing.professionCode === desired.professionCode
    ? []
    : [{ field: 'ProfessionCode', value: desired.professionCode }]),
];

const changedFixedFields = (existing: PayrollEmployment, settings: MappingSettings): FieldValue[] => {
  const { fullTimeHoursPerWeek, workingHoursArrangement, employmentType } = existing;
  const equal: Readonly<Record<string, boolean>> = {
    FullTimeHoursPerWeek: sameAmount(fullTimeHoursPerWeek, String(settings.fullTimeHoursPerWeek)),
    WorkingHoursArrangement: workingHoursArrangement === settings.workingHoursArrangement,
    EmploymentType: employmentType === settings.employmentType,
  };
  return fixedFields(settings).filter(({ field }) => equal[field] !== true);
};

/**
 * The end of an employment and its reason (rows 27, 28, 29): an end needs one (PowerOffice fact 41), and one already
 * there is payroll's.
 */
const changedEnd = (
  desired: DesiredEmployment,
  existing: PayrollEmployment,
  { endDateReason }: MappingSettings,
): { fields: FieldValue[]; problems: Problem[] } => {
  const { endDate } = desired;
  if (endDate === undefined) return { fields: [], problems: [] };
  if (endDate !== null) {
    return {
      fields: [
        ...(existing.endDate === endDate ? [] : [{ field: 'EndDate', value: endDate }]),
        ...(existing.endDateReason === null ? [{ field: 'EndDateReason', value: endDateReason }] : []),
      ],
      problems: [],
    };
  }
  if (existing.endDate === null) return { fields: [], problems: [] };
  // What was reported to the authorities stays as it is (PowerOffice fact 42).
  if (existing.endedAndReported) {
    const detail = `The employment from ${desired.startDate} goes on in Simployer, but PowerOffice has reported its end ${existing.endDate}.`;
    return { fields: [], problems: [problem('EMPLOYMENT_REPORTED', detail)] };
  }
  return {
    fields: [
      { field: 'EndDate', value: null },
      ...(existing.endDateReason === null ? [] : [{ field: 'EndDateReason', value: null }]),
    ],
    problems: [],
  };
};
