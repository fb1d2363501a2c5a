import { ROUTES } from '../../shared/api/routes.ts';
import type { RouteKey } from '../../shared/api/routes.ts';
import type { Language } from '../../shared/records/words.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import { describeError } from '../../shared/observability/logger.ts';
import type { EmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import { answerProblem, RefusedError } from './answer.ts';
import type { Answer } from './answer.ts';
import { readRequest } from './request.ts';
import type { ApiRequest } from './request.ts';
import { requestRun } from './request-run.ts';
import { showProblems } from './problems.ts';
import { listRuns, showRun } from './views.ts';

export interface ApiDependencies {
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly ending: Pick<RunEnding, 'endRun'>;
  /** Puts the message on the queue of starts. */
  readonly queueStart: (message: StartMessage) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  /** Of the problems, unless the call says otherwise. */
  readonly language: Language;
  /** 0 <= r < 1. */
  readonly random: () => number;
  readonly log: Log;
}

type Respond = (request: ApiRequest, dependencies: ApiDependencies) => Promise<Answer>;

/** What answers each route of the table that the gateway is made from. */
const RESPONDERS: Readonly<Record<RouteKey, Respond>> = {
  'POST /runs': requestRun,
  'GET /runs': listRuns,
  'GET /runs/{runId}': showRun,
  'GET /problems': showProblems,
};

const isRoute = (route: string): route is RouteKey => Object.hasOwn(ROUTES, route);

/**
 * Answers one call of the API, and logs who made it and what came of it. Whatever is wrong with the request is told in
 * a problem document; nothing is stored then.
 */
export const answerRequest = async (event: unknown, dependencies: ApiDependencies): Promise<Answer> => {
  const { log } = dependencies;
  const request = readRequest(event);
  const { route, requestedBy } = request;
  const answer = await respond(request, dependencies).catch((error: unknown) => {
    if (error instanceof RefusedError) return answerProblem(error);
    log('UNEXPECTED_ERROR', { runId: null, employeeNumber: null, ...describeError(error) });
    return answerProblem(new RefusedError('UNEXPECTED', 'The call failed on our side; the log says where. Try again.'));
  });
  log('API_CALLED', {
    operation: isRoute(route) ? route : 'another route',
    httpStatus: answer.statusCode,
    requestedBy,
  });
  return answer;
};

const respond: Respond = async (request, dependencies) => {
  const { route } = request;
  if (!isRoute(route)) throw new RefusedError('ROUTE_UNKNOWN', 'The API has no such route.');
  return RESPONDERS[route](request, dependencies);
};
