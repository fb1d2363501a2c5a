import * as z from 'zod';
import type { Outcome } from '../records/outcome.ts';
import type { ProblemsOf } from '../state/record-store.ts';
import { comparePositions, listProblems, positionSchema } from './problem-list.ts';
import type { PositionedProblem } from './problem-list.ts';

/** What became of problems since a run ended: in this order they are listed. */
export const SINCE = ['new', 'standing', 'solved'] as const;
export type Since = (typeof SINCE)[number];

/** Where a problem stands in such a list. */
export const sincePositionSchema = positionSchema.extend({ since: z.enum(SINCE) });
type SincePosition = z.infer<typeof sincePositionSchema>;

export interface ProblemSince extends PositionedProblem {
  readonly position: SincePosition;
}

/** A problem of a record: the same code twice is one, however often it stands. */
const keyOf = (sourceId: string, code: string): string => JSON.stringify([sourceId, code]);

/**
 * The problems of now beside those that stood when a run ended: `new` was first seen after it, `standing` stood then and
 * stands now, `solved` was told by that run and stands no more. What stood then of records outside that run is known
 * from when it was first seen; what of theirs is solved is not, since nobody keeps it.
 * @param endedAt when the run ended, epoch milliseconds
 * @param outcomes of the run
 */
export const listProblemsSince = async (
  everything: readonly ProblemsOf[],
  { endedAt, outcomes }: { readonly endedAt: number; readonly outcomes: AsyncIterable<Outcome> },
): Promise<ProblemSince[]> => {
  const open = listProblems(everything);
  const openNow = new Set(open.map(({ problem }) => keyOf(problem.sourceId, problem.code)));
  const toldThen = new Set<string>();
  const gone: ProblemsOf[] = [];
  for await (const { sourceId, number, problems } of outcomes) {
    for (const { code } of problems) toldThen.add(keyOf(sourceId, code));
    const solved = problems.filter(({ code }) => !openNow.has(keyOf(sourceId, code)));
    const times = { firstSeen: endedAt, lastSeen: endedAt };
    gone.push({ sourceId, number, problems: solved.map((problem) => ({ ...problem, ...times })) });
  }
  const stoodThen = ({ problem }: PositionedProblem): boolean =>
    toldThen.has(keyOf(problem.sourceId, problem.code)) || Date.parse(problem.firstSeen) <= endedAt;
  return [
    ...as(
      'new',
      open.filter((found) => !stoodThen(found)),
    ),
    ...as('standing', open.filter(stoodThen)),
    ...as('solved', listProblems(gone)),
  ];
};

const as = (since: Since, problems: readonly PositionedProblem[]): ProblemSince[] =>
  problems.map(({ problem, position }) => ({ problem, position: { ...position, since } }));

/** The problems behind a position; all of them for null. */
export const problemsSinceAfter = (
  problems: readonly ProblemSince[],
  position: SincePosition | null,
): readonly ProblemSince[] =>
  position === null
    ? problems
    : problems.filter(
        (found) =>
          (SINCE.indexOf(found.position.since) - SINCE.indexOf(position.since) ||
            comparePositions(found.position, position)) > 0,
      );
