import type { Clock } from '../../shared/http/clock.ts';

/** Time of a simulated world: it stands still until everybody waits, then jumps to whoever wakes first. */
export interface SimulationClock extends Clock {
  /**
   * Runs a promise to its end. Sleepers of one instant wake in the order in which they went to sleep.
   * @throws what the promise throws, and an error when it waits for something that never comes
   */
  run<T>(promise: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly order: number;
  readonly wake: () => void;
}

/** Turns of the event loop in which nobody sleeps and nothing happens before a promise counts as stuck. */
const PATIENCE_IN_TURNS = 1_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const isBefore = (one: Sleeper, other: Sleeper): boolean =>
  one.wakesAt === other.wakesAt ? one.order < other.order : one.wakesAt < other.wakesAt;

/** @param startInMillis milliseconds since 1970 */
export const createSimulationClock = (startInMillis: number): SimulationClock => {
  let nowInMillis = startInMillis;
  let slept = 0;
  const sleepers = createHeap<Sleeper>(isBefore);

  return {
    now: () => nowInMillis,
    sleep: (durationInMillis) =>
      new Promise((wake) => {
        slept += 1;
        sleepers.push({ wakesAt: nowInMillis + Math.max(0, durationInMillis), order: slept, wake });
      }),
    run: async (promise) => {
      let settled = false;
      const settle = (): void => {
        settled = true;
      };
      promise.then(settle, settle);
      for (let idleTurns = 0; idleTurns < PATIENCE_IN_TURNS; idleTurns += 1) {
        // One turn of the event loop runs every promise that is ready; only then may time pass.
        await turn();
        if (settled) return promise;
        const next = sleepers.pop();
        if (next === null) continue;
        idleTurns = 0;
        nowInMillis = next.wakesAt;
        next.wake();
      }
      throw new Error('The world stands still: something waits for what never comes.');
    },
  };
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
