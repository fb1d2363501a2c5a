/** A day without a time or zone, `YYYY-MM-DD`. Compares as text. */
export type CalendarDate = string;

const DATE_ONLY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;
const UTC_EDGE_OF_DAY = /T(?:00:00(?::00(?:\.0+)?)?|23:59:59(?:\.\d+)?)Z$/i;

const oslo = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Oslo',
  calendar: 'iso8601',
  numberingSystem: 'latn',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * The calendar date behind a vendor's date text, the only place where that is decided (mapping, ground rules).
 *
 * - date-only: as is;
 * - a date-time at 00:00:00Z or 23:59:59Z: its UTC date, for that is how a day's edge is written without a zone;
 * - any other date-time: its calendar date in Europe/Oslo. One without an offset is taken as Oslo's own time.
 *
 * @returns `null` for text that is no date, such as "2025-02-30"
 */
export const toCalendarDate = (text: string): CalendarDate | null => {
  const trimmed = text.trim();
  const day = trimmed.slice(0, 10);
  if (!isCalendarDate(day)) return null;
  if (trimmed === day) return day;
  if (LOCAL_DATE_TIME.test(trimmed)) return day;
  if (!DATE_TIME.test(trimmed)) return null;
  if (UTC_EDGE_OF_DAY.test(trimmed)) return day;
  const epochMillis = Date.parse(trimmed);
  return Number.isNaN(epochMillis) ? null : inOslo(epochMillis);
};

const LOCAL_DATE_TIME = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/i;

/** Today's date in Europe/Oslo. @param epochMillis now, in milliseconds since 1970 */
export const todayInOslo = (epochMillis: number): CalendarDate => inOslo(epochMillis) ?? '1970-01-01';

const inOslo = (epochMillis: number): CalendarDate | null => {
  const part = Object.fromEntries(oslo.formatToParts(epochMillis).map(({ type, value }) => [type, value]));
  const date = `${part['year']?.padStart(4, '0')}-${part['month']}-${part['day']}`;
  return isCalendarDate(date) ? date : null;
};

/** Whether the text is a day that exists. A day is checked as itself, so no zone has a say. */
export const isCalendarDate = (text: string): boolean => {
  const [, year, month, day] = DATE_ONLY.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysOf(Number(year), Number(month));
};

const daysOf = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};
