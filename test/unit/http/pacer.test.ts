import * as fc from 'fast-check';
import { OutOfTimeError } from '../../../shared/http/out-of-time.ts';
import { createPacer } from '../../../shared/http/pacer.ts';
import type { Pacer, PacingStore } from '../../../shared/http/pacer.ts';
import { WINDOW_IN_MILLIS } from '../../../shared/http/pacing-slots.ts';
import { createMemoryPacingStore } from '../../builders/memory-pacing-store.ts';
import { createRandom } from '../../builders/random.ts';
import { createVirtualClock } from '../../builders/virtual-clock.ts';
import type { VirtualClock } from '../../builders/virtual-clock.ts';

const KEY = 'subscription';
const START = Date.parse('2026-03-02T06:00:00Z');

interface Setup {
  readonly clock: VirtualClock;
  readonly pacers: readonly Pacer[];
}

const setUp = (
  processes: number,
  {
    limit = 10,
    seed = 1,
    storeLatency = 0,
    store,
  }: { limit?: number; seed?: number; storeLatency?: number; store?: PacingStore } = {},
): Setup => {
  const clock = createVirtualClock(START);
  const random = createRandom(seed);
  const shared = store ?? createMemoryPacingStore(clock, () => storeLatency * random());
  const pacers = Array.from({ length: processes }, () =>
    createPacer({ key: KEY, limit, store: shared, clock, random }),
  );
  return { clock, pacers };
};

const pacerOf = ({ pacers }: Setup): Pacer => {
  const [pacer] = pacers;
  if (pacer === undefined) throw new Error('no pacer');
  return pacer;
};

/** Keeps `inFlight` callers per pacer busy until `requests` were made in all. @returns when each was sent */
const load = async (
  { clock, pacers }: Setup,
  { requests, inFlight, latencyInMillis }: { requests: number; inFlight: number; latencyInMillis: number },
): Promise<number[]> => {
  const sentAt: number[] = [];
  let left = requests;
  const worker = async (pacer: Pacer): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await pacer.acquire(Infinity);
      sentAt.push(clock.now());
      await clock.sleep(latencyInMillis);
    }
  };
  await clock.run(Promise.all(pacers.flatMap((pacer) => Array.from({ length: inFlight }, () => worker(pacer)))));
  return sentAt;
};

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
  let refused = 0;
  for (const arrival of arrivals.toSorted((a, b) => a - b)) {
    if (taken.filter((earlier) => arrival - earlier < 1000).length >= limit) refused += 1;
    else taken.push(arrival);
  }
  return refused;
};

describe('the pacer', () => {
  test('lets a burst of the whole limit through after idling, and the next one a window later', async () => {
    const setup = setUp(1);
    const sentAt = await load(setup, { requests: 20, inFlight: 20, latencyInMillis: 1 });
    expect(sentAt.map((at) => at - START)).toEqual([...Array(10).fill(0), ...Array(10).fill(WINDOW_IN_MILLIS)]);
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
            await pacers[process]?.acquire(Infinity);
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
    { processes: 1, inFlight: 12, storeLatency: 0 },
    { processes: 1, inFlight: 20, storeLatency: 15 },
    { processes: 5, inFlight: 6, storeLatency: 15 },
    { processes: 12, inFlight: 10, storeLatency: 25 },
  ])('uses at least 93 % of the limit: %o', async ({ processes, inFlight, storeLatency }) => {
    const setup = setUp(processes, { storeLatency });
    const sentAt = await load(setup, { requests: 2_000, inFlight, latencyInMillis: 150 });
    expect(mostWithin(sentAt, 1000)).toBeLessThanOrEqual(10);
    const seconds = ((sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0)) / 1000;
    expect((sentAt.length - 10) / seconds).toBeGreaterThanOrEqual(9.3);
  });

  test.each([
    { processes: 1, inFlight: 20 },
    { processes: 7, inFlight: 4 },
  ])(
    'lets at most 0.5 % be refused when the network is up to 40 ms early or late: %o',
    async ({ processes, inFlight }) => {
      const setup = setUp(processes, { storeLatency: 10 });
      const random = createRandom(7);
      const sentAt = await load(setup, { requests: 5_000, inFlight, latencyInMillis: 150 });
      const arrivals = sentAt.map((at) => at + 75 + (random() - 0.5) * 80);
      expect(refusedBy(arrivals, 10) / arrivals.length).toBeLessThanOrEqual(0.005);
    },
  );

  test('refuses at once whom no slot reaches in time, and serves the others', async () => {
    const setup = setUp(1);
    const pacer = pacerOf(setup);
    const outcomes = Array.from({ length: 30 }, (_, index) =>
      pacer.acquire(START + (index % 2 === 0 ? 500 : 60_000)).then(
        () => setup.clock.now() - START,
        (error: unknown) => (error instanceof OutOfTimeError ? 'out of time' : error),
      ),
    );
    const settled = await setup.clock.run(Promise.all(outcomes));
    // The ten first share the burst; of the others, those in a hurry are told so.
    expect(settled.slice(0, 10)).toEqual(Array(10).fill(0));
    expect(settled.slice(10)).toEqual(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'out of time' : WINDOW_IN_MILLIS)),
    );
  });

  test('serves the callers of one process in the order in which they came', async () => {
    const setup = setUp(1, { limit: 3 });
    const served: number[] = [];
    const calls = Array.from({ length: 20 }, (_, index) =>
      pacerOf(setup)
        .acquire(Infinity)
        .then(() => served.push(index)),
    );
    await setup.clock.run(Promise.all(calls));
    expect(served).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('a penalty holds for every process, and for slots already reserved in the process that took it', async () => {
    const setup = setUp(2);
    const { clock, pacers } = setup;
    const sentAt: number[] = [];
    const calls = pacers.flatMap((pacer) =>
      Array.from({ length: 15 }, async () => {
        await pacer.acquire(Infinity);
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
      await pacer.acquire(Infinity);
      return clock.now();
    });
    for (const at of await clock.run(Promise.all(later))) expect(at).toBeGreaterThanOrEqual(START + 5_000);
  });

  test('a penalty is never longer than a minute', async () => {
    const setup = setUp(1);
    await setup.clock.run(pacerOf(setup).penalise(START + 3_600_000));
    await setup.clock.run(pacerOf(setup).acquire(Infinity));
    expect(setup.clock.now() - START).toBe(60_000);
  });

  test('a state absurdly far in the future is forgotten after a full window', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryPacingStore(clock);
    store.states.set(KEY, { version: 41, grants: Array(10).fill(START + 3_600_000), blockedUntil: 0 });
    const pacer = createPacer({ key: KEY, limit: 10, store, clock, random: createRandom(1) });
    await clock.run(pacer.acquire(Infinity));
    expect(clock.now() - START).toBe(WINDOW_IN_MILLIS);
    expect(store.states.get(KEY)).toEqual({
      version: 42,
      grants: [START + WINDOW_IN_MILLIS],
      blockedUntil: START + WINDOW_IN_MILLIS,
    });
  });

  test.each(['failing', 'silent'] as const)(
    'a %s store costs three quarters of the speed, never the limit',
    async (kind) => {
      const answer = <T>(): Promise<T> =>
        kind === 'failing' ? Promise.reject(new Error('throttled')) : new Promise<T>(() => undefined);
      const setup = setUp(1, { store: { read: answer, compareAndSwap: answer } });
      const sentAt = await load(setup, { requests: 100, inFlight: 20, latencyInMillis: 50 });
      expect(mostWithin(sentAt, 4_000)).toBeLessThanOrEqual(10);
      expect((sentAt.at(-1) ?? 0) - START).toBeLessThan(100 * 600);
    },
  );

  test('when the store answers again, what was sent meanwhile counts', async () => {
    const clock = createVirtualClock(START);
    const memory = createMemoryPacingStore(clock);
    const out = (): boolean => clock.now() < START + 20_000;
    const store: PacingStore = {
      read: async (key) => (out() ? Promise.reject(new Error('unavailable')) : memory.read(key)),
      compareAndSwap: async (key, version, next) =>
        out() ? Promise.reject(new Error('unavailable')) : memory.compareAndSwap(key, version, next),
    };
    const pacer = createPacer({ key: KEY, limit: 10, store, clock, random: createRandom(3) });
    const sentAt = await load({ clock, pacers: [pacer] }, { requests: 700, inFlight: 15, latencyInMillis: 100 });
    expect(mostWithin(sentAt, 1000)).toBeLessThanOrEqual(10);
    const afterwards = sentAt.filter((at) => at >= START + 31_000);
    expect(afterwards.length / (((afterwards.at(-1) ?? 0) - (afterwards[0] ?? 0)) / 1000)).toBeGreaterThan(9.2);
  });

  test('no slot is reserved more than a minute ahead, however many processes queue up', async () => {
    const clock = createVirtualClock(START);
    const store = createMemoryPacingStore(clock);
    let furthest = 0;
    const watched: PacingStore = {
      read: store.read,
      compareAndSwap: (key, version, next) => {
        furthest = Math.max(furthest, ...next.grants.map((slot) => slot - clock.now()));
        return store.compareAndSwap(key, version, next);
      },
    };
    const random = createRandom(5);
    const pacers = Array.from({ length: 70 }, () =>
      createPacer({ key: KEY, limit: 10, store: watched, clock, random }),
    );
    const sentAt = await load({ clock, pacers }, { requests: 1_400, inFlight: 10, latencyInMillis: 100 });
    expect(sentAt).toHaveLength(1_400);
    expect(mostWithin(sentAt, 1000)).toBeLessThanOrEqual(10);
    expect(furthest).toBeLessThanOrEqual(60_000 + 2 * WINDOW_IN_MILLIS);
  });
});
