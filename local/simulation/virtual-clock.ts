import type { Clock } from '../../shared/http/clock.ts';

/**
 * A clock that stands still until somebody waits for it: it then jumps to whoever wakes first. Hours pass in
 * milliseconds, and in the same order every time. Whatever is tested or simulated sleeps on it instead of on the
 * machine's own clock. One turn of the event loop runs every promise that is ready; only then may time pass.
 *
 * Example: two requests sleep 150 ms, a lease 20 minutes. The clock goes on by 150 ms and wakes the requests, in the
 * order in which they went to sleep; the lease wakes when nobody has anything to do before it.
 */
export interface VirtualClock extends Clock {
  /**
   * Runs a promise to its end. Sleepers of one instant wake in the order in which they went to sleep.
   * @throws what the promise throws, and an error when it waits for something that never comes
   */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Lets the given time pass, waking everybody whose time has come. */
  advance(durationInMillis: number): Promise<void>;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly order: number;
  readonly wake: () => void;
}

/** Real time that a promise may spend on real input and output while nobody sleeps. */
const PATIENCE_IN_MILLIS = 5_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const shortPause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

const isBefore = (one: Sleeper, other: Sleeper): boolean =>
  one.wakesAt === other.wakesAt ? one.order < other.order : one.wakesAt < other.wakesAt;

/** @param startsAt milliseconds since 1970, or an ISO date-time */
export const createVirtualClock = (startsAt: number | string = '2026-03-02T06:00:00Z'): VirtualClock => {
  let nowInMillis = new Date(startsAt).getTime();
  let slept = 0;
  const sleepers = createHeap<Sleeper>(isBefore);

  const sleep = (durationInMillis: number): Promise<void> =>
    new Promise((wake) => {
      slept += 1;
      sleepers.push({ wakesAt: nowInMillis + Math.max(0, durationInMillis), order: slept, wake });
    });

  /** @returns whether anybody slept */
  const wakeNext = (): boolean => {
    const next = sleepers.pop();
    if (next === null) return false;
    nowInMillis = Math.max(nowInMillis, next.wakesAt);
    next.wake();
    return true;
  };

  const run = async <T>(promise: Promise<T>): Promise<T> => {
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    promise.then(end, end);
    let idleSince: number | null = null;
    for (;;) {
      await turn();
      if (isOver) return promise;
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
  };

  return { now: () => nowInMillis, sleep, run, advance: (durationInMillis) => run(sleep(durationInMillis)) };
};

interface Heap<T> {
  push(value: T): void;
  /** The first of all; null when there is none. */
  pop(): T | null;
}

const createHeap = <T>(isFirst: (one: T, other: T) => boolean): Heap<T> => {
  const values: T[] = [];
  const comesFirst = (one: number, other: number): boolean => {
    const [a, b] = [values[one], values[other]];
    return a !== undefined && b !== undefined && isFirst(a, b);
  };
  const swap = (one: number, other: number): void => {
    const [a, b] = [values[one], values[other]];
    if (a === undefined || b === undefined) return;
    values[one] = b;
    values[other] = a;
  };
  return {
    push: (value) => {
      values.push(value);
      for (let child = values.length - 1; child > 0;) {
        const parent = (child - 1) >> 1;
        if (!comesFirst(child, parent)) return;
        swap(child, parent);
        child = parent;
      }
    },
    pop: () => {
      if (values.length === 0) return null;
      swap(0, values.length - 1);
      const first = values.pop() ?? null;
      for (let parent = 0; ;) {
        const left = 2 * parent + 1;
        const least = comesFirst(left + 1, left) ? left + 1 : left;
        if (!comesFirst(least, parent)) return first;
        swap(least, parent);
        parent = least;
      }
    },
  };
};
