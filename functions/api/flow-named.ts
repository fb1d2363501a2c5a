import type { ApiFlow } from '../composition/api-flows.ts';
import { TIME_OFF_ABORTS } from '../../shared/time-off/aborts.ts';
import { UNVERIFIED_FLOW } from '../../shared/time-off/flows.ts';
import { RefusedError } from './answer.ts';

/** A flow by another name than those that there are here, or one that does not answer what was asked. */
export const refuseFlow = (names: readonly string[]): RefusedError =>
  new RefusedError('INPUT_INVALID', 'No flow of this name answers that here.', {
    details: [`flow: one of ${names.join(', ')}`],
  });

/** The flow that a call names. @throws RefusedError INPUT_INVALID; TARGET_UNVERIFIED for one that nobody may start */
export const flowNamed = (name: string, { flows }: { readonly flows: readonly ApiFlow[] }): ApiFlow => {
  const flow = flows.find((one) => one.name === name);
  if (flow !== undefined) return flow;
  if (name === UNVERIFIED_FLOW) throw new RefusedError('TARGET_UNVERIFIED', TIME_OFF_ABORTS.TARGET_UNVERIFIED.summary);
  throw refuseFlow(flows.map((one) => one.name));
};
