/*
 * Answers `GET /problems`: what stands open of everybody, in the language that was asked for, or what became of it since
 * a run. Both are lists in pages, whose totals count everybody. Nothing is looked up at a vendor. For example,
 * `?since=RUN&language=nb` gives the problems that were first seen after that run, those that stood then and stand now,
 * and those that it told and that are solved, with their messages and hints in Norwegian.
 */
import { countByCode, listProblems, positionSchema, problemsAfter } from '../../shared/operate/problem-list.ts';
import type { ListedProblem } from '../../shared/operate/problem-list.ts';
import {
  listProblemsSince,
  problemsSinceAfter,
  SINCE,
  sincePositionSchema,
} from '../../shared/operate/problems-since.ts';
import type { Since } from '../../shared/operate/problems-since.ts';
import type { Language } from '../../shared/records/words.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { ApiFlow } from '../composition/api-flows.ts';
import { runsOf } from '../composition/runs-of.ts';
import { answerWith, RefusedError } from './answer.ts';
import type { Respond } from './answer-call.ts';
import type { ApiDependencies } from './handler.ts';
import type { QueryOf } from './inputs.ts';
import { flowNamed } from './flow-named.ts';
import { paged } from './paged.ts';
import { findRun } from './views.ts';

type Parameters = QueryOf<'GET /problems'>;

/** What a list of problems is made of. */
interface Asked {
  readonly parameters: Parameters;
  readonly language: Language;
  readonly flow: ApiFlow;
}

/** `GET /problems`: what is open, the worst first; with `since` also what that run told and is solved. */
export const showProblems: Respond<'GET /problems', ApiDependencies> = async ({ query }, dependencies) => {
  const { since, code, language = dependencies.language } = query;
  const flow = flowNamed(query.flow, dependencies);
  if (code !== undefined && !flow.problems.codes.includes(code)) throw wrongParameter('code: there is no such problem');
  const asked = { parameters: query, language, flow };
  const document =
    since === undefined ? await listOpen(asked, dependencies) : await compare(since, asked, dependencies);
  return answerWith(200, { connection: await flow.connection(), language, ...document });
};

const wrongParameter = (detail: string): RefusedError =>
  new RefusedError('INPUT_INVALID', 'A parameter of the address is wrong.', { details: [detail] });

/** The problems that were asked for, as the document has them: each is put into words when the page comes to it. */
const reported = function* <Position>(
  problems: readonly { readonly problem: ListedProblem; readonly position: Position }[],
  { parameters: { code, severity }, language, flow }: Asked,
) {
  for (const { problem, position } of problems) {
    if (code !== undefined && problem.code !== code) continue;
    if (severity !== undefined && problem.severity !== severity) continue;
    yield { row: flow.problems.report(problem, language), position };
  }
};

const listOpen = async (asked: Asked, { runs }: ApiDependencies): Promise<object> => {
  const { parameters, flow } = asked;
  const everybodys = listProblems(await flow.problems.open());
  const { rows, next } = await paged(parameters, {
    name: 'problems',
    positionSchema,
    rowsAfter: (position) => reported(problemsAfter(everybodys, position), asked),
    positionOf: ({ position }) => position,
  });
  return {
    problems: rows.map(({ row }) => row),
    totals: countByCode(everybodys),
    newSince: await startOfLastRun(flow.name, runs),
    next,
  };
};

/** When the last run began that looked at everybody and could write: what was first seen from then on is new. */
const startOfLastRun = async (flow: string, runs: RunStore): Promise<string | null> => {
  for await (const { mode, employees, startedAt } of runsOf(flow, null, runs)) {
    if (mode === 'apply' && employees === null) return new Date(startedAt).toISOString();
  }
  return null;
};

const withoutDates = ({ firstSeen: _first, lastSeen: _last, ...solved }: Readonly<Record<string, unknown>>) => solved;

const compare = async (since: string, asked: Asked, { runs, clock }: ApiDependencies): Promise<object> => {
  const { parameters, flow } = asked;
  const run = await findRun(since, flow.name, runs);
  if (run.mode === 'plan') throw wrongParameter('since: not a run that could write; what a plan told never stood');
  const everybodys = await listProblemsSince(await flow.problems.open(), {
    endedAt: run.finishedAt ?? clock.now(),
    outcomes: runs.outcomesAfter(run.runId, null),
  });
  const { rows, next } = await paged(parameters, {
    name: `problems/${run.runId}`,
    positionSchema: sincePositionSchema,
    rowsAfter: (position) => reported(problemsSinceAfter(everybodys, position), asked),
    positionOf: ({ position }) => position,
  });
  const of = (kind: Since) => rows.filter(({ position }) => position.since === kind).map(({ row }) => row);
  return {
    new: of('new'),
    standing: of('standing'),
    // When a solved problem was first and last seen is kept nowhere.
    solved: of('solved').map(withoutDates),
    totals: Object.fromEntries(
      SINCE.map((kind) => [kind, countByCode(everybodys.filter(({ position }) => position.since === kind))]),
    ),
    next,
  };
};
