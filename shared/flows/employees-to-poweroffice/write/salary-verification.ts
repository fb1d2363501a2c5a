import type { CalendarDate } from '../../../records/values/calendar-date.ts';

/** A rolling verification reads every person's salary once in so many days. */
const DAYS_PER_ROUND = 30;
const DAY_IN_MILLIS = 24 * 3600 * 1000;

/**
 * Whether a person's salary is to be read today although nothing seems to have changed. People are spread evenly
 * over the round by their id, the same way every round.
 */
export const isVerificationDue = (sourceId: string, today: CalendarDate): boolean => {
  let hash = 0;
  for (const character of sourceId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  const day = Math.floor(Date.parse(`${today}T00:00:00Z`) / DAY_IN_MILLIS);
  return hash % DAYS_PER_ROUND === day % DAYS_PER_ROUND;
};
