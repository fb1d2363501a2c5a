import type { Clock } from '../../shared/http/clock.ts';
import type { PacingStore } from '../../shared/http/pacer.ts';
import type { PacingState } from '../../shared/http/pacing-slots.ts';

/** A pacing store in memory. `latencyInMillis` is asked for each half of a call: on the way there and on the way back. */
export const createMemoryPacingStore = (
  clock: Clock,
  latencyInMillis: () => number = () => 0,
): PacingStore & { readonly states: Map<string, PacingState> } => {
  const states = new Map<string, PacingState>();
  return {
    states,
    read: async (key) => {
      await clock.sleep(latencyInMillis());
      const state = states.get(key) ?? null;
      await clock.sleep(latencyInMillis());
      return state;
    },
    compareAndSwap: async (key, previousVersion, next) => {
      await clock.sleep(latencyInMillis());
      const swaps = (states.get(key)?.version ?? null) === previousVersion;
      if (swaps) states.set(key, next);
      await clock.sleep(latencyInMillis());
      return swaps;
    },
  };
};
