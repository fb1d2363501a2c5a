import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { loopbackHost } from '../loopback-server.ts';
import { localAccountId } from '../template/template-references.ts';
import type { RouteMatch } from './match-route.ts';

export interface ApiRequest {
  readonly method: string;
  /** With its query. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly caller?: string;
}

/** The event of a REST API's Lambda proxy integration, for a caller whom IAM has let in. */
export const toProxyEvent = (
  { method, url, headers, body, caller = `arn:aws:iam::${localAccountId}:user/local` }: ApiRequest,
  { route, pathParameters }: RouteMatch,
): APIGatewayProxyEvent => {
  const headerLists = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value : [value]] as const],
  );
  const queryNames = [...new Set(url.searchParams.keys())];
  const now = new Date();
  return {
    resource: route.resourcePath,
    path: url.pathname,
    httpMethod: method,
    headers: Object.fromEntries(headerLists.map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders: Object.fromEntries(headerLists),
    queryStringParameters: orNull(queryNames.map((name) => [name, url.searchParams.getAll(name).at(-1)])),
    multiValueQueryStringParameters: orNull(queryNames.map((name) => [name, url.searchParams.getAll(name)])),
    pathParameters: orNull(Object.entries(pathParameters)),
    stageVariables: null,
    requestContext: {
      accountId: localAccountId,
      apiId: 'local',
      authorizer: null,
      httpMethod: method,
      identity: {
        accessKey: null,
        accountId: localAccountId,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: loopbackHost,
        user: 'local',
        // Whoever reaches loopback may do everything, and need not say more.
        userAgent: headers['user-agent'] ?? 'local',
        userArn: caller,
      },
      path: url.pathname,
      protocol: 'HTTP/1.1',
      requestId: randomUUID(),
      requestTime: now.toISOString(),
      requestTimeEpoch: now.getTime(),
      resourceId: 'local',
      resourcePath: route.resourcePath,
      stage: 'local',
    },
    body: body === '' ? null : body,
    isBase64Encoded: false,
  };
};

const orNull = <Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> | null =>
  entries.length === 0 ? null : Object.fromEntries(entries);
