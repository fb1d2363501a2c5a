/*
 * What short leaves of one person say together: whether they add up to something that is reported. For example, ten days
 * in January and six in May are sixteen days of a year.
 */
import type { LeaveId } from '../../../model/time-off.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { dayCount } from '../../../records/values/days.ts';
import { compareText } from '../../../records/values/text.ts';

/** From so many days on, within a year, an absence has to be reported. */
const REPORTED_DAYS = 14;

/** A leave of a mapped type that is too short to be sent. */
export interface ShortLeave {
  readonly id: LeaveId;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The short leaves with which the days of the twelve months before reach what is reported (rule L2). */
export const completingSums = (leaves: readonly ShortLeave[]): ReadonlySet<LeaveId> => {
  const ordered = leaves.toSorted((one, other) => compareText(one.from, other.from) || compareText(one.id, other.id));
  return new Set(
    ordered.flatMap(({ id, from, to }, index) => {
      const sum = ordered
        .slice(0, index)
        .filter((earlier) => earlier.from > yearBefore(from))
        .reduce((days, earlier) => days + dayCount(earlier.from, earlier.to), 0);
      return sum < REPORTED_DAYS && sum + dayCount(from, to) >= REPORTED_DAYS ? [id] : [];
    }),
  );
};

/** 29 February is the first of March of a year without one, as text compares. */
const yearBefore = (day: CalendarDate): CalendarDate =>
  `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
