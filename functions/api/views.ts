import * as z from 'zod';
import { keyPosition } from '../../shared/api/cursor.ts';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import type { OutcomeKind } from '../../shared/records/outcome.ts';
import { PROBLEMS, summaryOf } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import { reportProblem } from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { Outcome } from '../../shared/records/outcome.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { Run } from '../../shared/state/run.ts';
import { countByCode, listProblems, positionSchema, problemsAfter } from '../../shared/operate/problem-list.ts';
import { runIdSchema } from '../../shared/run/start-message.ts';
import { reporterOf } from '../composition/reports.ts';
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

/** `GET /runs`: the latest runs, newest first, without their records. */
export const listRuns = async (request: ApiRequest, { runs }: ApiDependencies): Promise<Answer> => {
  const { rows, next } = await paged(readQuery(pageParameters, request), {
    name: 'runs',
    positionSchema: keyPosition,
    rowsAfter: (runId) => runs.newestFirst(runId),
    positionOf: ({ runId }) => runId,
  });
  return answerWith(200, { runs: await Promise.all(rows.map((run) => summarise(run, runs))), next });
};

/** `GET /runs/{runId}`: what a run did; records page by page, in the order of the source's ids. */
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
    rowsAfter: (sourceId) => outcomesAfter(run, sourceId, outcome, runs),
    positionOf: ({ sourceId }) => sourceId,
  });
  const { list, reportRecord } = reporterOf(run.flow);
  return answerWith(200, { ...(await summarise(run, runs)), [list]: rows.map(reportRecord), next });
};

/** `GET /problems`: what is open, the worst first, and how often each code stands among everybody. */
export const showProblems = async (request: ApiRequest, { employees }: ApiDependencies): Promise<Answer> => {
  const { code, severity, ...page } = readQuery(problemParameters, request);
  const everybodys = listProblems(await employees.problems(), summaryOf);
  const { rows, next } = await paged(page, {
    name: 'problems',
    positionSchema,
    rowsAfter: (position) =>
      problemsAfter(everybodys, position).filter(
        ({ problem }) =>
          (code === undefined || problem.code === code) && (severity === undefined || problem.severity === severity),
      ),
    positionOf: ({ position }) => position,
  });
  return answerWith(200, {
    problems: rows.map(({ problem }) => reportProblem(problem)),
    totals: countByCode(everybodys),
    next,
  });
};

/** A run that has not come to its end has no totals of its own yet. */
const summarise = async (run: Run, runs: RunStore): Promise<object> =>
  reporterOf(run.flow).summarise(run, run.totals ?? (await runs.countOutcomes(run.runId)));

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
