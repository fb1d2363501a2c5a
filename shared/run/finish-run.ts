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
  const run = await runs.getRun(runId);
  if (run?.status !== 'running') return;
  await ending.endRun(runId, { totals: totalsOf(await runs.outcomes(runId)) });
};
