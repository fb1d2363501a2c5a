import type { Answer } from '../../functions/api/answer.ts';
import { ANSWERS } from '../../functions/api/openapi/answers.ts';
import { DOCUMENTS } from '../../functions/api/openapi/documents.ts';
import { describeApi } from '../../functions/api/openapi/describe-api.ts';
import type { RouteKey } from '../../shared/api/routes.ts';

const API: any = describeApi();

/**
 * Fails the test whose answer is not as `GET /openapi.json` says: another status, a member that the document's schema
 * does not know, a refusal with a code that the route does not name, or more than 1 MB.
 */
export const expectDescribed = (route: string, { statusCode, headers, body }: Answer): void => {
  const [method = '', path = ''] = route.split(' ');
  const operation = API.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) return;
  const document = JSON.parse(body);
  const answer = ANSWERS[route as RouteKey];
  const isRefusal = statusCode >= 300;
  const codes = operation.responses[statusCode]?.description.split(', ') ?? [];
  const found = {
    route,
    status: statusCode,
    isStatusDescribed: Object.hasOwn(operation.responses, statusCode),
    isBelowAMegabyte: Buffer.byteLength(body) < 1_000_000,
    // What a schema does not know, it leaves out.
    document: DOCUMENTS[isRefusal ? 'Problem' : answer.document].parse(document),
    ...(isRefusal && {
      type: headers['content-type'],
      isCodeDescribed: (statusCode === 409 && answer.asksGuards === true) || codes.includes(document.code),
    }),
  };
  // One comparison for all: there are thousands of answers.
  expect(found).toEqual({
    route,
    status: isRefusal ? document.status : answer.status,
    isStatusDescribed: true,
    isBelowAMegabyte: true,
    document: isRefusal ? expect.anything() : document,
    ...(isRefusal && { type: 'application/problem+json', isCodeDescribed: true }),
  });
};
