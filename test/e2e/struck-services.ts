/*
 * Stands between an app's functions and the services that they write to, DynamoDB and S3, so that a test sees each write
 * before it arrives and may let it get lost. For example, a test takes down the process that stores a file just then.
 */
import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../../local/loopback/loopback-server.ts';
import type { LocalSync } from '../../local/cli/local-sync.ts';

/** A request as it came: `PUT` or `PutItem`, its path and its body. */
export interface ServiceWrite {
  readonly operation: string;
  readonly body: string;
}

/** @returns whether the write gets lost on its way */
export type Strike = (write: ServiceWrite) => boolean;

const readBody = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(message, 'end');
  return Buffer.concat(chunks);
};

export const standBeforeServices = async () => {
  let strike: Strike = () => false;
  let sync: LocalSync | null = null;
  const passOn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const [, operation = request.method ?? ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    if (sync === null || strike({ operation, body: body.toString('utf8') })) {
      request.socket.destroy();
      return;
    }
    const { dynamodb, s3 } = sync.runtime.endpoints;
    const target = request.headers['x-amz-target'] === undefined ? s3 : dynamodb;
    const address = new URL(request.url ?? '', target);
    const headers = { ...request.headers, host: address.host };
    const passed = send(address, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    // Whoever asked has been killed, or the app is closed.
    passed.on('error', () => response.destroy());
    passed.end(body);
  };
  const server = createServer((request, response) => {
    passOn(request, response).catch(() => response.destroy());
  });
  const own = await listenOnLoopback(server);
  return {
    /** Of the app's functions, so that their writes come this way. */
    environment: { AWS_ENDPOINT_URL_DYNAMODB: own, AWS_ENDPOINT_URL_S3: own },
    /** The app whose services these are. */
    passOnTo: (app: LocalSync): void => {
      sync = app;
    },
    /** Told of every request from now on; null lets all of them pass. */
    setStrike: (next: Strike | null): void => {
      strike = next ?? (() => false);
    },
    close: () => closeServer(server),
  };
};
