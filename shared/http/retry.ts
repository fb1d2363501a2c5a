import type { Clock } from './clock.ts';
import { OutOfTimeError } from './out-of-time.ts';

/** What one attempt came to. What must not be repeated is thrown by the attempt itself. */
export type Verdict<T> =
  /** An answer that counts. */
  | { readonly kind: 'answered'; readonly value: T }
  /** 429: certainly not done, and to be slowed down. */
  | { readonly kind: 'throttled'; readonly error: Error; readonly askedToWaitInMillis: number | null }
  /** No answer, 5xx, an unreadable one: may go better next time. */
  | { readonly kind: 'transient'; readonly error: Error; readonly askedToWaitInMillis: number | null };

/** How often and how long. One layer repeats each failure: this one few and short, the queue everything longer. */
export interface RetryPolicy {
  /** Attempts in all, those answered by 429 not counted. */
  readonly tries: number;
  /** Doubles from one attempt to the next. */
  readonly firstDelayInMillis: number;
  /** No further attempt begins once failing has taken this long, so that a dead vendor costs about a minute. */
  readonly giveUpAfterInMillis: number;
  /** The wait after a first 429 that does not ask for a longer one; doubles from one to the next. */
  readonly shortestThrottleInMillis: number;
  /** How long 429 may go on; the deadline ends it in any case. */
  readonly throttledForAtMostInMillis: number;
}

export interface RetryDependencies {
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
  /** Milliseconds since 1970; asked anew for every wait. */
  readonly deadline: () => number;
}

const LONGEST_THROTTLE_IN_MILLIS = 30_000;

/**
 * Makes the attempt until it is answered, as often as the policy allows.
 * @throws the last attempt's error when the policy is exhausted, and OutOfTimeError when a wait reaches the deadline
 */
export const withRetries = async <T>(
  attempt: () => Promise<Verdict<T>>,
  policy: RetryPolicy,
  { clock, random, deadline }: RetryDependencies,
): Promise<T> => {
  let failures = 0;
  let failingForInMillis = 0;
  let throttles = 0;
  let throttledForInMillis = 0;

  const pause = async (durationInMillis: number): Promise<void> => {
    if (clock.now() + durationInMillis > deadline()) throw new OutOfTimeError();
    await clock.sleep(durationInMillis);
  };

  for (;;) {
    const startedAt = clock.now();
    const verdict = await attempt();
    switch (verdict.kind) {
      case 'answered':
        return verdict.value;
      case 'throttled': {
        const wait = throttleWait(
          verdict.askedToWaitInMillis,
          policy.shortestThrottleInMillis * 2 ** throttles,
          random,
        );
        throttles += 1;
        throttledForInMillis += wait;
        if (throttledForInMillis > policy.throttledForAtMostInMillis) throw verdict.error;
        await pause(wait);
        break;
      }
      case 'transient': {
        failures += 1;
        const delay = policy.firstDelayInMillis * 2 ** (failures - 1);
        const wait = Math.max(delay * (0.75 + random() / 2), verdict.askedToWaitInMillis ?? 0);
        failingForInMillis += clock.now() - startedAt + wait;
        if (failures >= policy.tries || failingForInMillis > policy.giveUpAfterInMillis) throw verdict.error;
        await pause(wait);
        break;
      }
    }
  }
};

/** Never less than asked for, and at least what grows from one 429 to the next. */
const throttleWait = (askedInMillis: number | null, growingInMillis: number, random: () => number): number =>
  Math.max(askedInMillis ?? 0, Math.min(growingInMillis, LONGEST_THROTTLE_IN_MILLIS)) * (1 + random() / 4);
