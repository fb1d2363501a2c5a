import type { SmallRuntime } from './small-runtime.ts';
import { startSmallRuntime } from './small-runtime.ts';

let small: SmallRuntime;

beforeAll(async () => {
  small = await startSmallRuntime();
});

afterAll(() => small[Symbol.asyncDispose]());

test('A request reaches the function as a proxy event', async () => {
  const response = await fetch(`${small.runtime.api.url}/orders?kind=new&kind=old`, {
    method: 'POST',
    headers: { 'X-Trace': 'a' },
    body: '{"lines":["7"]}',
  });
  expect(await response.json()).toMatchObject({
    resource: '/orders',
    path: '/orders',
    httpMethod: 'POST',
    headers: { 'x-trace': 'a' },
    queryStringParameters: { kind: 'old' },
    multiValueQueryStringParameters: { kind: ['new', 'old'] },
    pathParameters: null,
    body: '{"lines":["7"]}',
    isBase64Encoded: false,
    requestContext: { resourcePath: '/orders', httpMethod: 'POST' },
  });
});

test("The function's status, headers and body go back", async () => {
  const response = await fetch(`${small.runtime.api.url}/orders/a%2Fb`);
  expect(response.status).toBe(202);
  expect(response.headers.get('x-seen')).toBe('/orders/{orderId}');
  expect(await response.json()).toMatchObject({
    pathParameters: { orderId: 'a/b' },
    queryStringParameters: null,
    body: null,
  });
});

test('A route that the template does not have is answered as API Gateway does', async () => {
  const response = await fetch(`${small.runtime.api.url}/orders`, { method: 'DELETE' });
  expect(response.status).toBe(403);
  expect(await response.json()).toEqual({ message: 'Missing Authentication Token' });
});

test('An answer that is not one of a proxy integration is a bad gateway', async () => {
  const response = await fetch(`${small.runtime.api.url}/orders/none`);
  expect(response.status).toBe(502);
  expect(await response.json()).toEqual({ message: 'Internal server error' });
});
