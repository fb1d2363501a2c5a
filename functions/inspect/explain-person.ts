import { answerWith } from '../api/answer.ts';
import type { Respond } from '../api/answer-call.ts';
import { readWhom } from '../api/whom.ts';
import type { Explaining } from '../composition/explaining.ts';
import type { FlowOfCall } from './call-of-flow.ts';

/** `GET /employees/{number}/explain`: what a run would do with one person, and why. */
export const explainPerson: Respond<
  'GET /employees/{number}/explain',
  { readonly flow: FlowOfCall<Explaining> }
> = async (request, { flow }) => {
  const asked = readWhom(request);
  const showsPay = request.query.pay === 'shown';
  const { part, refuse } = await flow(request.query.flow);
  return answerWith(200, await part.explain(asked, { showsPay }).catch(refuse));
};
