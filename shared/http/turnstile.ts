import type { Clock } from './clock.ts';

/** Lets tasks through one at a time, in order. */
export type Turnstile = <T>(task: () => Promise<T>) => Promise<T>;

/** @param spacingInMillis least time between the starts of two tasks */
export const createTurnstile = (clock: Clock, spacingInMillis: number): Turnstile => {
  let lastStartedAt = -Infinity;
  let last: Promise<unknown> = Promise.resolve();

  return (task) => {
    const turn = last.then(async () => {
      const wait = lastStartedAt + spacingInMillis - clock.now();
      if (wait > 0) await clock.sleep(wait);
      lastStartedAt = clock.now();
      return task();
    });
    last = turn.catch(() => null);
    return turn;
  };
};
