import { OutOfTimeError } from '../../../shared/http/out-of-time.ts';
import { withRetries } from '../../../shared/http/retry.ts';
import type { RetryPolicy, Verdict } from '../../../shared/http/retry.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';

const POLICY: RetryPolicy = {
  tries: 5,
  firstDelayInMillis: 1_000,
  giveUpAfterInMillis: 45_000,
  shortestThrottleInMillis: 1_000,
  throttledForAtMostInMillis: Infinity,
};
const ERROR = new Error('unavailable');
const answered: Verdict<string> = { kind: 'answered', value: 'done' };
const transient: Verdict<string> = { kind: 'transient', error: ERROR, askedToWaitInMillis: null };
const throttled = (askedToWaitInMillis: number | null): Verdict<string> => ({
  kind: 'throttled',
  error: ERROR,
  askedToWaitInMillis,
});

/** Attempts that come to the given verdicts, the last one for ever. @returns when each was made, and how it ended */
const attempts = async (
  verdicts: readonly Verdict<string>[],
  { policy = POLICY, random = 0.5, deadlineInMillis = Infinity, tookInMillis = 0 } = {},
): Promise<{ madeAt: number[]; end: unknown; endedAt: number }> => {
  const clock = createVirtualClock(0);
  const madeAt: number[] = [];
  const attempt = async (): Promise<Verdict<string>> => {
    madeAt.push(clock.now());
    await clock.sleep(tookInMillis);
    return verdicts[Math.min(madeAt.length, verdicts.length) - 1] ?? answered;
  };
  const run = withRetries(attempt, policy, { clock, random: () => random, deadline: () => deadlineInMillis });
  const end = await clock.run(run.catch((error: unknown) => error));
  return { madeAt, end, endedAt: clock.now() };
};

describe('repeating an attempt', () => {
  test('waits 1, 2, 4 and 8 seconds, and gives up after five tries', async () => {
    expect(await attempts([transient])).toEqual({
      madeAt: [0, 1_000, 3_000, 7_000, 15_000],
      end: ERROR,
      endedAt: 15_000,
    });
  });

  test('stops at the first success', async () => {
    expect(await attempts([transient, transient, answered])).toMatchObject({ madeAt: [0, 1_000, 3_000], end: 'done' });
  });

  test.each([
    [0, 750],
    [0.999, 1_249.5],
  ])('spreads the waits: random %p makes the first one %p ms', async (random, expected) => {
    const { madeAt } = await attempts([transient, answered], { random });
    expect(madeAt[1]).toBeCloseTo(expected);
  });

  test('honours a longer wait that a 503 asks for', async () => {
    const { madeAt } = await attempts([{ kind: 'transient', error: ERROR, askedToWaitInMillis: 9_000 }, answered]);
    expect(madeAt).toEqual([0, 9_000]);
  });

  test.each([10_000, 20_000, 30_000])(
    'a vendor that hangs for %p ms each time costs about a minute',
    async (tookInMillis) => {
      const { end, endedAt } = await attempts([transient], { tookInMillis });
      expect(end).toBe(ERROR);
      expect(endedAt).toBeLessThanOrEqual(65_000);
    },
  );

  test('429 is waited out for as long as the deadline allows, a second at least and longer every time', async () => {
    const { madeAt, end, endedAt } = await attempts([throttled(0)], { random: 0, deadlineInMillis: 200_000 });
    expect(madeAt.map((at, index) => at - (madeAt[index - 1] ?? 0)).slice(1, 8)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
    expect(end).toBeInstanceOf(OutOfTimeError);
    expect(endedAt).toBeLessThanOrEqual(200_000);
  });

  test('429 never waits less than it asks for', async () => {
    const { madeAt } = await attempts([throttled(7_000), answered], { random: 0 });
    expect(madeAt).toEqual([0, 7_000]);
  });

  test('429 does not use up the tries for failures', async () => {
    const { madeAt, end } = await attempts([
      ...Array<Verdict<string>>(9).fill(throttled(null)),
      transient,
      transient,
      answered,
    ]);
    expect(madeAt).toHaveLength(12);
    expect(end).toBe('done');
  });

  test('429 without a deadline ends when the policy says so', async () => {
    const { end, endedAt } = await attempts([throttled(null)], {
      policy: { ...POLICY, throttledForAtMostInMillis: 300_000 },
    });
    expect(end).toBe(ERROR);
    expect(endedAt).toBeLessThanOrEqual(300_000);
  });

  test('a wait that reaches beyond the deadline is not begun', async () => {
    const { madeAt, end, endedAt } = await attempts([transient], { deadlineInMillis: 2_500 });
    expect(madeAt).toEqual([0, 1_000]);
    expect(end).toBeInstanceOf(OutOfTimeError);
    expect(endedAt).toBe(1_000);
  });
});
