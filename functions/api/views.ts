import * as z from 'zod';
import { keyPosition } from '../../shared/api/cursor.ts';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import type { OutcomeKind } from '../../shared/records/outcome.ts';
import { PROBLEMS } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { Run } from '../../shared/state/run.ts';
import { countByCode, listProblems, placeSchema, problemsAfter } from '../../shared/operate/problem-list.ts';
import { reportEmployee, summariseRun } from '../../shared/operate/run-report.ts';
import type { ReportedEmployee, RunSummary } from '../../shared/operate/run-report.ts';
import { runIdSchema } from '../../shared/run/start-message.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ApiDependencies } from './handler.ts';
import { paged, pageParameters } from './paged.ts';
import { readQuery } from './request.ts';
import type { ApiRequest } from './request.ts';

const outcomeParameters = pageParameters.extend({ outcome: z.enum(OUTCOMES).optional() });
const problemParameters = pageParameters.extend({
  code: z.enum(Object.keys(PROBLEMS)).optional(),
  severity: z.enum(['error', 'warning']).optional(),
});

/** `GET /runs`: the latest runs, newest first, without the people. */
export const listRuns = async (request: ApiRequest, { runs }: ApiDependencies): Promise<Answer> => {
  const { rows, next } = await paged(readQuery(pageParameters, request), {
    name: 'runs',
    positionSchema: keyPosition,
    rowsAfter: (runId) => summariesAfter(runId, runs),
    positionOf: ({ runId }) => runId,
  });
  return answerWith(200, { runs: rows, next });
};

/** `GET /runs/{runId}`: what a run did; people page by page, in the order of their Simployer ids. */
export const showRun = async (request: ApiRequest, { runs }: ApiDependencies): Promise<Answer> => {
  const { outcome, ...page } = readQuery(outcomeParameters, request);
  const runId = runIdSchema.safeParse(request.pathParameters['runId']).data;
  const run = runId === undefined ? null : await runs.getRun(runId);
  if (run === null) {
    throw new RefusedError('RUN_UNKNOWN', 'There is no run with this id. Runs are kept for three months.');
  }
  const { rows, next } = await paged(page, {
    name: `runs/${run.runId}`,
    positionSchema: keyPosition,
    rowsAfter: (sourceId) => employeesAfter(run, sourceId, outcome, runs),
    positionOf: ({ simployerEmployeeId }) => simployerEmployeeId,
  });
  return answerWith(200, { ...(await summarise(run, runs)), employees: rows, next });
};

/** `GET /problems`: what is open, the worst first, and how often each code stands among everybody. */
export const showProblems = async (request: ApiRequest, { employees }: ApiDependencies): Promise<Answer> => {
  const { code, severity, ...page } = readQuery(problemParameters, request);
  const everybodys = listProblems(await employees.problems());
  const { rows, next } = await paged(page, {
    name: 'problems',
    positionSchema: placeSchema,
    rowsAfter: (place) =>
      problemsAfter(everybodys, place).filter(
        ({ problem }) =>
          (code === undefined || problem.code === code) && (severity === undefined || problem.severity === severity),
      ),
    positionOf: ({ place }) => place,
  });
  return answerWith(200, { problems: rows.map(({ problem }) => problem), totals: countByCode(everybodys), next });
};

/** A run that has not come to its end has no totals of its own yet. */
const summarise = async (run: Run, runs: RunStore): Promise<RunSummary> =>
  summariseRun(run, run.totals ?? (await runs.countOutcomes(run.runId)));

const summariesAfter = async function* (position: string | null, runs: RunStore): AsyncGenerator<RunSummary> {
  for await (const run of runs.newestFirst(position)) yield await summarise(run, runs);
};

const employeesAfter = async function* (
  { runId }: Run,
  position: string | null,
  outcome: OutcomeKind | undefined,
  runs: RunStore,
): AsyncGenerator<ReportedEmployee> {
  for await (const found of runs.outcomesAfter(runId, position)) {
    if (outcome === undefined || found.outcome === outcome) yield reportEmployee(found);
  }
};
