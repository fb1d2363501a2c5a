import type { Context } from 'aws-lambda';
import type { LiveRouteKey } from '../../shared/api/routes.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { Answer } from '../api/answer.ts';
import { answerCall } from '../api/answer-call.ts';
import type { Responders } from '../api/answer-call.ts';
import type { Inspection, OpenInspection } from '../composition/inspection.ts';
import { showCheck } from './show-check.ts';
import { explainPerson } from './explain-person.ts';

export interface InspectDependencies {
  readonly open: OpenInspection;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** How long the caller waits for an answer; null for one who waits as long as it takes. */
  readonly answerWithinSeconds: number | null;
}

/** What one call needs. */
export interface InspectCall extends Pick<InspectDependencies, 'log'> {
  readonly inspection: Inspection;
}

const RESPONDERS: Responders<LiveRouteKey, InspectCall> = {
  'GET /check': showCheck,
  'GET /employees/{number}/explain': explainPerson,
};

/** What is left of the time goes to the answer itself. */
const RESERVE_IN_MILLIS = 2_000;

/** Answers the routes that read both vendors, see `answerCall`. */
export const answerInspection = (
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  { open, clock, log, answerWithinSeconds }: InspectDependencies,
): Promise<Answer> => {
  const now = clock.now();
  const inspection = open({
    workUntil: now + context.getRemainingTimeInMillis() - RESERVE_IN_MILLIS,
    answerBy: answerWithinSeconds === null ? null : now + answerWithinSeconds * 1000,
  });
  return answerCall(event, RESPONDERS, { inspection, log });
};
