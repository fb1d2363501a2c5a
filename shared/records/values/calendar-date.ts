/** A day without a time or zone, `YYYY-MM-DD`. Compares as text. */
export type CalendarDate = string;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL_TIME = /^[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/i;
const ZONED_TIME = /^[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;
const UTC_EDGE_OF_DAY = /^[T ](?:00:00(?::00(?:\.0+)?)?|23:59:59(?:\.\d+)?)(?:Z|[+-]00:?00)$/i;

/** MM/DD/YYYY: a Node built with fewer locales than all has this one, and would write any other in its way unasked. */
const osloDate = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * The calendar date behind a vendor's date text, the only place where that is decided (ground rule "Days").
 *
 * - date-only: as is;
 * - a date-time at 00:00:00Z or 23:59:59Z: its UTC date, for that is how the edge of a day is written;
 * - any other date-time: its calendar date in Europe/Oslo. One without an offset is taken as Oslo's own time.
 *
 * A blank may stand for the T. Nothing is guessed from any other form: "03.04.2027" is two dates.
 *
 * @returns `null` for text that is no date, such as "2025-02-30"
 */
export const toCalendarDate = (text: string): CalendarDate | null => {
  const trimmed = text.trim();
  const date = trimmed.slice(0, 10);
  const time = trimmed.slice(10);
  if (!isCalendarDate(date)) return null;
  if (time === '' || LOCAL_TIME.test(time) || UTC_EDGE_OF_DAY.test(time)) return date;
  const epochMillis = ZONED_TIME.test(time) ? Date.parse(`${date}T${time.slice(1)}`) : Number.NaN;
  if (Number.isNaN(epochMillis)) return null;
  const osloDay = toOsloDate(epochMillis);
  return isCalendarDate(osloDay) ? osloDay : null;
};

/**
 * Today's date in Europe/Oslo.
 *
 * @param epochMillis now, in milliseconds since 1970-01-01T00:00:00Z
 */
export const todayInOslo = (epochMillis: number): CalendarDate => toOsloDate(epochMillis);

/** Whether the text is `YYYY-MM-DD` of a day that exists. */
export const isCalendarDate = (text: string): boolean => {
  const day = Number(text.slice(8));
  return DATE.test(text) && day >= 1 && day <= daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
};

const toOsloDate = (epochMillis: number): CalendarDate => {
  const [month, day, year] = osloDate.format(epochMillis).split('/');
  return [year, month, day].join('-').padStart('YYYY-MM-DD'.length, '0');
};

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const daysIn = (year: number, month: number): number => {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeapYear ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
};
