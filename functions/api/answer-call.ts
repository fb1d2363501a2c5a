import type * as z from 'zod';
import type { RouteKey } from '../../shared/api/routes.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import { describeError } from '../../shared/observability/logger.ts';
import { answerProblem, RefusedError } from './answer.ts';
import type { Answer } from './answer.ts';
import { INPUTS } from './inputs.ts';
import type { BodyOf, QueryOf } from './inputs.ts';
import { readBody, readCall, readQuery } from './request.ts';
import type { ApiCall } from './request.ts';

/** A call of a route, with what it takes as the route's schemas read it. */
interface ApiRequest<Key extends RouteKey> extends Pick<ApiCall, 'pathParameters' | 'requestedBy' | 'isLimited'> {
  readonly query: QueryOf<Key>;
  readonly body: BodyOf<Key>;
}

/** Answers the calls of one route. @throws RefusedError to refuse one */
export type Respond<Key extends RouteKey, Dependencies> = (
  request: ApiRequest<Key>,
  dependencies: Dependencies,
) => Promise<Answer>;

/** What answers each of these routes. */
export type Responders<Key extends RouteKey, Dependencies> = { readonly [One in Key]: Respond<One, Dependencies> };

/**
 * Answers one call of the API, and logs who made it and what came of it. Whatever is wrong with the request is told in
 * a problem document; nothing is stored then.
 * @param responders what answers each route of this function; any other is unknown to it
 */
export const answerCall = async <Key extends RouteKey, Dependencies extends { readonly log: Log }>(
  event: unknown,
  responders: Responders<Key, Dependencies>,
  dependencies: Dependencies,
): Promise<Answer> => {
  const { log } = dependencies;
  const call = readCall(event);
  const isKnown = (route: string): route is Key => Object.hasOwn(responders, route);
  const route = isKnown(call.route) ? call.route : null;
  const answer = await (route === null ? refuseRoute() : respond(route, call, responders, dependencies)).catch(
    (error: unknown) => {
      if (error instanceof RefusedError) return answerProblem(error);
      log('UNEXPECTED_ERROR', { runId: null, employeeNumber: null, ...describeError(error) });
      return answerProblem(
        new RefusedError('UNEXPECTED', 'The call failed on our side; the log says where. Try again.'),
      );
    },
  );
  log('API_CALLED', {
    operation: route ?? 'another route',
    httpStatus: answer.statusCode,
    requestedBy: call.requestedBy,
  });
  return answer;
};

/** The table of inputs, so that the type of a route's schemas follows from the route. */
const SCHEMAS: {
  readonly [Key in RouteKey]: { readonly query: z.ZodType<QueryOf<Key>>; readonly body: z.ZodType<BodyOf<Key>> };
} = INPUTS;

const respond = async <Key extends RouteKey, Dependencies>(
  route: Key,
  call: ApiCall,
  responders: Responders<Key, Dependencies>,
  dependencies: Dependencies,
): Promise<Answer> => {
  const { query, body } = SCHEMAS[route];
  return responders[route]({ ...call, query: readQuery(query, call), body: readBody(body, call) }, dependencies);
};

const refuseRoute = (): Promise<Answer> =>
  Promise.reject(new RefusedError('ROUTE_UNKNOWN', 'The API has no such route.'));
