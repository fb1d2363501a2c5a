import * as z from 'zod';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { toRunAbort } from '../../shared/run/abort.ts';
import { MOST_NUMBERS, newRunId, runRequestSchema } from '../../shared/run/start-message.ts';
import { takeLease } from '../../shared/run/take-lease.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ApiDependencies } from './handler.ts';
import { readBody, readQuery } from './request.ts';
import type { ApiRequest } from './request.ts';

/** What is asked for stands in the body; a parameter of the address would be passed over, and write for everybody. */
const noParameters = z.strictObject({});

/** Takes the lease at once, so that the caller learns whether a run is under way; the start itself is queued. */
export const requestRun = async (
  request: ApiRequest,
  { runs, ending, queueStart, clock, random }: ApiDependencies,
): Promise<Answer> => {
  readQuery(noParameters, request);
  const { mode, employees = null } = readBody(runRequestSchema, request, MOST_NUMBERS);
  const now = clock.now();
  const runId = newRunId(now, random());
  const message = {
    trigger: 'api',
    mode,
    employees,
    requestedBy: request.requestedBy,
    runId,
  } as const;
  const lease = await takeLease({ ...message, flow: FIRST_FLOW, now }, { runs, ending });
  if (!lease.taken) {
    throw new RefusedError('ALREADY_RUNNING', `Run ${lease.holder} is under way.`, { runId: lease.holder });
  }
  try {
    await queueStart(message);
  } catch (error) {
    await ending.endRun(runId, { abort: toRunAbort('RUN_LOST', 'The run could not be queued.') });
    throw error;
  }
  return answerWith(202, { runId });
};
