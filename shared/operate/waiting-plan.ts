import type { Totals } from '../records/outcome.ts';
import type { RunStore } from '../state/run-store.ts';
import { planStateOf } from '../state/run.ts';

/** A plan that waits for somebody to approve it. */
export interface WaitingPlan {
  readonly planId: string;
  /** ISO date-time. */
  readonly expiresAt: string;
  readonly totals: Totals | null;
}

/** The plan of a flow that waits for somebody to approve it, or null. */
export const findWaitingPlan = async (
  flow: string,
  { runs, clock }: { readonly runs: Pick<RunStore, 'openPlan' | 'getRun'>; readonly clock: { now(): number } },
): Promise<WaitingPlan | null> => {
  const planId = await runs.openPlan(flow);
  const run = planId === null ? null : await runs.getRun(planId);
  if (run === null || run.plan === null || planStateOf(run, clock.now()) !== 'open') return null;
  return { planId: run.runId, expiresAt: new Date(run.plan.expiresAt).toISOString(), totals: run.totals };
};
