import { createProcess } from '../../../local/simulation/simulated-process.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { createSharedTurnstile } from '../../../shared/http/shared-turnstile.ts';
import type { PacingStore } from '../../../shared/http/pacer.ts';
import type { Turnstile } from '../../../shared/http/turnstile.ts';
import { createRandom } from '../../../local/demo-vendors/company/random.ts';
import { createRemotePacingStore } from '../../builders/remote-pacing-store.ts';

const setUp = (processes: number, { storeLatency = 5, store }: { storeLatency?: number; store?: PacingStore } = {}) => {
  const clock = createVirtualClock();
  const shared = store ?? createRemotePacingStore(clock, storeLatency);
  const turnstiles = Array.from({ length: processes }, (_, seed) =>
    createSharedTurnstile({ key: 'turn', store: shared, clock, random: createRandom(seed + 1).fraction }),
  );
  let inside = 0;
  let most = 0;
  let done = 0;
  const pass = (turnstile: Turnstile | undefined, durationInMillis: number): Promise<void> =>
    turnstile === undefined
      ? Promise.reject(new Error('no turnstile'))
      : turnstile(async () => {
          inside += 1;
          most = Math.max(most, inside);
          await clock.sleep(durationInMillis);
          inside -= 1;
          done += 1;
        });
  return { clock, store: shared, turnstiles, pass, most: () => most, done: () => done };
};

const BROKEN: PacingStore = {
  read: () => Promise.reject(new Error('down')),
  compareAndSwap: () => Promise.reject(new Error('down')),
};

describe('A turnstile that processes share', () => {
  test.each([1, 2, 5])('lets one through at a time, whoever asks: %i processes', async (processes) => {
    const { clock, turnstiles, pass, most, done } = setUp(processes);
    const tasks = turnstiles.flatMap((turnstile) => Array.from({ length: 4 }, () => pass(turnstile, 300)));
    await clock.run(Promise.all(tasks));
    expect({ most: most(), done: done() }).toEqual({ most: 1, done: 4 * processes });
  });

  test('a task that fails leaves it open, and its failure is its own', async () => {
    const { clock, turnstiles, pass, done } = setUp(2);
    const failing = turnstiles[0]?.(() => Promise.reject(new Error('a failure')));
    await expect(clock.run(failing ?? Promise.resolve())).rejects.toThrow('a failure');
    const before = clock.now();
    await clock.run(pass(turnstiles[1], 0));
    expect(done()).toBe(1);
    expect(clock.now() - before).toBeLessThan(1_000);
  });

  test('a process that was killed inside holds the others up for three seconds at most', async () => {
    const { clock, store, turnstiles, pass } = setUp(2);
    const killed = createProcess('killed', clock, 0, () => false);
    const turnstile = createSharedTurnstile({ key: 'turn', store, clock: killed.clock, random: () => 0.5 });
    void turnstile(() => new Promise(() => undefined));
    await clock.advance(5_000);
    killed.kill();
    const before = clock.now();
    await clock.run(pass(turnstiles[1], 0));
    expect(clock.now() - before).toBeGreaterThan(1_500);
    expect(clock.now() - before).toBeLessThan(3_500);
  });

  test('a task that takes long is alone for as long as it takes', async () => {
    const { clock, turnstiles, pass, most, done } = setUp(3);
    await clock.run(Promise.all(turnstiles.map((turnstile) => pass(turnstile, 30_000))));
    expect({ most: most(), done: done() }).toEqual({ most: 1, done: 3 });
  });

  test('a hold that the store once fails to make anew is made anew the next time', async () => {
    const { clock, store, turnstiles, pass, most, done } = setUp(1);
    let writes = 0;
    const compareAndSwap: PacingStore['compareAndSwap'] = (...write) => {
      writes += 1;
      return writes === 2 ? Promise.reject(new Error('down')) : store.compareAndSwap(...write);
    };
    const turnstile = createSharedTurnstile({
      key: 'turn',
      store: { read: store.read, compareAndSwap },
      clock,
      random: () => 0.5,
    });
    const long = pass(turnstile, 10_000);
    await clock.advance(100);
    await clock.run(Promise.all([long, pass(turnstiles[0], 0)]));
    expect({ most: most(), done: done() }).toEqual({ most: 1, done: 2 });
  });

  test('who was taken for dead takes nothing from whoever came after', async () => {
    const { clock, store, turnstiles, pass, most } = setUp(2);
    // Of a process that stands still, no timer comes.
    const asleep = { now: clock.now, sleep: () => new Promise<void>(() => undefined) };
    const turnstile = createSharedTurnstile({ key: 'turn', store, clock: asleep, random: () => 0.5 });
    const stillness = turnstile(() => clock.sleep(5_000));
    await clock.advance(4_000);
    const others = turnstiles.map((each) => pass(each, 4_000));
    await clock.run(Promise.all([stillness, ...others]));
    expect(most()).toBe(1);
  });

  test('a hold far in the future comes from a wrong clock and counts for nothing', async () => {
    const { clock, store, turnstiles, pass, done } = setUp(1);
    await clock.run(
      store.compareAndSwap('turn', null, { version: 1, grants: [], lastSlot: 0, blockedUntil: 9e12, sharedAt: 0 }),
    );
    await clock.run(pass(turnstiles[0], 0));
    expect(done()).toBe(1);
  });

  test('without a store it goes on, one at a time within the process', async () => {
    const { clock, turnstiles, pass, most, done } = setUp(1, { store: BROKEN });
    await clock.run(Promise.all([pass(turnstiles[0], 50), pass(turnstiles[0], 50)]));
    expect({ most: most(), done: done() }).toEqual({ most: 1, done: 2 });
  });
});
