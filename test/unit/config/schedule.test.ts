import { nextStartOf, schedulesVariable } from '../../../shared/config/schedule.ts';
import type { Schedule } from '../../../shared/config/schedule.ts';

const NIGHTLY: Schedule = { days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], time: '05:30', paused: false };
const next = (now: string, schedule: Partial<Schedule> = {}): string | null => {
  const start = nextStartOf({ ...NIGHTLY, ...schedule }, Date.parse(now));
  return start === null ? null : new Date(start).toISOString();
};

describe('the next start', () => {
  test.each([
    ['later today, in winter', '2026-03-02T04:00:00Z', '2026-03-02T04:30:00.000Z'],
    ['tomorrow, at the very moment of a start', '2026-03-02T04:30:00Z', '2026-03-03T04:30:00.000Z'],
    ['on Monday, after Friday', '2026-03-06T12:00:00Z', '2026-03-09T04:30:00.000Z'],
    ['an hour earlier by UTC in summer', '2026-06-01T12:00:00Z', '2026-06-02T03:30:00.000Z'],
    ['over the change to summer time', '2026-03-27T12:00:00Z', '2026-03-30T03:30:00.000Z'],
    ['by the day of Oslo, not of UTC', '2026-03-01T23:30:00Z', '2026-03-02T04:30:00.000Z'],
  ])('%s', (_what, now, expected) => {
    expect(next(now)).toBe(expected);
  });

  test('of one day a week, on that day', () => {
    expect(next('2026-03-02T12:00:00Z', { days: ['MON'] })).toBe('2026-03-09T04:30:00.000Z');
  });

  test('is none while paused', () => {
    expect(next('2026-03-02T04:00:00Z', { paused: true })).toBeNull();
  });
});

test('the variable of a function: empty is no schedule, and anything else has to be one', () => {
  expect(schedulesVariable.parse(undefined)).toBeNull();
  expect(schedulesVariable.parse('')).toBeNull();
  expect(schedulesVariable.parse(JSON.stringify({ employees: NIGHTLY }))).toEqual({ employees: NIGHTLY });
  for (const text of ['{', '[]', JSON.stringify(NIGHTLY)])
    expect(schedulesVariable.safeParse(text).success).toBe(false);
});
