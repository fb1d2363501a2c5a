/*
 * Keeps what came of each record of a run, and of a plan what would come of it. The first outcome of a record stands, so
 * that a message which is delivered again changes nothing. Items are read with tolerance, whichever version wrote them. A
 * plan's outcomes have values beside, and a note once they are written. For example, the outcome `updated` of employee 1012
 * lists the change of a job title; in a plan it says from what to what.
 */
import * as z from 'zod';
import { CAUSES, CHANGE_ACTIONS, OUTCOMES, totalsOf } from '../records/outcome.ts';
import type { Outcome, Totals } from '../records/outcome.ts';
import { employeeLabel } from '../records/values/shown-value.ts';
import { boundList, boundProblems } from './bounded.ts';
import { readableMembers } from './lenient.ts';
import { problemSchema } from './problem.ts';
import { partitionOf, runExpiry } from './run.ts';
import { collect, create, modify, viewOf } from './table.ts';
import type { Table } from './table.ts';

/** A view reads about a page at a time: more would be thrown away. */
const OUTCOMES_PER_READ = 500;

/** Attributes keep the names of the first version, whichever flow the record is of. */
const outcomeSchema = z.object({
  sourceId: z.string(),
  employeeNumber: z.string().nullable().transform(employeeLabel),
  powerOfficeEmployeeId: z.union([z.number(), z.string()]).nullable(),
  outcome: z.enum(OUTCOMES).catch('failed'),
  changes: readableMembers(
    z.object({
      entity: z.string(),
      action: z.enum(CHANGE_ACTIONS),
      field: z.string().optional(),
      from: z.string().nullable().optional(),
      to: z.string().nullable().optional(),
      cause: z.enum(CAUSES).optional().catch(undefined),
    }),
  ),
  problems: readableMembers(problemSchema),
  group: z.string().exactOptional(),
  planned: z
    .object({
      digest: z.string(),
      name: z.string().nullable(),
      matchedBy: z.string().nullable(),
      group: z.string().nullable().default(null),
      detail: z.record(z.string(), z.unknown()).optional(),
    })
    .optional()
    .catch(undefined),
  appliedAt: z.number().optional(),
});

const toOutcome = (item: unknown): Outcome => {
  const { employeeNumber, powerOfficeEmployeeId, changes, planned, appliedAt, ...rest } = outcomeSchema.parse(item);
  return {
    ...rest,
    number: employeeNumber,
    targetId: powerOfficeEmployeeId,
    changes: changes.map(({ field, from, to, cause, ...change }) => ({
      ...change,
      ...(field !== undefined && { field }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(cause !== undefined && { cause }),
    })),
    ...(planned !== undefined && { planned: { ...planned, isApplied: appliedAt !== undefined } }),
  };
};

/** An outcome as an item that DynamoDB takes, however much there is to tell of one record. */
const toItem = ({ number, targetId, changes, problems, ...outcome }: Outcome): z.input<typeof outcomeSchema> => ({
  ...outcome,
  employeeNumber: number,
  powerOfficeEmployeeId: targetId,
  changes: boundList(changes),
  problems: boundProblems(problems),
});

const outcomeKey = (runId: string, sourceId: string) => ({ pk: partitionOf(runId), sk: `outcome#${sourceId}` });

/** What came of each record of a run. */
export const createOutcomeStore = (table: Table) => ({
  /**
   * Records a record's outcome. The first one stands: a repeated message changes nothing.
   * @param keptUntil of a plan: when its names and values go, epoch milliseconds; others are kept as long as their run
   */
  recordOutcome: async (
    runId: string,
    outcome: Outcome,
    now: number,
    keptUntil: number | null = null,
  ): Promise<void> => {
    const expiresAt = keptUntil === null ? runExpiry(now) : Math.floor(keptUntil / 1000);
    await create(table, outcomeKey(runId, outcome.sourceId), { ...toItem(outcome), expiresAt });
  },

  /** Notes that a record of a plan has been written as planned: it is done for good. */
  markApplied: async (planId: string, sourceId: string, now: number): Promise<void> => {
    await modify(table, outcomeKey(planId, sourceId), (current) =>
      current === null || current['appliedAt'] !== undefined ? null : { ...current, appliedAt: now },
    );
  },

  /** What came of a record; null when it has no outcome yet. */
  outcomeOf: async (runId: string, sourceId: string): Promise<Outcome | null> => {
    const item = await table.get(outcomeKey(runId, sourceId));
    return item === null ? null : toOutcome(item);
  },

  outcomes: async (runId: string): Promise<Outcome[]> =>
    (await table.query(partitionOf(runId), 'outcome#')).map(toOutcome),

  /** For views: the outcomes behind that of a record, in the order of the source's ids; all of them for null. */
  outcomesAfter: async function* (runId: string, after: string | null): AsyncGenerator<Outcome> {
    const request = { prefix: 'outcome#', after: after === null ? null : outcomeKey(runId, after).sk };
    for await (const item of viewOf(table, partitionOf(runId), { ...request, limit: OUTCOMES_PER_READ })) {
      yield toOutcome(item);
    }
  },

  /** For views: how many records have which outcome so far. */
  countOutcomes: async (runId: string): Promise<Totals> => {
    const request = { prefix: 'outcome#', attributes: ['outcome'] };
    const items = await collect(viewOf(table, partitionOf(runId), request));
    return totalsOf(items.map((item) => outcomeSchema.pick({ outcome: true }).parse(item)));
  },
});
