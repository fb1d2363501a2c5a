import { describesProblems } from '../../records/describe-problem.ts';
import { PROBLEMS_NB } from './problems.nb.ts';
import { PROBLEMS } from './problems.ts';

/** A problem of this flow in every language. */
export const describeProblem = describesProblems(PROBLEMS, PROBLEMS_NB);
