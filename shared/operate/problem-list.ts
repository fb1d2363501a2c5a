import * as z from 'zod';
import { summaryOf } from '../flows/employees-to-poweroffice/problems.ts';
import type { ProblemsOf } from '../state/employee-store.ts';
import { compareEmployeeNumbers } from './run-report.ts';

/** A problem that stands, of one person, as the problem list shows it. */
export interface ListedProblem {
  readonly employeeNumber: string | null;
  readonly simployerEmployeeId: string;
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
  employeeNumber: z.string().nullable(),
  sourceId: z.string(),
  /** Among the person's own problems. */
  index: z.number(),
});
type Place = z.infer<typeof placeSchema>;

/** A problem, with where it stands among everybody's. */
export interface PlacedProblem {
  readonly problem: ListedProblem;
  readonly place: Place;
}

const SEVERITIES = ['error', 'warning'] as const;

/** Text that is longer than any number sorts by its beginning, so that a place stays short. */
const LONGEST_NUMBER = 100;

const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

type Person = Pick<Place, 'employeeNumber' | 'sourceId'>;

const comparePeople = (one: Person, other: Person): number =>
  compareEmployeeNumbers(one.employeeNumber, other.employeeNumber) || compareText(one.sourceId, other.sourceId);

const comparePlaces = (one: Place, other: Place): number =>
  one.rank - other.rank || comparePeople(one, other) || one.index - other.index;

/** Everybody's open errors and warnings: the worst first, then by employee number. */
export const listProblems = (everybody: readonly ProblemsOf[]): PlacedProblem[] => {
  const people = everybody
    .filter(({ problems }) => problems.length > 0)
    .map((found) => ({ found, sourceId: found.sourceId, employeeNumber: cut(found.employeeNumber) }))
    .toSorted(comparePeople);
  return SEVERITIES.flatMap((severity, rank) =>
    people.flatMap(({ found, sourceId, employeeNumber }) =>
      [...found.problems.entries()]
        .filter(([, problem]) => problem.severity === severity)
        .map(([index, problem]) => ({
          problem: toListed(found, problem),
          place: { rank, employeeNumber, sourceId, index },
        })),
    ),
  );
};

const cut = (employeeNumber: string | null): string | null => employeeNumber?.slice(0, LONGEST_NUMBER) ?? null;

const toListed = (
  { sourceId, employeeNumber }: ProblemsOf,
  { firstSeen, lastSeen, ...problem }: ProblemsOf['problems'][number],
): ListedProblem => ({
  employeeNumber,
  simployerEmployeeId: sourceId,
  ...problem,
  summary: summaryOf(problem.code),
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
