import {
  EMPLOYMENT_FORMS,
  EMPLOYMENT_TYPES,
  END_DATE_REASONS,
  WORKING_HOURS_ARRANGEMENTS,
} from '../../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { MappingSettings } from '../../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';

/** What an option takes and does; its default stands in the settings themselves. */
export const MAPPING_OPTIONS = {
  archive: {
    takes: ['whenInactive', 'afterEndDate'],
    does: 'Archives who is inactive at once, or only from the day after their end date.',
  },
  bankCode: {
    takes: ['bank', 'clearing', 'omit'],
    does: "The bank's name, the clearing number, or nothing as BankCode.",
  },
  fillEmptyNationalId: {
    takes: ['true', 'false'],
    does: 'Fills a national id that is empty in PowerOffice on an existing record.',
  },
  createEndedEmployments: {
    takes: ['true', 'false'],
    does: 'Creates employments that ended before today. Those that payroll has are kept up to date either way.',
  },
  fixedValues: {
    takes: ['create', 'always'],
    does: 'Hours, arrangement and type are set once and then left to payroll, or re-imposed by every run.',
  },
  fullTimeHoursPerWeek: { takes: ['hours'], does: 'Hours of a full week.' },
  workingHoursArrangement: { takes: WORKING_HOURS_ARRANGEMENTS, does: 'Working hours arrangement.' },
  employmentType: { takes: EMPLOYMENT_TYPES, does: 'Type of employment.' },
  endDateReason: { takes: END_DATE_REASONS, does: 'Why an employment ends, unless payroll has said so.' },
  employmentForms: {
    takes: EMPLOYMENT_FORMS,
    does: 'Employment type in Simployer, by id or name -> form. `permanent_employment` is always known.',
  },
  onEmploymentKeyChange: {
    takes: ['create', 'update', 'hold'],
    does:
      'When start date or occupational code of a linked employment changes: a new employment, the same one changed, ' +
      'or start and code left as they are until somebody decides.',
  },
  payPeriodFactors: {
    takes: ['DAILY', 'WEEKLY', 'BI_WEEKLY', 'QUARTERLY'],
    does: 'Pay period -> times a year, such as 260, 52, 26, 4. A period without a factor is refused.',
  },
  syncFtePercentage: {
    takes: ['true', 'false'],
    does: 'Sends the share of full time, from the start of the employment.',
  },
} as const satisfies Record<keyof MappingSettings, { readonly takes: readonly string[]; readonly does: string }>;
