import { PowerOfficeError } from '../poweroffice/errors.ts';
import { SimployerError } from '../simployer/errors.ts';
import { RunAbortedError } from './abort.ts';
import { RetryLaterError } from './retry-later-error.ts';

/** What a thrown error means for the run; every error falls into exactly one class. */
export type Failure =
  /** It will pass: the work goes back to the queue. */
  | { readonly kind: 'retry'; readonly reason: string; readonly delayInMillis: number | null; readonly vendorIsDown: boolean }
  /** It stands for everybody: the run ends at once, and says so once. */
  | { readonly kind: 'abort'; readonly error: RunAbortedError }
  /** Our bug, or the state store: retried by the queue, then dead-lettered. */
  | { readonly kind: 'unexpected'; readonly error: unknown };

/** Classifies whatever was thrown while reading or writing. */
export const classifyFailure = (error: unknown): Failure => {
  if (error instanceof RunAbortedError) return { kind: 'abort', error };
  if (error instanceof RetryLaterError) {
    return { kind: 'retry', reason: error.message, delayInMillis: error.delayInMillis, vendorIsDown: false };
  }
  if (error instanceof PowerOfficeError) {
    switch (error.kind) {
      case 'credentialsRefused':
        return { kind: 'abort', error: new RunAbortedError('CREDENTIALS_REFUSED', error.message) };
      case 'forbidden':
        return { kind: 'abort', error: new RunAbortedError('CREDENTIALS_REFUSED', error.message) };
      case 'unavailable':
        return { kind: 'retry', reason: error.message, delayInMillis: null, vendorIsDown: true };
      case 'outcomeUnknown':
      case 'outOfTime':
        return { kind: 'retry', reason: error.message, delayInMillis: null, vendorIsDown: false };
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
      case 'unavailable':
      case 'incomplete':
      case 'outOfTime':
        return { kind: 'retry', reason: error.message, delayInMillis: null, vendorIsDown: false };
      default:
        return error.kind satisfies never;
    }
  }
  return { kind: 'unexpected', error };
};
