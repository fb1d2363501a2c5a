import type * as z from 'zod';
import type { inspectEnvironment } from '../../shared/config/function-environment.ts';
import type { State } from '../composition/assemble-state.ts';
import type { Surroundings } from '../composition/flows.ts';
import type { InspectionSurroundings } from '../composition/inspection.ts';

/** What a flow is put together from in the process of this function. */
export interface LookSurroundings extends Pick<Surroundings, 'clock'>, Pick<InspectionSurroundings, 'mailAddresses'> {
  readonly environment: z.output<typeof inspectEnvironment>;
  readonly state: State;
}
