import type { FlowFacts } from '../../shared/run/flow.ts';
import { isCarried } from '../../shared/config/schedule.ts';
import type { Schedules } from '../../shared/config/schedule.ts';
import type { InspectionLimits } from './answering-in-time.ts';
import { loadOnce } from './load-once.ts';

/** What a function does with one flow, opened for one call. */
export interface OpenFlow<Part> {
  readonly facts: FlowFacts;
  readonly open: (limits: InspectionLimits) => Part;
}

/** The flows that a function knows, by name: each is loaded when a call asks for it, and then kept. */
export type OpenFlows<Part> = Readonly<Record<string, () => Promise<OpenFlow<Part>>>>;

/**
 * Those of the flows that a stack carries.
 * @param load loads each
 * @param schedules of the flows that it carries; null on one machine, which carries all
 */
export const carriedFlows = <Part>(load: OpenFlows<Part>, schedules: Schedules | null): OpenFlows<Part> =>
  Object.fromEntries(
    Object.entries(load)
      .filter(([name]) => isCarried(schedules, name))
      .map(([name, loadFlow]) => [name, loadOnce(loadFlow)]),
  );
