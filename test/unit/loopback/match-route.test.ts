import { matchRoute } from '../../../local/loopback/api/match-route.ts';

const routes = [
  ['ANY', '/runs/{proxy+}'],
  ['GET', '/runs/{runId}'],
  ['GET', '/runs/latest'],
  ['ANY', '/runs/latest'],
  ['POST', '/runs'],
  ['GET', '/runs/{runId}/employees/{number}'],
  ['GET', '/'],
].map(([method = '', resourcePath = '']) => ({ method, resourcePath, functionName: 'Api' }));

test.each([
  ['POST', '/runs', 'POST /runs', {}],
  ['POST', '/runs/', 'POST /runs', {}],
  ['GET', '/', 'GET /', {}],
  ['GET', '/runs/7', 'GET /runs/{runId}', { runId: '7' }],
  ['GET', '/runs/7%20b', 'GET /runs/{runId}', { runId: '7 b' }],
  ['GET', '/runs/latest', 'GET /runs/latest', {}],
  ['PUT', '/runs/latest', 'ANY /runs/latest', {}],
  ['GET', '/runs/7/employees/9', 'GET /runs/{runId}/employees/{number}', { runId: '7', number: '9' }],
  ['GET', '/runs/7/x/9', 'ANY /runs/{proxy+}', { proxy: '7/x/9' }],
])('%s %s leads to %s', (method, path, route, pathParameters) => {
  const match = matchRoute(routes, method, path);
  expect(`${match?.route.method} ${match?.route.resourcePath}`).toBe(route);
  expect(match?.pathParameters).toEqual(pathParameters);
});

test.each([
  ['GET', '/runs'],
  ['POST', '/run'],
  ['DELETE', '/'],
])('%s %s leads nowhere', (method, path) => {
  expect(matchRoute(routes, method, path)).toBeNull();
});
