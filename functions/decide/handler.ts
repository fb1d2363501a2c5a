import type { Context } from 'aws-lambda';
import type { DecidingRouteKey } from '../../shared/api/routes.ts';
import type { DecisionDocument } from '../../shared/people/decisions/decided-person.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import { answerWith } from '../api/answer.ts';
import type { Answer } from '../api/answer.ts';
import { answerCall } from '../api/answer-call.ts';
import type { Responders } from '../api/answer-call.ts';
import { readWhom } from '../api/whom.ts';
import type { ApiCall } from '../api/request.ts';
import { limitsOf } from '../composition/answering-in-time.ts';
import type { Deciding } from '../composition/deciding.ts';
import type { OpenFlows } from '../composition/open-flow.ts';
import { flowOfCall } from '../inspect/call-of-flow.ts';
import type { FlowOfCall } from '../inspect/call-of-flow.ts';

export interface DecideDependencies {
  readonly flows: OpenFlows<Deciding>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** How long the caller waits for an answer; null for one who waits as long as it takes. */
  readonly answerWithinSeconds: number | null;
}

/** What one call needs. */
interface DecideCall extends Pick<DecideDependencies, 'log'> {
  readonly flow: FlowOfCall<Deciding>;
}

/** Answers with a decision, and logs who made which about whom. */
const decide = async (
  request: Pick<ApiCall, 'pathParameters' | 'requestedBy'> & { readonly body: { readonly flow: string } },
  { flow, log }: DecideCall,
  make: (deciding: Deciding, asked: string, by: string | null) => Promise<DecisionDocument>,
): Promise<Answer> => {
  const { requestedBy, body } = request;
  const asked = readWhom(request);
  const { part, refuse } = await flow(body.flow);
  const document = await make(part, asked, requestedBy).catch(refuse);
  const { employeeNumber, simployerEmployeeId, decision } = document;
  log('DECISION_MADE', {
    employeeNumber: employeeNumber ?? simployerEmployeeId,
    decision: decision?.kind ?? 'unlink',
    requestedBy,
  });
  return answerWith(200, document);
};

const RESPONDERS: Responders<DecidingRouteKey, DecideCall> = {
  'PUT /employees/{number}/link': (request, call) =>
    decide(request, call, (deciding, asked, by) => {
      const { to } = request.body;
      return deciding.link(asked, to === undefined ? { new: true } : { to }, by);
    }),
  'DELETE /employees/{number}/link': (request, call) =>
    decide(request, call, (deciding, asked, by) => deciding.unlink(asked, by)),
  'PUT /employees/{number}/allow': (request, call) =>
    decide(request, call, (deciding, asked, by) => deciding.allow(asked, request.body.code, by)),
  'POST /employees/{number}/settle': (request, call) =>
    decide(request, call, (deciding, asked, by) => {
      const { kind, exists = null } = request.body;
      return deciding.settle(asked, { kind, exists }, by);
    }),
};

/** Answers the routes that decide about a person, see `answerCall`. */
export const answerDecision = (
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  { flows, clock, log, answerWithinSeconds }: DecideDependencies,
): Promise<Answer> => {
  const limits = limitsOf(clock.now(), context.getRemainingTimeInMillis(), answerWithinSeconds);
  return answerCall(event, RESPONDERS, { flow: flowOfCall(flows, limits), log });
};
