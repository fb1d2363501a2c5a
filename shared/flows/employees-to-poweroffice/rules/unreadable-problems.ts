import type { Problem } from '../../../records/problem.ts';
import type { SourceEmployee } from '../../../model/employee.ts';
import { isUnreadable } from '../../../model/source-value.ts';
import { faultProblemsOf, unreadableProblemsOf } from '../../../model/unreadable-problems.ts';
import { problem } from '../problems.ts';

/** A value that cannot be read, as this flow tells of it. */
export const unreadableProblem = unreadableProblemsOf(problem, 'PowerOffice');

/** A row of the source that lacks what it must have, as this flow tells of it. */
export const faultProblem = faultProblemsOf(problem);

/** The employee's own values that cannot be read; the bank account, employments and compensations have rules that tell theirs. */
export const ownUnreadableProblems = (source: SourceEmployee): Problem[] =>
  [{ ...source, bankAccount: null }, source.homeAddress]
    .flatMap((record) => (isUnreadable(record) ? [] : Object.values(record).filter(isUnreadable)))
    .map((value) => unreadableProblem(value, 'field'));
