import type { Clock } from '../../http/clock.ts';
import { mergeProblems } from '../../records/open-problems.ts';
import type { Outcome } from '../../records/outcome.ts';
import type { Run } from '../../state/run.ts';
import { shownLeave } from '../../time-off/listed-leave.ts';
import type { LeaveOwner } from './leave-owner.ts';
import type { LeaveStore } from './leave-store.ts';
import type { LeavePlan } from './plan/plan-leave.ts';
import type { LeaveRunSettings } from './run-settings.ts';
import type { LeaveState } from './state.ts';
import type { LeaveSubject } from './leave-subject.ts';

/**
 * What a plan shows of a leave to whoever looks at it, and nothing else ever does.
 * @param rule why it is not for PowerOffice; null for one that is
 */
export const withDetail = (
  outcome: Outcome,
  owner: LeaveOwner | null,
  { leave, type }: LeaveSubject,
  rule: LeavePlan['rule'],
  { plans }: LeaveRunSettings,
): Outcome => {
  const { planned } = outcome;
  if (planned === undefined || plans.values !== 'shown' || leave === null) return outcome;
  return { ...outcome, planned: { ...planned, name: owner?.name ?? null, detail: shownLeave(leave, type, rule) } };
};

/** What stands open of a leave that nothing is written for is remembered for the list of problems, and goes when it ends. */
export const noteProblems = async (
  { number, outcome, problems, group }: Outcome,
  before: LeaveState,
  { runNumber }: Run,
  leaves: Pick<LeaveStore, 'save' | 'remove'>,
  clock: Clock,
): Promise<void> => {
  const open = problems.filter(({ severity }) => severity !== 'info');
  const isKnown = before.problems.length > 0 || before.links.length > 0;
  if (open.length === 0 && !isKnown) return;
  // Withdrawn, with nothing to be said of it: neither side has it any more.
  const isOver = before.links.length === 0 || group === 'withdrawn';
  if (open.length === 0 && isOver) return leaves.remove(before.sourceId);
  const merged = mergeProblems(before.problems, open, clock.now());
  await leaves.save({ ...before, number, outcome, problems: merged, runNumber });
};
