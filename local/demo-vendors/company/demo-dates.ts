import type { CalendarDate } from '../../../shared/records/values/calendar-date.ts';

const toMillis = (date: CalendarDate): number => Date.parse(`${date}T00:00:00.000Z`);
const fromMillis = (epochMillis: number): CalendarDate => new Date(epochMillis).toISOString().slice(0, 10);

/** The first of the month that is so many months away; 0 is the date's own month. */
export const firstOfMonth = (date: CalendarDate, monthsAway: number): CalendarDate =>
  fromMillis(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + monthsAway, 1));

/** 1 January of the year that is so many years away. */
export const newYearsDay = (date: CalendarDate, yearsAway: number): CalendarDate =>
  `${Number(date.slice(0, 4)) + yearsAway}-01-01`;

/**
 * How Simployer may write a day (Simployer fact 11): its first moment in UTC, the moment it begins in Oslo, or its
 * last moment in UTC.
 */
export type DateStyle = 'utc' | 'oslo' | 'endOfDay';

const hourInOslo = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', hour: '2-digit', hourCycle: 'h23' });

/** The day as a date-time on the wire. */
export const wireDate = (date: CalendarDate, style: DateStyle): string => {
  if (style === 'endOfDay') return `${date}T23:59:59.999Z`;
  if (style === 'utc') return `${date}T00:00:00.000Z`;
  const winterMidnight = toMillis(date) - 3_600_000;
  const summerMidnight = winterMidnight - 3_600_000;
  const midnight = Number(hourInOslo.format(summerMidnight)) === 0 ? summerMidnight : winterMidnight;
  return new Date(midnight).toISOString();
};

/** A moment of an office day, in milliseconds since 1970. */
export const officeHour = (date: CalendarDate, minutesAfterEight: number): number =>
  toMillis(date) + (7 * 60 + minutesAfterEight) * 60_000;
