import * as z from 'zod';
import { todayInOslo } from '../records/values/calendar-date.ts';
import { timeInOslo } from '../records/values/to-minute.ts';

export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

/** When runs start by themselves: weekdays and a time of Europe/Oslo. */
const scheduleSchema = z.object({ days: z.array(z.enum(WEEKDAYS)), time: z.string(), paused: z.boolean() });
export type Schedule = z.output<typeof scheduleSchema>;

/** Null for a flow whose runs start by hand alone. */
const schedulesSchema = z.record(z.string(), scheduleSchema.nullable());

/** Of each flow that a stack carries, by its name. */
export type Schedules = Readonly<z.output<typeof schedulesSchema>>;

/** The schedules as a function's variable: JSON; empty where there are none, as on one machine. */
export const schedulesVariable = z
  .string()
  .default('')
  .transform((text, context): Schedules | null => {
    if (text === '') return null;
    const parsed = schedulesSchema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'not the schedules of flows' });
    return z.NEVER;
  });

/** Whether a stack carries a flow; one machine, which has no schedules, carries all. */
export const isCarried = (schedules: Schedules | null, flow: string): boolean =>
  schedules === null || Object.hasOwn(schedules, flow);

/** When the runs of a flow start by themselves; null where none do. */
export const scheduleOf = (schedules: Schedules | null, flow: string): Schedule | null => schedules?.[flow] ?? null;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const HOUR_IN_MILLIS = 3_600_000;
const DAY_IN_MILLIS = 24 * HOUR_IN_MILLIS;

/** The moment at which clocks in Oslo show a time on a day; summer is two hours ahead of UTC, winter one. */
const inOslo = (day: string, time: string): number | undefined =>
  [2, 1]
    .map((hours) => Date.parse(`${day}T${time}:00Z`) - hours * HOUR_IN_MILLIS)
    .find((millis) => timeInOslo(millis) === time);

/** Monday is the first of WEEKDAYS, and day 1 of JavaScript. */
const weekdayOf = (day: string) => WEEKDAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7];

/** The next start after a moment, epoch milliseconds; null while the schedule is paused. */
export const nextStartOf = ({ days, time, paused }: Schedule, now: number): number | null => {
  if (paused) return null;
  const noon = Date.parse(`${todayInOslo(now)}T12:00:00Z`);
  const starts = Array.from({ length: 9 }, (_, index) =>
    new Date(noon + index * DAY_IN_MILLIS).toISOString().slice(0, 10),
  )
    .filter((day) => days.some((one) => one === weekdayOf(day)))
    .map((day) => inOslo(day, time));
  return starts.find((start) => start !== undefined && start > now) ?? null;
};
