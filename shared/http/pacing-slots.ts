/*
 * Computes when requests may go, without a clock or a store of its own: from the slots granted before, the budget, and
 * those who wait. A window of time holds as many requests as the budget says, wherever it begins. A request reaches the
 * vendor a little later than its slot says, now more and now less, so a window counts as longer by what the process
 * allows for. For example, with ten in a second and all ten granted at 0 ms, the eleventh gets a slot a little more
 * than 1 000 ms later.
 */
import type { Budget } from './budget.ts';

/** What is left of one key's budget, as all processes see it. */
export interface PacingState {
  /** Counts the writes; a write is refused when another came in between. */
  readonly version: number;
  /**
   * When the last `limit` windows began, milliseconds since 1970, ascending: each granted slot, moved by what its
   * process allows for beyond the usual (see planSlots). A window is over `storedWindowInMillis` later.
   */
  readonly grants: readonly number[];
  /** The latest slot granted to anybody, milliseconds since 1970; 0 when none was. No slot is granted before it. */
  readonly lastSlot: number;
  /** No slot before this time, milliseconds since 1970; 0 when nothing holds. */
  readonly blockedUntil: number;
  /** When a process last told that several reserve under this key, milliseconds since 1970; 0 when none has. */
  readonly sharedAt: number;
}

/** What the stored state allows for by itself. */
const USUAL_ALLOWANCE_IN_MILLIS = 73;
/** The window of a grant as it is stored: every process, of whatever version, adds this much. */
export const storedWindowInMillis = ({ windowInMillis }: Budget): number => windowInMillis + USUAL_ALLOWANCE_IN_MILLIS;

/** Grants no further apart than this are one burst. */
const LONGEST_BURST_IN_MILLIS = 100;
/** Up to this share of the limit a burst is small. */
const SMALL_BURST_SHARE = 0.6;

/** No slot is reserved further ahead than this, which also bounds penalties. */
export const HORIZON_IN_MILLIS = 60_000;

/** Beyond what correct processes write, even with clocks that differ by half a minute. */
const ABSURD_IN_MILLIS = 120_000;

export interface SlotPlan<W> {
  readonly granted: readonly { readonly waiter: W; readonly slot: number }[];
  /** Those whose deadline lies before the earliest slot. */
  readonly refused: readonly W[];
  /** The state thereafter. */
  readonly grants: readonly number[];
  readonly lastSlot: number;
}

export interface SlotRequest {
  readonly grants: readonly number[];
  /** Slots never move backwards: not before the last one granted to anybody. */
  readonly notBefore: number;
  readonly budget: Budget;
  /**
   * By how much a request may reach the vendor later than its slot says: the window counts from then on. A process
   * that keeps its slots to 20 ms, with a budget of 10 in a second, is granted the eleventh request 1,020 ms after the
   * first.
   */
  readonly allowanceInMillis: number;
  /** The room that a small burst needs beside the allowance. */
  readonly smallBurstInMillis: number;
}

/**
 * Gives each waiter, in order, the earliest slot that keeps every window at `limit` slots. A burst of `limit` after
 * idling is fine. All times in milliseconds since 1970.
 */
export const planSlots = <W extends { readonly deadlineInMillis: number }>(
  waiters: readonly W[],
  { grants, notBefore, budget, allowanceInMillis, smallBurstInMillis }: SlotRequest,
): SlotPlan<W> => {
  let log = grants;
  let lastSlot = notBefore;
  const granted: { waiter: W; slot: number }[] = [];
  const refused: W[] = [];
  for (const waiter of waiters) {
    const slot = Math.max(lastSlot, nextWindow(log, lastSlot, { budget, smallBurstInMillis }));
    if (slot > waiter.deadlineInMillis) {
      refused.push(waiter);
    } else {
      granted.push({ waiter, slot });
      lastSlot = slot;
      log = [...log, slot + allowanceInMillis - USUAL_ALLOWANCE_IN_MILLIS].toSorted(ascending).slice(-budget.limit);
    }
  }
  return { granted, refused, grants: log, lastSlot };
};

/**
 * When the window ends that the next slot waits for: that of the oldest of the last `limit` grants, and of what was
 * granted in one burst with it. Bursts are kept together, at the price of a few milliseconds once, because the earliest
 * of many requests is about as early in every burst (see SPREAD_SHARE in punctuality.ts); a small burst needs more room.
 */
const nextWindow = (
  log: readonly number[],
  lastSlot: number,
  { budget, smallBurstInMillis }: Pick<SlotRequest, 'budget' | 'smallBurstInMillis'>,
): number => {
  const { limit } = budget;
  const first = log.at(-limit) ?? -Infinity;
  const burst = log.slice(-limit).filter((grant) => grant <= first + LONGEST_BURST_IN_MILLIS);
  const end = (burst.at(-1) ?? first) + storedWindowInMillis(budget);
  // The rest of a burst whose beginning has just been followed: it is small only because the others are gone.
  if (end === lastSlot) return end;
  return burst.length <= limit * SMALL_BURST_SHARE ? end + smallBurstInMillis : end;
};

const ascending = (one: number, other: number): number => one - other;

/**
 * The stored state, or an empty one (version 0) when nothing is stored. A state absurdly far in the future comes from
 * a process with a wrong clock and would stop everybody: it is forgotten, at the price of a full window's wait, for
 * what was sent last is no longer known.
 */
export const soundState = (state: PacingState | null, nowInMillis: number, budget: Budget): PacingState => {
  if (state === null) return { version: 0, grants: [], lastSlot: 0, blockedUntil: 0, sharedAt: 0 };
  return Math.max(state.blockedUntil, ...state.grants) > nowInMillis + ABSURD_IN_MILLIS
    ? {
        version: state.version,
        grants: [],
        lastSlot: 0,
        blockedUntil: nowInMillis + storedWindowInMillis(budget),
        sharedAt: 0,
      }
    : state;
};
