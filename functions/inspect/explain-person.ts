import { answerWith } from '../api/answer.ts';
import type { Respond } from '../api/answer-call.ts';
import { readWhom } from '../api/whom.ts';
import type { Explaining } from '../composition/explaining.ts';
import { refuseFailure } from './refuse-failure.ts';

/** `GET /employees/{number}/explain`: what a run would do with one person, and why. */
export const explainPerson: Respond<'GET /employees/{number}/explain', { readonly inspection: Explaining }> = async (
  request,
  { inspection },
) => {
  const asked = readWhom(request);
  const showsPay = request.query.pay === 'shown';
  return answerWith(200, await inspection.explain(asked, { showsPay }).catch(refuseFailure));
};
