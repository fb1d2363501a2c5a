import * as z from 'zod';
import { leaveId } from '../../model/time-off.ts';
import type { LeaveDay } from '../../model/time-off.ts';
import { toCalendarDate } from '../../records/values/calendar-date.ts';
import type { CalendarDate } from '../../records/values/calendar-date.ts';
import { addDays } from '../../records/values/days.ts';
import type { Reads } from './reads.ts';
import { hint, row } from './wire.ts';

const parentSchema = z.object({ id: leaveId, type: z.literal('Leave') });

const transactionSchema = row(z.string(), {
  /** `null` for absence that came from a timesheet: it belongs to no leave (Simployer fact 25). */
  parent: parentSchema.nullable().catch(null),
  date: hint,
  hours: z.number().nonnegative().nullable().catch(null),
});

export interface LeaveTransactionReads {
  /** The days of absence of leaves, from one day to the other, both included; one without hours is not told. */
  leaveDays(from: CalendarDate, to: CalendarDate): Promise<readonly LeaveDay[]>;
}

export const leaveTransactionReads = ({ list }: Reads): LeaveTransactionReads => ({
  leaveDays: async (from, to) => {
    // Never with `select`: it would leave out the leave that a row belongs to (Simployer fact 25).
    const rows = await list('/leave-transaction', transactionSchema, {
      'filters[date][$gte]': `${addDays(from, -1)}T00:00:00Z`,
      'filters[date][$lte]': `${to}T23:59:59Z`,
    });
    return rows.flatMap(({ parent, date, hours }) => {
      const day = date === null ? null : toCalendarDate(date);
      if (parent === null || hours === null || day === null || day < from || day > to) return [];
      return [{ leaveId: parent.id, date: day, hours }];
    });
  },
});
