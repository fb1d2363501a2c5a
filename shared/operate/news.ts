import type { ProblemsOf } from '../state/record-store.ts';
import type { RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import type { EndedRun, Run } from '../state/run.ts';
import { listProblems } from './problem-list.ts';
import type { ListedProblem } from './problem-list.ts';
import { listProblemsSince } from './problems-since.ts';
import type { Since } from './problems-since.ts';

/** How the list of problems has changed since people were last told. */
export type News = Readonly<Record<Since, readonly ListedProblem[]>>;

interface NewsSources {
  readonly runs: Pick<RunStore, 'outcomesAfter'>;
  /** What stands open of every record. */
  readonly problems: () => Promise<readonly ProblemsOf[]>;
}

/**
 * How the list of problems has changed since a run.
 * @param before the run that people were last told of; null when they were told of none: then everything is new
 */
export const readNews = async (before: EndedRun | null, { runs, problems }: NewsSources): Promise<News> => {
  const everything = await problems();
  if (before === null) {
    return { new: listProblems(everything).map(({ problem }) => problem), standing: [], solved: [] };
  }
  const found = await listProblemsSince(everything, {
    endedAt: before.finishedAt,
    outcomes: runs.outcomesAfter(before.runId, null),
  });
  const of = (since: Since) => found.flatMap(({ problem, position }) => (position.since === since ? [problem] : []));
  return { new: of('new'), standing: of('standing'), solved: of('solved') };
};

/** The last run before another that spoke for everybody, and was not given up. */
export const findRunBefore = async (
  run: Run,
  speaksForEverybody: (run: Run) => boolean,
  runs: Pick<RunStore, 'newestFirst'>,
): Promise<EndedRun | null> => {
  for await (const one of runs.newestFirst(run.runId)) {
    if (one.flow === run.flow && speaksForEverybody(one) && !isOpen(one) && one.abort === null) return one;
  }
  return null;
};
