import { hash } from 'node:crypto';
import { compareText } from '../../records/values/text.ts';
import type { StartState } from './start-state.ts';

/** A rolling verification reads everybody's salary once in so many runs. */
const RUNS_PER_ROUND = 30;

/** Spreads people who were verified on one day, such as by a first load, whatever order Simployer made them in. */
const scatter = (sourceId: string): string => hash('sha256', sourceId);

/**
 * Whose salary a run reads although nothing seems to have changed: of those whose salary was verified once, a thirtieth,
 * those whose verification is longest ago first. So every night reads as many, and nobody waits longer than a round,
 * whoever joins or leaves.
 *
 * Example: of 90 people, 3 are due every night. Somebody who gets a rise is verified with it, and is due again 30
 * nights later.
 *
 * @param sourceIds everybody this run would touch
 * @returns those who are due
 */
export const dueForVerification = (
  sourceIds: readonly string[],
  states: ReadonlyMap<string, Pick<StartState, 'record' | 'salaryDueOn'>>,
): ReadonlySet<string> => {
  const verified = sourceIds.flatMap((id) => {
    const state = states.get(id);
    if (state === undefined || state.record === null || state.record.salaryDigest === null) return [];
    return [{ id, dueOn: state.salaryDueOn ?? '', place: scatter(id) }];
  });
  const longestAgoFirst = verified.toSorted(
    (one, other) => compareText(one.dueOn, other.dueOn) || compareText(one.place, other.place),
  );
  return new Set(longestAgoFirst.slice(0, Math.ceil(verified.length / RUNS_PER_ROUND)).map(({ id }) => id));
};
