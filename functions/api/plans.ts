/*
 * The stored plans: the list of them, one whole, a new one, and carrying one out. A plan is a run that is kept (ADR 34),
 * so that its id is a run's, and its people are paged like a run's. Carrying one out is refused at once where it can be
 * known: no such plan, one that no longer holds, or a guard that nobody has accepted. For example, `POST
 * /plans/20260302T050000-abc123/apply` with `{"accept":["ARCHIVE_GUARD"]}` answers 202 with the id of the run that writes.
 */
import { keyPosition } from '../../shared/api/cursor.ts';
import { refusalOfPlan } from '../../shared/run/apply-plan.ts';
import { runIdSchema } from '../../shared/run/start-message.ts';
import { planStateOf } from '../../shared/state/run.ts';
import type { Run } from '../../shared/state/run.ts';
import { reporterOf } from '../composition/reports.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { flowNamed } from './flow-named.ts';
import { paged } from './paged.ts';
import type { ApiCall } from './request.ts';
import { startFromApi } from './start-from-api.ts';
import { runsOf } from './views.ts';

/** `POST /plans`: makes a plan that is kept, for everybody or for some. */
export const requestPlan: Respond<'POST /plans', ApiDependencies> = async ({ body, requestedBy }, dependencies) => {
  const { employees = null, flow } = body;
  const planId = await startFromApi({ mode: 'plan', employees, isStored: true, requestedBy, flow }, dependencies);
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

/** `GET /plans/{planId}`: one plan, its people page by page, in the order of the source's ids. */
export const showPlan: Respond<'GET /plans/{planId}', ApiDependencies> = async (
  { query, pathParameters },
  dependencies,
) => {
  const { runs, clock } = dependencies;
  const now = clock.now();
  const run = await readPlan(pathParameters, query.flow, dependencies);
  const state = run === null ? null : planStateOf(run, now);
  if (run === null || state === null) throw noSuchPlan();
  const { rows, next } = await paged(query, {
    name: `plans/${run.runId}`,
    positionSchema: keyPosition,
    // What a plan says of single people is gone with it, whenever the table drops it.
    rowsAfter: (sourceId) => (state === 'expired' ? [] : runs.outcomesAfter(run.runId, sourceId)),
    positionOf: ({ sourceId }) => sourceId,
  });
  const { list, reportRecord, summarise } = reporterOf(run.flow, flowNamed(run.flow, dependencies).kind);
  const totals = run.totals ?? (await runs.countOutcomes(run.runId));
  return answerWith(200, {
    ...summarisePlan(run, now),
    ...pickConnection(summarise(run, totals)),
    totals,
    guards: run.plan?.overview?.guards ?? [],
    match: run.plan?.overview?.match ?? {},
    findings: run.plan?.overview?.findings ?? [],
    [list]: rows.map(reportRecord),
    next,
  });
};

/** `POST /plans/{planId}/apply`: carries a plan out, or the part of it for some people. */
export const applyPlan: Respond<'POST /plans/{planId}/apply', ApiDependencies> = async (
  { body, pathParameters, requestedBy },
  dependencies,
) => {
  const { employees = null, accept, flow } = body;
  const { clock } = dependencies;
  const run = await readPlan(pathParameters, flow, dependencies);
  if (run === null) throw noSuchPlan();
  const planId = run.runId;
  const refusal = refusalOfPlan(planId, run, clock.now());
  if (refusal !== null) throw new RefusedError(refusal.code, refusal.message);
  const guard = run.plan?.overview?.guards.find(({ code }) => !accept.includes(code));
  if (guard !== undefined) throw new RefusedError(guard.code, guard.message, { people: guard.people });
  const applies = { planId, accept, ...(run.employees !== null && { isForSome: true }) };
  const runId = await startFromApi({ mode: 'apply', employees, applies, requestedBy, flow }, dependencies);
  return answerWith(202, { runId, planId });
};

const noSuchPlan = (): RefusedError => new RefusedError('PLAN_UNKNOWN', 'There is no plan with this id.');

const readPlan = async (
  pathParameters: ApiCall['pathParameters'],
  flow: string,
  { flows, runs }: Pick<ApiDependencies, 'flows' | 'runs'>,
): Promise<Run | null> => {
  const { name } = flowNamed(flow, { flows });
  const planId = runIdSchema.safeParse(pathParameters['planId']).data;
  const run = planId === undefined ? null : await runs.getRun(planId);
  return run?.flow === name ? run : null;
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

const pickConnection = (summary: object): object => ('connection' in summary ? { connection: summary.connection } : {});
