/** The budget of one subscription key, as all processes see it. */
export interface PacingState {
  /** Counts the writes; a write is refused when another came in between. */
  readonly version: number;
  /** The last `limit` slots granted, milliseconds since 1970, ascending. */
  readonly grants: readonly number[];
  /** No slot before this time, milliseconds since 1970; 0 when nothing holds. */
  readonly blockedUntil: number;
}

/**
 * Length of the rolling window that `limit` slots may share. 1,000 ms is the vendor's; 73 ms absorb the network: a
 * request may be up to 40 ms early or late against another (two uniform delays of +-40 ms differ by more than 73 ms
 * in 0.4 % of the cases), and 1000 / 1073 = 93.2 % of the limit stay in use.
 */
export const WINDOW_IN_MILLIS = 1_073;

/** No slot is reserved further ahead than this, which also bounds penalties. */
export const HORIZON_IN_MILLIS = 60_000;

/** Beyond what correct processes write, even with clocks that differ by half a minute. */
const ABSURD_IN_MILLIS = 120_000;

export interface SlotPlan<W> {
  readonly granted: readonly { readonly waiter: W; readonly slot: number }[];
  /** Those whose deadline lies before the earliest slot. */
  readonly refused: readonly W[];
  /** The log thereafter. */
  readonly grants: readonly number[];
}

/**
 * Gives each waiter, in order, the earliest slot that keeps every window at `limit` slots. A burst of `limit` after
 * idling is fine. Slots never move backwards. All times in milliseconds since 1970.
 */
export const planSlots = <W extends { readonly deadlineInMillis: number }>(
  waiters: readonly W[],
  {
    grants,
    notBefore,
    limit,
  }: { readonly grants: readonly number[]; readonly notBefore: number; readonly limit: number },
): SlotPlan<W> => {
  const log = [...grants];
  const granted: { waiter: W; slot: number }[] = [];
  const refused: W[] = [];
  for (const waiter of waiters) {
    const windowOpens = (log.at(-limit) ?? -Infinity) + WINDOW_IN_MILLIS;
    const slot = Math.max(notBefore, windowOpens, log.at(-1) ?? -Infinity);
    if (slot > waiter.deadlineInMillis) {
      refused.push(waiter);
    } else {
      granted.push({ waiter, slot });
      log.push(slot);
    }
  }
  return { granted, refused, grants: log.slice(-limit) };
};

/**
 * The stored state, or an empty one (version 0) when nothing is stored. A state absurdly far in the future comes from
 * a process with a wrong clock and would stop everybody: it is forgotten, at the price of a full window's wait, for
 * what was sent last is no longer known.
 */
export const soundState = (state: PacingState | null, nowInMillis: number): PacingState => {
  if (state === null) return { version: 0, grants: [], blockedUntil: 0 };
  return Math.max(state.blockedUntil, ...state.grants) > nowInMillis + ABSURD_IN_MILLIS
    ? { version: state.version, grants: [], blockedUntil: nowInMillis + WINDOW_IN_MILLIS }
    : state;
};
