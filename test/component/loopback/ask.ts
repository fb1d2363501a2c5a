import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Asks as whoever likes to be: `fetch` lets nobody choose a Host or an Origin. */
export const ask = (
  url: string,
  method: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, {
      agent: false,
      method,
      headers: { 'content-length': Buffer.byteLength(body), ...headers },
    });
    outgoing.on('response', (response) => {
      void text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
