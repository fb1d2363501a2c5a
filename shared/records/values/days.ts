import type { CalendarDate } from './calendar-date.ts';

const MILLIS_PER_DAY = 86_400_000;

const toMillis = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`);

/** The day so many days later, or earlier for a number below 0. */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  new Date(toMillis(date) + days * MILLIS_PER_DAY).toISOString().slice(0, 10);

/** How many days from one to the other, both counted; 0 or less when the last is before the first. */
export const dayCount = (first: CalendarDate, last: CalendarDate): number =>
  Math.round((toMillis(last) - toMillis(first)) / MILLIS_PER_DAY) + 1;

/** Every day from one to the other, both included. */
export const daysFrom = (first: CalendarDate, last: CalendarDate): readonly CalendarDate[] =>
  Array.from({ length: Math.max(0, dayCount(first, last)) }, (_, index) => addDays(first, index));

/** 0 for Monday, 6 for Sunday. */
export const weekdayOf = (date: CalendarDate): number => (new Date(toMillis(date)).getUTCDay() + 6) % 7;
