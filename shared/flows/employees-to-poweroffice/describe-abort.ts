import { describesAborts } from '../../people/describe-abort.ts';
import { EMPLOYEE_ABORTS_NB } from './aborts.nb.ts';

/** Why a run of this flow was given up, in every language. */
export const describeAbort = describesAborts(EMPLOYEE_ABORTS_NB);
