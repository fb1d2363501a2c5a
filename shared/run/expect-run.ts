import * as z from 'zod';
import { FIRST_FLOW } from '../records/first-flow.ts';
import type { RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import type { Run } from '../state/run.ts';

/** Asks whether a run that should have come by now has come; the second schedule puts it on the start queue. */
export const expectationSchema = z.object({
  expect: z.literal('scheduled-run'),
  flow: z.string().default(FIRST_FLOW),
  /** How long ago the run may have ended at most. */
  withinMinutes: z.number().positive(),
});
export type Expectation = z.infer<typeof expectationSchema>;

/** More runs than anybody starts between two scheduled ones. */
const RUNS_LOOKED_AT = 200;

/**
 * The scheduled run for all records that ended within the time, or is under way; null when there is none. One that was
 * given up counts: it has told so, with an alarm of its own. So does one that became a plan and waits for an approval.
 */
export const findExpectedRun = async (
  { flow, withinMinutes }: Expectation,
  { runs, clock }: { readonly runs: Pick<RunStore, 'latestRuns'>; readonly clock: { now(): number } },
): Promise<Run | null> => {
  const earliest = clock.now() - withinMinutes * 60_000;
  const latest = await runs.latestRuns(RUNS_LOOKED_AT);
  return (
    latest.find(
      (run) =>
        run.flow === flow &&
        run.trigger === 'schedule' &&
        (run.mode === 'apply' || run.plan?.isGated === true) &&
        (isOpen(run) || run.finishedAt >= earliest),
    ) ?? null
  );
};
