import type { SourceEmployee, SourceEmployment } from '../../../model/employee.ts';
import { readOrNull } from '../../../model/source-value.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { shown } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { EmploymentForm, MappingSettings } from '../mapping-settings.ts';
import { employmentFormOf } from './employments.ts';

/** An employment type of the source. */
export interface EmploymentTypeInUse {
  /** As a message shows it. */
  readonly name: string;
  /** How many employments have it. */
  readonly count: number;
  /** Null when no rule maps it (EmploymentForm, row 33). */
  readonly form: EmploymentForm | null;
}

/** The types of the employments that are not over. */
export const employmentTypesInUse = (
  people: readonly SourceEmployee[],
  mapping: MappingSettings,
  today: CalendarDate,
): readonly EmploymentTypeInUse[] => {
  const current = people
    .flatMap(({ employments }) => employments)
    .filter(({ endDate }) => (readOrNull(endDate) ?? today) >= today);
  const byType = Map.groupBy(current, ({ typeName, typeId }) => trimmedText(typeName) ?? readOrNull(typeId));
  return [...byType].map(([name, employments]) => ({
    name: shown(name),
    count: employments.length,
    form: formOf(employments, mapping),
  }));
};

const formOf = ([first]: readonly SourceEmployment[], mapping: MappingSettings): EmploymentForm | null =>
  employmentFormOf({ typeId: readOrNull(first?.typeId ?? null), typeName: first?.typeName ?? null }, mapping);
