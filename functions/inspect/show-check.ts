import { answerWith } from '../api/answer.ts';
import type { Respond } from '../api/answer-call.ts';
import type { InspectCall } from './handler.ts';
import { refuseFailure } from './refuse-failure.ts';

/** `GET /check`: whether everything is ready, and what to do. */
export const showCheck: Respond<'GET /check', InspectCall> = async (_, { inspection }) =>
  answerWith(200, await inspection.check().catch(refuseFailure));
