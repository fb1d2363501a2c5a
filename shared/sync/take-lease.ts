import type { LeaseAnswer, RunRequest, RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import { toRunAbort } from './abort.ts';
import type { RunEnding } from './run-ending.ts';

/** How long a run may show no sign of life before another may take over. Longer than any one invocation. */
export const LEASE_IN_MILLIS = 20 * 60_000;

/** A run that is lost is among the newest: since it began, no other could. */
const RUNS_LOOKED_AT = 10;

interface TakeLeaseDependencies {
  readonly runs: Pick<RunStore, 'takeLease' | 'latestRuns'>;
  readonly ending: Pick<RunEnding, 'endRun'>;
}

/**
 * Takes the one lease for a new run, or says which run holds it. A holder without a sign of life is ended first, as
 * lost, so that whatever still works on it stops; then the lease is free. So is a run whose process died before it had
 * the lease: it would be under way for ever.
 */
export const takeLease = async (request: RunRequest, dependencies: TakeLeaseDependencies): Promise<LeaseAnswer> => {
  const { runs, ending } = dependencies;
  const answer = await runs.takeLease({ ...request, leaseInMillis: LEASE_IN_MILLIS });
  if (answer.taken) {
    await endOrphans(request, dependencies);
    return answer;
  }
  if (!answer.hasExpired) return answer;
  await ending.endRun(answer.holder, { abort: LOST });
  return runs.takeLease({ ...request, leaseInMillis: LEASE_IN_MILLIS });
};

const LOST = toRunAbort('RUN_LOST', 'The run stopped without finishing, and another run took over.');

const endOrphans = async ({ runId, now }: RunRequest, { runs, ending }: TakeLeaseDependencies): Promise<void> => {
  for (const run of await runs.latestRuns(RUNS_LOOKED_AT)) {
    const isOrphan = run.runId !== runId && isOpen(run) && run.startedAt + LEASE_IN_MILLIS <= now;
    if (isOrphan) await ending.endRun(run.runId, { abort: LOST });
  }
};
