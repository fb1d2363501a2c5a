import { describesAborts } from '../../people/describe-abort.ts';
import { FILE_ABORTS_NB } from './aborts.nb.ts';

/** Why a run of this flow was given up, in every language. */
export const describeFileAbort = describesAborts(FILE_ABORTS_NB);
