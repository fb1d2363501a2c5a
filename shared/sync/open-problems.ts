import { PROBLEMS } from '../employee/problem.ts';
import type { Problem } from '../employee/problem.ts';
import type { EmployeeState } from '../state/employee-state.ts';
import { compareEmployeeNumbers } from './run-report.ts';

type OpenProblem = EmployeeState['problems'][number];

/** The problems a person has now, each with when it was first seen and last seen, epoch milliseconds. */
export const mergeProblems = (
  before: readonly OpenProblem[],
  problems: readonly Problem[],
  now: number,
): OpenProblem[] =>
  problems.map((found) => ({
    ...found,
    firstSeen: before.find(({ code }) => code === found.code)?.firstSeen ?? now,
    lastSeen: now,
  }));

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

const SEVERITIES = ['error', 'warning', 'info'];

/** Everybody's open errors and warnings: the worst first, then by employee number. */
export const listOpenProblems = (states: readonly EmployeeState[]): ListedProblem[] =>
  states
    .flatMap(({ sourceId, employeeNumber, problems }) =>
      problems
        .filter(({ severity }) => severity !== 'info')
        .map(({ firstSeen, lastSeen, ...found }) => ({
          employeeNumber,
          simployerEmployeeId: sourceId,
          ...found,
          summary: PROBLEMS[found.code].summary,
          firstSeen: new Date(firstSeen).toISOString(),
          lastSeen: new Date(lastSeen).toISOString(),
        })),
    )
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        compareEmployeeNumbers(a.employeeNumber, b.employeeNumber),
    );
