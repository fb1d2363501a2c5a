/*
 * What a single leave is to PowerOffice, by itself: wanted there, not for PowerOffice, held back, or withdrawn. The rules
 * are asked in an order that spares people what they cannot mend: whatever is not for PowerOffice has no other problem. For
 * example, a vacation of somebody without an employee number is not for PowerOffice, and nobody is told of the number.
 */
import type { LeaveType, SourceLeave } from '../../../model/time-off.ts';
import { dayCount } from '../../../records/values/days.ts';
import { daysOf, readAbsence } from '../../../time-off/absence.ts';
import type { Absence } from '../../../time-off/absence.ts';
import { refusalOfPerson } from '../../../time-off/leave-person.ts';
import type { LeavePerson } from '../../../time-off/leave-person.ts';
import type { NotForTarget } from '../../../time-off/not-for-target.ts';
import type { LeaveProblemCode } from '../../../time-off/problems.ts';
import type { TimeOffSettings } from '../../../time-off/settings.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';
import { placementsOf } from './placement.ts';
import type { LinkedEmployment } from './placement.ts';
import { targetOf } from './type-of-leave.ts';
import { wantedLeave } from './wanted-leave.ts';
import type { WantedLeave } from './wanted-leave.ts';

/** Whose leave it is, with what PowerOffice has of them. */
export interface PayrollPerson extends LeavePerson {
  /** Null for somebody who is not linked. */
  readonly employments: readonly LinkedEmployment[] | null;
}

export type Judgement =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'notForTarget'; readonly rule: NotForTarget; readonly problems: readonly LeaveProblemCode[] }
  | { readonly kind: 'held'; readonly problems: readonly LeaveProblemCode[] }
  /** Of a mapped type, and shorter than what is reported: several of them may add up. */
  | { readonly kind: 'short'; readonly absence: Absence }
  | {
      readonly kind: 'wanted';
      readonly wanted: readonly WantedLeave[];
      readonly problems: readonly LeaveProblemCode[];
    };

export interface LeaveFacts {
  readonly leave: SourceLeave;
  readonly type: LeaveType | null;
  readonly person: PayrollPerson | null;
  /** The employments on which PowerOffice has it already. */
  readonly linkedTo: readonly EmploymentId[];
}

const held = (...problems: readonly LeaveProblemCode[]): Judgement => ({ kind: 'held', problems });
const notForTarget = (rule: NotForTarget, ...problems: readonly LeaveProblemCode[]): Judgement => ({
  kind: 'notForTarget',
  rule,
  problems,
});

/** The employments on which a leave is wanted. */
export const employmentsOf = (judgement: Judgement): readonly EmploymentId[] =>
  judgement.kind === 'wanted' ? judgement.wanted.map(({ employment }) => employment) : [];

/** Whether it is not to be in PowerOffice, where it was sent before. What left the scope is left alone. */
export const isWithdrawn = (judgement: Judgement): boolean =>
  judgement.kind === 'withdrawn' || (judgement.kind === 'notForTarget' && judgement.rule !== 'outOfScope');

export const judgeLeave = ({ leave, type, person, linkedTo }: LeaveFacts, settings: TimeOffSettings): Judgement => {
  if (leave.status === 'withdrawn') return { kind: 'withdrawn' };
  if (person !== null && !person.isInScope) return notForTarget('outOfScope', 'OUT_OF_SCOPE');
  const target = targetOf(type, settings);
  if (target === 'ignored') return notForTarget('leaveTypes');
  if (target === 'unreported') return notForTarget('kind');
  const days = daysOf(leave);
  const isShort = days !== null && dayCount(days.from, days.to) < settings.minimumDays;
  if (target === 'unmappedWhenLong' && isShort) return notForTarget('shortUnmapped');
  const refusal = refusalOfPerson(person, (person?.employments ?? null) !== null);
  if (refusal !== null) return held(refusal);
  const absence = readAbsence(leave, type);
  if (typeof absence === 'string') return held(absence);
  if (target === 'layoff') return notForTarget('layoff', 'LEAVE_IS_LAYOFF');
  if (target === 'unmapped' || target === 'unmappedWhenLong') return held('LEAVE_TYPE_UNMAPPED');
  if (absence.isPartOfDay) return notForTarget('partOfDay', 'PART_DAY_NOT_SENT');
  // One that was sent is kept in step, however short it has become.
  if (isShort && linkedTo.length === 0) return { kind: 'short', absence };
  const { placements, problems } = placementsOf(absence, person?.employments ?? [], linkedTo, settings);
  if (placements.length === 0) return { kind: 'held', problems };
  return {
    kind: 'wanted',
    wanted: placements.map((placement, index) => wantedLeave(absence, target, placement, index)),
    problems,
  };
};
