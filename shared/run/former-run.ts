import type { Outcome } from '../records/outcome.ts';
import { isOpen } from '../state/run.ts';
import type { Run } from '../state/run.ts';
import type { RunStore } from '../state/run-store.ts';

/** A run that is over, to compare another one with. */
export interface FormerRun {
  /** See `Run`. */
  readonly runNumber: number;
  /** How many records it was about. */
  readonly inScope: number;
  /** What came of each. */
  readonly outcomes: () => Promise<readonly Outcome[]>;
}

type Runs = Pick<RunStore, 'newestFirst' | 'getRun' | 'outcomes'>;

/**
 * The last run of a flow that wrote for everybody and came to its end.
 *
 * Example: on Monday a run synced 120 people, on Tuesday one was given up, and then a plan for one person was carried
 * out. Wednesday's run is compared with Monday's.
 *
 * @returns null for the first run, and for one that is itself for some records alone
 */
export const findFormerRun = async (run: Run, runs: Runs): Promise<FormerRun | null> => {
  if (run.employees !== null) return null;
  for await (const former of runs.newestFirst(null)) {
    const isFinished = !isOpen(former) && former.status !== 'aborted';
    if (former.flow !== run.flow || former.mode !== 'apply' || !isFinished) continue;
    if (await isForEverybody(former, runs)) {
      return { runNumber: former.runNumber, inScope: former.inScope, outcomes: () => runs.outcomes(former.runId) };
    }
  }
  return null;
};

const isForEverybody = async ({ employees, applies }: Run, runs: Pick<Runs, 'getRun'>): Promise<boolean> =>
  employees === null && (applies === null || (await runs.getRun(applies.planId))?.employees === null);
