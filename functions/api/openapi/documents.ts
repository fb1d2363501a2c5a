/*
 * The documents that the API answers with, as `GET /openapi.json` describes them. Each has a name there. The tests of the
 * API compare every answer with the schema of its route: a member that a document has and a schema lacks fails them. Of
 * the first flow a run has `employees`; of every other flow it has `records`. For example, `RunStarted` is
 * `{"runId":"20260302T050000-abc123"}`.
 */
import * as z from 'zod';
import { MATCH_KEYS } from '../../../shared/flows/employees-to-poweroffice/match/employee-index.ts';
import { MATCH_KEYS as XLEDGER_MATCH_KEYS } from '../../../shared/flows/employees-to-xledger/match/match-employees.ts';
import { DIFFERING_PARTS } from '../../../shared/records/identity.ts';
import { CAUSES, CHANGE_ACTIONS, OUTCOMES } from '../../../shared/records/outcome.ts';
import { RUN_MODES, RUN_STATUSES } from '../../../shared/state/run.ts';
import { PLAN_STATES } from '../../../shared/state/plan.ts';
import { LANGUAGES } from '../../../shared/records/words.ts';
import { NOT_FOR_TARGET } from '../../../shared/time-off/not-for-target.ts';

const text = z.string();
const nullableText = text.nullable();
const count = z.number().int();
const time = z.iso.datetime();
const nullableTime = time.nullable();
const next = nullableText.describe('The `after` of the next page; null at the end.');

const connection = z
  .object({
    simployer: z.object({ id: nullableText, name: nullableText, organisationNumber: nullableText }),
    powerOffice: z.object({ clientId: nullableText, name: nullableText }),
  })
  .nullable()
  .describe('The pair of companies; null before both sides have been read.');

/** Of the other flows; which vendors there are, depends on the flow. */
const anyConnection = z.union([connection, z.record(text, z.unknown())]);

const totals = z.object({
  inScope: count,
  created: count,
  updated: count,
  unchanged: count,
  skipped: count,
  failed: count,
});

const abort = z
  .object({ code: text, message: text, hint: text, people: z.array(text) })
  .nullable()
  .describe('Why the run was given up.');

const severity = z.enum(['error', 'warning', 'info']);
const problem = z.object({ code: text, severity, message: text, hint: text });

const change = z.object({
  entity: text,
  action: z.enum(CHANGE_ACTIONS),
  field: text.optional(),
  from: nullableText.optional(),
  to: nullableText.optional(),
  cause: z.enum(CAUSES).optional(),
});

const outcome = { outcome: z.enum(OUTCOMES), changes: z.array(change), problems: z.array(problem) };
/** Of plans alone. */
const planned = {
  name: text.optional().describe('Of plans alone; left out where names are not kept.'),
  matchedBy: nullableText.optional().describe('Of plans alone: by what the record was found.'),
  group: nullableText.optional().describe('Of plans alone: among whom `match` counts them; null: nowhere.'),
};

const employee = z.object({
  employeeNumber: nullableText,
  simployerEmployeeId: text,
  powerOfficeEmployeeId: z.number().nullable(),
  ...outcome,
  ...planned,
});
/** What a plan shows of a leave: health data, which stands in no other document. */
const leave = z
  .object({
    type: nullableText,
    code: nullableText,
    from: nullableText,
    to: nullableText,
    grade: z.number().nullable(),
    rule: z.enum(NOT_FOR_TARGET).optional().describe('Why it is not for the target: by a setting, or by a rule.'),
    shares: z
      .object({ periodShare: z.number().nullable(), leaveShare: z.number().nullable(), grade: z.number().nullable() })
      .optional(),
  })
  .describe('Of plans of leaves alone; left out where names are not kept.');
const record = z.object({
  kind: text,
  number: nullableText,
  sourceId: text,
  targetId: z.union([z.number(), z.string()]).nullable(),
  leave: leave.optional(),
  ...outcome,
  ...planned,
  group: planned.group.describe(
    'As with employees; of a leave in every run, for it says how the leave stands to the target.',
  ),
});

const ofRun = {
  runId: text,
  mode: z.enum(RUN_MODES),
  status: z.enum([...RUN_STATUSES, 'awaiting_approval']),
  abort,
  totals,
  requestedBy: nullableText,
  startedAt: nullableTime,
  endedAt: nullableTime,
};
const employeeRunSummary = z.object({
  ...ofRun,
  connection,
  apiCalls: z.object({ simployer: count, poweroffice: count }),
});
const recordRunSummary = z.object({
  ...ofRun,
  flow: text,
  connection: z.record(text, z.unknown()).nullable(),
  apiCalls: z.record(text, count),
  problems: z.array(problem).describe('What was found of the run as a whole.'),
});
// Of the two, only that of the other flows names its flow.
const runSummary = z.union([recordRunSummary, employeeRunSummary]);

const planSummary = z.object({
  planId: text,
  flow: text,
  state: z.enum(PLAN_STATES),
  createdAt: time,
  expiresAt: nullableTime,
  requestedBy: nullableText,
  totals: totals.nullable(),
});
const ofPlan = {
  ...planSummary.shape,
  totals,
  guards: z.array(z.object({ code: text, message: text, people: z.array(text) })),
  match: z.record(text, count),
};
const findings = z.array(z.object({ code: text, message: text, count }));

const unmatched = { name: text.optional().describe('Left out where names are not kept.'), archived: z.boolean() };
const onlyInPowerOffice = z
  .array(z.object({ powerOfficeEmployeeId: z.number().nullable(), employeeNumber: nullableText, ...unmatched }))
  .describe('Records of nobody in Simployer, left as they are; behind the last of the people.');
const onlyInTarget = z.array(
  z.object({ targetId: z.union([z.number(), z.string()]), number: nullableText, ...unmatched }),
);

const ofProblem = {
  code: text,
  severity,
  summary: text,
  message: text,
  hint: text,
  firstSeen: time,
  lastSeen: time,
  text: z.object({ en: z.object({ summary: text, hint: text }), nb: z.object({ summary: text, hint: text }) }),
};
const ofEmployee = { employeeNumber: nullableText, simployerEmployeeId: text };
const ofRecord = { number: nullableText, sourceId: text };
const listedProblem = z.union([z.object({ ...ofEmployee, ...ofProblem }), z.object({ ...ofRecord, ...ofProblem })]);
const { firstSeen: _first, lastSeen: _last, ...ofSolved } = ofProblem;
const solvedProblem = z.union([z.object({ ...ofEmployee, ...ofSolved }), z.object({ ...ofRecord, ...ofSolved })]);
const counts = z.record(text, count);
const language = z.enum(LANGUAGES);

const schedule = {
  nextStart: nullableTime.describe('When the next run starts by itself; null while paused, and on one machine.'),
  paused: z.boolean().nullable().describe('Null on one machine, where nothing starts by itself.'),
  pausedBy: z
    .array(z.object({ kind: z.enum(['deployment', 'person']), by: nullableText, at: nullableTime }))
    .describe('What keeps runs from starting by themselves: the stage, or somebody, and since when.'),
};

const matchKey = z.enum(MATCH_KEYS);

const decision = z.object({
  kind: z.enum(['link', 'new', 'allow', 'exists', 'absent']),
  to: z
    .union([z.number(), text])
    .nullable()
    .describe("The id of the record in the flow's target, or the code that may pass."),
  by: nullableText.describe('Who decided.'),
  at: time,
});

/** Who a person is in the target: the keys that were tried, and the id of the record, as the flow calls it. */
const matchStep = <Key extends z.ZodType, Hit extends z.core.$ZodShape, Record extends z.core.$ZodShape>(
  key: Key,
  hit: Hit,
  record: Record,
) =>
  z.object({
    step: z.literal('match'),
    keys: z.array(
      z.object({
        key,
        value: nullableText,
        hits: z.array(z.object({ ...hit, number: nullableText, name: nullableText })),
      }),
    ),
    matchedBy: z.nullable(key),
    ...record,
    decisions: z.array(decision).describe('What people have decided of the person.'),
    problems: z.array(problem),
  });

const madeExport = {
  exportId: text,
  state: z.enum(['exported', 'unmarked']),
  planId: text,
  from: text.describe('The first day of the period.'),
  to: text,
  rows: count,
  withdrawn: count.describe('Leaves in the list of what was withdrawn.'),
  createdAt: time,
  keptUntil: time.describe('When the file is deleted.'),
  confirmed: z.boolean().describe('Whether payroll had imported a file of this form before (timeOff.file.confirmed).'),
  unmarked: z
    .object({ by: nullableText, at: time })
    .optional()
    .describe('Who took it back and when; absent where nobody has, and where an earlier version did.'),
};

export const DOCUMENTS = {
  Exports: z.object({ exports: z.array(z.object(madeExport)), next }),
  Export: z.object(madeExport),
  ExportLink: z.object({ ...madeExport, name: text, url: z.url(), expiresAt: time.describe('When the link ends.') }),
  ExportRebuilt: z.object({ runId: text, exportId: text }),
  Acknowledged: z.object({ leaves: z.array(text) }),
  RunStarted: z.object({ runId: text }),
  PlanStarted: z.object({ planId: text }),
  PlanApplied: z.object({ runId: text, planId: text }),
  Run: z.union([
    z.object({ ...employeeRunSummary.shape, employees: z.array(employee), next }),
    z.object({
      ...recordRunSummary.shape,
      exportId: nullableText.optional().describe('Of a run that makes a file of absence; null where there was no row.'),
      records: z.array(record),
      next,
    }),
  ]),
  Runs: z.object({ connection: anyConnection, runs: z.array(runSummary), next }),
  Plan: z.union([
    z.object({ ...ofPlan, connection, findings, employees: z.array(employee), onlyInPowerOffice, next }),
    z.object({
      ...ofPlan,
      connection: recordRunSummary.shape.connection,
      problems: recordRunSummary.shape.problems,
      records: z.array(record),
      onlyInTarget: onlyInTarget.optional(),
      onlyInXledger: onlyInTarget.optional(),
      onlyInPowerOffice: onlyInTarget.optional(),
      next,
    }),
  ]),
  Plans: z.object({ connection: anyConnection, plans: z.array(planSummary), next }),
  Problems: z.union([
    z.object({
      connection: anyConnection,
      language,
      problems: z.array(listedProblem),
      totals: counts.describe('How often each code stands.'),
      newSince: nullableTime.describe('From when on what was first seen is new.'),
      next,
    }),
    z.object({
      connection: anyConnection,
      language,
      new: z.array(listedProblem),
      standing: z.array(listedProblem),
      solved: z.array(solvedProblem),
      totals: z.object({ new: counts, standing: counts, solved: counts }),
      next,
    }),
  ]),
  Check: z.object({
    connection: anyConnection,
    state: z.enum(['ok', 'warn', 'fail']),
    checks: z.array(
      z.object({
        id: text,
        state: z.enum(['ok', 'warn', 'fail']),
        title: text,
        found: text,
        todo: nullableText,
      }),
    ),
  }),
  Explanation: z.object({
    connection: anyConnection,
    employeeNumber: nullableText,
    simployerEmployeeId: text,
    steps: z.tuple([
      z.object({
        step: z.literal('source'),
        found: z.boolean(),
        by: z.enum(['employeeNumber', 'simployerEmployeeId']),
        name: nullableText,
        active: z.boolean().nullable(),
      }),
      z.object({ step: z.literal('scope'), inScope: z.boolean(), excludedBy: z.array(text) }),
      z.union([
        matchStep(matchKey, { powerOfficeEmployeeId: z.number() }, { powerOfficeEmployeeId: z.number().nullable() }),
        matchStep(z.enum(XLEDGER_MATCH_KEYS), { targetId: text }, { targetId: nullableText }),
      ]),
      z.object({
        step: z.literal('differences'),
        fields: z.array(
          z.object({
            entity: text,
            action: z.enum(CHANGE_ACTIONS),
            field: text,
            from: nullableText,
            to: nullableText,
            fromDate: nullableText,
            cause: z.enum(CAUSES),
            row: nullableText,
            rule: nullableText,
          }),
        ),
      }),
      z.object({
        step: z.literal('action'),
        outcome: z.enum(OUTCOMES),
        changes: z.array(change),
        problems: z.array(problem),
      }),
    ]),
    apiCalls: counts,
  }),
  History: z.object({
    connection: anyConnection,
    employeeNumber: nullableText,
    simployerEmployeeId: text.optional().describe('Of flows of people.'),
    entries: z.array(
      z.object({
        sourceId: text.optional().describe('Of flows of leaves: which one.'),
        at: time,
        runId: nullableText.describe('Null for a decision.'),
        requestedBy: nullableText,
        entity: text,
        action: text,
        fields: z.array(text),
        row: nullableText.describe('Rows of the mapping; null where a whole record is made, and for a decision.'),
        unconfirmed: z
          .literal(true)
          .optional()
          .describe('The run was cut off when it was about to write this, and may have.'),
      }),
    ),
    next,
  }),
  Drift: z.object({
    connection: anyConnection,
    fields: z.array(
      z.object({
        employeeNumber: nullableText,
        simployerEmployeeId: text,
        entity: text,
        field: text,
        lastSyncedAt: nullableTime.describe('When a run last wrote or confirmed it.'),
        willBe: z.enum(['overwritten', 'kept']).describe('What the next run does.'),
      }),
    ),
    totals: z.object({ compared: count, withoutBase: count }).describe('People.'),
    notCompared: z.array(text).describe('Fields that the target never shows; pay, unless somebody is named.'),
    apiCalls: counts,
    next,
  }),
  Decision: z.object({
    connection: anyConnection.nullable(),
    employeeNumber: nullableText,
    simployerEmployeeId: text,
    decision: decision.nullable().describe('Null when it was taken back.'),
    differs: z
      .array(z.enum(DIFFERING_PARTS))
      .optional()
      .describe("In what the record looks like somebody else's; without any value, and absent where it does not."),
  }),
  Status: z.object({
    connection: anyConnection,
    lastRun: runSummary.nullable(),
    ...schedule,
    waiting: z.object({ planId: text, expiresAt: time, totals: totals.nullable() }).nullable(),
    problems: counts,
    keys: z.enum(['accepted', 'refused']).nullable(),
    budget: z.object({ seconds: count.nullable() }).catchall(count).nullable(),
  }),
  Schedule: z.object({ connection, ...schedule }),
  OpenApi: z.looseObject({ openapi: text }),
  /** RFC 9457. */
  Problem: z.looseObject({
    type: text,
    title: text,
    status: count,
    detail: text,
    code: text,
    details: z.array(text).optional().describe('What is wrong with which part of the input.'),
  }),
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type DocumentName = keyof typeof DOCUMENTS;
