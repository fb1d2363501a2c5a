import type { Context } from 'aws-lambda';
import type { LiveRouteKey } from '../../shared/api/routes.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { Answer } from '../api/answer.ts';
import { answerCall } from '../api/answer-call.ts';
import type { Responders } from '../api/answer-call.ts';
import { limitsOf } from '../composition/answering-in-time.ts';
import type { Inspection } from '../composition/inspection.ts';
import type { OpenFlows } from '../composition/open-flow.ts';
import { flowOfCall } from './call-of-flow.ts';
import type { FlowOfCall } from './call-of-flow.ts';
import { showCheck } from './show-check.ts';
import { showDrift } from './show-drift.ts';
import { explainPerson } from './explain-person.ts';

export interface InspectDependencies {
  readonly flows: OpenFlows<Inspection>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** How long the caller waits for an answer; null for one who waits as long as it takes. */
  readonly answerWithinSeconds: number | null;
}

/** What one call needs. */
export interface InspectCall extends Pick<InspectDependencies, 'log'> {
  readonly flow: FlowOfCall<Inspection>;
}

const RESPONDERS: Responders<LiveRouteKey, InspectCall> = {
  'GET /check': showCheck,
  'GET /employees/{number}/explain': explainPerson,
  'GET /drift': showDrift,
};

/** Answers the routes that read both vendors, see `answerCall`. */
export const answerInspection = (
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  { flows, clock, log, answerWithinSeconds }: InspectDependencies,
): Promise<Answer> => {
  const limits = limitsOf(clock.now(), context.getRemainingTimeInMillis(), answerWithinSeconds);
  return answerCall(event, RESPONDERS, { flow: flowOfCall(flows, limits), log });
};
