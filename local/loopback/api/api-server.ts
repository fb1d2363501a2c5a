import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { LambdaRuntime } from '../lambda/lambda-runtime.ts';
import { closeServer, listenOnLoopback, loopbackHost } from '../loopback-server.ts';
import type { LocalRoute } from '../template/local-app.ts';
import { matchRoute } from './match-route.ts';
import { toProxyEvent } from './proxy-event.ts';

export interface ApiServer {
  /** Without a trailing slash and without a stage: `POST ${url}/runs`. */
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const proxyResponseSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), headerValue).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(headerValue)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * Serves the routes of the template's REST API on loopback, as API Gateway does with Lambda proxy integrations. IAM
 * authorisation is not checked: whoever can reach loopback can read the data folder too.
 * @param caller who calls, as the functions are told
 */
export const startApiServer = async (
  routes: readonly LocalRoute[],
  lambda: Pick<LambdaRuntime, 'invoke'>,
  caller?: string,
): Promise<ApiServer> => {
  const server = createServer((request, response) => {
    answer(routes, lambda, request, caller)
      .catch(() => message(400, 'Bad Request'))
      .then(({ status, headers, body }) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        return response.writeHead(status).end(body);
      })
      .catch(() => response.destroy());
  });
  const url = await listenOnLoopback(server);
  return { url, close: () => closeServer(server) };
};

const answer = async (
  routes: readonly LocalRoute[],
  lambda: Pick<LambdaRuntime, 'invoke'>,
  request: IncomingMessage,
  caller: string | undefined,
): Promise<Answer> => {
  const url = new URL(request.url ?? '/', `http://${loopbackHost}`);
  const method = request.method ?? 'GET';
  const match = matchRoute(routes, method, url.pathname);
  // What API Gateway says when it knows no such route.
  if (match === null) return message(403, 'Missing Authentication Token');
  const body = await text(request);
  const event = toProxyEvent(
    { method, url, headers: request.headers, body, ...(caller !== undefined && { caller }) },
    match,
  );
  const result = await lambda.invoke(match.route.functionName, JSON.stringify(event));
  if (result.status === 'failed' && result.cause === 'timeout') return message(504, 'Endpoint request timed out');
  return (result.status === 'succeeded' ? toAnswer(result.payload) : null) ?? message(502, 'Internal server error');
};

/** Null when the function's answer is not of the form that a proxy integration must give. */
const toAnswer = (payload: string): Answer | null => {
  const parsed = proxyResponseSchema.safeParse(JSON.parse(payload));
  if (!parsed.success) return null;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  return {
    status: statusCode,
    headers: {
      'content-type': 'application/json',
      ...lowerCased(headers ?? {}),
      ...lowerCased(multiValueHeaders ?? {}),
    },
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
};

const lowerCased = <Value>(headers: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const message = (status: number, sentence: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message: sentence })),
});
