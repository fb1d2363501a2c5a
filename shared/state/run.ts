/*
 * A run, from the moment in which it is asked for to its end: what is known of it, which states it has, and how it is
 * stored. A run is open or over, and only of one that is over is there an end to tell; the types say so. The states and
 * who moves a run between them are drawn in docs/reliability.md. For example, a run is `starting` while both sides are
 * read, `running` while records are worked on, and `completed_with_errors` when the last record has an outcome and one
 * of them failed.
 */
import * as z from 'zod';
import { FIRST_FLOW } from '../records/first-flow.ts';
import type { Totals } from '../records/outcome.ts';
import { connectionSchema } from './connection.ts';
import type { Connection } from './connection.ts';
import { appliedPlanSchema, findingSchema, planSchema } from './plan.ts';
import type { AppliedPlan, Finding, Plan, PlanState } from './plan.ts';

export const RUN_MODES = ['apply', 'plan'] as const;
export type RunMode = (typeof RUN_MODES)[number];

/** The states of a run; docs/reliability.md says who moves it from one to the other. */
export const RUN_STATUSES = [
  'starting',
  'running',
  'succeeded',
  'completed_with_errors',
  'aborted',
] as const satisfies readonly Run['status'][];

/** Why a run was given up before its end, in words for the person who can mend it. */
const runAbortSchema = z.object({
  code: z.string(),
  /** What is wrong, with which value. */
  message: z.string(),
  /** Who mends it where. */
  hint: z.string(),
  /**
   * The records that a guard speaks of: what people call each, or the source's id of it; empty for every other abort.
   * The reports of every flow keep this name, which is the first flow's.
   */
  people: z.array(z.string()).default([]),
});
export type RunAbort = z.infer<typeof runAbortSchema>;

/** Requests by vendor. */
export type ApiCalls = Readonly<Record<string, number>>;

interface RunFacts {
  readonly runId: string;
  readonly flow: string;
  /** Rises by one with every lease taken: an older run never overwrites what a newer one applied. */
  readonly runNumber: number;
  readonly mode: RunMode;
  readonly trigger: string;
  /** Who asked for it; null in runs of versions that did not write it down, and when nobody said. */
  readonly requestedBy: string | null;
  /**
   * The records asked for, by what people call them; null means all in scope. Items and messages of every flow keep this
   * name, which is the first flow's.
   */
  readonly employees: readonly string[] | null;
  /** What else the flow was asked for, in its own words by name, such as a period; not there for a flow that takes none. */
  readonly selection?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Null until both sides have been read. */
  readonly connection: Connection | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly inScope: number;
  readonly apiCalls: ApiCalls;
  /** Since when no call to the target has come through, epoch milliseconds; null while it answers. */
  readonly unavailableSince: number | null;
  /**
   * The operation that the target has refused for lack of a privilege (403), and for how many records so far; null as
   * long as it has not, and for good once anything was written without such a refusal. `people` is how many records: the
   * first version's name for it.
   */
  readonly forbidden: { readonly operation: string; readonly people: number } | null;
  /** Something was written without such a refusal: whatever is refused now is that record's trouble. */
  readonly hasWritten: boolean;
  /** Of the mode `plan` alone; null in runs of versions that stored no plans. */
  readonly plan: Plan | null;
  /** Of a run that writes, what all records together show; a plan has its own. */
  readonly findings: readonly Finding[];
  /** The stored plan that the run carries out; null for a run that makes up its own mind. */
  readonly applies: AppliedPlan | null;
}

/** `starting` while both sides are read and the messages sent; `running` until every record has an outcome. */
export interface OpenRun extends RunFacts {
  readonly status: 'starting' | 'running';
  readonly finishedAt: null;
  readonly toldAt: null;
  readonly totals: null;
  readonly abort: null;
}

interface RunOver extends RunFacts {
  /** Epoch milliseconds. */
  readonly finishedAt: number;
  /** When the log and the metrics were told of its end; null while they were not. */
  readonly toldAt: number | null;
}

/** Every record has an outcome. */
interface CompletedRun extends RunOver {
  readonly status: 'succeeded' | 'completed_with_errors';
  readonly totals: Totals;
  readonly abort: null;
}

/** Given up; what was written until then stands. */
interface AbortedRun extends RunOver {
  readonly status: 'aborted';
  readonly totals: null;
  readonly abort: RunAbort;
}

export type EndedRun = CompletedRun | AbortedRun;
export type Run = OpenRun | EndedRun;

/** How a run ends: with every record's outcome, or given up. */
export type RunEnd = { readonly totals: Totals } | { readonly abort: RunAbort };

/** What all records of a run together show; of a plan, or of a run that writes. */
export const findingsOf = (run: Run): readonly Finding[] => run.plan?.overview?.findings ?? run.findings;

/** Whether records of the run may still be worked on. */
export const isOpen = (run: Run): run is OpenRun => run.status === 'starting' || run.status === 'running';

/** The run as it has ended. The first end stands: null for one that is over. */
export const endRun = (run: Run, end: RunEnd, now: number): EndedRun | null => {
  if (!isOpen(run)) return null;
  const over = { ...run, finishedAt: now, toldAt: null };
  if ('abort' in end) return { ...over, status: 'aborted', abort: end.abort, totals: null };
  // While its messages are still being sent, a run can only be given up.
  if (run.status !== 'running') return null;
  const { totals } = end;
  return { ...over, status: totals.failed > 0 ? 'completed_with_errors' : 'succeeded', abort: null, totals };
};

/** The state of a stored plan at a time; null for a run that is none, or that was given up. */
export const planStateOf = (run: Run, now: number): PlanState | null => {
  if (run.plan === null || !run.plan.isStored || run.status === 'aborted') return null;
  if (isOpen(run)) return 'making';
  return run.plan.state === 'open' && run.plan.expiresAt <= now ? 'expired' : run.plan.state;
};

/** Lists of words by name, of a sane size: somebody types them. */
export const selectionSchema = z.record(z.string().max(40), z.array(z.string().max(200)).max(500).readonly());

const totalsSchema = z.object({
  inScope: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  failed: z.number(),
});

/** Runs and their outcomes are kept for a quarter, so that a question about the last payroll can be answered. */
export const RUN_RETENTION_IN_DAYS = 92;

/** When an item of a run that began then may go, in epoch seconds. @param startedAt epoch milliseconds */
export const runExpiry = (startedAt: number): number =>
  Math.floor(startedAt / 1000) + RUN_RETENTION_IN_DAYS * 24 * 3600;

/** Where what belongs to a run is kept, beside its own item. */
export const partitionOf = (runId: string): string => `run#${runId}`;

/** What a run counts as whose end this version cannot read. */
const ENDED_UNREADABLY: RunAbort = {
  code: 'RUN_LOST',
  message: 'Another version of the sync ended this run, and says how in its own words.',
  hint: 'Nothing to do: the next run covers everybody.',
  people: [],
};

/**
 * A run as stored. Attributes keep the names of the first version, whose two vendors have counts of their own, so that
 * either version reads what the other has written.
 */
export const runSchema = z
  .object({
    runId: z.string(),
    flow: z.string().default(FIRST_FLOW),
    runNumber: z.number().int(),
    /** One that this version does not know writes nothing. */
    mode: z.enum(RUN_MODES).catch('plan'),
    trigger: z.string(),
    requestedBy: z.string().nullable().default(null),
    employees: z.array(z.string()).nullable(),
    selection: selectionSchema.optional().catch(undefined),
    connection: connectionSchema.nullable().catch(null),
    /** One that this version does not know is over: nobody works on its records, and the next run covers them. */
    status: z.enum(RUN_STATUSES).catch('aborted'),
    abort: runAbortSchema.nullable(),
    startedAt: z.number(),
    finishedAt: z.number().nullable(),
    /** Absent in items of the first version. */
    toldAt: z.number().nullable().optional(),
    inScope: z.number().int(),
    totals: totalsSchema.nullable(),
    simployerCalls: z.number().default(0),
    powerOfficeCalls: z.number().default(0),
    apiCalls: z.record(z.string(), z.number()).optional(),
    unavailableSince: z.number().nullable(),
    forbidden: z.object({ operation: z.string(), people: z.number().int() }).nullable().catch(null),
    hasWritten: z.boolean().default(false),
    plan: planSchema.nullable().default(null).catch(null),
    findings: z.array(findingSchema).readonly().default([]),
    applies: appliedPlanSchema.nullable().default(null),
  })
  .transform(({ simployerCalls, powerOfficeCalls, status, abort, totals, finishedAt, toldAt, ...item }): Run => {
    const apiCalls = item.apiCalls ?? { simployer: simployerCalls, poweroffice: powerOfficeCalls };
    const facts = { ...item, apiCalls };
    if (status === 'starting' || status === 'running') {
      return { ...facts, status, finishedAt: null, toldAt: null, totals: null, abort: null };
    }
    const endedAt = finishedAt ?? item.startedAt;
    // A run of an earlier version has no note of having been told: if it had ended, it was.
    const over = { ...facts, finishedAt: endedAt, toldAt: toldAt === undefined ? endedAt : toldAt };
    return status !== 'aborted' && totals !== null
      ? { ...over, status, totals, abort: null }
      : { ...over, status: 'aborted', totals: null, abort: abort ?? ENDED_UNREADABLY };
  });

/** The attributes of a run's item. */
export const toRunItem = (run: Run): Run & { readonly simployerCalls: number; readonly powerOfficeCalls: number } => ({
  ...run,
  simployerCalls: run.apiCalls['simployer'] ?? 0,
  powerOfficeCalls: run.apiCalls['poweroffice'] ?? 0,
});
