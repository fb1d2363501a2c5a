import type { StartState } from '../start-state.ts';

/** Whose each employment of the source is that was ever linked: the source's id of the employee, by the employment's. */
export const employmentOwners = (
  states: readonly Pick<StartState, 'sourceId' | 'record'>[],
): ReadonlyMap<string, string> =>
  new Map(states.flatMap(({ sourceId, record }) => Object.keys(record?.employments ?? {}).map((id) => [id, sourceId])));
