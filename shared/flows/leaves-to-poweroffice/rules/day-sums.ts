/*
 * What leaves come to on each day of an employment, which is 100 % at the most: as Simployer has them, and in PowerOffice,
 * where one that waits for an approval again stands as it was sent, and one that is to move away is still there until it
 * has. For example, a leave ends earlier now, and another begins on the day after: the second is written after the first,
 * and not at all when the first could not be changed.
 */
import Big from 'big.js';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { addDays } from '../../../records/values/days.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollLeave } from '../../../vendors/poweroffice/leaves.ts';

/** The days of a leave and its degree; a day that is null leaves that side open. */
export type Span = Pick<PayrollLeave, 'startDate' | 'endDate' | 'leavePercentage'>;

/** What one leave takes of one employment. */
export interface Booking {
  /** Of the leave in Simployer; of that in PowerOffice where no leave of Simployer is it. */
  readonly id: string;
  readonly employment: EmploymentId;
  /** As PowerOffice has it; null where it has none. */
  readonly held: Span | null;
  /** As it is to be in PowerOffice by what Simployer says; null where that is not known, or nothing is to be there. */
  readonly wanted: Span | null;
  /** Whether Simployer still has it. */
  readonly isOfSource: boolean;
  /** What the run makes of it; a deletion may be refused like every write. */
  readonly step: 'write' | 'delete' | null;
  /** Whether payroll has entered what PowerOffice has, and the run is to take it over. */
  readonly isTakenOver?: boolean;
}

/** What is held for people is not written. A leave of payroll is not taken over then, and nothing may lie over that. */
export const leftAlone = (booking: Booking): Booking => {
  const { held, isTakenOver = false } = booking;
  return { ...booking, step: null, held: held !== null && isTakenOver ? { ...held, leavePercentage: '100' } : held };
};

/** The leaves that come to more than 100 % on one day as Simployer has them. */
export const overbooked = (bookings: readonly Booking[]): ReadonlySet<string> =>
  new Set(
    everyDay(bookings).flatMap(({ day, ofDay }) => {
      const ofSource = ofDay.map(({ id, held, wanted, isOfSource }) => ({
        id,
        isWanted: wanted !== null,
        degree: degreeOn(day, wanted ?? (isOfSource ? held : null)),
      }));
      if (sumOf(ofSource.map(({ degree }) => degree)).lte(100)) return [];
      return ofSource.filter(({ isWanted, degree }) => isWanted && degree.gt(0)).map(({ id }) => id);
    }),
  );

export interface WriteOrder {
  /** The leaves for which PowerOffice has no room, whatever else is written. */
  readonly withoutRoom: ReadonlySet<string>;
  /** For which leaves room has to be made first, by the leave that needs it. */
  readonly after: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many have to be written one after the other before it, at the most, by the leave that waits. */
  readonly turns: ReadonlyMap<string, number>;
}

/**
 * In which order leaves are written so that no day of PowerOffice comes to more than 100 % in between, whichever of the
 * writes fail. Two that take each other's place have no such order, and are left to people.
 */
export const orderWrites = (bookings: readonly Booking[]): WriteOrder => {
  const withoutRoom = new Set<string>();
  for (;;) {
    // One that is not written stays where it is, which may be in the way of another.
    const left = bookings.map((booking) => (withoutRoom.has(booking.id) ? leftAlone(booking) : booking));
    const { crowded, after } = lookForRoom(left);
    const turns = turnsOf(after);
    const stuck = crowded.size > 0 ? crowded : new Set([...after.keys()].filter((id) => !turns.has(id)));
    if (stuck.size === 0) return { withoutRoom, after, turns };
    for (const id of stuck) withoutRoom.add(id);
  }
};

const lookForRoom = (bookings: readonly Booking[]) => {
  const crowded = new Set<string>();
  const after = new Map<string, Set<string>>();
  for (const { day, ofDay } of everyDay(bookings)) {
    const steps = ofDay.map(({ id, held, wanted, step }) => ({
      id,
      before: degreeOn(day, held),
      next: degreeOn(day, step === 'write' ? wanted : step === 'delete' ? null : held),
    }));
    const growing = steps.filter(({ before, next }) => next.gt(before));
    // Of each the greater: so much it is when only those that grow were written.
    if (sumOf(steps.map(({ before, next }) => (next.gt(before) ? next : before))).lte(100)) continue;
    if (sumOf(steps.map(({ next }) => next)).gt(100)) {
      for (const { id } of growing) crowded.add(id);
      continue;
    }
    const shrinking = steps.filter(({ before, next }) => next.lt(before)).map(({ id }) => id);
    for (const { id } of growing) after.set(id, new Set([...(after.get(id) ?? []), ...shrinking]));
  }
  return { crowded, after };
};

/** None for those that wait for one another in a circle, and for whatever waits for these. */
const turnsOf = (after: WriteOrder['after']): WriteOrder['turns'] => {
  const waiting = new Map(after);
  const turns = new Map<string, number>();
  for (let turn = 1; ; turn += 1) {
    const ready = [...waiting].filter(([, first]) => [...first].every((id) => !waiting.has(id)));
    if (ready.length === 0) return turns;
    for (const [id] of ready) {
      waiting.delete(id);
      turns.set(id, turn);
    }
  }
};

/** Each day on which a sum may be another than on the day before, with what is booked on its employment. */
const everyDay = (bookings: readonly Booking[]) =>
  [...Map.groupBy(bookings, ({ employment }) => employment).values()].flatMap((ofDay) => {
    const spans = ofDay.flatMap(({ held, wanted }) => [held, wanted]).filter((span) => span !== null);
    const days = spans
      .flatMap(({ startDate, endDate }) => [startDate, endDate === null ? null : addDays(endDate, 1)])
      .filter((day) => day !== null);
    return [...new Set(days)].map((day) => ({ day, ofDay }));
  });

const degreeOn = (day: CalendarDate, span: Span | null): Big =>
  span === null || (span.startDate ?? day) > day || (span.endDate ?? day) < day
    ? new Big(0)
    : new Big(span.leavePercentage ?? 0);

const sumOf = (degrees: readonly Big[]): Big => degrees.reduce((sum, degree) => sum.plus(degree), new Big(0));
