import type { DesiredEmployment } from '../rules/desired-employee.ts';
import type { Situation } from './employment-matching.ts';
import { isTarget } from './employment-step.ts';
import type { CreateStep, EmploymentTarget } from './employment-step.ts';
import { fixedFields } from './fixed-fields.ts';

/**
 * An employment as it is created (rows 27-37).
 * @param chosen the default employment
 */
export const toCreateStep = (
  { sourceId, startDate, endDate, professionCode, employmentForm }: DesiredEmployment,
  chosen: EmploymentTarget | null,
  { existing, enterpriseId, settings }: Omit<Situation, 'desired'>,
): CreateStep => ({
  kind: 'create',
  sourceId,
  fields: [
    { field: 'StartDate', value: startDate },
    ...(endDate === undefined || endDate === null
      ? []
      : [
          { field: 'EndDate', value: endDate },
          { field: 'EndDateReason', value: settings.endDateReason },
        ]),
    ...fixedFields(settings),
    { field: 'IsDefault', value: isTarget(chosen, { sourceId }) },
    ...(existing.some(({ reportingId }) => reportingId === sourceId)
      ? []
      : [{ field: 'ReportingId', value: sourceId }]),
    { field: 'EmploymentForm', value: employmentForm },
    { field: 'ProfessionCode', value: professionCode },
    { field: 'EnterpriseId', value: enterpriseId },
  ],
  key: { startDate, professionCode },
});
