import { inNorwegianTime } from '../../records/values/to-minute.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import { RunAbortedError } from '../../run/abort.ts';
import { isXledgerError } from '../../vendors/xledger/errors.ts';
import type { AbortCode } from './aborts.ts';

const abort = (code: AbortCode, message: string): RunAbortedError => new RunAbortedError(code, message);

/**
 * What ends the run of those errors of X-ledger that stand for every record, whatever their kind says: a reason tells more.
 * @returns null for any other error
 */
export const toRunAbort = (error: unknown): RunAbortedError | null => {
  if (isXledgerError(error, 'contractBroken')) return abort('CONTRACT_BROKEN', error.summary);
  if (!isXledgerError(error, 'creditsUsedUp')) return null;
  const when =
    error.resetAt === null
      ? 'X-ledger does not say until when.'
      : `They are back at ${inNorwegianTime(new Date(error.resetAt).toISOString())}.`;
  return abort('CREDITS_USED_UP', `${error.summary} ${when}`);
};

/** Does some work. @throws RunAbortedError in place of an error that stands for every record */
export const orRunAbort = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw toRunAbort(error) ?? error;
  }
};

/** Reads X-ledger's lists. @throws RunAbortedError TARGET_INCOMPLETE for one that did not come whole */
export const orTargetIncomplete = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read();
  } catch (error) {
    if (!isVendorError(error, 'incomplete') || error.vendor !== 'xledger') throw error;
    throw abort('TARGET_INCOMPLETE', error.summary);
  }
};
