import type { Clock } from './clock.ts';
import type { PacingState } from './pacing-slots.ts';
import type { PacingStore } from './pacer.ts';
import { createTurnstile } from './turnstile.ts';
import type { Turnstile } from './turnstile.ts';

export interface SharedTurnstileOptions {
  /** What stands for the vendor's key in the store; not the one that its pace is kept under. */
  readonly key: string;
  readonly store: PacingStore;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
}

/** A hold ends by itself after so long: a process that was killed must not stop the others. */
const HELD_FOR_MILLIS = 3_000;
/** While a task goes on, its hold is made anew so often. */
const HELD_ANEW_EVERY_MILLIS = 1_000;
/** What lies further ahead comes from a wrong clock: nobody holds for longer, not even the versions that never renewed. */
const LONGEST_HOLD_IN_MILLIS = 20_000;
const ASK_EVERY_MILLIS = 150;

/**
 * Lets the tasks of all processes that share a store through one at a time. It saves the vendor's refusals and is no
 * lock: when the store fails, or a process stands still for seconds, two may go at once, and the vendor decides.
 *
 * Example: two workers have something to send. One goes; the other asks every 150 ms or so until the first has its
 * answer. When the first is killed, the other goes within three seconds.
 */
export const createSharedTurnstile = ({ key, store, clock, random }: SharedTurnstileOptions): Turnstile => {
  const inThisProcess = createTurnstile(clock, { limit: 1, windowInMillis: 0 }, 1);

  /** @returns what is stored now; null when somebody else was first */
  const hold = async (previous: PacingState | null): Promise<PacingState | null> => {
    const version = previous?.version ?? 0;
    const blockedUntil = clock.now() + HELD_FOR_MILLIS;
    const held = { version: version + 1, grants: [], lastSlot: 0, blockedUntil, sharedAt: 0 };
    return (await store.compareAndSwap(key, version === 0 ? null : version, held)) ? held : null;
  };

  const enter = async (): Promise<PacingState> => {
    for (;;) {
      const state = await store.read(key);
      const freeIn = (state?.blockedUntil ?? 0) - clock.now();
      const held = freeIn <= 0 || freeIn > LONGEST_HOLD_IN_MILLIS ? await hold(state) : null;
      if (held !== null) return held;
      await clock.sleep(ASK_EVERY_MILLIS * (0.5 + random()));
    }
  };

  /** Keeps a hold until somebody else has it. @returns gives it up */
  const keep = (entered: PacingState): (() => Promise<void>) => {
    let held: PacingState | null = entered;
    let isOver = false;
    let renewal = Promise.resolve();
    const renew = async (): Promise<void> => {
      if (held !== null) held = await hold(held);
    };
    const goOn = async (): Promise<void> => {
      for (;;) {
        await clock.sleep(HELD_ANEW_EVERY_MILLIS);
        if (isOver || held === null) return;
        renewal = renew().catch(() => undefined);
        await renewal;
      }
    };
    void goOn();
    return async () => {
      isOver = true;
      await renewal;
      if (held === null) return;
      await store.compareAndSwap(key, held.version, { ...held, version: held.version + 1, blockedUntil: 0 });
    };
  };

  return (task) =>
    inThisProcess(async () => {
      const leave = await enter().then(keep, () => null);
      try {
        return await task();
      } finally {
        await leave?.().catch(() => undefined);
      }
    });
};
