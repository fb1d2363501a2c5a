/*
 * Sends one HTTP request over the network and returns its whole answer, or says why there is none and whether the
 * request may have got through. It repeats nothing and follows no redirect: that is for its callers, who know what may
 * be repeated. Connections are kept for a few seconds, and proxies are used where the environment names them. For
 * example, the connection breaks after a POST was sent: the error says `sent: 'unknown'`, and the caller does not send
 * it again blindly.
 */
import { StringDecoder } from 'node:string_decoder';
import { EnvHttpProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import { letLeave, TransportError } from './transport.ts';
import type { HttpRequest, HttpResponse, Transport } from './transport.ts';

/** Per host: requests a second times seconds of latency. Plenty for ten a second that are answered after three. */
const CONNECTIONS = 32;
const CONNECT_TIMEOUT_IN_MILLIS = 10_000;
/**
 * Connections idle for longer are not used again: a POST on one that the other side is closing would end in doubt.
 */
const KEEP_ALIVE_IN_MILLIS = 4_000;

/** What leads requests through a proxy, each '' when there is none. */
export interface Proxies {
  /** For addresses that begin with http://, and for all others too when there is no proxy of their own. */
  readonly http: string;
  /** For addresses that begin with https://: through a tunnel, so that the proxy reads nothing. */
  readonly https: string;
  /** Hosts, separated by commas, that are reached without a proxy. */
  readonly except: string;
}

const NO_PROXIES: Proxies = { http: '', https: '', except: '' };

/** Whatever is on this machine is never asked for through a proxy. */
const LOOPBACK = 'localhost,127.0.0.1,[::1]';

/**
 * The transport over the network: HTTP/1.1 with connections kept alive. Follows no redirect and repeats nothing.
 * @throws TransportError from each call that gets no whole answer within its timeout
 */
export const undiciTransport = (proxies: Proxies = NO_PROXIES): Transport => {
  const createAgent = (): Dispatcher =>
    new EnvHttpProxyAgent({
      httpProxy: proxies.http,
      httpsProxy: proxies.https,
      noProxy: `${proxies.except},${LOOPBACK}`,
      allowH2: false,
      connections: CONNECTIONS,
      connectTimeout: CONNECT_TIMEOUT_IN_MILLIS,
      // Said again for what goes through a proxy's tunnel.
      requestTls: { allowH2: false },
      keepAliveTimeout: KEEP_ALIVE_IN_MILLIS,
      keepAliveMaxTimeout: KEEP_ALIVE_IN_MILLIS,
      // The deadline of the whole request rules; undici's own two are coarser.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  let agent = createAgent();
  let inFlight = 0;
  let lastUsedAt = Date.now();

  return async (request) => {
    // A function that was frozen between two invocations wakes up with dead connections and timers that never fired.
    if (inFlight === 0 && Date.now() - lastUsedAt > KEEP_ALIVE_IN_MILLIS) {
      void agent.destroy();
      agent = createAgent();
    }
    inFlight += 1;
    try {
      return await dispatch(agent, request);
    } finally {
      inFlight -= 1;
      lastUsedAt = Date.now();
    }
  };
};

const dispatch = (agent: Dispatcher, request: HttpRequest): Promise<HttpResponse> =>
  new Promise((resolve, reject) => {
    const { origin, pathname, search } = new URL(request.url);
    let controller: Dispatcher.DispatchController | null = null;
    let status = 0;
    let headers: Record<string, string> = {};
    const chunks: Buffer[] = [];
    let pieces: TextPieces | null = null;

    const fail = (reason: string, isCertain = false): void => {
      clearTimeout(timer);
      // undici hands out the controller when it begins to write on a standing connection, never before. A tunnel through
      // a proxy stands when the vendor has been reached.
      reject(new TransportError(controller === null || isCertain ? 'no' : 'unknown', reason));
    };
    const timer = setTimeout(() => {
      fail(`No whole answer within ${request.timeoutInMillis} ms.`);
      expired = true;
      controller?.abort(new Error('expired'));
    }, request.timeoutInMillis);
    let expired = false;

    agent.dispatch(
      { origin, path: pathname + search, method: request.method, headers: request.headers, body: request.body },
      {
        onRequestStart: (started) => {
          if (expired) {
            started.abort(new Error('expired'));
            return;
          }
          // What it throws is no abort: the connection stays open for the next one.
          letLeave(request);
          controller = started;
        },
        onResponseStart: (_controller, statusCode, received) => {
          status = statusCode;
          headers = flatten(received);
          if (status === 200 && request.takeText !== undefined) pieces = textPieces(request.takeText);
        },
        onResponseData: (_controller, chunk) => {
          if (pieces === null) chunks.push(chunk);
          else pieces.take(chunk);
        },
        onResponseEnd: () => {
          clearTimeout(timer);
          pieces?.end();
          // Not `toString`, which would keep a byte order mark, and no JSON begins with one.
          resolve({ status, headers, body: new TextDecoder().decode(Buffer.concat(chunks)) });
        },
        onResponseError: (_controller, error) => fail(reasonOf(error), PROXY_ANSWER.test(error.message)),
      },
    );
  });

interface TextPieces {
  readonly take: (chunk: Buffer) => void;
  readonly end: () => void;
}

/** Text from bytes, whose characters may be cut. */
const textPieces = (take: (piece: string) => void): TextPieces => {
  const decoder = new StringDecoder('utf8');
  let isFirst = true;
  const pass = (piece: string): void => {
    take(isFirst && piece.startsWith('\uFEFF') ? piece.slice(1) : piece);
    isFirst &&= piece === '';
  };
  return { take: (chunk) => pass(decoder.write(chunk)), end: () => pass(decoder.end()) };
};

const flatten = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

/** What the proxy itself answered, in undici's words: it passed nothing on. */
const PROXY_ANSWER = /^Proxy .*\((?<status>\d{3})\)/;
/** What a clock far from the vendor's makes of a certificate that is good. */
const UNTIMELY = ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'];

/** The error's code and nothing else: its text may quote an address with a query. */
export const reasonOf = (error: Error, nowInMillis = Date.now()): string => {
  const status = PROXY_ANSWER.exec(error.message)?.groups?.['status'];
  if (status !== undefined) return `The proxy refused with ${status}.`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (!UNTIMELY.includes(code)) return `No answer (${code}).`;
  return `No answer (${code}). IT: check the clock of this computer, which says ${new Date(nowInMillis).toISOString()}.`;
};
