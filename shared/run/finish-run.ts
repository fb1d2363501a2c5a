import { totalsOf } from '../records/outcome.ts';
import type { RunStore } from '../state/run-store.ts';
import type { RunEnding } from './run-ending.ts';

export interface FinishRunDependencies {
  readonly runs: RunStore;
  readonly ending: Pick<RunEnding, 'endRun'>;
}

/**
 * Ends the run when no record is pending any more. Whoever empties a list of pending records calls it, and the start when
 * its messages are out, so that a run ends by itself whoever comes last; calling it again changes nothing.
 */
export const finishRunWhenDone = async (runId: string, { runs, ending }: FinishRunDependencies): Promise<void> => {
  if ((await runs.pending(runId)) > 0) return;
  const outcomes = await runs.outcomes(runId);
  // Looked at last: once somebody else has ended it, a newer plan may have been made.
  const run = await runs.getRun(runId);
  if (run?.status !== 'running') return;
  // Before the end, which is stored once: a process that dies here leaves a run that somebody finishes again.
  if (run.plan?.isStored === true) await runs.offerPlan(run.flow, runId);
  if (run.applies !== null) await closePlanWhenDone(run.flow, run.applies.planId, runs);
  await ending.endRun(runId, { totals: totalsOf(outcomes) });
};

/** A plan is carried out when none of its records is left that it would write. */
const closePlanWhenDone = async (flow: string, planId: string, runs: RunStore): Promise<void> => {
  const planned = await runs.outcomes(planId);
  const isLeft = planned.some(({ changes, planned: steps }) => changes.length > 0 && steps?.isApplied !== true);
  if (!isLeft) await runs.closePlan(flow, planId);
};
