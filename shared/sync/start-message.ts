import * as z from 'zod';
import { RUN_MODES } from '../state/run.ts';

/** What starts a run: the schedule, the API and the command line all put this on the start queue. */
export const startMessageSchema = z.strictObject({
  trigger: z.enum(['schedule', 'api', 'command-line']),
  mode: z.enum(RUN_MODES).default('apply'),
  /** Only these employee numbers; null means everybody in scope. */
  employees: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[0-9]+$/, 'an employee number has digits only'),
    )
    .min(1)
    .nullable()
    .default(null),
  /** Given by whoever has already told somebody the run's id. */
  runId: z.string().min(1).optional(),
});
export type StartMessage = z.infer<typeof startMessageSchema>;

/**
 * A new run's id; ids sort by time, to the second.
 * @param now epoch milliseconds
 * @param random a number from 0 up to 1
 */
export const newRunId = (now: number, random: number): string => {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${time}-${Math.floor(random * 36 ** 6)
    .toString(36)
    .padStart(6, '0')}`;
};
