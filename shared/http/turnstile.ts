import type { Clock } from './clock.ts';

/** Lets tasks through one at a time, in order. */
export type Turnstile = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * @param limit how many tasks may start in any window, the first ones without a wait
 * @param windowInMillis length of the rolling window
 */
export const createTurnstile = (clock: Clock, limit: number, windowInMillis: number): Turnstile => {
  let starts: readonly number[] = [];
  let last: Promise<unknown> = Promise.resolve();

  return (task) => {
    const turn = last.then(async () => {
      const wait = (starts.at(-limit) ?? -Infinity) + windowInMillis - clock.now();
      if (wait > 0) await clock.sleep(wait);
      starts = [...starts, clock.now()].slice(-limit);
      return task();
    });
    last = turn.catch(() => null);
    return turn;
  };
};
