import { LIMITED_AGENT } from '../../shared/api/routes.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import { flowNamed } from './flow-named.ts';
import type { ApiDependencies } from './handler.ts';
import { refuseWithoutPlan, selectionOf } from './selection.ts';
import { startFromApi } from './start-from-api.ts';

/** `POST /runs`: starts a run, or a plan that is shown and forgotten. */
export const requestRun: Respond<'POST /runs', ApiDependencies> = async (
  { body, requestedBy, isLimited },
  dependencies,
) => {
  const { mode, employees = null, flow, ...asked } = body;
  flowNamed(flow, dependencies);
  if (mode === 'apply') refuseWithoutPlan(flow);
  if (isLimited && mode === 'apply' && employees === null) {
    throw new RefusedError(
      'APPROVER_NEEDED',
      `Only an approver may start a run of everybody that writes. Name employees, ask for a plan, or call with the policy of an approver under a user agent other than "${LIMITED_AGENT}".`,
    );
  }
  const selection = selectionOf(flow, asked);
  const runId = await startFromApi({ mode, employees, requestedBy, flow, ...selection }, dependencies);
  return answerWith(202, { runId });
};
