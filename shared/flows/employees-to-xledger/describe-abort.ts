import { describesAborts } from '../../people/describe-abort.ts';
import { XLEDGER_ABORTS_NB } from './aborts.nb.ts';

/** Why a run of this flow was given up, in every language. */
export const describeXledgerAbort = describesAborts(XLEDGER_ABORTS_NB);
