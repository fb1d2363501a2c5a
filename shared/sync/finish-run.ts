import { totalsOf } from '../employee/outcome.ts';
import type { RunStore } from '../state/run-store.ts';

export interface FinishRunDependencies {
  readonly runs: RunStore;
  readonly clock: { now(): number };
}

/**
 * Ends the run when nobody is pending any more. Whoever empties a list of pending people calls it, and the start when
 * its messages are out, so that a run ends by itself whoever comes last; calling it again changes nothing.
 * @returns true for the one caller that ended the run
 */
export const finishRunWhenDone = async (runId: string, { runs, clock }: FinishRunDependencies): Promise<boolean> => {
  if ((await runs.pending(runId)) > 0) return false;
  const run = await runs.getRun(runId);
  if (run?.status !== 'running') return false;
  return runs.finishRun(runId, totalsOf(await runs.outcomes(runId)), clock.now());
};
