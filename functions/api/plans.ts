/*
 * The stored plans: the list of them, one whole, a new one, and carrying one out. A plan is a run that is kept (ADR 34),
 * so that its id is a run's, and its people are paged like a run's. Carrying one out is refused at once where it can be
 * known: no such plan, one that no longer holds, or a guard that nobody has accepted. For example, `POST
 * /plans/20260302T050000-abc123/apply` with `{"accept":["ARCHIVE_GUARD"]}` answers 202 with the id of the run that writes.
 */
import * as z from 'zod';
import { keyPosition } from '../../shared/api/cursor.ts';
import { codeInDocumentsOf } from '../../shared/operate/plan-codes.ts';
import { refusalOfPlan } from '../../shared/run/apply-plan.ts';
import { runIdSchema } from '../../shared/run/start-message.ts';
import type { Overview } from '../../shared/state/plan.ts';
import { findingsOf, planStateOf } from '../../shared/state/run.ts';
import type { Run } from '../../shared/state/run.ts';
import { isPartOfPeriod } from '../../shared/time-off/selection.ts';
import { reporterOf } from '../composition/reports.ts';
import type { Reporter } from '../composition/reports.ts';
import { runsOf } from '../composition/runs-of.ts';
import { shownId } from '../../shared/records/values/shown-value.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { flowNamed } from './flow-named.ts';
import { paged } from './paged.ts';
import type { ApiCall } from './request.ts';
import { selectionOf } from './selection.ts';
import { startFromApi } from './start-from-api.ts';

/** `POST /plans`: makes a plan that is kept, for everybody or for some. */
export const requestPlan: Respond<'POST /plans', ApiDependencies> = async ({ body, requestedBy }, dependencies) => {
  const { employees = null, flow, ...asked } = body;
  flowNamed(flow, dependencies);
  const planId = await startFromApi(
    { mode: 'plan', employees, isStored: true, requestedBy, flow, ...selectionOf(flow, asked) },
    dependencies,
  );
  return answerWith(202, { planId });
};

/** `GET /plans`: the stored ones, newest first, without their people. */
export const listPlans: Respond<'GET /plans', ApiDependencies> = async ({ query }, dependencies) => {
  const { runs, clock } = dependencies;
  const flow = flowNamed(query.flow, dependencies);
  const now = clock.now();
  const plansAfter = async function* (position: string | null): AsyncGenerator<Run> {
    for await (const run of runsOf(flow.name, position, runs)) if (planStateOf(run, now) !== null) yield run;
  };
  const { rows, next } = await paged(query, {
    name: 'plans',
    positionSchema: keyPosition,
    rowsAfter: plansAfter,
    positionOf: ({ runId }) => runId,
  });
  const connection = await flow.connection();
  return answerWith(200, { connection, plans: rows.map((run) => summarisePlan(run, now)), next });
};

/**
 * `GET /plans/{planId}`: one plan, its people page by page, in the order of the source's ids, then the records that are
 * only in the target. With `group`, those alone who were matched in that way.
 */
export const showPlan: Respond<'GET /plans/{planId}', ApiDependencies> = async (
  { query: { group, flow, ...page }, pathParameters },
  dependencies,
) => {
  const { runs, clock } = dependencies;
  const now = clock.now();
  const run = await readPlan(pathParameters, flow, dependencies);
  const state = run === null ? null : planStateOf(run, now);
  if (run === null || state === null) throw noSuchPlan(flow, pathParameters);
  const reporter = reporterOf(run.flow, flowNamed(run.flow, dependencies).kind);
  checkGroup(group, run.plan?.overview ?? null);
  const { rows, next } = await paged(page, {
    name: group === undefined ? `plans/${run.runId}` : `plans/${run.runId}/${group}`,
    positionSchema: planPosition,
    // What a plan says of single people is gone with it, whenever the table drops it.
    rowsAfter: (position) => (state === 'expired' ? [] : planRows(run.runId, position, group, reporter, runs)),
    positionOf: ({ position }) => position,
  });
  const totals = run.totals ?? (await runs.countOutcomes(run.runId));
  return answerWith(200, {
    ...summarisePlan(run, now),
    ...asAWhole(reporter.summarise(run, totals), run),
    totals,
    guards: run.plan?.overview?.guards ?? [],
    match: run.plan?.overview?.match ?? {},
    [reporter.list]: rows.flatMap(({ record }) => record ?? []),
    [reporter.unmatchedList]: rows.flatMap(({ unmatched }) => unmatched ?? []),
    next,
  });
};

/** @throws RefusedError INPUT_INVALID for a group that the plan does not count */
const checkGroup = (group: string | undefined, overview: Overview | null): void => {
  if (group === undefined || overview === null || Object.hasOwn(overview.match, group)) return;
  throw new RefusedError('INPUT_INVALID', 'A parameter of the address is wrong.', {
    details: ['group: not one of the groups in "match"'],
  });
};

/** Behind a record of the source, by its id, or behind one that is only in the target, by its place. */
const planPosition = z.union([keyPosition, z.int().min(0)]);

interface PlanRow {
  readonly position: string | number;
  readonly record?: object;
  readonly unmatched?: object;
}

const planRows = async function* (
  planId: string,
  after: z.output<typeof planPosition> | null,
  group: string | undefined,
  { unmatchedList, reportRecord, reportUnmatched }: Reporter,
  runs: Pick<ApiDependencies['runs'], 'outcomesAfter' | 'unmatchedFrom'>,
): AsyncGenerator<PlanRow> {
  if (typeof after !== 'number' && group !== unmatchedList) {
    for await (const outcome of runs.outcomesAfter(planId, after)) {
      if (group !== undefined && (outcome.group ?? outcome.planned?.group) !== group) continue;
      yield { position: outcome.sourceId, record: reportRecord(outcome) };
    }
  }
  if (group !== undefined && group !== unmatchedList) return;
  for await (const { place, record } of runs.unmatchedFrom(planId, typeof after === 'number' ? after + 1 : 0)) {
    yield { position: place, unmatched: reportUnmatched(record) };
  }
};

/** `POST /plans/{planId}/apply`: carries a plan out, or the part of it for some people. */
export const applyPlan: Respond<'POST /plans/{planId}/apply', ApiDependencies> = async (
  { body, pathParameters, requestedBy },
  dependencies,
) => {
  const { employees = null, accept, flow } = body;
  const { clock } = dependencies;
  const run = await readPlan(pathParameters, flow, dependencies);
  if (run === null) throw noSuchPlan(flow, pathParameters);
  const planId = run.runId;
  const refusal = refusalOfPlan(planId, run, clock.now());
  if (refusal !== null) throw new RefusedError(codeInDocumentsOf(flow, refusal.code), refusal.message);
  const guard = run.plan?.overview?.guards.find(({ code }) => !accept.includes(code));
  if (guard !== undefined) throw new RefusedError(guard.code, guard.message, { people: guard.people });
  const isForSome = run.employees !== null || isPartOfPeriod(run.selection);
  const applies = { planId, accept, ...(isForSome && { isForSome }) };
  const runId = await startFromApi({ mode: 'apply', employees, applies, requestedBy, flow }, dependencies);
  return answerWith(202, { runId, planId });
};

const noSuchPlan = (flow: string, { planId = null }: ApiCall['pathParameters']): RefusedError =>
  new RefusedError(
    codeInDocumentsOf(flow, 'PLAN_UNKNOWN'),
    `There is no plan ${shownId(planId)}; "plans" lists those there are.`,
  );

const readPlan = async (
  pathParameters: ApiCall['pathParameters'],
  flow: string,
  { flows, runs }: Pick<ApiDependencies, 'flows' | 'runs'>,
): Promise<Run | null> => {
  const { name } = flowNamed(flow, { flows });
  const planId = runIdSchema.safeParse(pathParameters['planId']).data;
  const run = planId === undefined ? null : await runs.getRun(planId);
  if (run === null || run.flow === name) return run;
  // Whoever leaves the name of the flow out means the first one, and is told which it is.
  const isOfAnother = flows.some((other) => other.name === run.flow) && run.plan?.isStored === true;
  if (!isOfAnother) return null;
  throw new RefusedError(
    codeInDocumentsOf(flow, 'PLAN_UNKNOWN'),
    `This is a plan of ${run.flow}: name that flow with it, "--flow ${run.flow}" on the command line.`,
  );
};

const summarisePlan = (run: Run, now: number): object => ({
  planId: run.runId,
  flow: run.flow,
  state: planStateOf(run, now),
  createdAt: new Date(run.startedAt).toISOString(),
  expiresAt: run.plan === null ? null : new Date(run.plan.expiresAt).toISOString(),
  requestedBy: run.requestedBy,
  totals: run.totals,
});

/** The companies, and what all records together show: in a list of problems where the flow's documents have one. */
const asAWhole = (summary: object, run: Run): object => ({
  ...('connection' in summary && { connection: summary.connection }),
  ...('problems' in summary ? { problems: summary.problems } : { findings: findingsOf(run) }),
});
