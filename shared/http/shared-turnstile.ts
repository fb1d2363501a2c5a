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

/** Whoever holds the turnstile for longer shares it: a process that was killed must not stop the others. */
const HELD_FOR_AT_MOST_MILLIS = 10_000;
const ASK_EVERY_MILLIS = 150;

/**
 * Lets the tasks of all processes that share a store through one at a time. It saves the vendor's refusals and is no
 * lock: when the store fails, or a task takes very long, two may go at once, and the vendor decides.
 *
 * Example: two workers have something to send. One goes; the other asks every 150 ms or so until the first has its
 * answer.
 */
export const createSharedTurnstile = ({ key, store, clock, random }: SharedTurnstileOptions): Turnstile => {
  const inThisProcess = createTurnstile(clock, { limit: 1, windowInMillis: 0 }, 1);

  /** @returns what is stored while it is held; null when the store fails */
  const enter = async (): Promise<PacingState | null> => {
    for (;;) {
      const state = await store.read(key);
      const version = state?.version ?? 0;
      const freeIn = (state?.blockedUntil ?? 0) - clock.now();
      // Held for longer than anybody holds it: by a wrong clock.
      if (freeIn <= 0 || freeIn > 2 * HELD_FOR_AT_MOST_MILLIS) {
        const blockedUntil = clock.now() + HELD_FOR_AT_MOST_MILLIS;
        const held = { version: version + 1, grants: [], lastSlot: 0, blockedUntil, sharedAt: 0 };
        if (await store.compareAndSwap(key, version === 0 ? null : version, held)) return held;
      }
      await clock.sleep(ASK_EVERY_MILLIS * (0.5 + random()));
    }
  };

  const leave = async (held: PacingState): Promise<void> => {
    await store.compareAndSwap(key, held.version, { ...held, version: held.version + 1, blockedUntil: 0 });
  };

  return (task) =>
    inThisProcess(async () => {
      const held = await enter().catch(() => null);
      try {
        return await task();
      } finally {
        if (held !== null) await leave(held).catch(() => undefined);
      }
    });
};
