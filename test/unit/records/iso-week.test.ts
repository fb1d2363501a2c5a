import { isoWeekInOslo } from '../../../shared/records/values/iso-week.ts';

describe('the week of a moment in Oslo', () => {
  test.each([
    // Around New Year a week belongs to the year of its Thursday.
    ['2025-12-28T12:00:00Z', '2025-W52'],
    ['2025-12-29T12:00:00Z', '2026-W01'],
    ['2026-01-01T12:00:00Z', '2026-W01'],
    ['2026-01-05T04:30:00Z', '2026-W02'],
    // 2026 begins on a Thursday and has 53 weeks.
    ['2026-12-31T12:00:00Z', '2026-W53'],
    ['2027-01-03T12:00:00Z', '2026-W53'],
    ['2027-01-04T12:00:00Z', '2027-W01'],
    ['2024-12-30T12:00:00Z', '2025-W01'],
    ['2021-01-03T12:00:00Z', '2020-W53'],
    // Midnight is Oslo's: an hour ahead of UTC in winter, two in summer.
    ['2026-01-04T22:59:59Z', '2026-W01'],
    ['2026-01-04T23:00:00Z', '2026-W02'],
    ['2026-07-05T21:59:59Z', '2026-W27'],
    ['2026-07-05T22:00:00Z', '2026-W28'],
    // The Sundays on which the clock is changed are of the week before, to their last hour.
    ['2026-03-29T21:59:59Z', '2026-W13'],
    ['2026-03-29T22:00:00Z', '2026-W14'],
    ['2026-10-25T22:59:59Z', '2026-W43'],
    ['2026-10-25T23:00:00Z', '2026-W44'],
  ])('%s is in %s', (moment, week) => {
    expect(isoWeekInOslo(Date.parse(moment))).toBe(week);
  });
});
