import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Runtime } from '../runtime/start-runtime.ts';

/** The port is taken by another program. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** Around the widget's own HTML: what the CloudWatch console puts there, as far as a table needs it. */
const page = (widget: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="30">
<title>Simployer One → PowerOffice Go: open problems</title>
<style>
  body { font: 14px/1.45 "Amazon Ember", "Helvetica Neue", Roboto, Arial, sans-serif; color: #16191f; background: #f2f3f3; margin: 0; padding: 24px; }
  main { background: #fff; border: 1px solid #d5dbdb; padding: 8px 20px 16px; max-width: 1180px; margin: auto; }
  h1 { font-size: 16px; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-bottom: 1px solid #eaeded; }
  th { color: #545b64; font-weight: 600; white-space: nowrap; }
  td:nth-child(1), td:nth-child(5), td:nth-child(6) { white-space: nowrap; }
  code { font-size: 12px; }
</style>
</head>
<body><main><h1>Open problems</h1>${widget}</main></body>
</html>
`;

/**
 * Serves the problem list as the dashboard's widget renders it, and the API beside it, on 127.0.0.1.
 * @param port 0 takes a free one
 * @throws PortInUseError
 */
export const serve = async (runtime: Runtime, port: number): Promise<Served> => {
  const server = createServer((request, response) => {
    void (async () => {
      if (request.method === 'GET' && request.url === '/') {
        const result = await runtime.invoke('WidgetFunction', {});
        const html =
          result.status === 'succeeded' ? String(JSON.parse(result.payload)) : '<p>The widget failed; see its log.</p>';
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(html));
        return;
      }
      const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
      const answer = await fetch(`${runtime.api.url}${request.url ?? '/'}`, {
        method: request.method ?? 'GET',
        ...(hasBody && { body: await text(request), headers: { 'content-type': 'application/json' } }),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.writeHead(502).end());
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
