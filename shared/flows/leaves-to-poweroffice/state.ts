/*
 * What is remembered of one leave between runs: which leaves of PowerOffice it is, and a keyed digest of what was written
 * there. Kind, type, degree and days are health data and stand in no item. For example, a leave that was sent to two
 * employments has two links, each with the base of its own leave.
 */
import * as z from 'zod';
import { OUTCOMES } from '../../records/outcome.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import { baseSchema } from '../../state/base.ts';
import { readableMembers } from '../../state/lenient.ts';
import { openProblemSchema } from '../../state/problem.ts';
import { employmentId, leaveLineId } from '../../vendors/poweroffice/ids.ts';

const linkSchema = z.object({
  employment: employmentId,
  leave: leaveLineId,
  /** What a run wrote or confirmed last; null where another version kept it otherwise. */
  base: baseSchema.nullable().catch(null),
});
export type StoredLeaveLink = Readonly<z.infer<typeof linkSchema>>;

export const leaveStateSchema = z.object({
  /** The id of the leave in Simployer. */
  sourceId: z.string(),
  /** Whose it was last, see `employeeLabel`. */
  number: z.string().nullable().transform(employeeLabel),
  links: z.array(linkSchema).readonly(),
  /** When a run last wrote it, epoch milliseconds: reads older than the lag may not show that. */
  writtenAt: z.number().nullable().default(null).catch(null),
  outcome: z.enum(OUTCOMES).nullable().catch(null),
  problems: readableMembers(openProblemSchema),
  missingSince: z.number().nullable().default(null),
  /** The run that last wrote this item. */
  runNumber: z.number().int(),
});
export type LeaveState = Readonly<z.infer<typeof leaveStateSchema>>;

/** Of a leave that the flow has not met before. */
export const newLeaveState = (sourceId: string, number: string | null): LeaveState => ({
  sourceId,
  number,
  links: [],
  writtenAt: null,
  outcome: null,
  problems: [],
  missingSince: null,
  runNumber: 0,
});
