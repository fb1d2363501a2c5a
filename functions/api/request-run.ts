import { answerWith } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { startFromApi } from './start-from-api.ts';

/** `POST /runs`: starts a run, or a plan that is shown and forgotten. */
export const requestRun: Respond<'POST /runs', ApiDependencies> = async ({ body, requestedBy }, dependencies) => {
  const { mode, employees = null } = body;
  return answerWith(202, { runId: await startFromApi({ mode, employees, requestedBy }, dependencies) });
};
