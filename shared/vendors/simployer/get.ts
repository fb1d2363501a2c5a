/*
 * Makes single requests to Simployer, at most four a second and as many on their way, and repeats what may go better next
 * time. Simployer is only ever read, so every request may be repeated. What no repeat would mend is thrown as one of
 * the kinds of errors that all clients share. For example, 503 is tried again after a second or so, five times in all;
 * 401 is thrown at once, with where to create a new token.
 */
import type * as z from 'zod';
import type { Budget } from '../../http/budget.ts';
import type { Clock } from '../../http/clock.ts';
import { OutOfTimeError } from '../../http/out-of-time.ts';
import { retryAfterInMillis } from '../../http/retry-after.ts';
import { withRetries } from '../../http/retry.ts';
import type { RetryPolicy, Verdict } from '../../http/retry.ts';
import { TransportError } from '../../http/transport.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';
import { createTurnstile } from '../../http/turnstile.ts';
import { createVendorClock } from '../../http/vendor-clock.ts';
import type { VendorError } from '../../records/vendor-error.ts';
import { VENDOR_NAMES } from '../../records/vendor.ts';
import type { CountRequest } from '../../records/vendor.ts';
import { simployerError } from './errors.ts';

export interface SimployerClientOptions {
  /** With the version, such as `https://api.alexishr.com/v1`. */
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
  /** Latest time of an answer, milliseconds since 1970; without it the policy alone ends the repeats. */
  readonly deadline?: () => number;
  readonly count: CountRequest;
}

/** At most 4 a second (Simployer fact 2), with a little room for the network. */
const BUDGET: Budget = { limit: 4, windowInMillis: 1_040 };
/** How many requests may be on their way: with answers that take a second, what the pace grants is used. */
export const REQUESTS_AT_ONCE = 4;
const TIMEOUT_IN_MILLIS = 30_000;
const POLICY: RetryPolicy = {
  tries: 5,
  firstDelayInMillis: 1_000,
  giveUpAfterInMillis: 45_000,
  shortestThrottleInMillis: 1_000,
  throttledForAtMostInMillis: 300_000,
};

export type Query = Readonly<Record<string, string>>;

/**
 * One request, paced and repeated while there is hope.
 * @param name the path without any id, for messages
 * @returns `null` on 404
 * @throws VendorError
 */
export type Get = <S extends z.ZodType>(
  name: string,
  path: string,
  query: Query,
  schema: S,
) => Promise<z.output<S> | null>;

export const createGet = ({
  baseUrl,
  accessToken,
  transport,
  clock,
  random,
  deadline = () => Infinity,
  count,
}: SimployerClientOptions): Get => {
  const root = baseUrl.replace(/\/+$/, '');
  const vendorClock = createVendorClock(VENDOR_NAMES.simployer, transport, clock);
  const inTurn = createTurnstile(clock, BUDGET, REQUESTS_AT_ONCE);

  const exchange = async (path: string, query: Query): Promise<HttpResponse> =>
    inTurn(() => {
      if (clock.now() + TIMEOUT_IN_MILLIS > deadline()) throw new OutOfTimeError();
      count('simployer');
      const parameters = new URLSearchParams(query).toString();
      return vendorClock.transport({
        method: 'GET',
        url: `${root}${path}${parameters === '' ? '' : `?${parameters}`}`,
        headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' },
        body: null,
        timeoutInMillis: TIMEOUT_IN_MILLIS,
      });
    });

  /** @returns `null` on 404 */
  const attempt = async <S extends z.ZodType>(
    name: string,
    path: string,
    query: Query,
    schema: S,
  ): Promise<Verdict<z.output<S> | null>> => {
    const again = (reason: string, response: HttpResponse | null = null): Verdict<never> => ({
      kind: 'transient',
      error: simployerError(
        'unavailable',
        `Simployer gave no usable answer to GET ${name}. ${reason}`,
        response?.status,
      ),
      askedToWaitInMillis: response === null ? null : retryAfterInMillis(response, clock.now()),
    });
    let response: HttpResponse;
    try {
      response = await exchange(path, query);
    } catch (error) {
      if (error instanceof TransportError) return again(error.message);
      throw error;
    }
    const deviation = vendorClock.deviation();
    if (deviation !== null) throw simployerError('clockWrong', deviation);
    const { status } = response;
    if (status === 200) {
      const parsed = schema.safeParse(parseJson(response.body));
      return parsed.success ? { kind: 'answered', value: parsed.data } : again('It is not what the contract says.');
    }
    if (status === 429) {
      const error = simployerError('unavailable', `Simployer limits the requests (GET ${name}).`, status);
      return { kind: 'throttled', error, askedToWaitInMillis: retryAfterInMillis(response, clock.now()) };
    }
    if (status === 401 || status === 403) throw credentialsRefused(status, name);
    if (status === 404) return { kind: 'answered', value: null };
    if (status >= 400 && status < 500 && status !== 408) {
      throw simployerError('unavailable', `Simployer answered ${status} to GET ${name}.`, status);
    }
    return again(`It answered ${status}.`, response);
  };

  return async (name, path, query, schema) => {
    try {
      return await withRetries(() => attempt(name, path, query, schema), POLICY, { clock, random, deadline });
    } catch (error) {
      if (error instanceof OutOfTimeError) throw simployerError('outOfTime', error.message);
      throw error;
    }
  };
};

/**
 * Half of a pair of characters, which JSON can write and no store or queue takes, becomes another character that nobody
 * can see: dropped from what is written, and shown in messages (ground rule "Text").
 */
const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/\p{Cs}/gu, '\u200B') : value;
const MAY_HOLD_HALVES = /\\u[dD][89a-fA-F]/u;

/** @returns `undefined` for what is not JSON */
const parseJson = (text: string): unknown => {
  try {
    return MAY_HOLD_HALVES.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A token dies with its creator's role (Simployer fact 1). */
const credentialsRefused = (status: number, name: string): VendorError =>
  simployerError(
    'credentialsRefused',
    `Simployer answered ${status} to GET ${name}. IT: create a new access token with access to the Public API in ` +
      'Simployer > Settings > Access tokens. A token stops working when the user who created it is removed or loses ' +
      'the owner role, so use an account made for the purpose.',
    status,
  );
