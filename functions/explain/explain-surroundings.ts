import type * as z from 'zod';
import type { explainEnvironment } from '../../shared/config/function-environment.ts';
import type { State } from '../composition/assemble-state.ts';
import type { Surroundings } from '../composition/flows.ts';

/** What a flow is put together from in the process of this function. */
export interface ExplainSurroundings extends Pick<Surroundings, 'clock'> {
  readonly environment: z.output<typeof explainEnvironment>;
  readonly state: State;
}
