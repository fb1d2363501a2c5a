import { describesProblems } from '../records/describe-problem.ts';
import { LEAVE_PROBLEMS_NB } from './problems.nb.ts';
import { LEAVE_PROBLEMS } from './problems.ts';

/** A problem of a leave in every language, whatever the target. */
export const describeLeaveProblem = describesProblems(LEAVE_PROBLEMS, LEAVE_PROBLEMS_NB);
