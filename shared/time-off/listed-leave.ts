import type { LeaveId, LeaveType, SourceLeave } from '../model/time-off.ts';
import type { NotForTarget } from './not-for-target.ts';
import { shownWhole } from '../records/values/shown-value.ts';

/** A leave that a plan is about. */
export interface ListedLeave {
  readonly id: LeaveId;
  /** Null when it was deleted. */
  readonly leave: SourceLeave | null;
}

/**
 * What a plan shows of a leave to whoever looks at it, and nothing else ever does.
 * @param rule why it is not for the target; null for one that is
 */
export const shownLeave = (leave: SourceLeave, type: LeaveType | null, rule: NotForTarget | null) => ({
  type: shownText(type?.name),
  code: shownText(type?.code),
  from: leave.startDate,
  to: leave.endDate,
  grade: gradeShown(leave),
  ...(rule !== null && { rule }),
});

/** What people have typed, as a terminal can have it. */
const shownText = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : shownWhole(text);

/**
 * The degree that the leave counts with: of whole days without one 100 (rule C6), and of parts of a day none. Null for what
 * is no number, or larger than DynamoDB takes, which would end the whole plan; `GRADE_INVALID` tells of it.
 */
const gradeShown = ({ grade, duration }: Pick<SourceLeave, 'grade' | 'duration'>): number | null => {
  if (grade === null) return duration === 'severalDays' || duration === 'oneDay' ? 100 : null;
  const shown = Number(grade);
  return Math.abs(shown) <= Number.MAX_SAFE_INTEGER ? shown : null;
};
