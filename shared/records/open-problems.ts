import type { Problem } from './problem.ts';
import type { EmployeeState } from '../flows/employees-to-poweroffice/state.ts';

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
