import type { CalendarDate } from '../records/values/calendar-date.ts';
import type { SourceEmployee } from './employee.ts';
import { isUnreadable } from './source-value.ts';

/**
 * Whether somebody who is not active yet may be hired for a later day: by the hire date, or without one by the earliest
 * start. Dates that cannot be read leave it open: to treat somebody who is about to begin as a leaver would be worse than
 * to wait until HR has mended them.
 * @param today the run's day in Oslo
 */
export const mayBeginLater = (
  { hireDate, employments }: Pick<SourceEmployee, 'hireDate' | 'employments'>,
  today: CalendarDate,
): boolean => {
  if (hireDate !== null && !isUnreadable(hireDate)) return hireDate > today;
  const starts = employments.map(({ startDate }) => startDate).filter((start) => start !== null);
  if (starts.some((start) => !isUnreadable(start) && start <= today)) return false;
  return starts.length > 0 || hireDate !== null;
};
