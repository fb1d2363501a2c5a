import type { RefusedAs } from '../../../people/person-writes.ts';
import type { Problem } from '../../../records/problem.ts';
import type { VendorError } from '../../../records/vendor-error.ts';
import { problem } from '../problems.ts';
import { toRunAbort } from '../run-errors.ts';

/** A refusal of one person's write. @throws RunAbortedError for one that stands for every record, as of a field that is gone */
const ofPerson =
  (told: (error: VendorError) => Problem | null): RefusedAs =>
  (error) => {
    const abort = toRunAbort(error);
    if (abort !== null) throw abort;
    return told(error);
  };

/** The caller has another way to go. */
export const notTold: RefusedAs = ofPerson(() => null);

/** In X-ledger's own words, already masked by its client. @param what was refused, by its names; nothing for all of it */
export const refusedAs = (code: 'XLEDGER_REJECTED' | 'CONTACT_REJECTED', what: string | null = null): RefusedAs =>
  ofPerson((error) => problem(code, what === null ? error.message : `${what} was refused. ${error.message}`));

/** What X-ledger found to say beside a record that it has written (X-ledger fact 25). */
export const remarked = (remarks: readonly string[]): readonly Problem[] =>
  remarks.map((remark) => problem('XLEDGER_REJECTED', remark, { severity: 'warning' }));
