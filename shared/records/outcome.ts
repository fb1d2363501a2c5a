import type { Problem } from './problem.ts';
import { hasError } from './problem.ts';

/** What a run did for one person. */
export const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export const CHANGE_ENTITIES = ['employee', 'bankAccount', 'employment', 'salary'] as const;
export const CHANGE_ACTIONS = ['create', 'update', 'archive', 'unarchive'] as const;

/** One write, without its value. `field` is PowerOffice's name of it, on updates only. */
export interface Change {
  readonly entity: (typeof CHANGE_ENTITIES)[number];
  readonly action: (typeof CHANGE_ACTIONS)[number];
  readonly field?: string;
}

export interface Outcome {
  readonly sourceId: string;
  /** What the person is called, see `employeeLabel`. */
  readonly employeeNumber: string | null;
  readonly powerOfficeEmployeeId: number | null;
  readonly outcome: OutcomeKind;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

/**
 * The one word for what happened: failed when any error stands, even if part was written.
 * @param skipped whether a rule said that nothing is to be written
 */
export const outcomeOf = (changes: readonly Change[], problems: readonly Problem[], skipped: boolean): OutcomeKind => {
  if (hasError(problems)) return 'failed';
  if (changes.some(({ entity, action }) => entity === 'employee' && action === 'create')) return 'created';
  if (changes.length > 0) return 'updated';
  return skipped ? 'skipped' : 'unchanged';
};

export interface Totals {
  readonly inScope: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
}

/** The totals of a list of outcomes; `inScope` is its length. */
export const totalsOf = (outcomes: readonly Pick<Outcome, 'outcome'>[]): Totals => {
  const count = (kind: OutcomeKind): number => outcomes.filter(({ outcome }) => outcome === kind).length;
  return {
    inScope: outcomes.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    failed: count('failed'),
  };
};
