import type * as z from 'zod';
import type { decideEnvironment } from '../../shared/config/function-environment.ts';
import type { State } from '../composition/assemble-state.ts';
import type { Surroundings } from '../composition/flows.ts';

/** What a flow is put together from in the process of this function. */
export interface DecideSurroundings extends Pick<Surroundings, 'clock'> {
  readonly environment: z.output<typeof decideEnvironment>;
  readonly state: State;
}
