import * as z from 'zod';
import { describePause } from '../../shared/records/schedule-state.ts';
import { inNorwegianTime } from '../../shared/records/values/to-minute.ts';

const nullableText = z.string().nullable();

/** What a document says of the schedule. */
export const scheduleSchema = z.object({
  nextStart: nullableText,
  /** Null on one machine, where nothing starts by itself. */
  paused: z.boolean().nullable(),
  pausedBy: z
    .array(z.object({ kind: z.enum(['deployment', 'person']), by: nullableText, at: nullableText }))
    .default([]),
});
export type ShownSchedule = z.output<typeof scheduleSchema>;

/** When the next run starts by itself, or what keeps it from starting; nothing on one machine. */
export const describeSchedule = ({ nextStart, paused, pausedBy }: ShownSchedule): readonly string[] => {
  if (paused === null) return [];
  if (!paused) return [`Next run: ${nextStart === null ? 'not known' : inNorwegianTime(nextStart)}`];
  const reasons = pausedBy.map(describePause);
  return [`Paused${reasons.length === 0 ? '' : ` ${reasons.join(', and ')}`}: nothing starts by itself.`];
};
