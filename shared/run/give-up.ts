import type { RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import type { RunAbort } from '../state/run.ts';
import { failRecord } from './fail-record.ts';
import type { FailRecordDependencies } from './fail-record.ts';
import { finishRunWhenDone } from './finish-run.ts';
import type { RunEnding } from './run-ending.ts';
import { toRunRequest } from './start-message.ts';
import type { StartMessage } from './start-message.ts';
import type { Envelope } from './task.ts';

export interface GiveUpDependencies extends FailRecordDependencies {
  readonly runs: RunStore;
  readonly ending: RunEnding;
}

/** Turns a message that was given up, or cannot be read, into that record's failure, so that the run still ends. */
export const giveUpRecord = async (envelope: Envelope, dependencies: GiveUpDependencies): Promise<void> => {
  const { runs, ending } = dependencies;
  const run = await runs.getRun(envelope.runId);
  if (run === null) return;
  if (!isOpen(run)) return ending.tellIfUntold(run);
  await failRecord(envelope, dependencies);
  const mayBeDone = await runs.strikeOff(envelope.runId, [envelope]);
  if (mayBeDone) await finishRunWhenDone(envelope.runId, dependencies);
};

/**
 * Ends a run whose start was given up, with the cause. A start that never got as far as the lease leaves a run all the
 * same, so that its end is stored, shown and told like any other's. A run whose messages are out is left to its workers:
 * its start died when all of its work was done.
 */
export const giveUpRun = async (
  runId: string,
  message: StartMessage,
  abort: RunAbort,
  { runs, ending, clock }: Pick<GiveUpDependencies, 'runs' | 'ending' | 'clock'>,
): Promise<void> => {
  const run = await runs.addLostRun(toRunRequest(runId, message, clock.now()));
  await ending.tellIfUntold(run);
  if (run.status === 'running') await finishRunWhenDone(runId, { runs, ending });
  else await ending.endRun(runId, { abort });
};
