import { todayInOslo } from './calendar-date.ts';

/** In English, as `calendar-date.ts` says why. */
const clockInOslo = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Oslo',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** What clocks in Oslo show: `07:00`. @param epochMillis milliseconds since 1970 */
export const timeInOslo = (epochMillis: number): string => clockInOslo.format(epochMillis);

/**
 * A moment to the minute as people in Norway read it, in the time of Europe/Oslo: `2026-03-02 07:00`; nothing for none.
 * Documents for programs have moments in UTC.
 * @param isoTime ISO date-time; what is none stays as it is
 */
export const toMinute = (isoTime: string | null): string => {
  if (isoTime === null) return '';
  const epochMillis = Date.parse(isoTime);
  return Number.isNaN(epochMillis) ? isoTime : `${todayInOslo(epochMillis)} ${timeInOslo(epochMillis)}`;
};

/** The same with its zone, where it stands in a sentence. */
export const inNorwegianTime = (isoTime: string): string => `${toMinute(isoTime)} Norwegian time`;
