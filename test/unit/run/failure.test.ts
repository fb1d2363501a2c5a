import { VendorError } from '../../../shared/records/vendor-error.ts';
import type { VendorErrorKind } from '../../../shared/records/vendor-error.ts';
import { VENDOR_NAMES } from '../../../shared/records/vendor.ts';
import type { Vendor } from '../../../shared/records/vendor.ts';
import { RunAbortedError } from '../../../shared/run/abort.ts';
import type { RunAbortCode } from '../../../shared/run/abort.ts';
import { classifyFailure } from '../../../shared/run/failure.ts';
import type { Failure } from '../../../shared/run/failure.ts';
import { RetryLaterError } from '../../../shared/run/retry-later-error.ts';

const retry =
  (word: string, { isDown }: { readonly isDown: boolean }) =>
  ({ vendor, message }: VendorError): Failure => ({
    kind: 'retry',
    code: `${vendor.toUpperCase()}_${word}`,
    reason: message,
    delayInMillis: null,
    vendor,
    isDown,
  });

const abort =
  (code: RunAbortCode) =>
  ({ message }: VendorError): Failure => ({ kind: 'abort', error: new RunAbortedError(code, message) });

const unexpected = (error: VendorError): Failure => ({ kind: 'unexpected', error });

/** What each kind comes to, whichever vendor it is of. */
const CLASSES: Readonly<Record<VendorErrorKind, (error: VendorError) => Failure>> = {
  rejected: unexpected,
  notFound: unexpected,
  forbidden: abort('CREDENTIALS_REFUSED'),
  credentialsRefused: abort('CREDENTIALS_REFUSED'),
  clockWrong: abort('CLOCK_WRONG'),
  unavailable: retry('UNAVAILABLE', { isDown: true }),
  incomplete: retry('INCOMPLETE', { isDown: false }),
  outcomeUnknown: retry('OUTCOME_UNKNOWN', { isDown: false }),
  outOfTime: retry('OUT_OF_TIME', { isDown: false }),
};

const KINDS = Object.keys(CLASSES) as VendorErrorKind[];
const VENDORS = Object.keys(VENDOR_NAMES) as Vendor[];

describe('What a failure means for the run', () => {
  test.each(KINDS.flatMap((kind) => VENDORS.map((vendor) => [kind, vendor] as const)))(
    'is decided by the kind: %s of %s',
    (kind, vendor) => {
      const error = new VendorError(vendor, kind, { summary: 'Summary.', words: 'Words.' });
      expect(classifyFailure(error)).toEqual(CLASSES[kind](error));
    },
  );

  test('an abort stays itself', () => {
    const error = new RunAbortedError('ARCHIVE_GUARD', 'Too many.', ['42']);
    expect(classifyFailure(error)).toEqual({ kind: 'abort', error });
  });

  test('what is not known yet is asked again after its own delay, and no vendor is in the way', () => {
    expect(classifyFailure(new RetryLaterError('not known yet', 7_000))).toEqual({
      kind: 'retry',
      code: 'NOT_YET',
      reason: 'not known yet',
      delayInMillis: 7_000,
      vendor: null,
      isDown: false,
    });
  });

  test.each([[new TypeError('a bug')], ['no error at all']])('%p is unexpected', (error) => {
    expect(classifyFailure(error)).toEqual({ kind: 'unexpected', error });
  });
});
