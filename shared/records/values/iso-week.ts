import { todayInOslo } from './calendar-date.ts';

const DAY_IN_MILLIS = 24 * 3_600_000;
const THURSDAY = 4;

/**
 * The week of a moment in Oslo, as ISO 8601 numbers it: weeks begin on Monday, and belong to the year that their
 * Thursday lies in. The 31st of December 2025 is in `2026-W01`.
 * @param moment epoch milliseconds
 */
export const isoWeekInOslo = (moment: number): string => {
  const noon = Date.parse(`${todayInOslo(moment)}T12:00:00Z`);
  // Monday is day 1, Sunday 7.
  const day = new Date(noon).getUTCDay() || 7;
  const thursday = new Date(noon + (THURSDAY - day) * DAY_IN_MILLIS);
  const year = thursday.getUTCFullYear();
  const daysBefore = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_IN_MILLIS);
  return `${year}-W${String(Math.floor(daysBefore / 7) + 1).padStart(2, '0')}`;
};
