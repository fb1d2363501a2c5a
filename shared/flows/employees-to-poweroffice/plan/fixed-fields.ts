import type { FieldValue } from '../../../records/field-value.ts';
import type { MappingSettings } from '../mapping-settings.ts';

/** Hours, arrangement and type of an employment (rows 30, 36, 37). */
export const fixedFields = (settings: MappingSettings): FieldValue[] => [
  { field: 'FullTimeHoursPerWeek', value: settings.fullTimeHoursPerWeek },
  { field: 'WorkingHoursArrangement', value: settings.workingHoursArrangement },
  { field: 'EmploymentType', value: settings.employmentType },
];
