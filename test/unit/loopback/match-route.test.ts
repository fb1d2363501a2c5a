import { matchRoute } from '../../../local/loopback/api/match-route.ts';

const routes = [
  ['GET', '/orders/{orderId}'],
  ['GET', '/orders/latest'],
  ['PUT', '/orders/latest'],
  ['POST', '/orders'],
  ['GET', '/orders/{orderId}/lines/{number}'],
  ['GET', '/'],
].map(([method = '', resourcePath = '']) => ({ method, resourcePath, functionName: 'Api' }));

test.each([
  ['POST', '/orders', 'POST /orders', {}],
  ['POST', '/orders/', 'POST /orders', {}],
  ['GET', '/', 'GET /', {}],
  ['GET', '/orders/7', 'GET /orders/{orderId}', { orderId: '7' }],
  ['GET', '/orders/7%20b', 'GET /orders/{orderId}', { orderId: '7 b' }],
  ['GET', '/orders/latest', 'GET /orders/latest', {}],
  ['PUT', '/orders/latest', 'PUT /orders/latest', {}],
  ['GET', '/orders/7/lines/9', 'GET /orders/{orderId}/lines/{number}', { orderId: '7', number: '9' }],
])('%s %s leads to %s', (method, path, route, pathParameters) => {
  const match = matchRoute(routes, method, path);
  expect(`${match?.route.method} ${match?.route.resourcePath}`).toBe(route);
  expect(match?.pathParameters).toEqual(pathParameters);
});

test.each([
  ['GET', '/orders'],
  ['POST', '/order'],
  ['DELETE', '/'],
  ['GET', '/orders/7/x/9'],
  ['GET', '/orders/7/lines'],
])('%s %s leads nowhere', (method, path) => {
  expect(matchRoute(routes, method, path)).toBeNull();
});
