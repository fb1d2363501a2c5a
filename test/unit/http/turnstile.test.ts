import { createTurnstile } from '../../../shared/http/turnstile.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';

describe('the turnstile', () => {
  test('lets tasks through one at a time and in order, so many in a window, and survives one that fails', async () => {
    const clock = createVirtualClock(0);
    const turnstile = createTurnstile(clock, { limit: 2, windowInMillis: 1_000 }, 1);
    const log: string[] = [];
    const task =
      (name: string, durationInMillis: number, fails = false) =>
      (): Promise<string> => {
        log.push(`${name} begins at ${clock.now()}`);
        return clock.sleep(durationInMillis).then(() => {
          log.push(`${name} ends at ${clock.now()}`);
          if (fails) throw new Error(name);
          return name;
        });
      };
    const results = await clock.run(
      Promise.allSettled([turnstile(task('a', 100, true)), turnstile(task('b', 400)), turnstile(task('c', 10))]),
    );
    expect(log).toEqual([
      'a begins at 0',
      'a ends at 100',
      'b begins at 100',
      'b ends at 500',
      'c begins at 1000',
      'c ends at 1010',
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  test('lets a few be under way, and no more start in a window than may', async () => {
    const clock = createVirtualClock(0);
    const turnstile = createTurnstile(clock, { limit: 3, windowInMillis: 1_000 }, 2);
    const begun: number[] = [];
    const task = (durationInMillis: number) => () => {
      begun.push(clock.now());
      return clock.sleep(durationInMillis);
    };

    await clock.run(Promise.all([700, 100, 100, 100, 2_000, 100].map((duration) => turnstile(task(duration)))));

    // The third waits for one of the first two, the fourth for the window.
    expect(begun).toEqual([0, 0, 100, 1_000, 1_000, 1_100]);
  });
});
