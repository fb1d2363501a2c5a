import { LEASE_IN_MILLIS } from './limits.ts';
import type { LeaseAnswer, LeaseRequest } from '../state/leases.ts';
import type { RunRequest } from '../state/run-items.ts';
import type { RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import { toRunAbort } from './abort.ts';
import type { RunEnding } from './run-ending.ts';

/** Of its flow, a run that never got the lease is among the newest: the next start after it ends it, or one soon after. */
const RUNS_LOOKED_AT = 30;

interface TakeLeaseDependencies {
  readonly runs: Pick<RunStore, 'takeLease' | 'expiredHolder' | 'newestFirst'>;
  readonly ending: Pick<RunEnding, 'endRun'>;
}

/**
 * Takes the flow's one lease for a new run, or says which run holds it. A dead holder is ended first. So is, once the lease is
 * taken, a run whose process died before it had the lease: it would be under way for ever.
 */
export const takeLease = async (
  request: Omit<LeaseRequest, 'leaseInMillis'>,
  dependencies: TakeLeaseDependencies,
): Promise<LeaseAnswer> => {
  await endDeadHolder(request, dependencies);
  const answer = await dependencies.runs.takeLease({ ...request, leaseInMillis: LEASE_IN_MILLIS });
  if (answer.taken) await endOrphans(request, dependencies);
  return answer;
};

/**
 * Ends the run that holds the lease without a sign of life, as lost, so that whatever still works on it stops.
 * @param runId whose own lease may have expired: a start that is delivered again goes on with it
 */
export const endDeadHolder = async (
  { runId, flow, now }: { readonly runId: string | null; readonly flow: string; readonly now: number },
  { runs, ending }: Pick<TakeLeaseDependencies, 'ending'> & { readonly runs: Pick<RunStore, 'expiredHolder'> },
): Promise<void> => {
  const dead = await runs.expiredHolder(flow, now);
  if (dead !== null && dead !== runId) await ending.endRun(dead, { abort: LOST });
};

const LOST = toRunAbort(
  'RUN_LOST',
  `The run stopped without finishing, and gave no sign of life for ${LEASE_IN_MILLIS / 60_000} minutes.`,
);

const endOrphans = async (
  { runId, flow, now }: Pick<RunRequest, 'runId' | 'flow' | 'now'>,
  { runs, ending }: TakeLeaseDependencies,
): Promise<void> => {
  let looked = 0;
  for await (const run of runs.newestFirst(null)) {
    // Other flows may have run many times since.
    if (run.flow !== flow) continue;
    const isOrphan = run.runId !== runId && run.startedAt + LEASE_IN_MILLIS <= now;
    if (isOrphan && isOpen(run)) await ending.endRun(run.runId, { abort: LOST });
    looked += 1;
    if (looked === RUNS_LOOKED_AT) return;
  }
};
