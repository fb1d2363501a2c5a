import { keyPosition } from '../../shared/api/cursor.ts';
import { shownId } from '../../shared/records/values/shown-value.ts';
import type { OutcomeKind } from '../../shared/records/outcome.ts';
import type { Outcome } from '../../shared/records/outcome.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { isOpen } from '../../shared/state/run.ts';
import type { Run } from '../../shared/state/run.ts';
import { runIdSchema } from '../../shared/run/start-message.ts';
import { reporterOf } from '../composition/reports.ts';
import { runsOf } from '../composition/runs-of.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import { flowNamed } from './flow-named.ts';
import { paged } from './paged.ts';

/** `GET /runs`: the latest runs, newest first, without their records. */
export const listRuns: Respond<'GET /runs', ApiDependencies> = async ({ query }, dependencies) => {
  const { runs } = dependencies;
  const flow = flowNamed(query.flow, dependencies);
  const { rows, next } = await paged(query, {
    name: 'runs',
    positionSchema: keyPosition,
    rowsAfter: (runId) => runsOf(flow.name, runId, runs),
    positionOf: ({ runId }) => runId,
  });
  const connection = await flow.connection();
  return answerWith(200, { connection, runs: await Promise.all(rows.map((run) => summarise(run, runs))), next });
};

/** The latest run of a flow, or null. */
export const latestRunOf = async (flow: string, runs: Pick<RunStore, 'newestFirst'>): Promise<Run | null> => {
  for await (const run of runsOf(flow, null, runs)) return run;
  return null;
};

/** The run of a flow with this id. @throws RefusedError RUN_UNKNOWN */
export const findRun = async (id: string | null | undefined, flow: string, runs: RunStore): Promise<Run> => {
  const runId = runIdSchema.safeParse(id).data;
  const run = runId === undefined ? null : await runs.getRun(runId);
  if (run?.flow === flow) return run;
  const asked = shownId(id ?? null);
  throw new RefusedError('RUN_UNKNOWN', `There is no run ${asked}; "runs" lists those of the last three months.`);
};

/** `GET /runs/{runId}`: what a run did; records page by page, in the order of the source's ids. */
export const showRun: Respond<'GET /runs/{runId}', ApiDependencies> = async (
  { query, pathParameters },
  dependencies,
) => {
  const { runs } = dependencies;
  const { outcome, flow, ...page } = query;
  const { name, kind, besideRun } = flowNamed(flow, dependencies);
  const run = await findRun(pathParameters['runId'], name, runs);
  const { rows, next } = await paged(page, {
    name: `runs/${run.runId}`,
    positionSchema: keyPosition,
    rowsAfter: (sourceId) => outcomesAfter(run, sourceId, outcome, runs),
    positionOf: ({ sourceId }) => sourceId,
  });
  const { list, reportRecord } = reporterOf(name, kind);
  const beside = await besideRun?.(run);
  return answerWith(200, { ...(await summarise(run, runs)), ...beside, [list]: rows.map(reportRecord), next });
};

/** A run that has not come to its end has no totals of its own yet: how many are in scope, and what came of those done. */
export const summarise = async (run: Run, runs: RunStore): Promise<object> => {
  const totals = run.totals ?? (await runs.countOutcomes(run.runId));
  return reporterOf(run.flow).summarise(run, isOpen(run) ? { ...totals, inScope: run.inScope } : totals);
};

const outcomesAfter = async function* (
  { runId }: Run,
  position: string | null,
  outcome: OutcomeKind | undefined,
  runs: RunStore,
): AsyncGenerator<Outcome> {
  for await (const found of runs.outcomesAfter(runId, position)) {
    if (outcome === undefined || found.outcome === outcome) yield found;
  }
};
