import type { Problem } from './problem.ts';

/** A problem that a record has now, with when it was first and last seen, epoch milliseconds. */
export interface OpenProblem extends Problem {
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** The problems a record has now: one that stood before keeps when it was first seen. */
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
