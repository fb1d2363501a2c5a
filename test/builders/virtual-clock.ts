import type { Clock } from '../../shared/http/clock.ts';

/** A clock that stands still until somebody waits for it: hours pass in milliseconds, in the same order every time. */
export interface VirtualClock extends Clock {
  /**
   * Runs a promise to its end: whenever nothing but sleepers is left, time jumps to the next one.
   * Sleepers of one instant wake in the order in which they went to sleep.
   * @throws what the promise throws, and an error when it waits for something that never comes
   */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Lets the given time pass, waking everybody whose time has come. */
  advance(durationInMillis: number): Promise<void>;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** Real time that a promise may spend on real input and output while nobody sleeps. */
const PATIENCE_IN_MILLIS = 5_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const shortPause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** @param startInMillis milliseconds since 1970, or an ISO date-time */
export const createVirtualClock = (startInMillis: number | string = '2026-03-02T06:00:00Z'): VirtualClock => {
  let nowInMillis = new Date(startInMillis).getTime();
  /** Sorted by the time they wake; the latest first, so that waking is a pop. */
  const sleepers: Sleeper[] = [];

  const sleep = (durationInMillis: number): Promise<void> =>
    new Promise((wake) => {
      const wakesAt = nowInMillis + Math.max(0, durationInMillis);
      let low = 0;
      let high = sleepers.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((sleepers[middle]?.wakesAt ?? 0) > wakesAt) low = middle + 1;
        else high = middle;
      }
      sleepers.splice(low, 0, { wakesAt, wake });
    });

  const wakeNext = (): boolean => {
    const next = sleepers.pop();
    if (next === undefined) return false;
    nowInMillis = Math.max(nowInMillis, next.wakesAt);
    next.wake();
    return true;
  };

  return {
    now: () => nowInMillis,
    sleep,
    run: async (promise) => {
      let settled = false;
      const settle = (): void => {
        settled = true;
      };
      promise.then(settle, settle);
      let idleSince: number | null = null;
      for (;;) {
        // One turn of the event loop runs every promise that is ready; only then may time pass.
        await turn();
        if (settled) return promise;
        if (wakeNext()) {
          idleSince = null;
          continue;
        }
        idleSince ??= performance.now();
        if (performance.now() - idleSince > PATIENCE_IN_MILLIS) {
          throw new Error('The promise waits for something that never comes: nobody sleeps on the virtual clock.');
        }
        await shortPause();
      }
    },
    advance: async (durationInMillis) => {
      const end = nowInMillis + durationInMillis;
      await turn();
      while ((sleepers.at(-1)?.wakesAt ?? Infinity) <= end) {
        wakeNext();
        await turn();
      }
      nowInMillis = end;
    },
  };
};
