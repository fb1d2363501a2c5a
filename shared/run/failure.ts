import { isVendorError, VendorError } from '../records/vendor-error.ts';
import type { VendorErrorKind } from '../records/vendor-error.ts';
import { VENDOR_NAMES } from '../records/vendor.ts';
import type { Vendor } from '../records/vendor.ts';
import { RunAbortedError } from './abort.ts';
import type { FlowFacts } from './flow.ts';
import { START_LIMITS } from './limits.ts';
import { RetryLaterError } from './retry-later-error.ts';

/** What a thrown error means for the run; every error falls into exactly one class. */
export type Failure =
  /** It will pass: the work goes back to the queue. */
  | {
      readonly kind: 'retry';
      /** What was in the way, in one word for the log, such as `POWEROFFICE_UNAVAILABLE` for PowerOffice. */
      readonly code: string;
      readonly reason: string;
      readonly delayInMillis: number | null;
      /** Who was in the way; null when no vendor was. */
      readonly vendor: Vendor | null;
      /** The vendor gave no answer, however often it was asked. */
      readonly isDown: boolean;
    }
  /** It stands for every record: the run ends at once, and says so once. */
  | { readonly kind: 'abort'; readonly error: RunAbortedError }
  /** Our bug, or the state store: retried by the queue, then dead-lettered. */
  | { readonly kind: 'unexpected'; readonly error: unknown };

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
  if (error instanceof VendorError) return classifyVendorError(error);
  return { kind: 'unexpected', error };
};

/** What is left of an invocation of start-run for reading, in minutes. */
const MINUTES_TO_READ = Math.floor((START_LIMITS.timeoutInSeconds - START_LIMITS.reserveInSeconds) / 60);

/** What ends the run at its start; null for our own bugs and the state store, which the queue's retry is for. */
export const toAbort = (
  error: unknown,
  { target, unavailable }: Pick<FlowFacts, 'target' | 'unavailable'>,
): RunAbortedError | null => {
  if (isVendorError(error, 'outOfTime')) {
    const message = `${VENDOR_NAMES[error.vendor]} had not been read to the end after ${MINUTES_TO_READ} minutes.`;
    return new RunAbortedError('START_OUT_OF_TIME', message);
  }
  const failure = classifyFailure(error);
  switch (failure.kind) {
    case 'abort':
      return failure.error;
    case 'retry':
      return new RunAbortedError(unavailable(failure.vendor ?? target), failure.reason);
    case 'unexpected':
      return null;
  }
};

const classifyVendorError = (error: VendorError): Failure => {
  switch (error.kind) {
    case 'credentialsRefused':
    case 'forbidden':
      return { kind: 'abort', error: new RunAbortedError('CREDENTIALS_REFUSED', error.message) };
    case 'clockWrong':
      return { kind: 'abort', error: new RunAbortedError('CLOCK_WRONG', error.message) };
    case 'unavailable':
    case 'incomplete':
    case 'outcomeUnknown':
    case 'outOfTime':
      return {
        kind: 'retry',
        code: toCode(error.vendor, error.kind),
        reason: error.message,
        delayInMillis: null,
        vendor: error.vendor,
        isDown: error.kind === 'unavailable',
      };
    // A refusal belongs to one record, and whoever made the write records it: here it was forgotten.
    case 'rejected':
    case 'notFound':
      return { kind: 'unexpected', error };
    default:
      return error.kind satisfies never;
  }
};

/** `poweroffice` and `outOfTime` are `POWEROFFICE_OUT_OF_TIME`. */
const toCode = (vendor: Vendor, kind: VendorErrorKind): string =>
  `${vendor}_${kind.replaceAll(/[A-Z]/g, '_$&')}`.toUpperCase();
