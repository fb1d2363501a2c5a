import * as z from 'zod';
import { sourceEmployeeId } from '../model/employee.ts';
import type { MessageMembers } from '../run/task.ts';
import { problemSchema } from '../state/problem.ts';
import { RUN_MODES } from '../state/run.ts';

const text = z.string().nullable();

/** What the message of a record of people has in every flow, be it a person or a leave. */
export const runTask = {
  runId: z.string(),
  runNumber: z.number().int(),
  mode: z.enum(RUN_MODES),
  /** What the person is called in reports and logs, see `employeeLabel`. */
  employeeNumber: text,
  /** When the run began, epoch milliseconds. */
  runStartedAt: z.number(),
  /** The run's day in Oslo. */
  today: z.string(),
  /** What the stored plan shows that the run carries out; absent in a run that carries out none. */
  planned: z
    .object({
      digest: z.string(),
      fields: z.array(z.string()).readonly(),
      targetId: z.union([z.number(), z.string()]).nullable(),
      group: z.string().exactOptional(),
    })
    .optional(),
};

/** What the message of a person has in every flow. */
export const personTask = {
  ...runTask,
  /** The version of the message. Messages of the first version have none. */
  version: z.number().int().default(1),
  /** The list of pending records that the person is on. */
  list: z.number().int(),
  sourceId: sourceEmployeeId,
  /** Problems that forbid any write for the person, found with everybody in view. */
  blockedBy: z.array(problemSchema).readonly(),
};

/** What the engine adds to what a flow hands over. */
export type AddedToTask = 'runId' | 'runNumber' | 'mode' | 'list' | 'runStartedAt' | 'employeeNumber';

/**
 * Reads the message of a person, whatever version wrote it. What one of another version says of the person is not
 * believed: it comes without its subject, and the worker reads the person afresh. What forbids a write stands, for it was
 * found with everybody in view, which the worker does not have.
 * @returns null when not even that much can be read; see toEnvelope
 */
export const readsTasks =
  <Task extends { readonly version: number }>(schema: z.ZodType<Task>, version: number) =>
  (message: MessageMembers): Task | null => {
    const task = schema.safeParse(message);
    if (task.success && task.data.version === version) return task.data;
    return schema.safeParse({ ...message, subject: null }).data ?? null;
  };
