/*
 * Makes single calls to X-ledger: one at a time, in a turn under the limit, and repeated as far as that does no harm. The
 * body of an answer is read first and its HTTP status only where the body says nothing (X-ledger fact 9). A read is
 * repeated a few times whatever kept it from an answer; a write only when it was certainly not carried out. For example,
 * an update that is answered "Too many requests" goes again after five seconds, and one whose connection breaks ends as
 * `outcomeUnknown`, because X-ledger may have carried it out.
 */
import type * as z from 'zod';
import { OutOfTimeError } from '../../http/out-of-time.ts';
import { retryAfterInMillis } from '../../http/retry-after.ts';
import { withRetries } from '../../http/retry.ts';
import type { RetryPolicy, Verdict } from '../../http/retry.ts';
import { TransportError } from '../../http/transport.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { createVendorClock } from '../../http/vendor-clock.ts';
import { createWriteOutage } from '../../http/write-outage.ts';
import { VENDOR_NAMES } from '../../records/vendor.ts';
import { meaningOf, readAnswer } from './answer.ts';
import type { Answer, Fault } from './answer.ts';
import { maskWords, XledgerError } from './errors.ts';
import { createExchange } from './exchange.ts';
import type { BeforeSend, ExchangeOptions, Operation } from './exchange.ts';

/** Paced calls that repeat what may be repeated, and whose every failure is an XledgerError. */
export interface Caller {
  read<S extends z.ZodType>(operation: Operation, schema: S): Promise<z.output<S>>;
  /**
   * @param understand the record in the data of an answer, which proves the write; null when it is not there
   */
  write<T>(
    operation: Operation,
    understand: (data: unknown) => T | null,
    beforeSend?: BeforeSend,
  ): Promise<Understood<T>>;
}

/** What an answer to a write proves. */
interface Understood<T> {
  readonly record: T;
  /** What X-ledger found to say beside it, masked. */
  readonly remarks: readonly string[];
  /** How many values were refused beside it; 0 where X-ledger said anything else too. */
  readonly refusals: number;
}

const POLICY: RetryPolicy = {
  tries: 5,
  firstDelayInMillis: 1_000,
  giveUpAfterInMillis: 45_000,
  shortestThrottleInMillis: 1_000,
  throttledForAtMostInMillis: Infinity,
};

/** Without a word of X-ledger about when credits are there again. */
const CREDITS_WAIT_IN_MILLIS = 20 * 60_000;
/** A process does not stand still for longer than this: the run ends, and the next one goes on. */
const LONGEST_CREDITS_WAIT_IN_MILLIS = 5 * 60_000;
/** `withRetries` waits up to a quarter longer than it is asked to. */
const WITH_JITTER = 1.25;

export const createCaller = (options: ExchangeOptions): Caller => {
  const { token, clock, random, pacer, deadline } = options;
  const vendorClock = createVendorClock(VENDOR_NAMES.xledger, options.transport, clock);
  const exchange = createExchange({ ...options, transport: vendorClock.transport });
  const outage = createWriteOutage(VENDOR_NAMES.xledger, clock);

  const checkClock = (): void => {
    const deviation = vendorClock.deviation();
    if (deviation !== null) throw new XledgerError('clockWrong', { summary: deviation });
  };

  const checkBeforeWrite = (): void => {
    checkClock();
    const hindrance = outage.hindrance();
    if (hindrance !== null) throw new XledgerError('unavailable', { summary: hindrance });
  };

  const wordsIn = (faults: readonly Fault[], { secrets = [] }: Operation): string | null =>
    maskWords(
      faults.map(({ message }) => message),
      [token, ...secrets],
    );

  /** What an answer without usable data means for reads and writes alike; null when nobody knows. */
  const settle = async (
    operation: Operation,
    answer: Answer | null,
    response: HttpResponse,
  ): Promise<Verdict<never> | null> => {
    const { name } = operation;
    const { status } = response;
    const words = wordsIn(answer?.faults ?? [], operation);
    const meaning = answer === null ? ({ kind: 'unknown' } as const) : meaningOf(answer.faults);
    const throttled = async (waitInMillis: number, isForAll: boolean): Promise<Verdict<never>> => {
      // All processes share the budget, so all of them slow down.
      if (isForAll) await pacer.penalise(clock.now() + waitInMillis);
      const summary = `X-ledger limits the requests (${name}).`;
      const error = new XledgerError('unavailable', { summary, status });
      return { kind: 'throttled', error, askedToWaitInMillis: waitInMillis };
    };
    switch (meaning.kind) {
      case 'throttled':
        return throttled(meaning.waitInMillis, meaning.isBurst);
      case 'creditsUsedUp': {
        const waitInMillis = Math.max(0, (meaning.resetAt ?? clock.now() + CREDITS_WAIT_IN_MILLIS) - clock.now());
        const longest = Math.min(LONGEST_CREDITS_WAIT_IN_MILLIS, deadline() - clock.now());
        if (waitInMillis * WITH_JITTER < longest) return throttled(waitInMillis, false);
        throw new XledgerError('unavailable', {
          reason: 'creditsUsedUp',
          resetAt: meaning.resetAt,
          summary: `X-ledger's credits are used up (${name}).`,
          status,
        });
      }
      case 'credentialsRefused':
        throw new XledgerError('credentialsRefused', {
          summary: `X-ledger refuses the token (${name}). ${NEW_TOKEN}`,
          status,
        });
      case 'contractBroken': {
        const what = meaning.place === null ? `a part of ${name}` : meaning.place;
        throw new XledgerError('rejected', {
          reason: 'contractBroken',
          place: meaning.place,
          summary: `X-ledger's schema does not have ${what} as we use it (${name}).`,
          status,
        });
      }
      case 'invalidValue':
      case 'tooHeavy':
        return null;
      case 'unknown':
        if (status === 429) return throttled(retryAfterInMillis(response, clock.now()) ?? 5_000, true);
        if (status !== 401 && status !== 403) return null;
        throw new XledgerError('credentialsRefused', {
          summary: `X-ledger answered ${status} to ${name}. ${NEW_TOKEN}`,
          words,
          status,
        });
    }
  };

  const attemptRead = async <S extends z.ZodType>(operation: Operation, schema: S): Promise<Verdict<z.output<S>>> => {
    const { name } = operation;
    const again = (error: XledgerError, response: HttpResponse | null = null): Verdict<never> => ({
      kind: 'transient',
      error,
      askedToWaitInMillis: response === null ? null : retryAfterInMillis(response, clock.now()),
    });
    let response: HttpResponse;
    try {
      response = await exchange(operation, () => Promise.resolve());
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return again(
        new XledgerError('unavailable', { summary: `X-ledger gave no answer to ${name}. ${error.message}` }),
      );
    }
    checkClock();
    const { status } = response;
    const answer = readAnswer(response.body);
    if (answer === null || answer.faults.length > 0) {
      const settled = await settle(operation, answer, response);
      if (settled !== null) return settled;
      if (answer === null) return again(unreadable(name, response), response);
      const words = wordsIn(answer.faults, operation);
      if (meaningOf(answer.faults).kind === 'tooHeavy') {
        const summary = `X-ledger cut ${name} off for taking too long.`;
        throw new XledgerError('unavailable', { reason: 'tooHeavy', summary, words, status });
      }
      const summary = `X-ledger answered ${name} with an error.`;
      const place = answer.faults.find(({ path }) => path.length > 0)?.path.join('.') ?? null;
      return again(
        new XledgerError('unavailable', { reason: 'unknownError', place, summary, words, status }),
        response,
      );
    }
    const parsed = schema.safeParse(answer.data);
    if (parsed.success) return { kind: 'answered', value: parsed.data };
    return again(
      new XledgerError('unavailable', {
        summary: `X-ledger answered ${name} otherwise than it should: ${placesOf(parsed.error)}.`,
        status,
      }),
    );
  };

  const attemptWrite = async <T>(
    operation: Operation,
    understand: (data: unknown) => T | null,
    beforeSend: BeforeSend | undefined,
  ): Promise<Verdict<Understood<T>>> => {
    const { name } = operation;
    const inDoubt = (reason: string, status: number | null, words: string | null = null): XledgerError => {
      const isOutage = outage.unanswered();
      const summary = `It is not known whether ${name} was applied. ${reason}`;
      return new XledgerError('outcomeUnknown', { summary, words, status, isOutage });
    };
    let response: HttpResponse;
    try {
      response = await exchange(operation, async () => {
        checkBeforeWrite();
        await beforeSend?.();
      });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      if (error.sent === 'unknown') throw inDoubt(error.message, null);
      throw new XledgerError('unavailable', { summary: `X-ledger cannot be reached for ${name}. ${error.message}` });
    }
    const { status } = response;
    const answer = readAnswer(response.body);
    const record = answer === null ? null : understand(answer.data);
    if (record !== null) {
      // The record proves the write, whatever else is said (X-ledger fact 25).
      outage.answered();
      const faults = answer?.faults ?? [];
      const remarks = faults.flatMap((fault) => wordsIn([fault], operation) ?? []);
      const refusals = faults.every((fault) => meaningOf([fault]).kind === 'invalidValue') ? faults.length : 0;
      return { kind: 'answered', value: { record, remarks, refusals } };
    }
    if (answer !== null && answer.faults.length === 0) throw inDoubt('The answer does not show the record.', status);
    const settled = await settle(operation, answer, response);
    if (settled !== null) return settled;
    if (answer === null) throw inDoubt(`X-ledger answered ${status} without saying anything that can be read.`, status);
    const said = wordsIn(answer.faults, operation);
    if (meaningOf(answer.faults).kind !== 'invalidValue') {
      throw inDoubt('X-ledger answered with an error that nobody knows.', status, said);
    }
    outage.answered();
    throw new XledgerError('rejected', { summary: `X-ledger refused a value of ${name}.`, words: said, status });
  };

  const repeat = async <T>(
    { timeoutInMillis, tries = POLICY.tries }: Operation,
    attempt: () => Promise<Verdict<T>>,
  ): Promise<T> => {
    // A call that may take a minute by itself may hang once.
    const giveUpAfterInMillis = Math.max(POLICY.giveUpAfterInMillis, timeoutInMillis + 15_000);
    try {
      return await withRetries(attempt, { ...POLICY, tries, giveUpAfterInMillis }, { clock, random, deadline });
    } catch (error) {
      if (error instanceof OutOfTimeError) throw new XledgerError('outOfTime', { summary: error.message });
      throw error;
    }
  };

  return {
    read: (operation, schema) => repeat(operation, () => attemptRead(operation, schema)),
    write: (operation, understand, beforeSend) =>
      repeat(operation, () => attemptWrite(operation, understand, beforeSend)),
  };
};

/** Who makes a token, and how it may have died (X-ledger facts 2 and 3). */
const NEW_TOKEN =
  'IT: create a token in X-ledger under Administration > System Access > GraphQL > API tokens, with the scopes that the ' +
  'setup names. A token of the demo environment dies each time that environment is refreshed.';

/** @returns what keeps an answer from being read, by its status */
const unreadable = (name: string, { status }: HttpResponse): XledgerError => {
  const advice = status >= 400 && status < 500 ? ' IT: check the address of X-ledger in the settings.' : '';
  const summary = `X-ledger answered ${status} to ${name}, without anything that can be read.${advice}`;
  return new XledgerError('unavailable', { summary, status });
};

const placesOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path }) => path.join('.') || 'the answer itself')
    .join(', ');
