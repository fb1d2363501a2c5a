import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { isVendorError } from '../../shared/records/vendor-error.ts';
import { RUN_ABORTS } from '../../shared/run/abort.ts';
import { classifyFailure } from '../../shared/run/failure.ts';
import { isRefusalCode, RefusedError } from '../api/answer.ts';

/** What would end a run is told as a refusal, with who mends it; anything else passes through. */
export const refuseFailure = (error: unknown): never => {
  if (isVendorError(error, 'outOfTime')) {
    throw new RefusedError(
      'OUT_OF_TIME',
      'An answer has to come within half a minute, and reading both vendors takes longer. A plan has no such limit.',
    );
  }
  const failure = classifyFailure(error);
  if (failure.kind === 'unexpected') throw error;
  const { aborts, target, unavailable } = EMPLOYEES_TO_POWEROFFICE;
  const { code, message } =
    failure.kind === 'abort' ? failure.error : { code: unavailable(failure.vendor ?? target), message: failure.reason };
  if (!isRefusalCode(code)) throw error;
  throw new RefusedError(code, message, { hint: (aborts[code] ?? RUN_ABORTS.CONFIGURATION_INVALID).hint });
};
