/*
 * Reads leaves as they were entered. The words that the employee wrote come only where somebody asks for them. Some companies have no degree
 * of absence, and nobody says whether theirs may be named in `select`; where it is refused, it is asked without. For
 * example, a leave from 2026-03-31T22:00:00Z begins on 1 April, which is when that moment is in Oslo.
 */
import * as z from 'zod';
import { leaveId } from '../../model/time-off.ts';
import type { LeaveId, SourceLeave } from '../../model/time-off.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import { toCalendarDate } from '../../records/values/calendar-date.ts';
import type { CalendarDate } from '../../records/values/calendar-date.ts';
import { addDays } from '../../records/values/days.ts';
import { simployerError } from './errors.ts';
import type { Query } from './get.ts';
import type { Reads } from './reads.ts';
import { hint, ownerId, row, textOrJson } from './wire.ts';

const wireLeave = row(leaveId, {
  employeeId: ownerId,
  typeId: hint,
  status: hint,
  duration: hint,
  startDate: hint,
  endDate: hint,
  gradePercentage: textOrJson,
});

/** PENDING waits, and so does whatever is not known (Simployer fact 19). */
const STATUSES: ReadonlyMap<string | null, SourceLeave['status']> = new Map([
  ['APPROVED', 'approved'],
  ['CONFIRMED', 'approved'],
  ['DENIED', 'withdrawn'],
  ['CANCELLED', 'withdrawn'],
]);

const DURATIONS: ReadonlyMap<string | null, SourceLeave['duration']> = new Map([
  ['longer', 'severalDays'],
  ['one_day', 'oneDay'],
  ['half_day', 'halfDay'],
  ['minutes', 'minutes'],
]);

const leaveSchema = wireLeave.transform((wire): SourceLeave => {
  const duration = DURATIONS.get(wire.duration) ?? null;
  const startDate = dayOf(wire.startDate);
  return {
    id: wire.id,
    employeeId: wire.employeeId,
    typeId: wire.typeId,
    status: STATUSES.get(wire.status) ?? 'pending',
    duration,
    startDate,
    endDate: lastDay(duration, startDate, dayOf(wire.endDate)),
    lengthInMinutes: duration === 'minutes' ? minutesBetween(wire.startDate, wire.endDate) : null,
    grade: wire.gradePercentage?.trim() ?? null,
  };
});

const dayOf = (moment: string | null): CalendarDate | null => (moment === null ? null : toCalendarDate(moment));

/** A day, or half of one, that ends at the next midnight is that day; one without an end is, too (Simployer fact 20). */
const lastDay = (
  duration: SourceLeave['duration'],
  start: CalendarDate | null,
  end: CalendarDate | null,
): CalendarDate | null => {
  if (start === null || (duration !== 'oneDay' && duration !== 'halfDay')) return end;
  return end === null || end === addDays(start, 1) ? start : end;
};

const minutesBetween = (start: string | null, end: string | null): number | null => {
  const minutes = (Date.parse(end ?? '') - Date.parse(start ?? '')) / 60_000;
  return minutes > 0 ? Math.round(minutes) : null;
};

export interface LeaveReads {
  /**
   * Every leave that may touch the days, both included, of whatever status. One day more on either side may come.
   * @param typeId of these alone
   */
  leaves(from: CalendarDate, to: CalendarDate, typeId?: string): Promise<readonly SourceLeave[]>;
  /** What employees wrote about the leaves that may touch the days, by the leave's id; one without words is not told. */
  leaveNotes(from: CalendarDate, to: CalendarDate): Promise<ReadonlyMap<LeaveId, string>>;
  /** @returns `null` when it was deleted (Simployer fact 21) */
  leave(id: LeaveId): Promise<SourceLeave | null>;
}

const FIELDS = ['id', 'employeeId', 'typeId', 'status', 'duration', 'startDate', 'endDate'];
const WITHOUT_GRADE: Query = { select: FIELDS.join(',') };
const WITH_GRADE: Query = { select: [...FIELDS, 'gradePercentage'].join(',') };

const noteSchema = row(leaveId, { description: hint });

/** The leaves that may touch the days. */
const touching = (from: CalendarDate, to: CalendarDate): Query => ({
  'filters[startDate][$lte]': `${to}T23:59:59Z`,
  // The first day may be written as 22:00 or 23:00 UTC of the day before (Simployer fact 11).
  'filters[endDate][$gte]': `${addDays(from, -1)}T00:00:00Z`,
});

const oneSchema = z.object({ data: z.unknown() });

export const leaveReads = ({ list, get }: Reads): LeaveReads => {
  let select = WITH_GRADE;

  const selecting = async <T>(read: (query: Query) => Promise<T>): Promise<T> => {
    try {
      return await read(select);
    } catch (error) {
      // Whether a company without grades takes the field in `select` is not known (Simployer fact 22).
      if (select === WITHOUT_GRADE || !isVendorError(error, 'unavailable') || error.status !== 400) throw error;
      select = WITHOUT_GRADE;
      return read(select);
    }
  };

  return {
    leaves: (from, to, typeId) =>
      selecting((query) =>
        list('/leave', leaveSchema, {
          ...query,
          ...(typeId !== undefined && { 'filters[typeId][$eq]': typeId }),
          ...touching(from, to),
        }),
      ),
    leaveNotes: async (from, to) => {
      // Never with `select`, which does not take it (Simployer fact 27).
      const rows = await list('/leave', noteSchema, touching(from, to));
      return new Map(
        rows.flatMap(({ id, description }) => (description === null || description === '' ? [] : [[id, description]])),
      );
    },
    leave: (id) =>
      selecting(async (query) => {
        const one = await get('/leave/{id}', `/leave/${encodeURIComponent(id)}`, query, oneSchema);
        if (one === null) return null;
        const parsed = leaveSchema.safeParse(one.data);
        if (!parsed.success || parsed.data.id !== id) {
          throw simployerError('unavailable', 'Simployer answered GET /leave/{id} with something else.');
        }
        return parsed.data;
      }),
  };
};
