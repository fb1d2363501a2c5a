import { describesProblems } from '../../records/describe-problem.ts';
import { LEAVE_PROBLEMS_NB } from '../../time-off/problems.nb.ts';
import { LEAVE_PROBLEMS } from '../../time-off/problems.ts';

/** A problem of this flow in every language. */
export const describeProblem = describesProblems(LEAVE_PROBLEMS, LEAVE_PROBLEMS_NB);
