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
  expect(Buffer.byteLength(body)).toBeLessThan(1_000_000);
  expect({ route, statuses: Object.keys(operation.responses) }).toMatchObject({
    statuses: expect.arrayContaining([String(statusCode)]),
  });
  if (statusCode < 300) {
    expect(statusCode).toBe(answer.status);
    // What a schema does not know, it leaves out.
    expect(DOCUMENTS[answer.document].parse(document)).toEqual(document);
    return;
  }
  expect(headers['content-type']).toBe('application/problem+json');
  expect(DOCUMENTS.Problem.parse(document)).toMatchObject({ status: statusCode });
  const codes = operation.responses[statusCode].description.split(', ');
  if (statusCode !== 409 || answer.asksGuards !== true) expect(codes).toContain(document.code);
};
