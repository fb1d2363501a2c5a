import type { Outcome } from '../records/outcome.ts';
import type { Problem } from '../records/problem.ts';
import type { SourceEmployee } from '../model/employee.ts';
import type { Run } from '../state/run.ts';
import type { PersonState } from './person-state.ts';
import type { PersonStore } from './person-store.ts';

/** After so many months without a person in the source they are forgotten; null: never. */
interface Forgetting {
  readonly forgetAfterMonths: number | null;
}

export interface FollowVanishedDependencies {
  readonly employees: Pick<PersonStore, 'noteMissing' | 'forget'>;
  readonly settings: Forgetting;
}

/** Somebody who is remembered, with whether the source has them and whether they are to be forgotten. */
interface Followed {
  readonly state: PersonState;
  readonly isMissing: boolean;
  readonly isForgotten: boolean;
}

const follow = (
  { startedAt }: Pick<Run, 'startedAt'>,
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, PersonState>,
  { forgetAfterMonths }: Forgetting,
): readonly Followed[] => {
  const present = new Set<string>(sources.map(({ id }) => id));
  return [...states.values()].map((state) => {
    const isMissing = !present.has(state.sourceId);
    return { state, isMissing, isForgotten: isMissing && isOver(state.missingSince, forgetAfterMonths, startedAt) };
  });
};

/**
 * What there is to say of those who are linked, still remembered, and gone from the source.
 * @param sources everybody the source has, read completely
 * @param vanished how that is told
 */
export const vanishedOutcomes = (
  run: Pick<Run, 'startedAt'>,
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, PersonState>,
  settings: Forgetting,
  vanished: Problem,
): readonly Outcome[] =>
  follow(run, sources, states, settings)
    .filter(({ state, isMissing, isForgotten }) => isMissing && !isForgotten && state.record !== null)
    .map(({ state }) => leftOutAs(vanished, state));

/**
 * Notes whom the source no longer has. Since when is noted once, in the first run that misses somebody, and taken back
 * when they return, so that an ordinary night writes nothing here. Whoever has been missing for `forgetAfterMonths` is
 * forgotten: link, problems, and what was known and created. A plan notes nothing and forgets nobody.
 */
export const noteVanished = async (
  run: Pick<Run, 'startedAt'>,
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, PersonState>,
  { employees, settings }: FollowVanishedDependencies,
): Promise<void> => {
  for (const { state, isMissing, isForgotten } of follow(run, sources, states, settings)) {
    const { sourceId, missingSince } = state;
    if (isForgotten) await employees.forget(sourceId);
    if ((missingSince !== null) !== isMissing) await employees.noteMissing(sourceId, isMissing ? run.startedAt : null);
  }
};

/** Whether so many calendar months have passed. */
const isOver = (since: number | null, months: number | null, now: number): boolean => {
  if (since === null || months === null) return false;
  const end = new Date(since);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end.getTime() <= now;
};

/** What is said of somebody who is remembered, and of whom there is nothing to sync any more. */
export const leftOutAs = (
  told: Problem,
  { sourceId, employeeNumber, record }: Pick<PersonState, 'sourceId' | 'employeeNumber' | 'record'>,
): Outcome => ({
  sourceId,
  number: employeeNumber,
  targetId: record?.id ?? null,
  outcome: 'skipped',
  changes: [],
  problems: [told],
});
