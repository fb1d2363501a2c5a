/*
 * How much absence a leave is, in three readings (row F8): of the whole period, of the leave's own working days in it, and
 * as its degree. The days that Simployer itself has counted go first, a day of part of the hours as that part; without
 * them it is the working days of the leave times its degree. For example, a vacation of five working days is 23.81 % of a
 * February of 21, 100 % of its own days, and its degree is 100 %.
 */
import Big from 'big.js';
import type { LeaveDay, SourceLeave } from '../../../model/time-off.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { Absence } from '../../../time-off/absence.ts';
import { workDaysIn } from './work-days.ts';
import type { WorkCalendar } from './work-days.ts';

export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Per cent, 0 to 100, with 2 decimals; null where there is no working day to divide by. */
export interface Shares {
  readonly periodShare: string | null;
  readonly leaveShare: string | null;
  readonly grade: string;
}

export interface MeasuredAbsence {
  /** Days of absence inside the period; parts of days as such. */
  readonly days: Big;
  readonly hours: Big;
  readonly shares: Shares;
}

interface DayOff {
  readonly share: Big;
  readonly hours: Big;
}

const ONE = new Big(1);
const HALF = new Big('0.5');

/** @param counted the days of the leave that Simployer has counted, in the period or not */
export const measureAbsence = (
  absence: Absence,
  { duration, lengthInMinutes }: Pick<SourceLeave, 'duration' | 'lengthInMinutes'>,
  counted: readonly LeaveDay[],
  period: Period,
  calendar: WorkCalendar,
): MeasuredAbsence => {
  const { from, to } = daysInside(absence, period);
  const ownWorkDays = workDaysIn(from, to, calendar);
  const daysOff =
    counted.length > 0
      ? daysCounted(counted, period, calendar)
      : ownWorkDays.map((date) =>
          dayOff(
            partOf({ duration, lengthInMinutes, grade: absence.grade }, calendar.hoursOf(date)),
            calendar.hoursOf(date),
          ),
        );
  const days = daysOff.reduce((sum, { share }) => sum.plus(share), new Big(0));
  return {
    days,
    hours: daysOff.reduce((sum, { hours }) => sum.plus(hours), new Big(0)),
    shares: {
      periodShare: percentOf(days, workDaysIn(period.from, period.to, calendar).length),
      leaveShare: percentOf(days, ownWorkDays.length),
      // A part of a day has no degree of its own: it is that part.
      grade: absence.isPartOfDay ? (percentOf(days, daysOff.length) ?? '0.00') : toPercent(new Big(absence.grade)),
    },
  };
};

/** The days of a leave that are in the period. */
export const daysInside = ({ from, to }: Pick<Absence, 'from' | 'to'>, period: Period): Period => ({
  from: from > period.from ? from : period.from,
  to: to < period.to ? to : period.to,
});

const dayOff = (share: Big, hoursOfDay: Big): DayOff => ({ share, hours: share.times(hoursOfDay) });

/** Distinct days with hours, each at most a whole day. */
const daysCounted = (counted: readonly LeaveDay[], { from, to }: Period, calendar: WorkCalendar): readonly DayOff[] => {
  const hoursByDay = new Map<CalendarDate, Big>();
  for (const { date, hours } of counted) {
    if (date >= from && date <= to && hours > 0) hoursByDay.set(date, (hoursByDay.get(date) ?? new Big(0)).plus(hours));
  }
  return [...hoursByDay].map(([date, hours]) => {
    const whole = calendar.hoursOf(date);
    return { share: atMostOne(hours.div(whole)), hours };
  });
};

/** Which part of a working day a leave takes that Simployer has not counted. */
const partOf = (
  { duration, lengthInMinutes, grade }: Pick<SourceLeave, 'duration' | 'lengthInMinutes'> & { readonly grade: string },
  hoursOfDay: Big,
): Big => {
  if (duration === 'halfDay') return HALF;
  if (duration === 'minutes') return atMostOne(new Big(lengthInMinutes ?? 0).div(60).div(hoursOfDay));
  return new Big(grade).div(100);
};

const atMostOne = (share: Big): Big => (share.gt(ONE) ? ONE : share);

const percentOf = (days: Big, of: number): string | null => (of === 0 ? null : toPercent(days.times(100).div(of)));

/** Never above 100: days of absence on days that nobody works may be more than the working days. */
const toPercent = (percent: Big): string =>
  (percent.gt(100) ? new Big(100) : percent).round(2, Big.roundHalfUp).toFixed(2);
