/** Time as a dependency: real in production, virtual in tests and simulations. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  sleep(durationInMillis: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (durationInMillis) => new Promise((resolve) => setTimeout(resolve, Math.max(0, durationInMillis))),
};
