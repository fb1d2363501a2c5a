import type { Context } from 'aws-lambda';
import type { DecidingRouteKey } from '../../shared/api/routes.ts';
import type { DecisionDocument } from '../../shared/flows/employees-to-poweroffice/decisions/decided-person.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import { answerWith } from '../api/answer.ts';
import type { Answer } from '../api/answer.ts';
import { answerCall } from '../api/answer-call.ts';
import type { Responders } from '../api/answer-call.ts';
import { readWhom } from '../api/whom.ts';
import type { ApiCall } from '../api/request.ts';
import { limitsOf } from '../composition/answering-in-time.ts';
import type { Deciding, OpenDeciding } from '../composition/deciding.ts';
import { refuseFailure } from '../inspect/refuse-failure.ts';

export interface DecideDependencies {
  readonly open: OpenDeciding;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** How long the caller waits for an answer; null for one who waits as long as it takes. */
  readonly answerWithinSeconds: number | null;
}

/** What one call needs. */
interface DecideCall extends Pick<DecideDependencies, 'log'> {
  readonly deciding: Deciding;
}

/** Answers with a decision, and logs who made which about whom. */
const decide = async (
  request: Pick<ApiCall, 'pathParameters' | 'requestedBy'>,
  { log }: DecideCall,
  make: (asked: string, by: string | null) => Promise<DecisionDocument>,
): Promise<Answer> => {
  const { requestedBy } = request;
  const document = await make(readWhom(request), requestedBy).catch(refuseFailure);
  const { employeeNumber, simployerEmployeeId, decision } = document;
  log('DECISION_MADE', {
    employeeNumber: employeeNumber ?? simployerEmployeeId,
    decision: decision?.kind ?? 'unlink',
    requestedBy,
  });
  return answerWith(200, document);
};

const RESPONDERS: Responders<DecidingRouteKey, DecideCall> = {
  'PUT /employees/{number}/link': ({ body, ...request }, call) =>
    decide(request, call, (asked, by) =>
      call.deciding.link(asked, body.to === undefined ? { new: true } : { to: body.to }, by),
    ),
  'DELETE /employees/{number}/link': (request, call) =>
    decide(request, call, (asked, by) => call.deciding.unlink(asked, by)),
  'PUT /employees/{number}/allow': ({ body, ...request }, call) =>
    decide(request, call, (asked, by) => call.deciding.allow(asked, body.code, by)),
  'POST /employees/{number}/settle': ({ body, ...request }, call) =>
    decide(request, call, (asked, by) =>
      call.deciding.settle(asked, { kind: body.kind, exists: body.exists ?? null }, by),
    ),
};

/** Answers the routes that decide about a person, see `answerCall`. */
export const answerDecision = (
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  { open, clock, log, answerWithinSeconds }: DecideDependencies,
): Promise<Answer> => {
  const deciding = open(limitsOf(clock.now(), context.getRemainingTimeInMillis(), answerWithinSeconds));
  return answerCall(event, RESPONDERS, { deciding, log });
};
