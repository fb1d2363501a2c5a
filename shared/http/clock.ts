/** Time as a dependency: real in production, virtual in tests and simulations. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  sleep(durationInMillis: number): Promise<void>;
}

/** How far our clock and a vendor's may be apart: beyond that, today is not the vendor's today, and nothing is written. */
export const CLOCK_TOLERANCE_IN_MILLIS = 10 * 60_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (durationInMillis) => new Promise((resolve) => setTimeout(resolve, Math.max(0, durationInMillis))),
};
