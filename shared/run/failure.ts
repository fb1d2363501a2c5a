import { PowerOfficeError } from '../vendors/poweroffice/errors.ts';
import { SimployerError } from '../vendors/simployer/errors.ts';
import { RunAbortedError } from './abort.ts';
import { RetryLaterError } from './retry-later-error.ts';

export type Vendor = 'simployer' | 'powerOffice';

/** What a thrown error means for the run; every error falls into exactly one class. */
export type Failure =
  /** It will pass: the work goes back to the queue. */
  | {
      readonly kind: 'retry';
      /** What was in the way, in one word for the log. */
      readonly code: string;
      readonly reason: string;
      readonly delayInMillis: number | null;
      readonly vendor: Vendor | null;
      readonly isDown: boolean;
    }
  /** It stands for everybody: the run ends at once, and says so once. */
  | { readonly kind: 'abort'; readonly error: RunAbortedError }
  /** Our bug, or the state store: retried by the queue, then dead-lettered. */
  | { readonly kind: 'unexpected'; readonly error: unknown };

const CODES = {
  unavailable: 'UNAVAILABLE',
  outcomeUnknown: 'OUTCOME_UNKNOWN',
  outOfTime: 'OUT_OF_TIME',
  incomplete: 'INCOMPLETE',
} as const;

/** Classifies whatever was thrown while reading or writing. */
export const classifyFailure = (error: unknown): Failure => {
  if (error instanceof RunAbortedError) return { kind: 'abort', error };
  if (error instanceof RetryLaterError) {
    return {
      kind: 'retry',
      code: 'NOT_YET',
      reason: error.message,
      delayInMillis: error.delayInMillis,
      vendor: null,
      isDown: false,
    };
  }
  if (error instanceof PowerOfficeError) {
    switch (error.kind) {
      case 'credentialsRefused':
        return { kind: 'abort', error: new RunAbortedError('CREDENTIALS_REFUSED', error.message) };
      case 'forbidden':
        return { kind: 'abort', error: new RunAbortedError('CREDENTIALS_REFUSED', error.message) };
      case 'clockWrong':
        return { kind: 'abort', error: new RunAbortedError('CLOCK_WRONG', error.message) };
      case 'unavailable':
      case 'outcomeUnknown':
      case 'outOfTime':
        return {
          kind: 'retry',
          code: `POWEROFFICE_${CODES[error.kind]}`,
          reason: error.message,
          delayInMillis: null,
          vendor: 'powerOffice',
          isDown: error.kind === 'unavailable',
        };
      case 'rejected':
      case 'notFound':
        return { kind: 'unexpected', error };
      default:
        return error.kind satisfies never;
    }
  }
  if (error instanceof SimployerError) {
    switch (error.kind) {
      case 'credentialsRefused':
        return { kind: 'abort', error: new RunAbortedError('CREDENTIALS_REFUSED', error.message) };
      case 'clockWrong':
        return { kind: 'abort', error: new RunAbortedError('CLOCK_WRONG', error.message) };
      case 'unavailable':
      case 'incomplete':
      case 'outOfTime':
        return {
          kind: 'retry',
          code: `SIMPLOYER_${CODES[error.kind]}`,
          reason: error.message,
          delayInMillis: null,
          vendor: 'simployer',
          isDown: false,
        };
      default:
        return error.kind satisfies never;
    }
  }
  return { kind: 'unexpected', error };
};
