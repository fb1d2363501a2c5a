import type { LeaveType, SourceLeave } from '../model/time-off.ts';
import type { CalendarDate } from '../records/values/calendar-date.ts';
import { addDays } from '../records/values/days.ts';
import { typeOf } from './leave-types.ts';
import { leaveProblem } from './problems.ts';

/** Simployer offers a degree for leaves of these kinds alone (Simployer fact 22). */
const GRADED: readonly LeaveType['kind'][] = ['SICK_LEAVE', 'PARENTAL_LEAVE'];

/**
 * `GRADE_UNAVAILABLE`, once, where leaves of a plan could have a degree and no leave of the company has one: none of the
 * plan, and none of the same kinds in the year before. A short period, or a company of few people, may well have none that
 * is graded, so the year is read then, and only then.
 * @param leaves of the plan, whatever their type
 */
export const findGradeUnavailable = async (
  leaves: readonly SourceLeave[],
  types: ReadonlyMap<string, LeaveType>,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
  source: { leaves(from: CalendarDate, to: CalendarDate, typeId: string): Promise<readonly SourceLeave[]> },
) => {
  const mayBeGraded = (type: LeaveType | null): boolean => GRADED.includes(type?.kind ?? null);
  const hasGrade = (some: readonly SourceLeave[]): boolean => some.some(({ grade }) => grade !== null);
  const concerned = leaves.filter((leave) => mayBeGraded(typeOf(leave, types)));
  if (concerned.length === 0 || hasGrade(leaves)) return [];
  for (const { id } of [...types.values()].filter(mayBeGraded)) {
    if (hasGrade(await source.leaves(addDays(from, -365), to, id))) return [];
  }
  const { code, message } = leaveProblem('GRADE_UNAVAILABLE');
  return [{ code, message, count: concerned.length }];
};
