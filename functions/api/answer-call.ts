import type { RouteKey } from '../../shared/api/routes.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import { describeError } from '../../shared/observability/logger.ts';
import { answerProblem, RefusedError } from './answer.ts';
import type { Answer } from './answer.ts';
import { readRequest } from './request.ts';
import type { ApiRequest } from './request.ts';

/** Answers the calls of one route. @throws RefusedError to refuse one */
export type Respond<Dependencies> = (request: ApiRequest, dependencies: Dependencies) => Promise<Answer>;

const isRoute = (route: string): route is RouteKey => Object.hasOwn(ROUTES, route);

/**
 * Answers one call of the API, and logs who made it and what came of it. Whatever is wrong with the request is told in
 * a problem document; nothing is stored then.
 * @param responders what answers each route of this function; any other is unknown to it
 */
export const answerCall = async <Dependencies extends { readonly log: Log }>(
  event: unknown,
  responders: Readonly<Partial<Record<RouteKey, Respond<Dependencies>>>>,
  dependencies: Dependencies,
): Promise<Answer> => {
  const { log } = dependencies;
  const request = readRequest(event);
  const { route, requestedBy } = request;
  const respond = isRoute(route) ? responders[route] : undefined;
  const answer = await (respond ?? refuseRoute)(request, dependencies).catch((error: unknown) => {
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

const refuseRoute = (): Promise<Answer> =>
  Promise.reject(new RefusedError('ROUTE_UNKNOWN', 'The API has no such route.'));
