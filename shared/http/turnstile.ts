import type { Budget } from './budget.ts';
import type { Clock } from './clock.ts';

/** Lets tasks through one at a time, in order. */
export type Turnstile = <T>(task: () => Promise<T>) => Promise<T>;

/** @param budget how many tasks may start in any window, the first ones without a wait */
export const createTurnstile = (clock: Clock, { limit, windowInMillis }: Budget): Turnstile => {
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
