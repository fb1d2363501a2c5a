import { describesAborts } from '../../people/describe-abort.ts';
import { LEAVE_ABORTS_NB } from './aborts.nb.ts';

/** Why a run of this flow was given up, in every language. */
export const describeLeaveAbort = describesAborts(LEAVE_ABORTS_NB);
