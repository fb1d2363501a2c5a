import type { Settings } from './settings.ts';
import type { Outcome } from '../../records/outcome.ts';
import { problem } from './problems.ts';
import type { SourceEmployee } from '../../model/employee.ts';
import type { EmployeeState } from './state.ts';
import type { EmployeeStore } from './employee-store.ts';
import type { Run } from '../../state/run.ts';

export interface FollowVanishedDependencies {
  readonly employees: Pick<EmployeeStore, 'noteMissing' | 'forget'>;
  readonly settings: Pick<Settings, 'forgetAfterMonths'>;
}

/**
 * Follows the people whom the source no longer has. Since when is noted once, in the first run that misses somebody,
 * and taken back when they return, so that an ordinary night writes nothing here. Whoever has been missing for
 * `forgetAfterMonths` is forgotten: link, problems, and what was known and created.
 * @param sources everybody the source has, read completely
 * @param run a plan notes nothing and forgets nobody
 * @returns the outcomes of those who are linked and still remembered
 */
export const followVanished = async (
  { mode, startedAt }: Pick<Run, 'mode' | 'startedAt'>,
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, EmployeeState>,
  { employees, settings }: FollowVanishedDependencies,
): Promise<readonly Outcome[]> => {
  const present = new Set<string>(sources.map(({ id }) => id));
  const outcomes: Outcome[] = [];
  for (const state of states.values()) {
    const { sourceId, missingSince } = state;
    const isMissing = !present.has(sourceId);
    const isForgotten = isMissing && isOver(missingSince, settings.forgetAfterMonths, startedAt);
    const isNoted = missingSince !== null;
    if (mode === 'apply' && isForgotten) await employees.forget(sourceId);
    if (mode === 'apply' && isNoted !== isMissing) await employees.noteMissing(sourceId, isMissing ? startedAt : null);
    if (isMissing && !isForgotten && state.record !== null) outcomes.push(vanishedOutcome(state));
  }
  return outcomes;
};

/** Whether so many calendar months have passed. */
const isOver = (since: number | null, months: number | null, now: number): boolean => {
  if (since === null || months === null) return false;
  const end = new Date(since);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end.getTime() <= now;
};

const vanishedOutcome = ({ sourceId, employeeNumber, record }: EmployeeState): Outcome => ({
  sourceId,
  number: employeeNumber,
  targetId: record?.id ?? null,
  outcome: 'skipped',
  changes: [],
  problems: [problem('VANISHED')],
});
