import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { TransportError } from '../../../shared/http/transport.ts';
import type { HttpRequest } from '../../../shared/http/transport.ts';
import { reasonOf, undiciTransport } from '../../../shared/http/undici-transport.ts';

const transport = undiciTransport();
const servers: Server[] = [];

const listen = async (server: Server): Promise<string> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const serve = (listener: RequestListener): Promise<string> => listen(createServer(listener));

const get = (url: string, overrides: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: null,
  timeoutInMillis: 60_000,
  ...overrides,
});

const failure = async (request: HttpRequest): Promise<unknown> => {
  const error = await transport(request).catch((thrown: unknown) => thrown);
  return error instanceof TransportError ? error.sent : error;
};

afterAll(async () => {
  for (const server of servers) {
    if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('the transport over the network', () => {
  test('carries method, path, query, headers and body there, and status, headers and body back', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        response.writeHead(201, { 'X-Pagination': '{"a":1}', 'Content-Type': 'application/json' });
        response.end(JSON.stringify([request.method, request.url, request.headers['x-one'], body]));
      });
    });
    const answer = await transport(
      get(`${url}/a/b?c=d%20e`, { method: 'PATCH', headers: { 'X-One': '1' }, body: 'blåbær' }),
    );
    expect(answer.status).toBe(201);
    expect(answer.headers['x-pagination']).toBe('{"a":1}');
    expect(JSON.parse(answer.body)).toEqual(['PATCH', '/a/b?c=d%20e', '1', 'blåbær']);
  });

  test('reads an answer that begins with a byte order mark', async () => {
    const url = await serve((_request, response) => response.end('\uFEFF{"name":"blåbær"}'));
    expect(JSON.parse((await transport(get(url))).body)).toEqual({ name: 'blåbær' });
  });

  test('hands an answer 200 on while it arrives to whoever takes it, no character cut and no byte order mark', async () => {
    const bytes = Buffer.from('\uFEFF["blåbær"]');
    let sendRest = (): void => undefined;
    const url = await serve((_request, response) => {
      // Cut within the mark and within a letter; the rest is sent when what came before has been handed on.
      response.write(bytes.subarray(0, 2));
      response.write(bytes.subarray(2, 8));
      sendRest = () => response.end(bytes.subarray(8));
    });
    let arrived = '';
    const takeText = (piece: string): void => {
      arrived += piece;
      if (arrived === '["bl') sendRest();
    };
    const { body } = await transport(get(url, { takeText }));
    expect(body).toBe('');
    expect(arrived).toBe('["blåbær"]');
  });

  test('gives any other answer as a whole, though somebody would take it', async () => {
    const url = await serve((_request, response) => response.writeHead(404).end('no such page'));
    const arrived: string[] = [];
    const { body } = await transport(get(url, { takeText: (piece) => arrived.push(piece) }));
    expect([body, arrived]).toEqual(['no such page', []]);
  });

  test.each([
    [
      'CERT_NOT_YET_VALID',
      /^No answer \(CERT_NOT_YET_VALID\)\. IT: check the clock .* says 1970-01-01T00:10:00\.000Z\.$/,
    ],
    ['CERT_HAS_EXPIRED', /check the clock/],
    ['ECONNRESET', /^No answer \(ECONNRESET\)\.$/],
  ])('a failure is told by its code: %s', (code, words) => {
    const error = Object.assign(new Error('secret of https://host/?key=1'), { code });
    expect(reasonOf(error, 600_000)).toMatch(words);
  });

  test('follows no redirect', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { Location: '/elsewhere' }).end());
    expect((await transport(get(url))).status).toBe(302);
  });

  test('certainly not sent: nobody listens', async () => {
    // Nothing of anybody's listens there; a port that was free just now may be somebody's by then.
    expect(await failure(get('http://127.0.0.1:1/', { method: 'POST', body: '{}' }))).toBe('no');
  });

  test('certainly not sent: the name does not exist', async () => {
    expect(await failure(get('http://nowhere.invalid/', { method: 'POST', body: '{}' }))).toBe('no');
  });

  test('certainly not sent: the secure connection never stood', async () => {
    const url = await serve((_request, response) => response.end());
    expect(await failure(get(url.replace('http:', 'https:'), { method: 'POST', body: '{}' }))).toBe('no');
  });

  test.each([
    ['no answer in time', ((): void => undefined) satisfies RequestListener, 100],
    ['reset before the answer', ((request) => request.socket.destroy()) satisfies RequestListener, 5_000],
    [
      'cut in mid-body',
      ((_request, response) => {
        response.writeHead(201, { 'Content-Length': '100' });
        response.write('{"Id":');
        setImmediate(() => response.destroy());
      }) satisfies RequestListener,
      60_000,
    ],
    [
      'a body that never ends',
      ((_request, response) => {
        response.writeHead(200);
        response.write('[');
      }) satisfies RequestListener,
      100,
    ],
  ])('outcome unknown: %s', async (_name, listener, timeoutInMillis) => {
    const url = await serve((request, response) => {
      if (request.method === 'GET') response.end();
      else listener(request, response);
    });
    // On a connection that stands it is sent at once, however little time it has.
    await transport(get(url));
    expect(await failure(get(url, { method: 'POST', body: '{}', timeoutInMillis }))).toBe('unknown');
  });

  test('its errors quote nothing of the request', async () => {
    const url = await serve((request) => request.socket.destroy());
    const error = await transport(get(`${url}/x?nationalId=01010112345`)).catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain('01010112345');
  });

  test('certainly not sent: it missed its turn; the connection stays open for the next one', async () => {
    const seen: (number | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.socket.remotePort);
      response.end('ok');
    });
    await transport(get(url));
    expect(await failure(get(url, { method: 'POST', body: '{}', mayLeave: () => false }))).toBe('no');
    await transport(get(url, { mayLeave: () => true }));
    expect(seen).toHaveLength(2);
    expect(seen[1]).toBe(seen[0]);
  });

  test('uses its connections again', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('ok');
    });
    for (let call = 0; call < 20; call += 1) await transport(get(url));
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});
