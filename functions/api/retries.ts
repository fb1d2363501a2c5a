/*
 * Answers `POST /retries`: a run for exactly the people who are named, who have one of these problems open, or who failed
 * in that run. It reads both vendors afresh, as every run does. Whoever is remembered is asked for by their Simployer id, so
 * that one who has left since is left out and said, and stops nobody else. For example, `{"codes":["BANK_ACCOUNT_INVALID"]}` syncs the eleven people whose
 * account HR has corrected, and nobody else.
 */
import { findRemembered } from '../../shared/people/find-remembered.ts';
import { MOST_NUMBERS } from '../../shared/run/start-message.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import { flowNamed } from './flow-named.ts';
import type { ApiDependencies } from './handler.ts';
import { refuseWithoutPlan } from './selection.ts';
import { startFromApi } from './start-from-api.ts';
import { findRun } from './views.ts';
import { refuseSeveral } from './whom.ts';

/** `POST /retries`: starts a run for these people. */
export const requestRetry: Respond<'POST /retries', ApiDependencies> = async ({ body, requestedBy }, dependencies) => {
  const { employees: named = [], codes = [], run } = body;
  const { runs } = dependencies;
  const flow = flowNamed(body.flow, dependencies);
  refuseWithoutPlan(flow.name);
  const noCode = codes.find((code) => !flow.problems.codes.includes(code));
  if (noCode !== undefined)
    throw new RefusedError(
      'INPUT_INVALID',
      `${flow.name} has no problem ${noCode}; "problems" lists those that are open.`,
    );
  const everybody = await flow.people.remembered();

  /** Somebody whom nobody remembers may be new in Simployer: the start finds them, or says so. */
  const toAsked = (asked: string): string => {
    const found = findRemembered(asked, everybody);
    if (found.kind === 'several') throw refuseSeveral(asked, found.sourceIds);
    return found.kind === 'found' ? found.sourceId : asked;
  };

  const withProblem =
    codes.length === 0
      ? []
      : (await flow.problems.open()).filter(({ problems }) => problems.some(({ code }) => codes.includes(code)));
  const failed: string[] = [];
  if (run !== undefined) {
    const { runId } = await findRun(run, flow.name, runs);
    for await (const { sourceId, outcome } of runs.outcomesAfter(runId, null)) {
      if (outcome === 'failed') failed.push(sourceId);
    }
  }
  const asked = [...new Set([...named.map(toAsked), ...withProblem.map(({ sourceId }) => sourceId), ...failed])];
  if (asked.length === 0) {
    throw new RefusedError(
      'EMPLOYEE_UNKNOWN',
      'Nobody has such a problem open, or failed in that run: there is nothing to retry.',
    );
  }
  if (asked.length > MOST_NUMBERS) {
    throw new RefusedError(
      'TOO_LARGE',
      `These are ${asked.length} people; ${MOST_NUMBERS} is the most that a run can be asked for. A run of everybody covers them.`,
    );
  }
  const runId = await startFromApi({ mode: 'apply', employees: asked, requestedBy, flow: flow.name }, dependencies);
  return answerWith(202, { runId });
};
