import { MOST_NUMBERS, runRequestSchema } from '../../shared/run/start-message.ts';
import { answerWith } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ApiDependencies } from './handler.ts';
import { noParameters, readBody, readQuery } from './request.ts';
import type { ApiRequest } from './request.ts';
import { startFromApi } from './start-from-api.ts';

/** `POST /runs`: starts a run, or a plan that is shown and forgotten. */
export const requestRun = async (request: ApiRequest, dependencies: ApiDependencies): Promise<Answer> => {
  readQuery(noParameters, request);
  const { mode, employees = null } = readBody(runRequestSchema, request, MOST_NUMBERS);
  return answerWith(202, { runId: await startFromApi(request, { mode, employees }, dependencies) });
};
