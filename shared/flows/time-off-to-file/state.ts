/*
 * The ledger: which leaves went to payroll, in which export, and keyed digests of what was written. Kind, type, degree and
 * days of an absence are health data and stand in no item. A leave is marked before its file is written, and the mark
 * counts from the moment in which its export is complete, which is one write: a process that is killed at any moment has
 * exported all of a file or nothing of it. For example, a start writes 300 marks and dies before the file lies there: the
 * next plan shows 300 new leaves.
 */
import * as z from 'zod';
import { OUTCOMES } from '../../records/outcome.ts';
import { isCalendarDate } from '../../records/values/calendar-date.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import { readableMembers } from '../../state/lenient.ts';
import { openProblemSchema } from '../../state/problem.ts';

const markSchema = z.object({
  /** The attempt that wrote the row, see `FileExport`. */
  attempt: z.string(),
  /** Of the row as it was written. */
  digest: z.string(),
  /** Of its days alone: whether the leave was moved since. */
  days: z.string(),
});
export type Mark = Readonly<z.infer<typeof markSchema>>;

export const exportedLeaveSchema = z.object({
  /** The id of the leave in Simployer. */
  sourceId: z.string(),
  /** Whose it was last, see `employeeLabel`. */
  number: z.string().nullable().transform(employeeLabel),
  /** In the order of the exports. One counts while its attempt is that of a complete export. */
  marks: readableMembers(markSchema),
  /** What a plan has shown of a leave that is not as it was exported, and what acknowledging it refers to. */
  shown: z.string().nullable().default(null).catch(null),
  outcome: z.enum(OUTCOMES).nullable().catch(null),
  problems: readableMembers(openProblemSchema),
  missingSince: z.number().nullable().default(null),
  /** The run that last wrote this item. */
  runNumber: z.number().int(),
});
export type ExportedLeaveState = Readonly<z.infer<typeof exportedLeaveSchema>>;

/** Of a leave that the flow has not met before. */
export const newExportedLeave = (sourceId: string, number: string | null): ExportedLeaveState => ({
  sourceId,
  number,
  marks: [],
  shown: null,
  outcome: null,
  problems: [],
  missingSince: null,
  runNumber: 0,
});

/** `making` until its file lies there; `unmarked` when payroll did not import it; `lost` when it never came so far. */
const EXPORT_STATES = ['making', 'complete', 'unmarked', 'lost'] as const;

const day = z.string().refine(isCalendarDate);

export const fileExportSchema = z.object({
  /** The run that made it. */
  exportId: z.string(),
  /** One process that made it: of a start that is delivered again, or twice, only one counts. */
  attempt: z.string(),
  /** One that this version does not know counts as complete: what payroll may have is not sent again. */
  state: z.enum(EXPORT_STATES).catch('complete'),
  /** The plan that it carries out. */
  planId: z.string(),
  /** The period that was asked for, both days included. */
  from: day,
  to: day,
  rows: z.number().int(),
  /** Leaves that were withdrawn, in a list of their own; 0 where nobody asked for it. */
  withdrawn: z.number().int(),
  /** Epoch milliseconds. */
  at: z.number(),
  /** When its file is deleted, epoch milliseconds. */
  keptUntil: z.number(),
  /** Whether the settings said that payroll had imported a file of this form before. */
  isConfirmed: z.boolean(),
  /** Who took it back and when, epoch milliseconds; absent of one that nobody has, or that an earlier version took back. */
  unmarked: z.object({ by: z.string().nullable(), at: z.number() }).optional(),
});
export type FileExport = Readonly<z.infer<typeof fileExportSchema>>;

/** Somebody has corrected by hand in X-ledger what a plan has shown. */
export const acknowledgementSchema = z.object({
  sourceId: z.string(),
  /** The attempt of the mark that it is about: a later export is told of again. */
  attempt: z.string(),
  /** What the plan had shown: the digest of a row, or that the leave was withdrawn. */
  shown: z.string(),
  at: z.number(),
});
export type Acknowledgement = Readonly<z.infer<typeof acknowledgementSchema>>;
