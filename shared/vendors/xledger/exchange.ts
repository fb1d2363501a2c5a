import type { Clock } from '../../http/clock.ts';
import type { Pacer } from '../../http/pacer.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';
import type { Turnstile } from '../../http/turnstile.ts';
import type { CountRequest } from '../../records/vendor.ts';

export interface ExchangeOptions {
  /** Such as `https://www.xledger.net/graphql`. */
  readonly url: string;
  readonly token: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
  /** Shared by everything that uses the token. */
  readonly pacer: Pacer;
  /** Shared by everything that uses the token: how many requests X-ledger takes at once nobody says (X-ledger fact 8). */
  readonly oneAtATime: Turnstile;
  /** Latest time of an answer, milliseconds since 1970. */
  readonly deadline: () => number;
  readonly count: CountRequest;
}

/** A GraphQL operation. */
export interface Operation {
  /** For messages: `employees`, `addEmployees`. */
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Values sent that nobody may see, should X-ledger quote them. */
  readonly secrets?: readonly string[];
  readonly timeoutInMillis: number;
  /** Attempts in all; 5 unless said otherwise. Only reads are repeated. */
  readonly tries?: number;
}

/** Runs when a request's turn has come, right before each time it leaves. What it throws keeps it from leaving. */
export type BeforeSend = () => Promise<void>;

/** Sends one operation. @throws TransportError, OutOfTimeError, and what comes before it throws */
export type Exchange = (operation: Operation, beforeSend: BeforeSend) => Promise<HttpResponse>;

const USER_AGENT = 'simployer-xledger-sync';

/**
 * Sends operations one at a time, each in its turn under the limit, and hands back whatever X-ledger answers.
 *
 * Example: two reads are asked for at once. The second leaves when the answer to the first is there, and the sixteenth
 * within five seconds waits until they are over.
 */
export const createExchange =
  ({ url, token, transport, pacer, oneAtATime, deadline, count }: ExchangeOptions): Exchange =>
  (operation, beforeSend) =>
    oneAtATime(async () => {
      const { name, text, variables, timeoutInMillis } = operation;
      for (;;) {
        const turn = await pacer.acquire(deadline() - timeoutInMillis);
        await beforeSend();
        await turn.comes();
        let isMissed = false;
        const mayLeave = (): boolean => {
          isMissed = !turn.mayLeave();
          if (!isMissed) count('xledger');
          return !isMissed;
        };
        try {
          const response = await transport({
            method: 'POST',
            url,
            // The word is "token", not "Bearer" (X-ledger fact 1).
            headers: {
              Authorization: `token ${token}`,
              'Content-Type': 'application/json',
              Accept: 'application/json',
              'User-Agent': USER_AGENT,
            },
            body: JSON.stringify({ query: text, variables }),
            timeoutInMillis,
            mayLeave,
          });
          turn.answered(name);
          return response;
        } catch (error) {
          if (!isMissed) throw error;
        }
      }
    });
