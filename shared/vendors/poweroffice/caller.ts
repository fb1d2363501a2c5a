/*
 * Makes single calls to PowerOffice: with a token that is good, in a turn under the rate limit, and repeated as far as
 * that does no harm. A read is repeated a few times whatever kept it from an answer. A write is repeated only when it
 * was certainly not carried out; when nobody can tell, it ends as an error that says so. For example, a POST is
 * answered 429: it waits and goes again. A POST that gets no answer ends as `outcomeUnknown`, and createOnce looks for
 * the record before it sends another.
 */
import type { Clock } from '../../http/clock.ts';
import type { Lane } from '../../http/lane.ts';
import { OutOfTimeError } from '../../http/out-of-time.ts';
import type { Pacer, Turn } from '../../http/pacer.ts';
import { retryAfterInMillis } from '../../http/retry-after.ts';
import { withRetries } from '../../http/retry.ts';
import type { RetryPolicy, Verdict } from '../../http/retry.ts';
import { TransportError } from '../../http/transport.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../http/transport.ts';
import { createVendorClock } from '../../http/vendor-clock.ts';
import { createWriteOutage } from '../../http/write-outage.ts';
import { VENDOR_NAMES } from '../../records/vendor.ts';
import type { CountRequest } from '../../records/vendor.ts';
import { PowerOfficeError, refusal } from './errors.ts';
import type { CallName } from './errors.ts';
import { UnreadableAnswerError } from './json.ts';
import { createTokenSource, readToken, tokenRefusal, tokenRequest } from './token.ts';
import type { AccessToken, TokenKeys } from './token.ts';

export interface CallerOptions extends TokenKeys {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
  readonly pacer: Pacer;
  /** Latest time of an answer, milliseconds since 1970. */
  readonly deadline: () => number;
  readonly count: CountRequest;
}

export interface Call extends CallName {
  readonly query: Readonly<Record<string, string>>;
  /** JSON, or a JSON Patch for PATCH. */
  readonly body: string | null;
  readonly timeoutInMillis: number;
}

/** Runs right before each time a write leaves, when its turn is about to come. What it throws keeps it from leaving. */
export type BeforeSend = () => Promise<void>;

/** Turns a 2xx answer into data. @throws UnreadableAnswerError */
export type Understand<T> = (response: HttpResponse) => T;

/** How one answer is read: what a failed try has read of it counts no more. */
interface Reading<T> extends Pick<HttpRequest, 'takeText'> {
  readonly understand: Understand<T>;
}

/** Authorised, paced calls that repeat what may be repeated, and whose every failure is a PowerOfficeError. */
export interface Caller {
  /** Repeats failures a few times: no answer, 5xx, an unreadable one. @param begin begins to read, once for each try */
  read<T>(call: Call, begin: () => Reading<T>): Promise<T>;
  /** Repeats only what was certainly not applied and asks for it: 429, and once a 401. */
  write<T>(call: Call, understand: Understand<T>, beforeSend?: BeforeSend): Promise<T>;
}

const POLICY: RetryPolicy = {
  tries: 5,
  firstDelayInMillis: 1_000,
  giveUpAfterInMillis: 45_000,
  // The advice is to wait at least a second, whether or not the answer says for how long (PowerOffice facts 9 and 10).
  shortestThrottleInMillis: 1_000,
  throttledForAtMostInMillis: Infinity,
};

const USER_AGENT = 'simployer-poweroffice-sync';

export const createCaller = (options: CallerOptions): Caller => {
  const { baseUrl, subscriptionKey, transport, clock, random, pacer, deadline, count } = options;
  const root = baseUrl.replace(/\/+$/, '');
  const vendorClock = createVendorClock(VENDOR_NAMES.poweroffice, transport, clock);
  const outage = createWriteOutage(VENDOR_NAMES.poweroffice, clock);

  const checkClock = (): void => {
    const deviation = vendorClock.deviation();
    if (deviation !== null) throw new PowerOfficeError('clockWrong', { summary: deviation });
  };

  /**
   * The answer to a write must not be lost, so the clock is checked before it. A clock that has been set since shows
   * in the answer to the next request for a token.
   */
  const checkClockBefore = (token: AccessToken): void => {
    if (vendorClock.deviation() !== null) tokens.discard(token);
    checkClock();
  };

  const checkOutage = (): void => {
    const hindrance = outage.hindrance();
    if (hindrance !== null) throw new PowerOfficeError('unavailable', { summary: hindrance });
  };

  /** Waits for a slot from which the whole call fits before the deadline. */
  const acquire = async (timeoutInMillis: number, lane?: Lane): Promise<Turn> => {
    const latestStart = deadline() - timeoutInMillis;
    if (clock.now() > latestStart) throw new OutOfTimeError();
    return pacer.acquire(latestStart, lane);
  };

  /** Sends the request in its turn. @returns null when the turn was missed: nothing was sent then */
  const exchange = async (turn: Turn, operation: string, request: HttpRequest): Promise<HttpResponse | null> => {
    let isMissed = false;
    const mayLeave = (): boolean => {
      isMissed = !turn.mayLeave();
      if (!isMissed) count('poweroffice');
      return !isMissed;
    };
    await turn.comes();
    try {
      const response = await vendorClock.transport({ ...request, mayLeave });
      turn.answered(operation);
      return response;
    } catch (error) {
      if (isMissed) return null;
      throw error;
    }
  };

  const throttled = async (response: HttpResponse, summary: string): Promise<Verdict<never>> => {
    const askedToWaitInMillis = retryAfterInMillis(response, clock.now());
    // All processes share the budget, so all of them slow down.
    await pacer.penalise(clock.now() + Math.max(POLICY.shortestThrottleInMillis, askedToWaitInMillis ?? 0));
    return {
      kind: 'throttled',
      error: new PowerOfficeError('unavailable', { summary, status: 429 }),
      askedToWaitInMillis,
    };
  };

  const transient = (summary: string, response: HttpResponse | null = null): Verdict<never> => ({
    kind: 'transient',
    error: new PowerOfficeError('unavailable', { summary, status: response?.status ?? null }),
    askedToWaitInMillis: response === null ? null : retryAfterInMillis(response, clock.now()),
  });

  const attemptToken = async (held: Turn | null): Promise<Verdict<AccessToken>> => {
    const request = tokenRequest(options);
    try {
      let requestedAt = 0;
      let response: HttpResponse | null = null;
      for (let turn = held; response === null; turn = null) {
        turn ??= await acquire(request.timeoutInMillis);
        requestedAt = clock.now();
        response = await exchange(turn, 'POST token', request);
      }
      if (response.status === 429) return await throttled(response, 'PowerOffice limits the requests for a token.');
      if (isTransient(response.status)) {
        return transient(`PowerOffice answered ${response.status} to the request for a token.`, response);
      }
      if (response.status !== 200) throw tokenRefusal(response);
      checkClock();
      return { kind: 'answered', value: readToken(response, requestedAt) };
    } catch (error) {
      if (error instanceof TransportError) return transient(`PowerOffice gave no token. ${error.message}`);
      if (error instanceof UnreadableAnswerError) return transient(`PowerOffice gave no token. ${error.message}`);
      throw error;
    }
  };

  const tokens = createTokenSource((turn) => {
    let held = turn;
    const attempt = (): Promise<Verdict<AccessToken>> => {
      const first = held;
      held = null;
      return attemptToken(first);
    };
    return withRetries(attempt, POLICY, { clock, random, deadline });
  }, clock);

  /**
   * A turn, and a token that is good when it comes. A turn that finds the token stale is spent on the renewal; the next
   * one comes before those of any load then, so that where tokens live shorter than the queue for turns is long, the new
   * token is still good.
   */
  const acquireWithToken = async (timeoutInMillis: number): Promise<{ token: AccessToken; turn: Turn }> => {
    let lane: Lane | undefined;
    for (;;) {
      await tokens.fresh();
      const turn = await acquire(timeoutInMillis, lane);
      const token = tokens.current();
      if (token !== null) return { token, turn };
      await tokens.fresh(turn);
      lane = 'person';
    }
  };

  /** One exchange with a token; a 401 renews it and repeats the exchange once, for a 401 was not applied. */
  const authorised = async (
    call: Call,
    beforeSend: BeforeSend | null,
    receive: Pick<HttpRequest, 'takeText'> = {},
  ): Promise<HttpResponse> => {
    const operation = `${call.method} ${call.path.replaceAll(ID, '{id}')}`;
    for (let refusals = 0; ;) {
      const { token, turn } = await acquireWithToken(call.timeoutInMillis);
      if (call.method !== 'GET') {
        checkClockBefore(token);
        checkOutage();
      }
      await beforeSend?.();
      const response = await exchange(turn, operation, {
        method: call.method,
        url: `${root}${call.path}${toQueryString(call.query)}`,
        headers: {
          Authorization: `Bearer ${token.value}`,
          'Ocp-Apim-Subscription-Key': subscriptionKey,
          Accept: 'application/json',
          'User-Agent': USER_AGENT,
          ...(call.body === null ? {} : { 'Content-Type': contentTypes[call.method] }),
        },
        body: call.body,
        timeoutInMillis: call.timeoutInMillis,
        ...receive,
      });
      if (response === null) continue;
      if (response.status !== 401) return response;
      tokens.discard(token);
      refusals += 1;
      if (refusals === 2) {
        throw new PowerOfficeError('credentialsRefused', {
          summary:
            `PowerOffice answered 401 to ${call.method} ${call.path}, again with a new token. IT: check that the ` +
            'subscription key belongs to the same environment, and that the integration is still active.',
          status: 401,
        });
      }
    }
  };

  const attemptRead = async <T>(call: Call, begin: () => Reading<T>): Promise<Verdict<T>> => {
    const name = `${call.method} ${call.path}`;
    try {
      const { understand, ...receive } = begin();
      const response = await authorised(call, null, receive);
      const { status } = response;
      if (status === 429) return await throttled(response, `PowerOffice limits the requests (${name}).`);
      if (isTransient(status)) return transient(`PowerOffice answered ${status} to ${name}.`, response);
      if (status >= 400) throw refusal(call, response);
      checkClock();
      return { kind: 'answered', value: understand(response) };
    } catch (error) {
      if (error instanceof TransportError || error instanceof UnreadableAnswerError) {
        return transient(`PowerOffice gave no usable answer to ${name}. ${error.message}`);
      }
      throw error;
    }
  };

  const attemptWrite = async <T>(
    call: Call,
    understand: Understand<T>,
    beforeSend: BeforeSend | null,
  ): Promise<Verdict<T>> => {
    const name = `${call.method} ${call.path}`;
    const inDoubt = (reason: string, status: number | null): PowerOfficeError => {
      const isOutage = outage.unanswered();
      const summary = `It is not known whether ${name} was applied. ${reason}`;
      return new PowerOfficeError('outcomeUnknown', { summary, status, isOutage });
    };
    let status: number | null = null;
    try {
      const response = await authorised(call, beforeSend);
      status = response.status;
      if (status === 429) return await throttled(response, `PowerOffice limits the requests (${name}).`);
      if (isTransient(status)) throw inDoubt(`PowerOffice answered ${status}.`, status);
      const verdict = status >= 400 ? refusal(call, response) : understand(response);
      outage.answered();
      if (verdict instanceof PowerOfficeError) throw verdict;
      return { kind: 'answered', value: verdict };
    } catch (error) {
      if (error instanceof UnreadableAnswerError) throw inDoubt(error.message, status);
      if (error instanceof TransportError) {
        throw error.sent === 'unknown'
          ? inDoubt(error.message, null)
          : new PowerOfficeError('unavailable', {
              summary: `PowerOffice cannot be reached for ${name}. ${error.message}`,
            });
      }
      throw error;
    }
  };

  const repeat = async <T>({ timeoutInMillis }: Call, attempt: () => Promise<Verdict<T>>): Promise<T> => {
    // A call that may take a minute by itself may hang once.
    const giveUpAfterInMillis = Math.max(POLICY.giveUpAfterInMillis, timeoutInMillis + 15_000);
    try {
      return await withRetries(attempt, { ...POLICY, giveUpAfterInMillis }, { clock, random, deadline });
    } catch (error) {
      if (error instanceof OutOfTimeError) throw new PowerOfficeError('outOfTime', { summary: error.message });
      throw error;
    }
  };

  return {
    read: (call, begin) => repeat(call, () => attemptRead(call, begin)),
    write: (call, understand, beforeSend) => repeat(call, () => attemptWrite(call, understand, beforeSend ?? null)),
  };
};

/** A GUID or a number in a path. */
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d+/gi;

const contentTypes = {
  GET: 'application/json',
  POST: 'application/json',
  PATCH: 'application/json-patch+json',
  DELETE: 'application/json',
} as const satisfies Record<Call['method'], string>;

/** Nothing but 2xx and 4xx is an answer to the call; 408 says that the request itself did not get through in time. */
const isTransient = (status: number): boolean =>
  status >= 500 || status < 200 || (status >= 300 && status < 400) || status === 408;

const toQueryString = (query: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};
