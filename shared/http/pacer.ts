/*
 * Keeps all processes that use one vendor key below what the vendor takes: so many requests in any window of time. A
 * process waits for a turn before each request. Turns are slots in time, reserved in a store that all processes share,
 * by comparing and swapping one small item. Somebody who waits for an answer reserves at once; a load of many records
 * reserves shortly before the next slots come, so that it never holds the future, and those who have waited longest
 * come first. When the store fails, a process goes on with a quarter of the budget by itself. For example, with ten
 * requests a second: three workers ask for twelve turns at once, ten go now, and two get slots a second later. Somebody
 * who asks to explain a person meanwhile gets the next slot after those ten.
 */
import type { Budget } from './budget.ts';
import type { Clock } from './clock.ts';
import type { Lane } from './lane.ts';
import { OutOfTimeError } from './out-of-time.ts';
import { HORIZON_IN_MILLIS, planSlots, soundState, storedWindowInMillis } from './pacing-slots.ts';
import type { PacingState } from './pacing-slots.ts';
import { createPunctuality } from './punctuality.ts';

/** Leave to send one request, at a moment that is about to come. */
export interface Turn {
  /** Resolves when the moment is there. What has to be done before the request leaves fits into the time until then. */
  readonly comes: () => Promise<void>;
  /**
   * Asked right before the request is written to the network; false when the moment has passed: it must not be sent
   * then, and another turn be waited for.
   */
  readonly mayLeave: () => boolean;
  /**
   * Told when the whole answer is there, so that the pacer learns how steady the way to the vendor is.
   * @param operation what was asked, without ids
   */
  readonly answered: (operation: string) => void;
}

/** Keeps every process together below what a vendor takes under one key. */
export interface Pacer {
  /**
   * Waits until a turn is about to come. Within a process and a lane, first come, first served.
   * @param deadlineInMillis latest time of sending, milliseconds since 1970
   * @param lane a person's request goes before those of any load under the same key that have no slot yet; `load` unless said
   * @throws OutOfTimeError as soon as it is known that no slot comes in time
   */
  acquire(deadlineInMillis: number, lane?: Lane): Promise<Turn>;
  /** Grants no further slot to any process before the given time (milliseconds since 1970, at most a minute ahead). */
  penalise(untilInMillis: number): Promise<void>;
}

/** Lets every request go at once: for a few requests, made while nothing else uses the key. */
export const unpaced: Pacer = {
  acquire: () => Promise.resolve({ comes: () => Promise.resolve(), mayLeave: () => true, answered: () => undefined }),
  penalise: () => Promise.resolve(),
};

/** Where the slots of a key are stored for all processes. Reads are strongly consistent. */
export interface PacingStore {
  read(key: string): Promise<PacingState | null>;
  /**
   * Stores `next` if the stored version still is `previousVersion` (`null`: nothing stored). Versions begin with 1.
   * @returns whether it was stored
   */
  compareAndSwap(key: string, previousVersion: number | null, next: PacingState): Promise<boolean>;
}

export interface PacerOptions {
  /** The vendor's key that requests are counted under, or what stands for it: processes that share it share the budget. */
  readonly key: string;
  readonly budget: Budget;
  readonly store: PacingStore;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
  /** Told each time that the store fails or is too slow; meanwhile this process takes a share of its own. */
  readonly onStoreFailure?: () => void;
}

/** A store slower than this counts as failing. */
const STORE_TIMEOUT_IN_MILLIS = 1_000;
/** How long a failing store is left in peace before it is asked again. */
const STORE_REST_IN_MILLIS = 5_000;
/** Without the store a process takes a quarter of the budget: safe for up to four processes, and never unlimited. */
const SHARE_WITHOUT_STORE = 4;
/** Penalties are rounded up to this, so that many refusals at once make one write. */
const PENALTY_STEP_IN_MILLIS = 250;
const PENALTY_TRIES = 20;
/**
 * So long before its slot a request is told of its turn: time to store what has to be stored before it leaves, so that
 * this does not make it late.
 */
const PREPARATION_IN_MILLIS = 25;
/** A process too busy to meet its slots this often in a row sends all the same. */
const MISSES = 20;
const LONGEST_LEAD_IN_MILLIS = 500;
/** After a refusal a request counts as late by twice what was allowed for, but no more than this. */
const LATE_WHEN_REFUSED_IN_MILLIS = 400;

/**
 * A load reserves its slots so long before they come, and what the store takes: early enough to be through in time, and
 * late enough for a person's request to be let in before them.
 */
const OPENS_BEFORE_IN_MILLIS = 300;
/** Where others reserve too, whoever has just come lets those who have waited longer go first, by at most this. */
const COURTESY_IN_MILLIS = 150;
/** Nobody waits longer: then nobody is let go first. */
const LONGEST_WAIT_IN_MILLIS = 120_000;
/** So long after a process found another's writes, the store counts as shared. */
const SHARED_FOR_MILLIS = 10_000;
/** Timers are no finer, and of what is left of a slot's time rounding may make nothing: on a clock that stands still for ever. */
const SHORTEST_SLEEP_IN_MILLIS = 1;
/** A load that has waited for so many windows tells that the store is shared: who is always first finds out no other way. */
const TELLS_AFTER_WINDOWS = 2;
/**
 * Another version reserves as far ahead as it has requests. Where the slots are given out for so many windows, a load
 * that has waited for so long queues up behind them.
 */
const CROWDED_WINDOWS = 2;
const WAITS_IN_A_CROWD_MILLIS = 5_000;

interface Waiter {
  readonly order: number;
  readonly lane: Lane;
  /** Since when it waits, milliseconds since 1970. */
  readonly since: number;
  readonly deadlineInMillis: number;
  readonly resolve: (turn: Turn) => void;
  readonly reject: (error: unknown) => void;
}

interface Grant {
  readonly waiter: Waiter;
  readonly slot: number;
  /** When the slot is given up for a later one, for the next window counts from here. */
  readonly leavesBy: number;
}

/**
 * A pacer whose budget is shared through the store. As many slots are reserved at once as there are waiters (at most
 * `limit`), one reservation in flight per process. A reservation that loses against another process is made again on
 * the newer state.
 */
export const createPacer = ({
  key,
  budget,
  store,
  clock,
  random,
  onStoreFailure = () => undefined,
}: PacerOptions): Pacer => {
  const { limit } = budget;
  const windowInMillis = storedWindowInMillis(budget);
  const queue: Waiter[] = [];
  let arrivals = 0;
  let serving = false;
  let lastSlot = -Infinity;
  let blockedUntil = -Infinity;
  /** The stored state as this process last left it: reading is spared as long as nobody else writes. */
  let known: PacingState | null = null;
  let storeRestsUntil = -Infinity;
  /** Slots given out while the store was silent; it learns of them afterwards. */
  let unreported: readonly number[] = [];
  /** How far ahead a slot must lie for the reservation to be through before it. */
  let leadInMillis = 0;
  const punctuality = createPunctuality();
  let missesInARow = 0;
  let lostInARow = 0;
  /** When others were last found to reserve under this key. */
  let sharedAt = -Infinity;
  /** The version that this process wrote last. */
  let ownVersion = 0;
  let onPerson: () => void = () => undefined;

  const inTime = <T>(answer: Promise<T>): Promise<T> =>
    Promise.race([
      answer,
      clock.sleep(STORE_TIMEOUT_IN_MILLIS).then(() => {
        throw new Error('The pacing store is too slow.');
      }),
    ]);

  const leaveStoreInPeace = (): void => {
    onStoreFailure();
    known = null;
    storeRestsUntil = clock.now() + STORE_REST_IN_MILLIS;
  };

  const noteShared = (): void => {
    sharedAt = clock.now();
  };

  const isShared = (): boolean => clock.now() < sharedAt + SHARED_FOR_MILLIS;

  const readState = async (): Promise<PacingState> => {
    if (known !== null) return soundState(known, clock.now(), budget);
    const read = await inTime(store.read(key));
    if (read !== null && read.version !== ownVersion) noteShared();
    sharedAt = Math.max(sharedAt, read?.sharedAt ?? 0);
    const sound = soundState(read, clock.now(), budget);
    // Stored at once, so that the wait for a forgotten state begins for everybody now, and once.
    if (read === null || sound === read) return sound;
    await swap(sound, sound);
    return readState();
  };

  const swap = async (previous: PacingState, next: Omit<PacingState, 'version'>): Promise<boolean> => {
    const startedAt = clock.now();
    const state = { ...next, sharedAt: isShared() ? startedAt : next.sharedAt, version: previous.version + 1 };
    const stored = await inTime(store.compareAndSwap(key, previous.version === 0 ? null : previous.version, state));
    known = stored ? state : null;
    if (stored) ownVersion = state.version;
    else noteShared();
    leadInMillis = Math.min((clock.now() - startedAt) * 1.5, LONGEST_LEAD_IN_MILLIS);
    return stored;
  };

  const backOff = (tries: number): Promise<void> => clock.sleep(random() * Math.min(200, 10 * 2 ** tries));

  const refuse = (waiters: readonly Waiter[]): void => {
    removeFromQueue(waiters);
    for (const waiter of waiters) waiter.reject(new OutOfTimeError());
  };

  const removeFromQueue = (waiters: readonly Waiter[]): void => {
    queue.splice(0, queue.length, ...queue.filter((waiter) => !waiters.includes(waiter)));
  };

  /** Slots only move forward: who cannot wait for this one need not wait for a later one either. */
  const refuseBefore = (slot: number): void => refuse(queue.filter(({ deadlineInMillis }) => deadlineInMillis < slot));

  /**
   * Slots for the first in the queue, persons before loads. None when they are to be tried for again: another process was
   * first, or the slots of a load lie too far ahead, which have been waited for then.
   * @throws what the store throws
   */
  const reserve = async (): Promise<readonly Grant[]> => {
    const state = await readState();
    const { leavingInMillis, arrivingInMillis, smallBurstInMillis } = punctuality.allowance();
    const now = clock.now();
    const request = {
      grants: [...state.grants, ...unreported].toSorted((a, b) => a - b).slice(-limit),
      notBefore: Math.max(now + leadInMillis, state.lastSlot, lastSlot, state.blockedUntil, blockedUntil),
      budget,
      allowanceInMillis: arrivingInMillis,
      smallBurstInMillis,
    };
    const { granted, refused } = planSlots(firstInQueue(), request);
    refuse(refused);
    const [first] = granted;
    if (first === undefined) return [];
    if (first.slot > now + HORIZON_IN_MILLIS) {
      // So many processes are queued up that the future is full: come back when it has room.
      refuseBefore(first.slot);
      known = null;
      await clock.sleep(500 + random() * 1_000);
      return [];
    }
    const isFar = ({ waiter, slot }: Omit<Grant, 'leavesBy'>): boolean =>
      waiter.lane === 'load' && slot > now + opensBefore() && !isCrowdedOut(waiter, state, now);
    const near = granted.filter((grant) => !isFar(grant));
    if (near.length === 0) {
      refuseBefore(first.slot);
      const isTold = state.sharedAt > now - SHARED_FOR_MILLIS / 2;
      const hasWaited = now - first.waiter.since > TELLS_AFTER_WINDOWS * windowInMillis;
      if (isShared() && hasWaited && !isTold) await swap(state, state);
      else await untilOpen(first);
      return [];
    }
    const plan = planSlots(
      near.map(({ waiter }) => waiter),
      request,
    );
    if (!(await swap(state, { ...state, grants: plan.grants, lastSlot: plan.lastSlot }))) {
      lostInARow += 1;
      await backOff(lostInARow);
      return [];
    }
    lostInARow = 0;
    unreported = [];
    removeFromQueue(plan.granted.map(({ waiter }) => waiter));
    return plan.granted.map((grant) => ({ ...grant, leavesBy: grant.slot + leavingInMillis }));
  };

  /** As many as may get slots together: of one lane, for those of a load may have to wait. */
  const firstInQueue = (): readonly Waiter[] => {
    const [first] = queue;
    return queue.slice(0, limit).filter(({ lane }) => lane === first?.lane);
  };

  const opensBefore = (): number => OPENS_BEFORE_IN_MILLIS + leadInMillis;

  const isCrowdedOut = ({ since }: Waiter, state: PacingState, now: number): boolean =>
    state.lastSlot > now + CROWDED_WINDOWS * windowInMillis && now - since > WAITS_IN_A_CROWD_MILLIS;

  /** Waits until a load may reserve a slot, or a person comes. */
  const untilOpen = async ({ waiter: { since }, slot }: Omit<Grant, 'leavesBy'>): Promise<void> => {
    const waitedInMillis = clock.now() - since;
    const courtesy = isShared() ? courtesyOf(waitedInMillis) : 0;
    const personComes = new Promise<void>((resolve) => {
      onPerson = resolve;
    });
    const opensIn = slot - opensBefore() + courtesy - clock.now();
    await Promise.race([clock.sleep(Math.max(SHORTEST_SLEEP_IN_MILLIS, opensIn)), personComes]);
    // What is known may be old by now.
    if (isShared()) known = null;
  };

  /** Slots of a share that this process takes by itself. */
  const reserveAlone = async (): Promise<readonly Grant[]> => {
    const ahead = lastSlot - windowInMillis - clock.now();
    if (ahead > 0) await clock.sleep(ahead);
    const spacing = (windowInMillis * SHARE_WITHOUT_STORE) / limit;
    const { leavingInMillis } = punctuality.allowance();
    let previous = lastSlot;
    const granted: Grant[] = [];
    for (const waiter of queue.splice(0, limit)) {
      const slot = Math.max(clock.now(), blockedUntil, previous + spacing);
      if (slot > waiter.deadlineInMillis) {
        refuse([waiter]);
      } else {
        previous = slot;
        granted.push({ waiter, slot, leavesBy: slot + leavingInMillis });
      }
    }
    unreported = [...unreported, ...granted.map(({ slot }) => slot)].slice(-limit);
    return granted;
  };

  const enqueue = (waiter: Waiter): void => {
    const place = queue.findIndex((other) => goesBefore(waiter, other));
    queue.splice(place === -1 ? queue.length : place, 0, waiter);
    if (waiter.lane === 'person') onPerson();
    if (!serving) void serve();
  };

  const serveNext = async (): Promise<readonly Grant[]> => {
    if (clock.now() < storeRestsUntil) return reserveAlone();
    try {
      return await reserve();
    } catch {
      leaveStoreInPeace();
      return [];
    }
  };

  const serve = async (): Promise<void> => {
    serving = true;
    // Callers of the same instant share one reservation.
    await Promise.resolve();
    while (queue.length > 0) {
      for (const grant of await serveNext()) {
        lastSlot = Math.max(lastSlot, grant.slot);
        void release(grant);
      }
    }
    serving = false;
  };

  const until = async (time: number): Promise<void> => {
    // Timers may fire a millisecond early.
    while (clock.now() < time) await clock.sleep(time - clock.now());
  };

  const release = async ({ waiter, slot, leavesBy }: Grant): Promise<void> => {
    await until(slot - PREPARATION_IN_MILLIS);
    // A penalty that came after the reservation holds for it too.
    const isLate = clock.now() > leavesBy && !isTooBusy();
    if (isLate) miss(slot);
    if (isLate || blockedUntil > slot) enqueue(waiter);
    else waiter.resolve(toTurn(slot, leavesBy));
  };

  const isTooBusy = (): boolean => missesInARow >= MISSES;

  const miss = (slot: number): void => {
    missesInARow += 1;
    punctuality.late(clock.now() - slot);
  };

  const toTurn = (slot: number, leavesBy: number): Turn => {
    let leftAt = slot;
    return {
      comes: () => until(slot),
      mayLeave: () => {
        leftAt = clock.now();
        if (blockedUntil > leftAt) return false;
        if (leftAt > leavesBy && !isTooBusy()) {
          miss(slot);
          return false;
        }
        missesInARow = 0;
        punctuality.late(leftAt - slot);
        return true;
      },
      answered: (operation) => punctuality.answered(operation, clock.now() - leftAt),
    };
  };

  return {
    acquire: (deadlineInMillis, lane = 'load') =>
      new Promise((resolve, reject) => {
        // Nobody who comes now gets a slot before the last one reserved.
        if (Math.max(clock.now(), lastSlot, blockedUntil) > deadlineInMillis) {
          reject(new OutOfTimeError());
          return;
        }
        arrivals += 1;
        enqueue({ order: arrivals, lane, since: clock.now(), deadlineInMillis, resolve, reject });
      }),

    penalise: async (untilInMillis) => {
      const rounded = Math.ceil(untilInMillis / PENALTY_STEP_IN_MILLIS) * PENALTY_STEP_IN_MILLIS;
      const until = Math.min(rounded, clock.now() + HORIZON_IN_MILLIS);
      if (until <= blockedUntil) return;
      blockedUntil = until;
      // A refusal says that requests arrive further apart than was measured.
      punctuality.late(Math.min(2 * punctuality.allowance().arrivingInMillis, LATE_WHEN_REFUSED_IN_MILLIS));
      for (let tries = 0; tries < PENALTY_TRIES && clock.now() >= storeRestsUntil; tries += 1) {
        try {
          const state = await readState();
          if (state.blockedUntil >= until) return;
          if (await swap(state, { ...state, blockedUntil: until })) return;
          await backOff(tries);
        } catch {
          leaveStoreInPeace();
        }
      }
    },
  };
};

const goesBefore = (one: Waiter, other: Waiter): boolean =>
  one.lane === other.lane ? one.order < other.order : one.lane === 'person';

/** The longer somebody has waited, the less: on a scale on which ten seconds and a minute are as far apart as two and ten. */
const courtesyOf = (waitedInMillis: number): number =>
  COURTESY_IN_MILLIS * Math.max(0, 1 - Math.log1p(waitedInMillis / 1_000) / Math.log1p(LONGEST_WAIT_IN_MILLIS / 1_000));
