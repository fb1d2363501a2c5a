import { isVendorError } from '../records/vendor-error.ts';
import { isOpen } from '../state/run.ts';
import type { OpenRun } from '../state/run.ts';
import type { RunStore } from '../state/run-store.ts';
import { RunAbortedError } from './abort.ts';
import { WriteInDoubtError } from './create-once.ts';
import { RetryLaterError } from './retry-later-error.ts';

/** What a run is known to be for so long is not looked up again: a next run needs longer to read both sides. */
const STANDS_FOR_MILLIS = 2_000;

/** What is looked after around each write of a batch. */
export interface WriteWatch {
  /**
   * Whether the run still stands: one that was given up in the meantime has given its lease back, and a newer run may have
   * written what is newer.
   * @throws RunAbortedError RUN_LOST when the run has ended
   */
  readonly before: () => Promise<void>;
  /** Something was written, or may have been: no plan of before holds any more, but the one that the run carries out. */
  readonly after: () => Promise<void>;
}

/** Whether a write that ended with an error may have been carried out. */
export const mayBeWritten = (error: unknown): boolean =>
  error instanceof RetryLaterError ||
  (error instanceof WriteInDoubtError && error.wasSent) ||
  isVendorError(error, 'outcomeUnknown');

/**
 * Watches over the writes of a batch; what it has found out holds for all the records of it.
 *
 * Example: a batch works for two minutes. After one, another worker finds that a privilege is missing, and the run is
 * aborted; what this batch has not sent by then stays unsent.
 */
export const createWriteWatch = (
  { runId, flow, applies, hasWritten }: Pick<OpenRun, 'runId' | 'flow' | 'applies' | 'hasWritten'>,
  { runs, clock }: { readonly runs: Pick<RunStore, 'getRun' | 'supersedePlan'>; readonly clock: { now(): number } },
): WriteWatch => {
  let looked: { readonly at: number; readonly stands: Promise<boolean> } | null = null;
  let superseding: Promise<void> | null = null;
  const look = async (): Promise<boolean> => {
    try {
      const run = await runs.getRun(runId);
      return run !== null && isOpen(run);
    } catch (error) {
      looked = null;
      throw error;
    }
  };
  const supersede = async (): Promise<void> => {
    try {
      await runs.supersedePlan(flow, applies?.planId ?? null);
    } catch (error) {
      superseding = null;
      throw error;
    }
  };
  return {
    before: async () => {
      if (looked === null || clock.now() - looked.at >= STANDS_FOR_MILLIS) looked = { at: clock.now(), stands: look() };
      if (!(await looked.stands))
        throw new RunAbortedError('RUN_LOST', 'The run ended while its records were worked on.');
    },
    after: async () => {
      if (!hasWritten) await (superseding ??= supersede());
    },
  };
};
