import type { Clock } from '../../shared/http/clock.ts';
import { letLeave, TransportError } from '../../shared/http/transport.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../shared/http/transport.ts';

/** What a scripted vendor does with a request. */
export type Reply =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly json?: unknown;
      readonly text?: string;
    }
  /** The connection never stood. */
  | 'refuse'
  /** The request arrived, the answer never does. */
  | 'reset'
  /** The answer comes after the caller's patience. */
  | 'hang';

export interface SentRequest extends HttpRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly sentAt: number;
}

/** A vendor in process: every request is kept, and answered by the script after the latency. */
export const scriptedTransport = (
  clock: Clock,
  script: (request: SentRequest, index: number) => Reply,
  latencyInMillis = 100,
): { readonly transport: Transport; readonly sent: SentRequest[] } => {
  const sent: SentRequest[] = [];
  const transport: Transport = async (request) => {
    letLeave(request);
    const url = new URL(request.url);
    const seen = { ...request, path: url.pathname, query: url.searchParams, sentAt: clock.now() };
    sent.push(seen);
    const reply = script(seen, sent.length - 1);
    if (reply === 'refuse') throw new TransportError('no', 'No answer (ECONNREFUSED).');
    if (reply === 'hang') {
      await clock.sleep(request.timeoutInMillis);
      throw new TransportError('unknown', 'No whole answer in time.');
    }
    await clock.sleep(latencyInMillis);
    if (reply === 'reset') throw new TransportError('unknown', 'No answer (ECONNRESET).');
    return toResponse(reply);
  };
  return { transport, sent };
};

const toResponse = (reply: Exclude<Reply, string>): HttpResponse => ({
  status: reply.status,
  headers: reply.headers ?? {},
  body: reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json)),
});
