import type { MakeProblem, Problem } from '../records/problem.ts';
import type { CalendarDate } from '../records/values/calendar-date.ts';
import { shown } from '../records/values/shown-value.ts';
import { isUnreadable } from './source-value.ts';
import type { SourceValue } from './source-value.ts';

const EARLIEST = '1900-01-01';

/**
 * A birth date, unless it is in the future or before 1900.
 * @param today the run's day in Oslo
 */
export const readBirthDate = (
  birthDate: SourceValue<CalendarDate>,
  today: CalendarDate,
  problem: MakeProblem<'BIRTH_DATE_INVALID'>,
): { readonly birthDate: CalendarDate | null; readonly problems: Problem[] } => {
  if (birthDate === null || isUnreadable(birthDate)) return { birthDate: null, problems: [] };
  if (birthDate >= EARLIEST && birthDate <= today) return { birthDate, problems: [] };
  const detail = `The birth date ${shown(birthDate)} is ${birthDate > today ? 'in the future' : 'before 1900'}.`;
  return { birthDate: null, problems: [problem('BIRTH_DATE_INVALID', detail)] };
};
