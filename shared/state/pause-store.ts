import * as z from 'zod';
import { modify } from './table.ts';
import type { Item, Table } from './table.ts';

/** One for all flows of a stack: whoever runs payroll wants nothing of it to start. */
const PAUSE_KEY = { pk: 'schedule', sk: 'pause' };

const pauseSchema = z.object({
  /** Whether somebody has paused the schedule and nobody has resumed it. */
  isPaused: z.boolean().default(false),
  /** Who paused or resumed it last: the IAM principal of the call. */
  by: z.string().nullable().default(null),
  /** When, epoch milliseconds. */
  at: z.number().nullable().default(null),
  /** When a scheduled start was last left out for it, epoch milliseconds. */
  leftOutAt: z.number().nullable().default(null),
});
export type Pause = Readonly<z.output<typeof pauseSchema>>;

const toPause = (item: Item | null): Pause => pauseSchema.parse(item ?? {});

export type PauseStore = ReturnType<typeof createPauseStore>;

/** Whether people have paused what the schedule starts. No deployment touches it, so that it holds until it is resumed. */
export const createPauseStore = (table: Table) => ({
  pause: async (): Promise<Pause> => toPause(await table.get(PAUSE_KEY)),

  /**
   * Pauses the schedule or resumes it. Who did it first stands: a repetition changes nothing.
   * @param by the IAM principal of the call
   * @param now epoch milliseconds
   */
  setPaused: async (isPaused: boolean, by: string | null, now: number): Promise<Pause> => {
    const { item } = await modify(table, PAUSE_KEY, (current) => {
      const before = toPause(current);
      return before.isPaused === isPaused ? null : { ...before, isPaused, by, at: now };
    });
    return toPause(item);
  },

  /** Notes that a scheduled start came while the schedule was paused, so that nobody misses its run. */
  noteLeftOut: async (now: number): Promise<void> => {
    await modify(table, PAUSE_KEY, (current) => ({ ...toPause(current), leftOutAt: now }));
  },
});
