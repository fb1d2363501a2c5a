import * as z from 'zod';
import type { WorkDay, WorkWeek } from '../../model/time-off.ts';
import { toCalendarDate } from '../../records/values/calendar-date.ts';
import type { Reads } from './reads.ts';
import { hint, ownerId, row } from './wire.ts';

const shiftSchema = z.object({
  startHour: z.number(),
  startMinute: z.number(),
  endHour: z.number(),
  endMinute: z.number(),
});
type Shift = z.output<typeof shiftSchema>;

const MINUTES_PER_DAY = 24 * 60;

/** A shift that ends before it begins goes on past midnight. */
const lengthOf = ({ startHour, startMinute, endHour, endMinute }: Shift): number => {
  const minutes = endHour * 60 + endMinute - startHour * 60 - startMinute;
  return minutes < 0 ? minutes + MINUTES_PER_DAY : minutes;
};

// The unit of `duration` is not stated, so that shifts alone tell how long a day is (Simployer fact 26).
const workDay = z
  .object({ working: z.boolean(), shifts: z.array(shiftSchema).catch([]) })
  .catch({ working: false, shifts: [] })
  .transform(({ working, shifts }): WorkDay => {
    const minutes = shifts.reduce((sum, shift) => sum + lengthOf(shift), 0);
    return { isWorking: working, minutes: minutes > 0 ? minutes : null };
  });

const day = hint.transform((value) => (value === null ? null : toCalendarDate(value)));

const workWeekSchema = row(z.string(), {
  officeId: hint,
  employeeId: ownerId,
  effectiveFrom: day,
  effectiveTo: day,
  monday: workDay,
  tuesday: workDay,
  wednesday: workDay,
  thursday: workDay,
  friday: workDay,
  saturday: workDay,
  sunday: workDay,
});

export interface WorkWeekReads {
  workWeeks(): Promise<readonly WorkWeek[]>;
}

export const workWeekReads = ({ list }: Reads): WorkWeekReads => ({
  workWeeks: async () => {
    // Never with `select`: it would leave out the days (Simployer fact 26).
    const rows = await list('/work-week', workWeekSchema);
    return rows.map(({ id, officeId, employeeId, effectiveFrom, effectiveTo, ...week }) => ({
      id,
      officeId,
      employeeId,
      from: effectiveFrom,
      to: effectiveTo,
      days: [week.monday, week.tuesday, week.wednesday, week.thursday, week.friday, week.saturday, week.sunday],
    }));
  },
});
