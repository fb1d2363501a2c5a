/*
 * What leaves of one person say together: whether they may stand side by side, and whether short ones add up to something
 * that is reported. For example, 60 % and 40 % on the same days are one whole absence, and 60 % and 50 % are a mistake in
 * one of the two.
 */
import Big from 'big.js';
import type { LeaveId } from '../../../model/time-off.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { dayCount } from '../../../records/values/days.ts';
import { compareText } from '../../../records/values/text.ts';
import type { WantedLeave } from './wanted-leave.ts';

/** A leave that is to be in PowerOffice. */
export interface WantedBy {
  readonly id: LeaveId;
  readonly wanted: readonly WantedLeave[];
}

/** The leaves that are part of more than 100 % on one day of one employment. */
export const overbooked = (leaves: readonly WantedBy[]): ReadonlySet<LeaveId> => {
  const placed = leaves.flatMap(({ id, wanted }) => wanted.map((one) => ({ id, ...one })));
  const ofEmployments = [...Map.groupBy(placed, ({ employment }) => employment).values()];
  return new Set(
    ofEmployments.flatMap((ofOne) =>
      // Whatever adds up on a day adds up on the first day of one of its leaves.
      ofOne.flatMap(({ fields: { StartDate: day } }) => {
        const onDay = ofOne.filter(({ fields }) => fields.StartDate <= day && fields.EndDate >= day);
        const sum = onDay.reduce((total, { fields }) => total.plus(fields.LeavePercentage), new Big(0));
        return sum.gt(100) ? onDay.map(({ id }) => id) : [];
      }),
    ),
  );
};

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
