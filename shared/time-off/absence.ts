import type { LeaveType, SourceLeave } from '../model/time-off.ts';
import type { CalendarDate } from '../records/values/calendar-date.ts';
import type { LeaveProblemCode } from './problems.ts';
import { readGrade } from './read-grade.ts';

/** A leave as every target may count on it: its days are days, its degree is one, and it is final. */
export interface Absence extends Pick<SourceLeave, 'id'> {
  readonly type: LeaveType | null;
  readonly isPartOfDay: boolean;
  /** Both days belong to it. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Per cent of the position, decimal text. */
  readonly grade: string;
}

/** The days of a leave; `null` when one is missing, unreadable, or before the other (rule C4). */
export const daysOf = ({
  startDate,
  endDate,
  duration,
}: SourceLeave): { readonly from: CalendarDate; readonly to: CalendarDate } | null =>
  duration === null || startDate === null || endDate === null || endDate < startDate
    ? null
    : { from: startDate, to: endDate };

/**
 * What keeps a leave from every target (rules C1, C4 and C6), or the leave as it is to be counted on.
 * @param type null where Simployer has none behind the leave's id of it
 */
export const readAbsence = (leave: SourceLeave, type: LeaveType | null): Absence | LeaveProblemCode => {
  if (leave.status === 'pending') return 'LEAVE_PENDING';
  const days = daysOf(leave);
  if (days === null) return 'LEAVE_DATES_INVALID';
  const grade = readGrade(leave);
  if (grade === null) return 'GRADE_INVALID';
  const isPartOfDay = leave.duration === 'halfDay' || leave.duration === 'minutes';
  return { id: leave.id, type, isPartOfDay, ...days, grade };
};
