import { answerWith } from '../answer.ts';
import type { Respond } from '../answer-call.ts';
import type { ApiDependencies } from '../handler.ts';
import { describeApi } from './describe-api.ts';

/** `GET /openapi.json`: the API itself. */
export const showOpenApi: Respond<'GET /openapi.json', ApiDependencies> = () =>
  Promise.resolve(answerWith(200, describeApi()));
