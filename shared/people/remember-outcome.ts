import { mergeProblems } from '../records/open-problems.ts';
import type { Outcome } from '../records/outcome.ts';
import { decidedAt } from './person-state.ts';
import type { PersonState } from './person-state.ts';

/**
 * What is remembered of a person from now on, beside what was learned of their record.
 * @param when `isRenewed`: whether the record was looked at, so that its base is of now
 */
export const rememberOutcome = <State extends PersonState>(
  before: State,
  { number, outcome, changes, problems }: Outcome,
  runNumber: number,
  { now, isRenewed }: { readonly now: number; readonly isRenewed: boolean },
): State => ({
  ...before,
  employeeNumber: number,
  linkDecidedAt: decidedAt(before.decisions),
  writtenAt: changes.length > 0 ? now : before.writtenAt,
  syncedAt: isRenewed ? now : before.syncedAt,
  outcome,
  problems: mergeProblems(before.problems, problems, now),
  runNumber,
});
