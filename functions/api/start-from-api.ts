import { toRunAbort } from '../../shared/run/abort.ts';
import { newRunId, toRunRequest } from '../../shared/run/start-message.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import { takeLease } from '../../shared/run/take-lease.ts';
import { RefusedError } from './answer.ts';
import type { ApiDependencies } from './handler.ts';

/**
 * Takes the lease at once, so that the caller learns whether a run is under way; the start itself is queued.
 * @returns the id of the run, or of the plan
 * @throws RefusedError ALREADY_RUNNING
 */
export const startFromApi = async (
  asked: Pick<StartMessage, 'mode' | 'employees' | 'requestedBy'> &
    Partial<Pick<StartMessage, 'isStored' | 'applies' | 'flow'>>,
  { runs, ending, queueStart, clock, random }: ApiDependencies,
): Promise<string> => {
  const now = clock.now();
  const runId = newRunId(now, random());
  const message: StartMessage = { trigger: 'api', ...asked, runId };
  const lease = await takeLease(toRunRequest(runId, message, now), { runs, ending });
  if (!lease.taken) {
    throw new RefusedError('ALREADY_RUNNING', `Run ${lease.holder} is under way.`, { runId: lease.holder });
  }
  try {
    await queueStart(message);
  } catch (error) {
    await ending.endRun(runId, { abort: toRunAbort('RUN_LOST', 'The run could not be queued.') });
    throw error;
  }
  return runId;
};
