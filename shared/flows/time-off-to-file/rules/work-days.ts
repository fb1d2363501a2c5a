/*
 * Which days somebody works, and for how long: by a week of their own, else that of their office, else Monday to Friday;
 * without holidays where the settings say so. A day without shifts has seven and a half hours. For example, somebody whose
 * own week is Monday to Wednesday has three working days in a week that the office works five.
 */
import Big from 'big.js';
import type { SourceEmployeeId } from '../../../model/employee.ts';
import type { WorkDay, WorkWeek } from '../../../model/time-off.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { daysFrom, weekdayOf } from '../../../records/values/days.ts';
import { compareText } from '../../../records/values/text.ts';
import { isNorwegianHoliday } from './norwegian-holidays.ts';

/** Who works, and where. */
export interface Worker {
  readonly id: SourceEmployeeId;
  readonly officeId: string | null;
}

/** When somebody works. */
export interface WorkCalendar {
  readonly isWorking: (date: CalendarDate) => boolean;
  /** Of a full day, whether it is worked or not. */
  readonly hoursOf: (date: CalendarDate) => Big;
}

const HOURS_PER_DAY = new Big('7.5');
const MONDAY_TO_FRIDAY = 5;

export const workCalendarOf = (
  worker: Worker,
  weeks: readonly WorkWeek[],
  { holidays }: { readonly holidays: 'none' | 'NO' },
): WorkCalendar => {
  const own = weeks.filter(({ employeeId }) => employeeId === worker.id);
  const offices = weeks.filter(
    ({ employeeId, officeId }) => employeeId === null && officeId !== null && officeId === worker.officeId,
  );
  const dayOf = (date: CalendarDate): WorkDay => {
    const week = weekOn(own, date) ?? weekOn(offices, date);
    const weekday = weekdayOf(date);
    return week?.days[weekday] ?? { isWorking: week === null && weekday < MONDAY_TO_FRIDAY, minutes: null };
  };
  return {
    isWorking: (date) => dayOf(date).isWorking && !(holidays === 'NO' && isNorwegianHoliday(date)),
    hoursOf: (date) => {
      const { minutes } = dayOf(date);
      return minutes === null ? HOURS_PER_DAY : new Big(minutes).div(60);
    },
  };
};

/** The week that holds on the day; of several the one that began last. */
const weekOn = (weeks: readonly WorkWeek[], date: CalendarDate): WorkWeek | null => {
  const holding = weeks.filter(({ from, to }) => (from === null || from <= date) && (to === null || to >= date));
  return holding.toSorted((one, other) => compareText(one.from ?? '', other.from ?? '')).at(-1) ?? null;
};

/** The days that are worked, both ends included. */
export const workDaysIn = (
  from: CalendarDate,
  to: CalendarDate,
  { isWorking }: Pick<WorkCalendar, 'isWorking'>,
): readonly CalendarDate[] => daysFrom(from, to).filter(isWorking);
