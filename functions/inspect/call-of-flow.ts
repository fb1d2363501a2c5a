import type { InspectionLimits } from '../composition/answering-in-time.ts';
import type { OpenFlows } from '../composition/open-flow.ts';
import { refuseFlow } from '../api/flow-named.ts';
import { refusesFailure } from './refuse-failure.ts';

/** A flow in one call. */
interface FlowInCall<Part> {
  readonly part: Part;
  /** Refuses what would end a run of it. */
  readonly refuse: (error: unknown) => never;
}

/** The flow that a call names, opened for it. @throws RefusedError INPUT_INVALID */
export type FlowOfCall<Part> = (name: string) => Promise<FlowInCall<Part>>;

export const flowOfCall =
  <Part>(flows: OpenFlows<Part>, limits: InspectionLimits): FlowOfCall<Part> =>
  async (name) => {
    const load = Object.hasOwn(flows, name) ? flows[name] : undefined;
    if (load === undefined) throw refuseFlow(Object.keys(flows));
    const { facts, open } = await load();
    return { part: open(limits), refuse: refusesFailure(facts) };
  };
