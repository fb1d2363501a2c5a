import { compareText } from '../../../records/values/text.ts';
import type { SourceEmployee, SourceEmployment } from '../../../model/employee.ts';
import { isUnreadable, readOrNull } from '../../../model/source-value.ts';
import type { SourceValue } from '../../../model/source-value.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';

/**
 * The start of the oldest employment, ended ones included (StartDate, row 8); null when none has a start. One that
 * cannot be read may be the oldest, so it stands for all.
 */
export const earliestStart = ({ employments }: SourceEmployee): SourceValue<CalendarDate> => {
  const starts = employments.map(({ startDate }) => startDate);
  return starts.find(isUnreadable) ?? starts.flatMap((start) => readOrNull(start) ?? []).toSorted()[0] ?? null;
};

/**
 * The main employment (rows 9, 31): the one the source names, else the active one with the latest start, else the one
 * with the latest start. Active means without an end, or with an end not before today.
 * @returns `null` without employments; the value that stands in the way when dates that cannot be read leave the choice
 *   between several employments open
 */
export const mainEmployment = (
  { employments, mainEmploymentId }: SourceEmployee,
  today: CalendarDate,
): SourceValue<SourceEmployment> => {
  const [only, second] = employments;
  if (only === undefined || second === undefined) return only ?? null;
  if (isUnreadable(mainEmploymentId)) return mainEmploymentId;
  const sourcesChoice = employments.find(({ id }) => id === mainEmploymentId);
  if (sourcesChoice !== undefined) return sourcesChoice;

  const latestFirst = employments.toSorted(byLatestStart);
  const choose = (isActive: (employment: SourceEmployment) => boolean): SourceEmployment =>
    latestFirst.find(isActive) ?? latestFirst[0] ?? only;
  const mayBeActive = ({ endDate }: SourceEmployment): boolean =>
    endDate === null || isUnreadable(endDate) || endDate >= today;
  // Whatever the unreadable starts and ends turn out to be, the choice has to come out the same.
  const likely = choose(mayBeActive);
  if (isUnreadable(likely.startDate)) return likely.startDate;
  if (!isUnreadable(likely.endDate)) return likely;
  const withoutIt = choose((employment) => employment !== likely && mayBeActive(employment));
  return withoutIt === likely ? likely : likely.endDate;
};

/**
 * Latest start first, one that cannot be read before all; of two with the same start the one that lasts longer, then by
 * id, so that every run agrees.
 */
const byLatestStart = (one: SourceEmployment, other: SourceEmployment): number =>
  compareText(orLast(other.startDate) ?? '', orLast(one.startDate) ?? '') ||
  compareText(orLast(other.endDate) ?? LAST_DAY, orLast(one.endDate) ?? LAST_DAY) ||
  compareText(one.id, other.id);

const LAST_DAY = '9999-12-31';

const orLast = (date: SourceValue<CalendarDate>): CalendarDate | null => (isUnreadable(date) ? LAST_DAY : date);
