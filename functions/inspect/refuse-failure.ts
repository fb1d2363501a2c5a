import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { PersonRefusedError } from '../../shared/people/inspect/person-refused-error.ts';
import { isVendorError } from '../../shared/records/vendor-error.ts';
import { RUN_ABORTS } from '../../shared/run/abort.ts';
import { toAbort } from '../../shared/run/failure.ts';
import { isRefusalCode, RefusedError } from '../api/answer.ts';

/** What would end a run is told as a refusal, with who mends it; anything else passes through. */
export const refuseFailure = (error: unknown): never => {
  if (error instanceof PersonRefusedError) throw new RefusedError(error.code, error.message, error.members);
  if (isVendorError(error, 'outOfTime')) {
    throw new RefusedError(
      'OUT_OF_TIME',
      'An answer has to come within half a minute, and reading both vendors takes longer. A plan has no such limit.',
    );
  }
  const abort = toAbort(error, EMPLOYEES_TO_POWEROFFICE);
  if (abort === null || !isRefusalCode(abort.code)) throw error;
  const { hint } = EMPLOYEES_TO_POWEROFFICE.aborts[abort.code] ?? RUN_ABORTS.CONFIGURATION_INVALID;
  throw new RefusedError(abort.code, abort.message, { hint });
};
