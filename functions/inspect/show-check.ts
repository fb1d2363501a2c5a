import { answerWith } from '../api/answer.ts';
import type { Respond } from '../api/answer-call.ts';
import type { InspectCall } from './handler.ts';

/** `GET /check`: whether everything is ready, and what to do. */
export const showCheck: Respond<'GET /check', InspectCall> = async ({ query }, { flow }) => {
  const { part, refuse } = await flow(query.flow);
  return answerWith(200, await part.check().catch(refuse));
};
