import type { Problem } from '../employee/problem.ts';
import type { EmployeeState } from '../state/employee-state.ts';

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
