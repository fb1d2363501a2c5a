import type { Budget } from './budget.ts';
import type { Clock } from './clock.ts';

/** Lets tasks through in order, a few at a time. */
export type Turnstile = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * @param budget how many tasks may start in any window, the first ones without a wait
 * @param atOnce how many may be under way
 */
export const createTurnstile = (clock: Clock, { limit, windowInMillis }: Budget, atOnce: number): Turnstile => {
  let starts: readonly number[] = [];
  let lastStart: Promise<unknown> = Promise.resolve();
  const underWay = new Set<Promise<unknown>>();

  const keepUnderWay = (work: Promise<unknown>): void => {
    underWay.add(work);
    const forget = (): boolean => underWay.delete(work);
    work.then(forget, forget);
  };

  return async (task) => {
    const start = lastStart.then(async () => {
      while (underWay.size >= atOnce) await Promise.allSettled([Promise.race(underWay)]);
      const wait = (starts.at(-limit) ?? -Infinity) + windowInMillis - clock.now();
      if (wait > 0) await clock.sleep(wait);
      starts = [...starts, clock.now()].slice(-limit);
      const work = task();
      keepUnderWay(work);
      // In an object, for whoever is next waits for the start and not for the end.
      return { work };
    });
    lastStart = start.catch(() => null);
    return (await start).work;
  };
};
