import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { toRunAbort } from '../../shared/run/abort.ts';
import { newRunId, toRunRequest } from '../../shared/run/start-message.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import { takeLease } from '../../shared/run/take-lease.ts';
import { RefusedError } from './answer.ts';
import { flowNamed } from './flow-named.ts';
import type { ApiDependencies } from './handler.ts';

/**
 * Takes the lease at once, so that the caller learns whether a run is under way; the start itself is queued.
 * @returns the id of the run, or of the plan
 * @throws RefusedError ALREADY_RUNNING, or INPUT_INVALID for a flow that is not carried here
 */
export const startFromApi = async (
  {
    flow,
    ...asked
  }: Pick<StartMessage, 'mode' | 'employees' | 'requestedBy'> &
    Partial<Pick<StartMessage, 'isStored' | 'applies' | 'selection'>> & { readonly flow: string },
  { flows, runs, ending, queueStart, clock, random }: ApiDependencies,
): Promise<string> => {
  flowNamed(flow, { flows });
  const now = clock.now();
  const runId = newRunId(now, random());
  const message: StartMessage = { trigger: 'api', ...asked, ...(flow !== FIRST_FLOW && { flow }), runId };
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
