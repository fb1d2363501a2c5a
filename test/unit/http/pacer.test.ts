import * as fc from 'fast-check';
import { OutOfTimeError } from '../../../shared/http/out-of-time.ts';
import { createPacer } from '../../../shared/http/pacer.ts';
import type { Pacer, PacingStore, Turn } from '../../../shared/http/pacer.ts';
import type { Lane } from '../../../shared/http/lane.ts';
import { storedWindowInMillis } from '../../../shared/http/pacing-slots.ts';
import { createRandom } from '../../../local/demo-vendors/company/random.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { createRemotePacingStore } from '../../builders/remote-pacing-store.ts';
import type { VirtualClock } from '../../../local/simulation/virtual-clock.ts';

const KEY = 'subscription';
const BUDGET = { limit: 10, windowInMillis: 1_000 };
const WINDOW_IN_MILLIS = storedWindowInMillis(BUDGET);
/** Before anything is measured. */
const FIRST_WINDOW_IN_MILLIS = 1_218;
const START = Date.parse('2026-03-02T06:00:00Z');

interface Setup {
  readonly clock: VirtualClock;
  readonly pacers: readonly Pacer[];
}

const setUp = (
  processes: number,
  {
    limit = BUDGET.limit,
    windowInMillis = BUDGET.windowInMillis,
    seed = 1,
    storeLatency = 0,
    store,
  }: { limit?: number; windowInMillis?: number; seed?: number; storeLatency?: number; store?: PacingStore } = {},
): Setup => {
  const clock = createVirtualClock(START);
  const random = createRandom(seed).fraction;
  const shared = store ?? createRemotePacingStore(clock, storeLatency);
  const pacers = Array.from({ length: processes }, () =>
    createPacer({ key: KEY, budget: { limit, windowInMillis }, store: shared, clock, random }),
  );
  return { clock, pacers };
};

const pacerOf = ({ pacers }: Setup): Pacer => {
  const [pacer] = pacers;
  if (pacer === undefined) throw new Error('no pacer');
  return pacer;
};

/** A turn, when it is there. */
const takeTurn = async (pacer: Pacer, deadlineInMillis = Infinity, lane: Lane = 'load'): Promise<Turn> => {
  const turn = await pacer.acquire(deadlineInMillis, lane);
  await turn.comes();
  return turn;
};

interface Load {
  readonly requests: number;
  /** Callers that each pacer keeps busy. */
  readonly inFlight: number;
  readonly latencyInMillis: number;
  /** By how much each of the two ways may take longer or shorter than half the latency. */
  readonly jitterInMillis?: number;
  /** How long after the one before each caller begins. Default 0: all at once. */
  readonly gapInMillis?: number;
  /** How late a caller gets to send once its turn has come: what a busy processor does. */
  readonly late?: () => number;
}

/** @returns when each request was sent, and when it reached the vendor */
const load = async (
  { clock, pacers }: Setup,
  { requests, inFlight, latencyInMillis, jitterInMillis = 0, gapInMillis = 0, late = () => 0 }: Load,
): Promise<{ sentAt: number[]; arrivedAt: number[] }> => {
  const [sentAt, arrivedAt]: [number[], number[]] = [[], []];
  const random = createRandom(11).fraction;
  const way = (): number => latencyInMillis / 2 + (2 * random() - 1) * jitterInMillis;
  let remaining = requests;
  const send = async (pacer: Pacer): Promise<void> => {
    const turn = await takeTurn(pacer);
    await clock.sleep(late());
    if (!turn.mayLeave()) return send(pacer);
    const [there, back] = [way(), way()];
    sentAt.push(clock.now());
    arrivedAt.push(clock.now() + there);
    await clock.sleep(there + back);
    turn.answered('GET /Employees');
  };
  const worker = async (pacer: Pacer, beginsAfterInMillis: number): Promise<void> => {
    await clock.sleep(beginsAfterInMillis);
    while (remaining > 0) {
      remaining -= 1;
      await send(pacer);
    }
  };
  const workers = pacers.flatMap((pacer) => Array.from({ length: inFlight }, () => pacer));
  await clock.run(Promise.all(workers.map((pacer, index) => worker(pacer, index * gapInMillis))));
  return { sentAt, arrivedAt };
};

/** In per cent of ten a second, from the first request to the last. */
const useOf = (times: readonly number[]): number =>
  (100 * (times.length - 10)) / (10 * (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000));

/** The most events within any window of the given length. */
const mostWithin = (times: readonly number[], windowInMillis: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, time] of sorted.entries()) {
    while (time - (sorted[first] ?? time) >= windowInMillis) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
};

/** How many a server would refuse that counts what it took in the last second. */
const refusedBy = (arrivals: readonly number[], limit: number): number => {
  const taken: number[] = [];
  let first = 0;
  let refused = 0;
  for (const arrival of arrivals.toSorted((a, b) => a - b)) {
    while (arrival - (taken[first] ?? arrival) >= 1000) first += 1;
    if (taken.length - first >= limit) refused += 1;
    else taken.push(arrival);
  }
  return refused;
};

describe('the pacer', () => {
  test('lets a burst of the whole limit through after idling, and the next one a window later', async () => {
    const setup = setUp(1);
    const { sentAt } = await load(setup, { requests: 20, inFlight: 20, latencyInMillis: 1 });
    expect(sentAt.map((at) => at - START)).toEqual([...Array(10).fill(0), ...Array(10).fill(FIRST_WINDOW_IN_MILLIS)]);
  });

  test('another vendor has another window: 15 requests in 5 seconds', async () => {
    const setup = setUp(1, { limit: 15, windowInMillis: 5_000 });
    const { sentAt } = await load(setup, { requests: 30, inFlight: 30, latencyInMillis: 100 });
    expect(sentAt.map((at) => at - START)).toEqual([...Array(15).fill(0), ...Array(15).fill(5_218)]);
  });

  test('never grants more than the limit in any second, whatever the processes, the demand and the store', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          limit: fc.integer({ min: 1, max: 12 }),
          seed: fc.integer(),
          storeLatency: fc.constantFrom(0, 5, 60, 300),
          arrivals: fc.array(
            fc.record({ process: fc.integer({ min: 0, max: 4 }), atInMillis: fc.integer({ min: 0, max: 8_000 }) }),
            { minLength: 1, maxLength: 120 },
          ),
        }),
        async ({ limit, seed, storeLatency, arrivals }) => {
          const { clock, pacers } = setUp(5, { limit, seed, storeLatency });
          const sentAt: number[] = [];
          const caller = async (process: number, atInMillis: number): Promise<void> => {
            await clock.sleep(atInMillis);
            const pacer = pacers[process];
            if (pacer === undefined) throw new Error('no pacer');
            (await takeTurn(pacer)).mayLeave();
            sentAt.push(clock.now());
          };
          await clock.run(Promise.all(arrivals.map(({ process, atInMillis }) => caller(process, atInMillis))));
          expect(sentAt).toHaveLength(arrivals.length);
          expect(mostWithin(sentAt, 1000)).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    { processes: 1, inFlight: 12, storeLatency: 0, jitterInMillis: 0, least: 98 },
    { processes: 1, inFlight: 20, storeLatency: 15, jitterInMillis: 5, least: 97 },
    { processes: 5, inFlight: 6, storeLatency: 15, jitterInMillis: 5, least: 97 },
    { processes: 3, inFlight: 10, storeLatency: 15, jitterInMillis: 40, least: 93 },
    { processes: 12, inFlight: 10, storeLatency: 25, jitterInMillis: 40, least: 93 },
  ])('uses the limit as well as the network allows, and is never refused: %o', async (row) => {
    const { processes, inFlight, storeLatency, jitterInMillis, least } = row;
    const setup = setUp(processes, { storeLatency });
    const { arrivedAt, sentAt } = await load(setup, {
      requests: 5_000,
      inFlight,
      latencyInMillis: 150,
      jitterInMillis,
    });
    expect(refusedBy(arrivedAt, 10)).toBe(0);
    expect(useOf(sentAt)).toBeGreaterThanOrEqual(least);
  });

  test.each([
    { processes: 1, inFlight: 4, gapInMillis: 130, least: 88 },
    { processes: 1, inFlight: 12, gapInMillis: 70, least: 91 },
    { processes: 1, inFlight: 30, gapInMillis: 40, least: 91 },
    { processes: 3, inFlight: 10, gapInMillis: 70, least: 90 },
  ])('requests that do not come in bursts of the whole limit are not refused either: %o', async (row) => {
    const { processes, inFlight, gapInMillis, least } = row;
    const setup = setUp(processes, { storeLatency: 15 });
    const { arrivedAt, sentAt } = await load(setup, {
      requests: 5_000,
      inFlight,
      latencyInMillis: 150,
      jitterInMillis: 40,
      gapInMillis,
    });
    expect(refusedBy(arrivedAt, 10)).toBe(0);
    expect(useOf(sentAt)).toBeGreaterThanOrEqual(least);
  });

  test.each([
    { processes: 1, longest: 30, least: 90 },
    { processes: 1, longest: 300, least: 60 },
    { processes: 3, longest: 300, least: 60 },
  ])('a process starved of its processor is slower, and never refused: %o', async ({ processes, longest, least }) => {
    const random = createRandom(3).fraction;
    const setup = setUp(processes, { storeLatency: 15 });
    const late = (): number => (random() < 0.3 ? random() * longest : 0);
    const { arrivedAt, sentAt } = await load(setup, {
      requests: 3_000,
      inFlight: 10,
      latencyInMillis: 20,
      jitterInMillis: 5,
      late,
    });
    expect(refusedBy(arrivedAt, 10)).toBe(0);
    expect(useOf(sentAt)).toBeGreaterThanOrEqual(least);
  });

  test('a person is served while three processes of a load hold the key, and the load loses those requests only', async () => {
    const setup = setUp(4, { storeLatency: 15 });
    const { clock, pacers } = setup;
    const [person, ...workers] = pacers;
    if (person === undefined) throw new Error('no pacer');
    let doneAfterInMillis = 0;
    const steps = async (): Promise<void> => {
      await clock.sleep(20_000);
      const askedAt = clock.now();
      // A token, six lists at once, then one write after the other.
      for (const atOnce of [1, 6, 1, 1, 1, 1]) {
        await Promise.all(
          Array.from({ length: atOnce }, async () => {
            const turn = await takeTurn(person, Infinity, 'person');
            expect(turn.mayLeave()).toBe(true);
            await clock.sleep(150);
          }),
        );
      }
      doneAfterInMillis = clock.now() - askedAt;
    };
    const served = steps();
    const { sentAt } = await load({ clock, pacers: workers }, { requests: 1_000, inFlight: 10, latencyInMillis: 150 });
    await served;
    const alone = await load(setUp(3, { storeLatency: 15 }), { requests: 1_000, inFlight: 10, latencyInMillis: 150 });

    expect(doneAfterInMillis).toBeLessThan(8_000);
    const lostInMillis = (sentAt.at(-1) ?? 0) - (alone.sentAt.at(-1) ?? 0);
    expect(lostInMillis).toBeLessThan(2_500);
  });

  test('twenty stacks on one key use the limit as one does, and each gets its share', async () => {
    const clock = createVirtualClock(START);
    const memory = createRemotePacingStore(clock, 15);
    const counted = { reads: 0, writes: 0, conflicts: 0 };
    const store: PacingStore = {
      read: (key) => {
        counted.reads += 1;
        return memory.read(key);
      },
      compareAndSwap: async (key, version, next) => {
        const stored = await memory.compareAndSwap(key, version, next);
        counted[stored ? 'writes' : 'conflicts'] += 1;
        return stored;
      },
    };
    const [stacks, workers, requests] = [20, 3, 90];
    const all: number[] = [];
    const doneAt: number[] = [];
    const stack = async (index: number): Promise<void> => {
      const pacers = Array.from({ length: workers }, (_, worker) =>
        createPacer({
          key: KEY,
          budget: BUDGET,
          store,
          clock,
          random: createRandom(index * workers + worker).fraction,
        }),
      );
      let remaining = requests;
      const caller = async (pacer: Pacer): Promise<void> => {
        while (remaining > 0) {
          remaining -= 1;
          let turn = await takeTurn(pacer);
          while (!turn.mayLeave()) turn = await takeTurn(pacer);
          all.push(clock.now());
          await clock.sleep(150);
          turn.answered('GET /Employees');
        }
      };
      await Promise.all(pacers.flatMap((pacer) => Array.from({ length: 10 }, () => caller(pacer))));
      doneAt.push(clock.now() - START);
    };
    await clock.run(Promise.all(Array.from({ length: stacks }, (_, index) => stack(index))));

    expect(mostWithin(all, 1_000)).toBeLessThanOrEqual(10);
    const fairInMillis = (stacks * requests * 1_000) / BUDGET.limit;
    expect(Math.min(...doneAt)).toBeGreaterThan(0.6 * fairInMillis);
    expect(Math.max(...doneAt)).toBeLessThan(1.15 * fairInMillis);
    expect(useOf(all.toSorted((a, b) => a - b))).toBeGreaterThan(88);
    // A burst of ten is one write; of those who try for it, three are too late.
    expect(counted.conflicts / counted.writes).toBeLessThan(4);
    expect(counted.reads / counted.writes).toBeLessThan(stacks * workers);
  });

  test('the window widens when requests begin to leave late, and comes back', async () => {
    const setup = setUp(1);
    const phase = async (late: number): Promise<number> =>
      useOf((await load(setup, { requests: 400, inFlight: 25, latencyInMillis: 100, late: () => late })).sentAt);
    const calm = await phase(0);
    const busy = await phase(200);
    const calmAgain = await phase(0);
    expect(calm).toBeGreaterThan(97);
    expect(busy).toBeLessThan(85);
    expect(calmAgain).toBeGreaterThan(busy + 5);
    expect(await phase(0)).toBeGreaterThan(96);
  });

  test('a request that could not leave in time is not sent, and what it was late by counts from then on', async () => {
    const setup = setUp(1);
    const { clock } = setup;
    const pacer = pacerOf(setup);
    const turn = await clock.run(takeTurn(pacer));
    await clock.advance(500);
    expect(turn.mayLeave()).toBe(false);
    const next = await clock.run(takeTurn(pacer));
    await clock.advance(540);
    expect(next.mayLeave()).toBe(true);
  });

  test('a process that is late for ever sends all the same, after twenty tries', async () => {
    const setup = setUp(1);
    const { clock } = setup;
    let tries = 0;
    for (;;) {
      const turn = await clock.run(takeTurn(pacerOf(setup)));
      tries += 1;
      await clock.advance(10_000);
      if (turn.mayLeave()) break;
    }
    expect(tries).toBe(21);
  });

  test('refuses at once whom no slot reaches in time, and serves the others', async () => {
    const setup = setUp(1);
    const pacer = pacerOf(setup);
    const acquired = Array.from({ length: 30 }, (_, index) =>
      takeTurn(pacer, START + (index % 2 === 0 ? 500 : 60_000)).then(
        () => setup.clock.now() - START,
        (error: unknown) => (error instanceof OutOfTimeError ? 'out of time' : error),
      ),
    );
    const outcomes = await setup.clock.run(Promise.all(acquired));
    // The ten first share the burst; of the others, those in a hurry are told so.
    expect(outcomes.slice(0, 10)).toEqual(Array(10).fill(0));
    expect(outcomes.slice(10)).toEqual(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'out of time' : FIRST_WINDOW_IN_MILLIS)),
    );
  });

  test('serves the callers of one process in the order in which they came', async () => {
    const setup = setUp(1, { limit: 3 });
    const served: number[] = [];
    const calls = Array.from({ length: 20 }, (_, index) => takeTurn(pacerOf(setup)).then(() => served.push(index)));
    await setup.clock.run(Promise.all(calls));
    expect(served).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('a penalty holds for every process, and for slots already reserved in the process that took it', async () => {
    const setup = setUp(2);
    const { clock, pacers } = setup;
    const sentAt: number[] = [];
    const calls = pacers.flatMap((pacer) =>
      Array.from({ length: 15 }, async () => {
        await takeTurn(pacer);
        sentAt.push(clock.now() - START);
      }),
    );
    await clock.advance(1);
    await clock.run(pacerOf(setup).penalise(START + 5_000));
    await clock.run(Promise.all(calls));
    const during = sentAt.filter((at) => at > 0 && at < 5_000);
    // The other process keeps the ten slots that it had reserved before.
    expect(during.length).toBeLessThanOrEqual(10);
    expect(mostWithin(sentAt, 1000)).toBeLessThanOrEqual(10);
    const later = pacers.map(async (pacer) => {
      await takeTurn(pacer);
      return clock.now();
    });
    for (const at of await clock.run(Promise.all(later))) expect(at).toBeGreaterThanOrEqual(START + 5_000);
  });

  test('what has to be done before a request leaves fits into the time before its turn, and does not make it late', async () => {
    const { clock, pacers } = setUp(1);
    const pacer = pacerOf({ clock, pacers });
    const sentAt: number[] = [];
    const calls = Array.from({ length: 30 }, async () => {
      const turn = await pacer.acquire(Infinity, 'load');
      // An intent is stored.
      await clock.sleep(20);
      await turn.comes();
      expect(turn.mayLeave()).toBe(true);
      sentAt.push(clock.now() - START);
    });
    await clock.run(Promise.all(calls));
    // The first ten leave at once, late by what is stored; of the others each burst leaves as one.
    expect(new Set(sentAt)).toEqual(new Set([20, FIRST_WINDOW_IN_MILLIS, sentAt[20]]));
  });

  test('a penalty that comes while a request is being prepared keeps it from leaving', async () => {
    const setup = setUp(1, { limit: 1 });
    const { clock } = setup;
    const pacer = pacerOf(setup);
    await clock.run(takeTurn(pacer));
    const turn = await clock.run(pacer.acquire(Infinity, 'load'));

    await clock.run(pacer.penalise(clock.now() + 5_000));
    await clock.run(turn.comes());

    expect(turn.mayLeave()).toBe(false);
  });

  test('a penalty is never longer than a minute', async () => {
    const setup = setUp(1);
    await setup.clock.run(pacerOf(setup).penalise(START + 3_600_000));
    await setup.clock.run(takeTurn(pacerOf(setup)));
    expect(setup.clock.now() - START).toBe(60_000);
  });

  test('a state absurdly far in the future is forgotten after a full window', async () => {
    const clock = createVirtualClock(START);
    const store = createRemotePacingStore(clock);
    const stored = {
      grants: Array(10).fill(START + 3_600_000),
      lastSlot: START + 3_600_000,
      blockedUntil: 0,
      sharedAt: 0,
    };
    await clock.run(store.compareAndSwap(KEY, null, stored));
    const pacer = createPacer({ key: KEY, budget: BUDGET, store, clock, random: createRandom(1).fraction });
    await clock.run(takeTurn(pacer));
    expect(clock.now() - START).toBe(WINDOW_IN_MILLIS);
    expect(await clock.run(store.read(KEY))).toMatchObject({
      version: 3,
      grants: [START + FIRST_WINDOW_IN_MILLIS],
      lastSlot: START + WINDOW_IN_MILLIS,
      blockedUntil: START + WINDOW_IN_MILLIS,
    });
  });

  test.each(['failing', 'silent'] as const)(
    'a %s store costs three quarters of the speed, never the limit',
    async (kind) => {
      const answer = <T>(): Promise<T> =>
        kind === 'failing' ? Promise.reject(new Error('throttled')) : new Promise<T>(() => undefined);
      const setup = setUp(1, { store: { read: answer, compareAndSwap: answer } });
      const { sentAt } = await load(setup, { requests: 100, inFlight: 20, latencyInMillis: 50 });
      expect(mostWithin(sentAt, 4_000)).toBeLessThanOrEqual(10);
      expect((sentAt.at(-1) ?? 0) - START).toBeLessThan(100 * 600);
    },
  );

  test('when the store answers again, what was sent meanwhile counts', async () => {
    const clock = createVirtualClock(START);
    const memory = createRemotePacingStore(clock);
    const out = (): boolean => clock.now() < START + 20_000;
    const store: PacingStore = {
      read: async (key) => (out() ? Promise.reject(new Error('unavailable')) : memory.read(key)),
      compareAndSwap: async (key, version, next) =>
        out() ? Promise.reject(new Error('unavailable')) : memory.compareAndSwap(key, version, next),
    };
    let failures = 0;
    const pacer = createPacer({
      key: KEY,
      budget: BUDGET,
      store,
      clock,
      random: createRandom(3).fraction,
      onStoreFailure: () => {
        failures += 1;
      },
    });
    const { sentAt } = await load({ clock, pacers: [pacer] }, { requests: 700, inFlight: 15, latencyInMillis: 100 });
    expect(mostWithin(sentAt, 1000)).toBeLessThanOrEqual(10);
    const afterwards = sentAt.filter((at) => at >= START + 31_000);
    expect(useOf(afterwards)).toBeGreaterThan(92);
    // Asked every five seconds, and each time told.
    expect(failures).toBeGreaterThanOrEqual(3);
    expect(failures).toBeLessThanOrEqual(5);
  });

  test('no slot is reserved more than a minute ahead, however many processes queue up', async () => {
    const clock = createVirtualClock(START);
    const store = createRemotePacingStore(clock);
    let furthest = 0;
    const watched: PacingStore = {
      read: store.read,
      compareAndSwap: (key, version, next) => {
        furthest = Math.max(furthest, ...next.grants.map((slot) => slot - clock.now()));
        return store.compareAndSwap(key, version, next);
      },
    };
    const random = createRandom(5).fraction;
    const pacers = Array.from({ length: 70 }, () =>
      createPacer({ key: KEY, budget: BUDGET, store: watched, clock, random }),
    );
    const { sentAt } = await load({ clock, pacers }, { requests: 1_400, inFlight: 10, latencyInMillis: 100 });
    expect(sentAt).toHaveLength(1_400);
    expect(mostWithin(sentAt, 1000)).toBeLessThanOrEqual(10);
    expect(furthest).toBeLessThanOrEqual(60_000 + 2 * WINDOW_IN_MILLIS);
  });
});
