import { isOpen } from '../state/run.ts';
import type { OpenRun } from '../state/run.ts';
import type { RunStore } from '../state/run-store.ts';
import { RunAbortedError } from './abort.ts';

/** What a run is known to be for so long is not looked up again: a next run needs longer to read both sides. */
const STANDS_FOR_MILLIS = 2_000;

/**
 * What has to be so before a batch writes, asked before each of its writes. The run still stands: one that was given up
 * in the meantime has given its lease back, and a newer run may have written what is newer. And no plan of before is open
 * any more, but the one that the run carries out.
 *
 * Example: a batch works for two minutes. After one, another worker finds that a privilege is missing, and the run is
 * aborted; what this batch has not sent by then stays unsent.
 *
 * @throws RunAbortedError RUN_LOST when the run has ended
 */
export const createBeforeWrite = (
  { runId, flow, applies, hasWritten }: Pick<OpenRun, 'runId' | 'flow' | 'applies' | 'hasWritten'>,
  { runs, clock }: { readonly runs: Pick<RunStore, 'getRun' | 'supersedePlan'>; readonly clock: { now(): number } },
): (() => Promise<void>) => {
  let looked: { readonly at: number; readonly stands: Promise<boolean> } | null = null;
  let superseding: Promise<void> | null = null;
  const look = async (): Promise<boolean> => {
    const run = await runs.getRun(runId);
    return run !== null && isOpen(run);
  };
  return async () => {
    if (looked === null || clock.now() - looked.at >= STANDS_FOR_MILLIS) looked = { at: clock.now(), stands: look() };
    if (!(await looked.stands))
      throw new RunAbortedError('RUN_LOST', 'The run ended while its records were worked on.');
    if (!hasWritten) await (superseding ??= runs.supersedePlan(flow, applies?.planId ?? null));
  };
};
