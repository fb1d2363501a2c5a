import { answerWith } from '../api/answer.ts';
import type { Respond } from '../api/answer-call.ts';
import { readWhom, refuseSeveral, refuseUnknown } from '../api/whom.ts';
import type { Explaining } from '../composition/explaining.ts';
import { refuseFailure } from './refuse-failure.ts';

/** `GET /employees/{number}/explain`: what a run would do with one person, and why. */
export const explainPerson: Respond<'GET /employees/{number}/explain', { readonly inspection: Explaining }> = async (
  request,
  { inspection },
) => {
  const asked = readWhom(request);
  const showsPay = request.query.pay === 'shown';
  const answer = await inspection.explain(asked, { showsPay }).catch(refuseFailure);
  switch (answer.kind) {
    case 'unknown':
      throw refuseUnknown('Simployer and the sync know');
    case 'several':
      throw refuseSeveral(asked, answer.sourceIds);
    case 'explained':
      return answerWith(200, answer.explanation);
  }
};
