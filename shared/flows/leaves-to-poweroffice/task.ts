/*
 * The message of one leave of one run. It has ids, and what was found with everybody's leaves in view; the leave itself,
 * which is health data, the worker reads. For example, the message of a parental leave names its id, the employee number
 * and the employment of PowerOffice, and nobody who reads the queue learns what it is.
 */
import * as z from 'zod';
import { leaveId } from '../../model/time-off.ts';
import { runTask } from '../../people/task.ts';
import type { MessageMembers, RecordTask } from '../../run/task.ts';
import { employmentId, leaveLineId } from '../../vendors/poweroffice/ids.ts';
import { LEAVE_PROBLEM_CODES } from '../../time-off/problems.ts';

const text = z.string().nullable();

const employmentSchema = z.object({
  id: employmentId,
  isMain: z.boolean(),
  /** The employment's own, as PowerOffice has them. */
  startDate: text,
  endDate: text,
});

/** It rises with every change of what a message holds or means. One of another version is not believed. */
export const LEAVE_TASK_VERSION = 2;

const leaveTaskSchema = z.object({
  ...runTask,
  version: z.literal(LEAVE_TASK_VERSION),
  sourceId: leaveId,
  /** Whose leave it is; null for somebody whom Simployer has no more. */
  person: z
    .object({
      number: text,
      isInScope: z.boolean(),
      employments: z.array(employmentSchema).readonly().nullable(),
    })
    .nullable(),
  /** What was found with everybody's leaves in view. */
  blockedBy: z.array(z.enum(LEAVE_PROBLEM_CODES)).readonly(),
  /** Leaves on the same employments that are other leaves of Simployer. */
  taken: z.array(leaveLineId).readonly(),
  /** Leaves of the same person that have to be written or deleted first: until then PowerOffice has no room for this one. */
  after: z.array(z.object({ sourceId: z.string(), step: z.enum(['write', 'delete']) })).readonly(),
  /** How many of the person have to be written one after the other before this one, at the most; 0 for none. */
  turn: z.int().nonnegative(),
});
export type LeaveTask = Readonly<z.infer<typeof leaveTaskSchema>>;

/** What this flow hands to the engine for a leave; the engine adds which run it belongs to. */
export type LeaveRecordTask = RecordTask &
  Pick<LeaveTask, 'version' | 'sourceId' | 'today' | 'person' | 'blockedBy' | 'taken' | 'after' | 'turn'> & {
    readonly subject: null;
  };

/** @returns null for a message that cannot be believed: nothing is known of what else would forbid its writes */
export const readLeaveTask = (message: MessageMembers): LeaveTask | null =>
  leaveTaskSchema.safeParse(message).data ?? null;
