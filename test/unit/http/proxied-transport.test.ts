import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setDefaultCACertificates, getCACertificates } from 'node:tls';
import { TransportError } from '../../../shared/http/transport.ts';
import type { HttpRequest } from '../../../shared/http/transport.ts';
import { undiciTransport } from '../../../shared/http/undici-transport.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
});

/** What a proxy does with the tunnel that it is asked for. */
type Tunnel = 'open' | 'refuse' | 'cut' | 'silence';

interface Proxy {
  readonly url: string;
  /** What it was asked for: `CONNECT payroll.example:443`, `GET http://payroll.example/`. */
  readonly asked: string[];
  readonly authorisations: (string | undefined)[];
}

/** A proxy on loopback, which takes every name for this machine's `port`. */
const startProxy = async (port: number, tunnel: Tunnel = 'open'): Promise<Proxy> => {
  const asked: string[] = [];
  const authorisations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    authorisations.push(request.headers['proxy-authorization']);
    if (tunnel === 'refuse') response.writeHead(407).end();
    else response.end(`by proxy: ${request.headers.host}`);
  });
  server.on('connect', (request, socket: Socket) => {
    sockets.add(socket);
    asked.push(`CONNECT ${request.url}`);
    authorisations.push(request.headers['proxy-authorization']);
    if (tunnel === 'silence') return;
    if (tunnel === 'cut') {
      socket.destroy();
      return;
    }
    if (tunnel === 'refuse') {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    sockets.add(target);
    for (const end of [socket, target]) end.on('error', () => target.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked, authorisations };
};

const post = (url: string, overrides: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: {},
  body: '{}',
  timeoutInMillis: 60_000,
  ...overrides,
});

const through = (proxy: Proxy, except = '') => undiciTransport({ http: proxy.url, https: proxy.url, except });

const failure = async (answer: Promise<unknown>): Promise<TransportError> => {
  const error = await answer.catch((thrown: unknown) => thrown);
  if (!(error instanceof TransportError)) throw new Error('expected a TransportError');
  return error;
};

describe('through a proxy', () => {
  test('an http:// address is asked for as a whole', async () => {
    const proxy = await startProxy(0);
    const answer = await through(proxy)(post('http://payroll.example/v2/Employees?page=1'));
    expect(answer.body).toBe('by proxy: payroll.example');
    expect(proxy.asked).toEqual(['POST http://payroll.example/v2/Employees?page=1']);
  });

  test("name and password are the proxy's alone", async () => {
    const proxy = await startProxy(0);
    const url = proxy.url.replace('http://', 'http://user:p%40ss@');
    await undiciTransport({ http: url, https: '', except: '' })(post('http://payroll.example/'));
    expect(proxy.authorisations).toEqual([`Basic ${Buffer.from('user:p@ss').toString('base64')}`]);
  });

  test.each(['127.0.0.1', 'localhost'])('nothing is asked for that is on this machine: %s', async (host) => {
    const port = await listen(createServer((_request, response) => response.end('straight')));
    const proxy = await startProxy(port);
    expect((await through(proxy)(post(`http://${host}:${port}/`))).body).toBe('straight');
    expect(proxy.asked).toEqual([]);
  });

  test('nothing is asked for that is excepted', async () => {
    const proxy = await startProxy(0);
    const error = await failure(through(proxy, 'other.no, .invalid')(post('http://payroll.invalid/')));
    expect(error.sent).toBe('no');
    expect(proxy.asked).toEqual([]);
  });

  test.each<[Tunnel, RegExp]>([
    ['refuse', /^The proxy refused with 407\.$/],
    ['cut', /^No answer/],
    ['silence', /^No whole answer within 2000 ms\.$/],
  ])('certainly not sent: a tunnel that ends in %s', async (tunnel, reason) => {
    const proxy = await startProxy(0, tunnel);
    const timeoutInMillis = tunnel === 'silence' ? 2_000 : 60_000;
    const error = await failure(through(proxy)(post('https://payroll.example/', { timeoutInMillis })));
    expect([error.sent, error.message]).toEqual(['no', expect.stringMatching(reason)]);
    expect(proxy.asked).toEqual(['CONNECT payroll.example:443']);
  });

  test('certainly not sent: no secure connection at the end of the tunnel', async () => {
    const proxy = await startProxy(await listen(createServer((_request, response) => response.end())));
    expect((await failure(through(proxy)(post('https://payroll.example/')))).sent).toBe('no');
  });

  test('certainly not sent: the proxy itself wants a name and a password', async () => {
    const error = await failure(through(await startProxy(0, 'refuse'))(post('http://payroll.example/')));
    expect([error.sent, error.message]).toEqual(['no', 'The proxy refused with 407.']);
  });

  test('certainly not sent: nobody listens where the proxy should be', async () => {
    const proxies = { http: 'http://127.0.0.1:1', https: 'http://127.0.0.1:1', except: '' };
    for (const url of ['http://payroll.example/', 'https://payroll.example/'])
      expect((await failure(undiciTransport(proxies)(post(url)))).sent).toBe('no');
  });
});

const OPENSSL = '/usr/bin/openssl';
const hasOpenSsl = (() => {
  try {
    execFileSync(OPENSSL, ['version']);
    return true;
  } catch {
    return false;
  }
})();

(hasOpenSsl ? describe : describe.skip)(`through a tunnel${hasOpenSsl ? '' : ' (skipped: no openssl here)'}`, () => {
  let port: number;
  let last: { protocol: string; line: string };
  const trusted = getCACertificates('default');

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=payroll.example', '-addext', 'subjectAltName=DNS:payroll.example'];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync(OPENSSL, ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const pair = { key: readFileSync(key), cert: readFileSync(cert) };
    rmSync(folder, { recursive: true });
    setDefaultCACertificates([...trusted, pair.cert.toString()]);
    const server = createSecureServer({ ...pair, ALPNProtocols: ['h2', 'http/1.1'] }, (request, response) => {
      last = { protocol: request.httpVersion, line: `${request.method} ${request.url}` };
      if (request.url === '/cut') request.socket.destroy();
      else response.end('secret answer');
    });
    port = await listen(server);
  });
  afterAll(() => setDefaultCACertificates(trusted));

  test('an https:// address is reached unread, by HTTP/1.1, and its tunnels are used again', async () => {
    const proxy = await startProxy(port);
    const transport = through(proxy);
    for (const path of Array.from({ length: 20 }, (_, call) => `/${call}`)) {
      expect((await transport(post(`https://payroll.example${path}`))).body).toBe('secret answer');
      expect(last).toEqual({ protocol: '1.1', line: `POST ${path}` });
    }
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT payroll.example:443']));
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
  });

  test('outcome unknown: cut after the request had gone through it', async () => {
    const error = await failure(through(await startProxy(port))(post('https://payroll.example/cut')));
    expect(error.sent).toBe('unknown');
  });
});
