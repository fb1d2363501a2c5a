import * as z from 'zod';
import type { ProblemsOf } from '../state/record-store.ts';
import { compareRecords } from './run-report.ts';

/** A problem that stands, of one record, as the problem list shows it. */
export interface ListedProblem {
  /** What people know the record by. */
  readonly number: string | null;
  readonly sourceId: string;
  readonly code: string;
  readonly severity: string;
  /** What is wrong, with the offending value, and who fixes it where: in English, as they are stored. */
  readonly message: string;
  readonly hint: string;
  /** ISO date-times. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** Where a problem stands in the list, whoever comes and goes meanwhile. */
export const positionSchema = z.strictObject({
  /** 0 for an error, 1 for a warning. */
  rank: z.number(),
  number: z.string().nullable(),
  sourceId: z.string(),
  /** Among the record's own problems. */
  index: z.number(),
});
type Position = z.infer<typeof positionSchema>;

/** A problem, with where it stands among those of all records. */
export interface PositionedProblem {
  readonly problem: ListedProblem;
  readonly position: Position;
}

const SEVERITIES = ['error', 'warning'] as const;

/** Text that is longer than any number sorts by its beginning, so that a position stays short. */
const LONGEST_NUMBER = 100;

/** Orders problems as they are listed. */
export const comparePositions = (one: Position, other: Position): number =>
  one.rank - other.rank || compareRecords(one, other) || one.index - other.index;

/** The open errors and warnings of all records: the worst first, then by number. */
export const listProblems = (everything: readonly ProblemsOf[]): PositionedProblem[] => {
  const records = everything
    .filter(({ problems }) => problems.length > 0)
    .map((found) => ({ found, sourceId: found.sourceId, number: cut(found.number) }))
    .toSorted(compareRecords);
  return SEVERITIES.flatMap((severity, rank) =>
    records.flatMap(({ found, sourceId, number }) =>
      [...found.problems.entries()]
        .filter(([, problem]) => problem.severity === severity)
        .map(([index, problem]) => ({
          problem: toListed(found, problem),
          position: { rank, number, sourceId, index },
        })),
    ),
  );
};

const cut = (number: string | null): string | null => number?.slice(0, LONGEST_NUMBER) ?? null;

const toListed = (
  { sourceId, number }: ProblemsOf,
  { firstSeen, lastSeen, ...problem }: ProblemsOf['problems'][number],
): ListedProblem => ({
  number,
  sourceId,
  ...problem,
  firstSeen: new Date(firstSeen).toISOString(),
  lastSeen: new Date(lastSeen).toISOString(),
});

/** How often each code stands, the most frequent first. */
export const countByCode = (problems: readonly PositionedProblem[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(problems, ({ problem }) => problem.code)]
      .map(([code, those]) => [code, those.length] as const)
      .toSorted(([, one], [, other]) => other - one),
  );

/** The problems behind a position, whether that one is still there or not; all of them for null. */
export const problemsAfter = (
  problems: readonly PositionedProblem[],
  position: Position | null,
): readonly PositionedProblem[] =>
  position === null ? problems : problems.filter((problem) => comparePositions(problem.position, position) > 0);
