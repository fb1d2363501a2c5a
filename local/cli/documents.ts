/*
 * Documents of the API as far as the command line shows them to people; `--json` prints them as they came. Another
 * version of the stack may put more into them, which is passed over. For example, a cause that this version does not know
 * is shown by `explain` as it is called, while a run with an outcome that it does not know is refused as
 * DOCUMENT_UNREADABLE.
 */
import * as z from 'zod';
import { compareNumbers } from '../../shared/records/values/text.ts';
import { LANGUAGES } from '../../shared/records/words.ts';
import { CAUSES, CHANGE_ACTIONS, OUTCOMES } from '../../shared/records/outcome.ts';
import { callWhole } from './api-client.ts';
import type { Api } from './api-client.ts';
import { pairSchema } from './flow-words.ts';
import type { Progress } from './progress.ts';
import { scheduleSchema } from './schedule-text.ts';
import type { ShownRun } from './shown-run.ts';

const count = z.number();

const runSummarySchema = z.looseObject({
  runId: z.string(),
  mode: z.enum(['apply', 'plan']),
  connection: pairSchema,
  status: z.enum(['starting', 'running', 'succeeded', 'completed_with_errors', 'aborted', 'awaiting_approval']),
  abort: z.object({ code: z.string(), message: z.string(), hint: z.string(), people: z.array(z.string()) }).nullable(),
  totals: z.object({
    inScope: count,
    created: count,
    updated: count,
    unchanged: count,
    skipped: count,
    failed: count,
  }),
  apiCalls: z.record(z.string(), count),
  requestedBy: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

/** `GET /runs`. */
export const runsSchema = z.object({ runs: z.array(runSummarySchema), next: z.string().nullable() });
export type RunSummaries = z.output<typeof runsSchema>['runs'];

const recordsSchema = z.array(z.looseObject({ number: z.string().nullable(), sourceId: z.string() }));

/** A document of another flow, with its records as the command line shows everybody. */
export const withEmployees = (document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  document['records'] === undefined
    ? document
    : {
        ...document,
        employees: recordsSchema.parse(document['records']).map(({ number, sourceId, ...record }) => ({
          ...record,
          employeeNumber: number,
          simployerEmployeeId: sourceId,
        })),
      };

const share = z.number().nullable();
const leaveSchema = z.object({
  type: z.string().nullable(),
  code: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  grade: z.number().nullable(),
  rule: z.string().exactOptional(),
  shares: z.object({ periodShare: share, leaveShare: share }).exactOptional(),
});

/** `GET /runs/{runId}`. */
const runSchema = runSummarySchema.extend({
  problems: z.array(z.object({ code: z.string(), message: z.string() })).exactOptional(),
  employees: z.array(
    z.looseObject({
      employeeNumber: z.string().nullable(),
      simployerEmployeeId: z.string(),
      outcome: z.enum(OUTCOMES),
      name: z.string().exactOptional(),
      matchedBy: z.string().nullable().exactOptional(),
      group: z.string().nullable().exactOptional(),
      leave: leaveSchema.exactOptional(),
      changes: z.array(
        z.looseObject({
          entity: z.string(),
          action: z.enum(CHANGE_ACTIONS),
          field: z.string().exactOptional(),
          from: z.string().nullable().exactOptional(),
          to: z.string().nullable().exactOptional(),
          cause: z.enum(CAUSES).exactOptional(),
        }),
      ),
      problems: z.array(
        z.object({
          code: z.string(),
          severity: z.enum(['error', 'warning', 'info']),
          message: z.string(),
          hint: z.string(),
        }),
      ),
    }),
  ),
});

/** A run that was read: its document as the API has it, and what is shown of it. */
export interface ReadRun {
  readonly document: Readonly<Record<string, unknown>>;
  readonly run: ShownRun;
}

const numbered = z.looseObject({
  employeeNumber: z.string().nullable().optional(),
  number: z.string().nullable().optional(),
});

/** In the order of their numbers, as in every report. */
const inOrder = (rows: unknown): readonly unknown[] =>
  z
    .array(numbered)
    .parse(rows)
    .toSorted((one, other) =>
      compareNumbers(one.employeeNumber ?? one.number ?? null, other.employeeNumber ?? other.number ?? null),
    );

/** What is shown of the document of a run, of any flow. */
export const toShownRun = (document: Readonly<Record<string, unknown>>): ShownRun =>
  runSchema.parse(withEmployees(document));

/** A run whole, its records in the order of their numbers. */
export const readRun = async (api: Pick<Api, 'call' | 'words'>, runId: string): Promise<ReadRun> => {
  const { list } = api.words;
  const { next: _, ...whole } = await callWhole(api, `/runs/${encodeURIComponent(runId)}`, list);
  const document = { ...whole, [list]: inOrder(whole[list]) };
  return { document, run: toShownRun(document) };
};

/** Whether a run that was read has ended. */
export const isOver = (run: unknown): boolean => !['starting', 'running'].includes(runSummarySchema.parse(run).status);

/** How far a run that was read has come. */
export const progressOf = (run: unknown): Progress => {
  const { inScope, ...done } = runSummarySchema.parse(run).totals;
  return { inScope, done: Object.values(done).reduce((sum, people) => sum + people, 0) };
};

/** What every list says of the companies that it is about. */
export const companiesSchema = z.object({ connection: pairSchema.default(null) });

const planSummarySchema = z.object({
  planId: z.string(),
  state: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  requestedBy: z.string().nullable(),
  totals: runSummarySchema.shape.totals.nullable(),
});

/** `GET /plans`. */
export const plansSchema = z.object({ plans: z.array(planSummarySchema) });
export type PlanSummaries = z.output<typeof plansSchema>['plans'];

/** `GET /plans/{planId}`. */
export const planSchema = planSummarySchema.extend({
  totals: runSummarySchema.shape.totals,
  connection: runSummarySchema.shape.connection,
  guards: z.array(z.object({ code: z.string(), message: z.string(), people: z.array(z.string()) })),
  match: z.record(z.string(), count).default({}),
  /** What was found of the whole company; other flows call it problems. */
  findings: z.array(z.object({ code: z.string(), message: z.string() })).default([]),
  problems: z.array(z.object({ code: z.string(), message: z.string(), hint: z.string().default('') })).default([]),
  employees: runSchema.shape.employees,
  /** The records that are only in the target, whatever the flow calls their list. */
  unmatched: z.array(numbered.extend({ name: z.string().exactOptional(), archived: z.boolean() })).default([]),
});
export type ShownPlan = z.output<typeof planSchema>;

const language = z.enum(LANGUAGES).default('en');

/** A problem of another flow, in the names of the first. */
const inNamesOfEmployees = (problem: unknown): unknown => {
  const { number, sourceId, ...rest } = z.looseObject({}).parse(problem);
  return sourceId === undefined ? problem : { ...rest, employeeNumber: number, simployerEmployeeId: sourceId };
};

const ofProblem = z.object({
  employeeNumber: z.string().nullable(),
  simployerEmployeeId: z.string(),
  code: z.string(),
  severity: z.string(),
  summary: z.string(),
  message: z.string(),
  hint: z.string(),
  /** Of what is solved nobody knows. */
  firstSeen: z.string().optional(),
  lastSeen: z.string().optional(),
});
const problemSchema = z.preprocess(inNamesOfEmployees, ofProblem);
export type ShownProblem = z.output<typeof problemSchema>;

/** `GET /problems`. */
export const problemsSchema = z.object({
  language,
  problems: z.array(problemSchema),
  /** From when on what was first seen is new. */
  newSince: z.string().nullable().default(null),
});
export type OpenProblems = z.output<typeof problemsSchema>;

/** `GET /problems?since=RUN`. */
export const problemsSinceSchema = z.object({
  language,
  new: z.array(problemSchema),
  standing: z.array(problemSchema),
  solved: z.array(problemSchema),
});
export type ProblemsSince = z.output<typeof problemsSinceSchema>;

const checkState = z.enum(['ok', 'warn', 'fail']);

/** `GET /check`. */
export const checkSchema = z.object({
  state: checkState,
  checks: z.array(z.object({ state: checkState, title: z.string(), found: z.string(), todo: z.string().nullable() })),
});
export type CheckResult = z.output<typeof checkSchema>;

/** `GET /status`. */
export const statusSchema = scheduleSchema.extend({
  lastRun: runSummarySchema.nullable(),
  waiting: z.object({ planId: z.string(), expiresAt: z.string() }).nullable(),
  problems: z.record(z.string(), count),
  keys: z.string().nullable(),
  budget: z
    .object({ seconds: count.nullable().optional() })
    .catchall(count)
    .transform((budget) => {
      const { seconds: _, ...apiCalls } = budget;
      return apiCalls;
    })
    .nullable(),
});
export type Status = z.output<typeof statusSchema>;

const decisionSchema = z.object({
  kind: z.enum(['link', 'new', 'allow', 'exists', 'absent']),
  to: z.union([z.number(), z.string()]).nullable(),
  by: z.string().nullable(),
  at: z.string(),
});
export const decisionDocumentSchema = z.object({
  employeeNumber: z.string().nullable(),
  simployerEmployeeId: z.string(),
  decision: decisionSchema.nullable(),
  /** Any names: a stack may be of another version. */
  differs: z.array(z.string()).default([]),
});
export type DecisionDocument = z.output<typeof decisionDocumentSchema>;
/** A decision about a person, as an explanation and the routes that decide name it. */
export type ShownDecision = z.infer<typeof decisionSchema>;
/** `GET /drift`. */
export const driftSchema = z.object({
  fields: z.array(
    z.object({
      employeeNumber: z.string().nullable(),
      simployerEmployeeId: z.string(),
      entity: z.string(),
      field: z.string(),
      lastSyncedAt: z.string().nullable(),
      willBe: z.string(),
    }),
  ),
  totals: z.object({ compared: count, withoutBase: count }),
  notCompared: z.array(z.string()),
});
export type DriftList = z.output<typeof driftSchema>;

/** `GET /employees/{number}/history`. */
export const historySchema = z.object({
  employeeNumber: z.string().nullable(),
  simployerEmployeeId: z.string().exactOptional(),
  entries: z.array(
    z.object({
      /** Of leaves. */
      sourceId: z.string().exactOptional(),
      at: z.string(),
      runId: z.string().nullable(),
      requestedBy: z.string().nullable(),
      entity: z.string(),
      action: z.string(),
      fields: z.array(z.string()),
      row: z.string().nullable(),
      unconfirmed: z.boolean().default(false),
    }),
  ),
});
export type History = z.output<typeof historySchema>;

const explainedProblem = z.object({ code: z.string(), message: z.string(), hint: z.string() });
const nullableText = z.string().nullable();

const recordId = z.union([count, z.string()]);

/** The id of the target's record, whatever the flow calls it. */
const withRecordId = (part: unknown): unknown => {
  const { powerOfficeEmployeeId, targetId, ...rest } = z.looseObject({}).parse(part);
  return { ...rest, recordId: powerOfficeEmployeeId === undefined ? targetId : powerOfficeEmployeeId };
};

/** `GET /employees/{number}/explain`. */
export const explanationSchema = z.object({
  employeeNumber: nullableText,
  simployerEmployeeId: z.string(),
  steps: z.tuple([
    z.object({ found: z.boolean(), name: nullableText, active: z.boolean().nullable() }),
    z.object({ inScope: z.boolean(), excludedBy: z.array(z.string()) }),
    z.preprocess(
      withRecordId,
      z.object({
        keys: z.array(
          z.object({
            key: z.string(),
            value: nullableText,
            hits: z.array(z.preprocess(withRecordId, z.object({ recordId, number: nullableText, name: nullableText }))),
          }),
        ),
        matchedBy: nullableText,
        decisions: z.array(decisionSchema),
        recordId: recordId.nullable(),
        problems: z.array(explainedProblem),
      }),
    ),
    z.object({
      fields: z.array(
        z.object({
          entity: z.string(),
          field: z.string(),
          from: nullableText,
          to: nullableText,
          fromDate: nullableText.default(null),
          cause: z.string(),
          row: nullableText,
          rule: nullableText,
        }),
      ),
    }),
    z.object({
      outcome: z.string(),
      changes: z.array(z.object({ entity: z.string(), action: z.string(), field: z.string().optional() })),
      problems: z.array(explainedProblem),
    }),
  ]),
  apiCalls: z.record(z.string(), count),
});
export type Explained = z.output<typeof explanationSchema>;
