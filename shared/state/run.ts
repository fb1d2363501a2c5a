import * as z from 'zod';
import type { Totals } from '../records/outcome.ts';
import { connectionSchema } from './connection.ts';

export const RUN_MODES = ['apply', 'plan'] as const;
export type RunMode = (typeof RUN_MODES)[number];

/** Why a run was given up before its end, in words for the person who can mend it. */
const runAbortSchema = z.object({
  code: z.string(),
  /** What is wrong, with which value. */
  message: z.string(),
  /** Who mends it where. */
  hint: z.string(),
  /** Whom a guard speaks of: employee numbers, or Simployer ids where there is none; empty for every other abort. */
  people: z.array(z.string()).default([]),
});
export type RunAbort = z.infer<typeof runAbortSchema>;

/** `starting` while the vendors are read and the messages sent; `running` until every person has an outcome. */
export const runSchema = z
  .object({
    runId: z.string(),
    /** Rises by one with every lease taken: an older run never overwrites what a newer one applied. */
    runNumber: z.number().int(),
    /** One that this version does not know writes nothing. */
    mode: z.enum(RUN_MODES).catch('plan'),
    trigger: z.string(),
    /** Who asked for it; null in runs of versions that did not write it down, and when nobody said. */
    requestedBy: z.string().nullable().default(null),
    /** The employee numbers asked for; null means everybody in scope. */
    employees: z.array(z.string()).nullable(),
    /** Null until both sides have been read. */
    connection: connectionSchema.nullable().catch(null),
    /** One that this version does not know is over: nobody works on its people, and the next run covers them. */
    status: z.enum(['starting', 'running', 'succeeded', 'completed_with_errors', 'aborted']).catch('aborted'),
    abort: runAbortSchema.nullable(),
    startedAt: z.number(),
    finishedAt: z.number().nullable(),
    /** When the log and the metrics were told of its end; null while they were not. Absent in items of the first version. */
    toldAt: z.number().nullable().optional(),
    inScope: z.number().int(),
    totals: z
      .object({
        inScope: z.number(),
        created: z.number(),
        updated: z.number(),
        unchanged: z.number(),
        skipped: z.number(),
        failed: z.number(),
      })
      .nullable(),
    simployerCalls: z.number(),
    powerOfficeCalls: z.number(),
    /** Since when no call to PowerOffice has come through; null while it answers. */
    unavailableSince: z.number().nullable(),
    /**
     * The operation that PowerOffice has refused for lack of a privilege (403), and to how many people so far; null as
     * long as it has not, and for good once anybody was written without such a refusal.
     */
    forbidden: z.object({ operation: z.string(), people: z.number().int() }).nullable().catch(null),
    /** Somebody was written without such a refusal: whatever is refused now is that person's trouble. */
    hasWritten: z.boolean().default(false),
  })
  // A run of an earlier version has no note of having been told: if it had ended, it was.
  .transform((run) => ({ ...run, toldAt: run.toldAt === undefined ? run.finishedAt : run.toldAt }));
export type Run = z.infer<typeof runSchema>;

/** How a run ends: with everybody's outcome, or given up. */
export type RunEnd = { readonly totals: Totals } | { readonly abort: RunAbort };

/** Whether people of the run may still be worked on. */
export const isOpen = (run: Pick<Run, 'status'>): boolean => run.status === 'starting' || run.status === 'running';
