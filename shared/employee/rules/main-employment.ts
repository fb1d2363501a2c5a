import type { SourceEmployee, SourceEmployment } from '../source-employee.ts';
import type { CalendarDate } from '../values/calendar-date.ts';

/**
 * The source's main employment (row 9): the one that `employmentId` names, else the active one with the latest start,
 * else the one with the latest start. Equal starts: the greatest id, which is the newest.
 *
 * @param today an employment is active until its end date has passed
 * @returns `null` for a person without employments
 */
export const findMainEmployment = (source: SourceEmployee, today: CalendarDate): SourceEmployment | null => {
  const named = source.employments.find(({ id }) => id === source.mainEmploymentId);
  if (named !== undefined) return named;
  const active = source.employments.filter(({ endDate }) => endDate === null || endDate >= today);
  return findLatest(active) ?? findLatest(source.employments);
};

const findLatest = (employments: readonly SourceEmployment[]): SourceEmployment | null =>
  employments.reduce<SourceEmployment | null>(
    (latest, employment) => (latest === null || isLater(employment, latest) ? employment : latest),
    null,
  );

const isLater = (left: SourceEmployment, right: SourceEmployment): boolean => {
  const [leftStart, rightStart] = [left.startDate ?? '', right.startDate ?? ''];
  return leftStart === rightStart ? left.id > right.id : leftStart > rightStart;
};
