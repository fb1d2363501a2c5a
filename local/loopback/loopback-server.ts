import type { Server } from 'node:http';
import { refuseBrowsers } from './refuse-browsers.ts';

export const loopbackHost = '127.0.0.1';

/**
 * Listens on loopback, on any free port, for programs and not for web pages.
 * @returns the address without a trailing slash, e.g. `http://127.0.0.1:49152`
 */
export const listenOnLoopback = async (server: Server): Promise<string> => {
  refuseBrowsers(server);
  // Closed here, a connection could be used again by a program that has not noticed yet.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, loopbackHost, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no TCP port');
  return `http://${loopbackHost}:${address.port}`;
};

/** Stops listening and drops every open connection. */
export const closeServer = async (server: Server): Promise<void> => {
  await new Promise<void>((resolve, reject) => {
    // dynalite reports null where Node reports undefined.
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
};
