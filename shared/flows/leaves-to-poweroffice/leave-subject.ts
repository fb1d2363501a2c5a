/*
 * One leave with what both sides have of it, and what of that follows before anything is written: what it is to
 * PowerOffice, and what is to be done about it.
 */
import type { LeaveType, SourceLeave } from '../../model/time-off.ts';
import { planLeave } from './plan/plan-leave.ts';
import type { LeavePlan } from './plan/plan-leave.ts';
import type { PayrollLeaves } from './read-payroll-leaves.ts';
import { judgeLeave } from './rules/judge-leave.ts';
import type { Judgement } from './rules/judge-leave.ts';
import type { LeaveRunSettings } from './run-settings.ts';
import type { LeaveState } from './state.ts';
import type { LeaveTask } from './task.ts';

/** The leave on both sides. */
export interface LeaveSubject {
  /** Null when it was deleted. */
  readonly leave: SourceLeave | null;
  readonly type: LeaveType | null;
  /** Of every employment that is concerned. */
  readonly payroll: PayrollLeaves;
  /** What was remembered of it. */
  readonly before: LeaveState;
}

/** What a leave is to PowerOffice; one that was deleted was withdrawn. */
export const judge = (
  { leave, type, before }: Pick<LeaveSubject, 'leave' | 'type' | 'before'>,
  person: LeaveTask['person'],
  settings: LeaveRunSettings,
): Judgement => {
  if (leave === null) return { kind: 'withdrawn' };
  const linkedTo = before.links.map(({ employment }) => employment);
  return judgeLeave({ leave, type, person, linkedTo }, settings.timeOff);
};

/** @returns `null` for a leave that is not listed: withdrawn, and never sent */
export const planOf = (
  subject: LeaveSubject,
  { person, taken, today, blockedBy }: Pick<LeaveTask, 'person' | 'taken' | 'today' | 'blockedBy'>,
  settings: LeaveRunSettings,
): LeavePlan | null => {
  const { before, payroll } = subject;
  return planLeave(
    judge(subject, person, settings),
    {
      links: before.links,
      leavesOf: (employment) => payroll.get(employment) ?? [],
      taken: new Set(taken),
      today,
      blockedBy,
    },
    settings.timeOff,
  );
};
