import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { DemoVendor, VendorRequest, VendorResponse } from './vendor-request.ts';
import { vendorRequest } from './vendor-request.ts';

/** Where to listen; port 0 takes any free port. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
}

/** A vendor that is being served. */
export interface ListeningVendor {
  /** Without a trailing slash, e.g. `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Stops listening and drops every open connection, hanging ones too. */
  close(): Promise<void>;
}

/**
 * Serves a demo vendor over HTTP. Faults become what they are on a real wire: the socket is destroyed, nothing is ever
 * answered, or the body stops half-way.
 * @throws when the port is taken.
 */
export const listen = async (vendor: DemoVendor, options: ListenOptions): Promise<ListeningVendor> => {
  const server = createServer((incoming, outgoing) => {
    serve(vendor, incoming, outgoing).catch(() => outgoing.destroy());
  });
  // Closed here, a connection could be used again by a client that has not noticed yet: its write would be in doubt.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  return {
    url: `http://${options.host}:${portOf(server.address())}`,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no TCP port');
  return address.port;
};

const serve = async (vendor: DemoVendor, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  send(await vendor.handle(await read(incoming)), outgoing);
};

const read = async (incoming: IncomingMessage): Promise<VendorRequest> => {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
  return vendorRequest(incoming.method ?? 'GET', incoming.url ?? '/', headers, await text(incoming));
};

const send = (response: VendorResponse, outgoing: ServerResponse): void => {
  if (response.fault === 'hang') return;
  if (response.fault === 'reset') {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const body = Buffer.from(response.body, 'utf8');
  const hasBody = response.status !== 204 && response.status !== 304;
  outgoing.writeHead(response.status, { ...response.headers, ...(hasBody && { 'content-length': body.length }) });
  if (response.fault === 'cutBody') {
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
    return;
  }
  outgoing.end(hasBody ? body : undefined);
};
