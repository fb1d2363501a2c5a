import type { IncomingMessage, RequestListener, Server } from 'node:http';

/** The port that a request came in by. */
const portOf = ({ socket }: IncomingMessage): number => socket.localPort ?? 0;

/** How a program of this machine calls a server on loopback; port 80 may be left out. */
const ownHosts = (port: number): readonly string[] =>
  ['127.0.0.1', 'localhost'].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));

/** Whether a request names this server as its host. A web page that had its own name lead to loopback names another. */
export const isForOwnHost = (request: IncomingMessage): boolean =>
  ownHosts(portOf(request)).includes((request.headers.host ?? '').toLowerCase());

/** Whether a request was made by a page of this server, or by no page at all. */
export const isFromOwnOrigin = (request: IncomingMessage): boolean => {
  const { origin } = request.headers;
  return origin === undefined || ownHosts(portOf(request)).some((host) => origin.toLowerCase() === `http://${host}`);
};

/** Browsers say since 2020 for which page they ask. */
const isForPage = ({ headers }: IncomingMessage): boolean =>
  headers.origin !== undefined || ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));

/**
 * Lets only programs reach an embedded service. Whoever can reach loopback is the user of this machine, except that any
 * web page can have a browser send requests there: one to a queue would start a run.
 */
export const refuseBrowsers = (server: Server): void => {
  const listeners = server.listeners('request').filter(isRequestListener);
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (isForOwnHost(request) && !isForPage(request)) {
      for (const listener of listeners) listener.call(server, request, response);
      return;
    }
    response.writeHead(403, { 'content-type': 'text/plain' }).end('For programs of this machine only.\n');
  });
};

const isRequestListener = (listener: unknown): listener is RequestListener => typeof listener === 'function';
