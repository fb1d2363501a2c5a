import type * as z from 'zod';
import type { explainEnvironment } from '../../shared/config/function-environment.ts';
import type { DescribeProblem } from '../../shared/records/describe-problem.ts';
import type { State } from '../composition/assemble-state.ts';
import type { Explaining } from '../composition/explaining.ts';
import type { Surroundings } from '../composition/flows.ts';
import type { OpenFlow } from '../composition/open-flow.ts';

/** A flow as its people are explained on a dashboard. */
export interface ExplainedFlow extends OpenFlow<Explaining> {
  readonly describeProblem: DescribeProblem;
}

/** What a flow is put together from in the process of this function. */
export interface ExplainSurroundings extends Pick<Surroundings, 'clock'> {
  readonly environment: z.output<typeof explainEnvironment>;
  readonly state: State;
}
