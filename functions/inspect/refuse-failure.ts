import { PersonRefusedError } from '../../shared/people/inspect/person-refused-error.ts';
import { isVendorError } from '../../shared/records/vendor-error.ts';
import { RUN_ABORTS } from '../../shared/run/abort.ts';
import { toAbort } from '../../shared/run/failure.ts';
import type { FlowFacts } from '../../shared/run/flow.ts';
import { isRefusalCode, RefusedError } from '../api/answer.ts';

/** What would end a run of a flow is told as a refusal, with who mends it; anything else passes through. */
export const refusesFailure =
  (flow: FlowFacts) =>
  (error: unknown): never => {
    if (error instanceof PersonRefusedError) throw new RefusedError(error.code, error.message, error.members);
    if (isVendorError(error, 'outOfTime')) {
      throw new RefusedError(
        'OUT_OF_TIME',
        'An answer has to come within half a minute, and reading both vendors takes longer. A plan has no such limit.',
      );
    }
    const abort = toAbort(error, flow);
    if (abort === null || !isRefusalCode(abort.code)) throw error;
    const { hint } = flow.aborts[abort.code] ?? RUN_ABORTS.CONFIGURATION_INVALID;
    throw new RefusedError(abort.code, abort.message, { hint });
  };
