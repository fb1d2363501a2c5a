/*
 * Answers `GET /problems`: what stands open of everybody, in the language that was asked for, or what became of it since
 * a run. Both are lists in pages, whose totals count everybody. Nothing is looked up at a vendor. For example,
 * `?since=RUN&language=nb` gives the problems that were first seen after that run, those that stood then and stand now,
 * and those that it told and that are solved, with their messages and hints in Norwegian.
 */
import { reportProblem } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { countByCode, listProblems, positionSchema, problemsAfter } from '../../shared/operate/problem-list.ts';
import type { ListedProblem } from '../../shared/operate/problem-list.ts';
import {
  listProblemsSince,
  problemsSinceAfter,
  SINCE,
  sincePositionSchema,
} from '../../shared/operate/problems-since.ts';
import type { Since } from '../../shared/operate/problems-since.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import type { QueryOf } from './inputs.ts';
import { paged } from './paged.ts';
import { readConnection } from './read-connection.ts';
import { findRun } from './views.ts';

type Parameters = QueryOf<'GET /problems'>;

/** `GET /problems`: what is open, the worst first; with `since` also what that run told and is solved. */
export const showProblems: Respond<'GET /problems', ApiDependencies> = async ({ query: asked }, dependencies) => {
  const { since, language = dependencies.language } = asked;
  const document =
    since === undefined
      ? await listOpen(asked, language, dependencies)
      : await compare(since, asked, language, dependencies);
  const connection = await readConnection(dependencies.connections);
  return answerWith(200, { connection, language, ...document });
};

/** The problems that were asked for, as the document has them: each is put into words when the page comes to it. */
const reported = function* <Position>(
  problems: readonly { readonly problem: ListedProblem; readonly position: Position }[],
  { code, severity }: Parameters,
  language: ApiDependencies['language'],
) {
  for (const { problem, position } of problems) {
    if (code !== undefined && problem.code !== code) continue;
    if (severity !== undefined && problem.severity !== severity) continue;
    yield { row: reportProblem(problem, language), position };
  }
};

const listOpen = async (
  asked: Parameters,
  language: ApiDependencies['language'],
  { runs, employees }: ApiDependencies,
): Promise<object> => {
  const everybodys = listProblems(await employees.problems());
  const { rows, next } = await paged(asked, {
    name: 'problems',
    positionSchema,
    rowsAfter: (position) => reported(problemsAfter(everybodys, position), asked, language),
    positionOf: ({ position }) => position,
  });
  return {
    problems: rows.map(({ row }) => row),
    totals: countByCode(everybodys),
    newSince: await startOfLastRun(runs),
    next,
  };
};

/** When the last run began that looked at everybody and could write: what was first seen from then on is new. */
const startOfLastRun = async (runs: RunStore): Promise<string | null> => {
  for await (const { flow, mode, employees, startedAt } of runs.newestFirst(null)) {
    if (flow === FIRST_FLOW && mode === 'apply' && employees === null) return new Date(startedAt).toISOString();
  }
  return null;
};

const compare = async (
  since: string,
  asked: Parameters,
  language: ApiDependencies['language'],
  { runs, employees, clock }: ApiDependencies,
): Promise<object> => {
  const run = await findRun(since, runs);
  if (run.mode === 'plan' || run.flow !== FIRST_FLOW) {
    throw new RefusedError('INPUT_INVALID', 'A parameter of the address is wrong.', {
      details: ['since: not a run of this flow that could write; what a plan told never stood'],
    });
  }
  const everybodys = await listProblemsSince(await employees.problems(), {
    endedAt: run.finishedAt ?? clock.now(),
    outcomes: runs.outcomesAfter(run.runId, null),
  });
  const { rows, next } = await paged(asked, {
    name: `problems/${run.runId}`,
    positionSchema: sincePositionSchema,
    rowsAfter: (position) => reported(problemsSinceAfter(everybodys, position), asked, language),
    positionOf: ({ position }) => position,
  });
  const of = (kind: Since) => rows.filter(({ position }) => position.since === kind).map(({ row }) => row);
  return {
    new: of('new'),
    standing: of('standing'),
    // When a solved problem was first and last seen is kept nowhere.
    solved: of('solved').map(({ firstSeen: _first, lastSeen: _last, ...solved }) => solved),
    totals: Object.fromEntries(
      SINCE.map((kind) => [kind, countByCode(everybodys.filter(({ position }) => position.since === kind))]),
    ),
    next,
  };
};
