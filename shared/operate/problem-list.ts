import * as z from 'zod';
import type { SummaryOf } from '../records/problem.ts';
import { compareText } from '../records/values/text.ts';
import type { ProblemsOf } from '../state/record-store.ts';
import { compareNumbers } from './run-report.ts';

/** A problem that stands, of one record, as the problem list shows it. */
export interface ListedProblem {
  /** What people know the record by. */
  readonly number: string | null;
  readonly sourceId: string;
  readonly code: string;
  readonly severity: string;
  /** What is wrong, without any value. */
  readonly summary: string;
  /** What is wrong, with the offending value. */
  readonly message: string;
  readonly hint: string;
  /** ISO date-times. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** Where a problem stands in the list, whoever comes and goes meanwhile. */
export const placeSchema = z.strictObject({
  /** 0 for an error, 1 for a warning. */
  rank: z.number(),
  number: z.string().nullable(),
  sourceId: z.string(),
  /** Among the record's own problems. */
  index: z.number(),
});
type Place = z.infer<typeof placeSchema>;

/** A problem, with where it stands among those of all records. */
export interface PlacedProblem {
  readonly problem: ListedProblem;
  readonly place: Place;
}

const SEVERITIES = ['error', 'warning'] as const;

/** Text that is longer than any number sorts by its beginning, so that a place stays short. */
const LONGEST_NUMBER = 100;

type Named = Pick<Place, 'number' | 'sourceId'>;

const compareRecords = (one: Named, other: Named): number =>
  compareNumbers(one.number, other.number) || compareText(one.sourceId, other.sourceId);

const comparePlaces = (one: Place, other: Place): number =>
  one.rank - other.rank || compareRecords(one, other) || one.index - other.index;

/** The open errors and warnings of all records: the worst first, then by number. */
export const listProblems = (everything: readonly ProblemsOf[], summaryOf: SummaryOf): PlacedProblem[] => {
  const records = everything
    .filter(({ problems }) => problems.length > 0)
    .map((found) => ({ found, sourceId: found.sourceId, number: cut(found.number) }))
    .toSorted(compareRecords);
  return SEVERITIES.flatMap((severity, rank) =>
    records.flatMap(({ found, sourceId, number }) =>
      [...found.problems.entries()]
        .filter(([, problem]) => problem.severity === severity)
        .map(([index, problem]) => ({
          problem: { ...toListed(found, problem), summary: summaryOf(problem.code) },
          place: { rank, number, sourceId, index },
        })),
    ),
  );
};

const cut = (number: string | null): string | null => number?.slice(0, LONGEST_NUMBER) ?? null;

const toListed = (
  { sourceId, number }: ProblemsOf,
  { firstSeen, lastSeen, ...problem }: ProblemsOf['problems'][number],
): Omit<ListedProblem, 'summary'> => ({
  number,
  sourceId,
  ...problem,
  firstSeen: new Date(firstSeen).toISOString(),
  lastSeen: new Date(lastSeen).toISOString(),
});

/** How often each code stands, the most frequent first. */
export const countByCode = (problems: readonly PlacedProblem[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(problems, ({ problem }) => problem.code)]
      .map(([code, those]) => [code, those.length] as const)
      .toSorted(([, one], [, other]) => other - one),
  );

/** The problems behind a place, whether that one is still there or not; all of them for null. */
export const problemsAfter = (problems: readonly PlacedProblem[], place: Place | null): readonly PlacedProblem[] =>
  place === null ? problems : problems.filter((problem) => comparePlaces(problem.place, place) > 0);
