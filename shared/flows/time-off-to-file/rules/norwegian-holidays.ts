import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { addDays } from '../../../records/values/days.ts';

/** New Year, 1 and 17 May, Christmas. */
const FIXED: readonly string[] = ['01-01', '05-01', '05-17', '12-25', '12-26'];

/** Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday, counted from Easter Sunday. */
const FROM_EASTER: readonly number[] = [-3, -2, 0, 1, 39, 49, 50];

/** Whether the day is a public holiday in Norway. */
export const isNorwegianHoliday = (date: CalendarDate): boolean => {
  if (FIXED.includes(date.slice(5))) return true;
  const easter = easterSundayOf(Number(date.slice(0, 4)));
  return FROM_EASTER.some((days) => addDays(easter, days) === date);
};

/** By the anonymous Gregorian algorithm (Meeus, Jones and Butcher). */
const easterSundayOf = (year: number): CalendarDate => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * shift + 114;
  const month = String(Math.floor(days / 31)).padStart(2, '0');
  const day = String((days % 31) + 1).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${month}-${day}`;
};
