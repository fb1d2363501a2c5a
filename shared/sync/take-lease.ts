import type { LeaseAnswer, RunRequest, RunStore } from '../state/run-store.ts';
import { toRunAbort } from './abort.ts';
import type { RunEnding } from './run-ending.ts';

/** How long a run may show no sign of life before another may take over. Longer than any one invocation. */
export const LEASE_IN_MILLIS = 20 * 60_000;

/**
 * Takes the one lease for a new run, or says which run holds it. A holder without a sign of life is ended first, as
 * lost, so that whatever still works on it stops; then the lease is free.
 */
export const takeLease = async (
  request: RunRequest,
  { runs, ending }: { readonly runs: Pick<RunStore, 'takeLease'>; readonly ending: Pick<RunEnding, 'endRun'> },
): Promise<LeaseAnswer> => {
  const answer = await runs.takeLease({ ...request, leaseInMillis: LEASE_IN_MILLIS });
  if (answer.taken || !answer.hasExpired) return answer;
  await ending.endRun(answer.holder, {
    abort: toRunAbort('RUN_LOST', 'The run stopped without finishing, and another run took over.'),
  });
  return runs.takeLease({ ...request, leaseInMillis: LEASE_IN_MILLIS });
};
