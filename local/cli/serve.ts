/*
 * Shows the open problems in a browser, as the dashboard in CloudWatch does, and passes requests on to the API. A
 * browser is a danger on loopback: any web page can have it send requests there. So a request is passed on only when
 * it names this server as its host, comes from this server's own page or from no page, and carries JSON. For example,
 * a form on a foreign page that posts to `/runs` is refused before any function hears of it.
 */
import { createServer, STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { createDashboard } from './dashboard/dashboard.ts';
import { isForOwnHost, isFromOwnOrigin } from '../loopback/refuse-browsers.ts';
import type { Runtime } from '../loopback/start-runtime.ts';

/** Where is served when nobody says. */
export const DEFAULT_PORT = 8080;

/** The value of `--port`. @throws ConfigurationError */
export const toPort = (text: string): number => {
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigurationError([`--port ${text}: a port is a whole number from 0 to 65535`]);
  }
  return port;
};

/** The port is taken by another program. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

const LARGEST_BODY_IN_BYTES = 1_000_000;

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** Why a request is not passed on to the API; null when it is. */
const problemOf = (request: IncomingMessage, isReadOnly: boolean): Problem | null => {
  if (!isForOwnHost(request))
    return { status: 403, code: 'HOST_FOREIGN', detail: 'This server answers to 127.0.0.1 and localhost alone.' };
  if (!isFromOwnOrigin(request))
    return { status: 403, code: 'ORIGIN_FOREIGN', detail: 'Pages of other origins are not served.' };
  if (request.method === 'GET') return null;
  if (isReadOnly) {
    return {
      status: 403,
      code: 'READ_ONLY',
      detail: 'With real vendors this server only reads. Runs are started with "npm run sync".',
    };
  }
  if (!/^application\/json *(?:;|$)/i.test(request.headers['content-type'] ?? ''))
    return { status: 415, code: 'NOT_JSON', detail: 'A body is JSON, with the content type application/json.' };
  const sizeInBytes = Number(request.headers['content-length'] ?? Number.NaN);
  if (!(sizeInBytes <= LARGEST_BODY_IN_BYTES))
    return {
      status: 413,
      code: 'TOO_LARGE',
      detail: `A body says its length, at most ${LARGEST_BODY_IN_BYTES} bytes.`,
    };
  return null;
};

/** Refuses with a problem document (RFC 9457). */
const refuse = (response: ServerResponse, { status, code, detail }: Problem): void => {
  const title = STATUS_CODES[status] ?? 'Refused';
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title, status, code, detail }));
};

const passOn = async (runtime: Runtime, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const hasBody = request.method !== 'GET';
  const answer = await fetch(`${runtime.api.url}${request.url ?? '/'}`, {
    method: request.method ?? 'GET',
    ...(hasBody && { body: await text(request), headers: { 'content-type': 'application/json' } }),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
  response.end(Buffer.from(await answer.arrayBuffer()));
};

export interface ServeOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** With real vendors: whatever is no GET is refused, so that nothing on this machine starts a run unseen. */
  readonly isReadOnly: boolean;
  /** Which flow the page tells of; the first, when left out. */
  readonly flow?: string;
}

/**
 * Serves the problem list as the dashboard's widget renders it, and the API beside it, on 127.0.0.1, to programs of
 * this machine and to the page itself.
 * @throws PortInUseError
 */
export const serve = async (runtime: Runtime, { port, isReadOnly, flow }: ServeOptions): Promise<Served> => {
  const dashboard = createDashboard(runtime, { buttons: !isReadOnly, ...(flow !== undefined && { flow }) });
  const server = createServer((request, response) => {
    const problem = problemOf(request, isReadOnly);
    if (problem !== null) {
      refuse(response, problem);
      return;
    }
    const own = dashboard.find(request);
    const answered = own === null ? passOn(runtime, request, response) : own(request, response);
    answered.catch(() => response.writeHead(502).end());
  });
  await listen(server, port);
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/**
 * Resolves when somebody ends this program, by Ctrl-C or from another one. To be called before anybody is told that it
 * serves, for whoever reads that may end it.
 */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(
        isTaken
          ? new PortInUseError(`Port ${port} on 127.0.0.1 cannot be used (${error.code}); choose another with --port.`)
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolve());
  });
