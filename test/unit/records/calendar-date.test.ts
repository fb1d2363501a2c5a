import { toMinute } from '../../../shared/records/values/to-minute.ts';
import { isCalendarDate, toCalendarDate, todayInOslo } from '../../../shared/records/values/calendar-date.ts';

describe('a calendar date', () => {
  test.each([
    ['date-only is kept as it is', '2025-01-31', '2025-01-31'],
    ['blanks around it are dropped', ' 2025-01-31 ', '2025-01-31'],
    ['midnight UTC is the UTC date', '2025-07-01T00:00:00Z', '2025-07-01'],
    ['midnight UTC with fractions is the UTC date', '2025-07-01T00:00:00.000Z', '2025-07-01'],
    ['the last second of a UTC day is that day', '2025-12-31T23:59:59Z', '2025-12-31'],
    ['the last millisecond of a UTC day is that day', '2025-12-31T23:59:59.999Z', '2025-12-31'],
    ['22:00Z in summer is midnight of the next day in Oslo', '1990-04-30T22:00:00.000Z', '1990-05-01'],
    ['23:00Z in winter is midnight of the next day in Oslo', '2024-02-28T23:00:00Z', '2024-02-29'],
    ['22:59Z in winter is still the same day in Oslo', '2024-01-31T22:59:00Z', '2024-01-31'],
    ['the night that summer time begins', '2025-03-29T23:00:00Z', '2025-03-30'],
    ['the night that summer time ends', '2025-10-25T22:00:00Z', '2025-10-26'],
    ['an offset is honoured', '2025-01-01T00:00:00+01:00', '2025-01-01'],
    ['an offset far from Oslo is honoured', '2025-01-01T20:00:00-08:00', '2025-01-02'],
    ['a time without an offset belongs to its own date', '2025-01-01T23:30:00', '2025-01-01'],
    ['seven fraction digits', '2025-01-01T00:00:00.0000000', '2025-01-01'],
    ['a blank stands for the T', '2025-01-01 23:30:00', '2025-01-01'],
    ['a blank stands for the T of midnight UTC', '2025-07-01 00:00:00Z', '2025-07-01'],
    ['a blank stands for the T of a zoned time', '1990-04-30 22:00:00.000Z', '1990-05-01'],
    ['a leap day', '2024-02-29', '2024-02-29'],
    ['a leap day of a full century', '2000-02-29', '2000-02-29'],
    ['a year of three digits keeps its zero', '0999-06-01T12:00:00Z', '0999-06-01'],
  ])('%s', (_, text, expected) => {
    expect(toCalendarDate(text)).toBe(expected);
  });

  test.each([
    '',
    'soon',
    '2025-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '1900-02-29',
    '01.02.2025',
    '2025/01/31',
    '2025-1-1',
    '2025-01-01T25:00:00Z',
    '2025-01-01 and later',
    '2025-01-01  00:00:00',
    '2025-01-01_00:00:00',
    '9999-12-31T23:30:00Z',
    '٢٠٢٥-٠١-٠١',
  ])('%j is no date', (text) => {
    expect(toCalendarDate(text)).toBeNull();
  });

  test('today changes at midnight in Oslo', () => {
    expect(todayInOslo(Date.UTC(2025, 5, 30, 21, 59, 59))).toBe('2025-06-30');
    expect(todayInOslo(Date.UTC(2025, 5, 30, 22, 0, 0))).toBe('2025-07-01');
    expect(todayInOslo(Date.UTC(2025, 11, 31, 22, 59, 59))).toBe('2025-12-31');
    expect(todayInOslo(Date.UTC(2025, 11, 31, 23, 0, 0))).toBe('2026-01-01');
  });

  test('only text of a day that exists is a calendar date', () => {
    expect(isCalendarDate('2025-01-31')).toBe(true);
    expect(isCalendarDate('2025-01-31T00:00:00Z')).toBe(false);
    expect(isCalendarDate('2025-04-31')).toBe(false);
  });
});

describe('A moment as people read it', () => {
  test.each([
    ['an hour ahead of UTC in winter', '2026-03-02T06:00:59.999Z', '2026-03-02 07:00'],
    ['two in summer', '2026-07-01T21:59:00Z', '2026-07-01 23:59'],
    ['the next day from midnight in Oslo', '2026-07-01T22:00:00.000Z', '2026-07-02 00:00'],
    ['on the night of daylight saving', '2026-03-29T01:00:00Z', '2026-03-29 03:00'],
    ['nothing for none', null, ''],
    ['what is no moment as it is', 'later', 'later'],
  ])('is %s', (_which, isoTime, expected) => {
    expect(toMinute(isoTime)).toBe(expected);
  });
});
