import { createVirtualClock } from '../../local/simulation/virtual-clock.ts';

describe('the virtual clock', () => {
  test('wakes sleepers in the order of their time, and those of one instant in the order in which they lay down', async () => {
    const clock = createVirtualClock(0);
    const woken: string[] = [];
    const nap = async (name: string, durationInMillis: number): Promise<void> => {
      await clock.sleep(durationInMillis);
      woken.push(`${name} at ${clock.now()}`);
    };
    await clock.run(Promise.all([nap('c', 30), nap('a', 10), nap('b1', 20), nap('b2', 20), nap('b3', 20)]));
    expect(woken).toEqual(['a at 10', 'b1 at 20', 'b2 at 20', 'b3 at 20', 'c at 30']);
  });

  test('lets hours pass without waiting for them', async () => {
    const clock = createVirtualClock('2026-03-02T06:00:00Z');
    await clock.run(clock.sleep(6 * 3_600_000));
    expect(new Date(clock.now()).toISOString()).toBe('2026-03-02T12:00:00.000Z');
  });

  test('hands on what the promise throws', async () => {
    const clock = createVirtualClock(0);
    const failing = clock.sleep(5).then(() => {
      throw new Error('broken');
    });
    await expect(clock.run(failing)).rejects.toThrow('broken');
  });

  test('advances to the very millisecond, waking only those whose time has come', async () => {
    const clock = createVirtualClock(0);
    const woken: number[] = [];
    for (const at of [100, 200, 201]) void clock.sleep(at).then(() => woken.push(at));
    await clock.advance(200);
    expect(woken).toEqual([100, 200]);
    expect(clock.now()).toBe(200);
  });
});
