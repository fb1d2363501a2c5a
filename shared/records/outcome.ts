import type { Problem } from './problem.ts';
import { hasError } from './problem.ts';

/** What a run did for one record. */
export const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export const CHANGE_ACTIONS = ['create', 'update', 'archive', 'unarchive', 'delete'] as const;

/** One write, without its value. `field` is the target's name of it, on updates only. */
export interface Change {
  /** What was written, as the flow calls it: `employee`, `salary`. */
  readonly entity: string;
  readonly action: (typeof CHANGE_ACTIONS)[number];
  readonly field?: string;
}

export interface Outcome {
  /** The source's id of the record. */
  readonly sourceId: string;
  /** What people call the record, of an employee for example the employee number; see `employeeLabel`. */
  readonly number: string | null;
  /** The target's id of the record; null while it has none. */
  readonly targetId: number | string | null;
  readonly outcome: OutcomeKind;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

/**
 * The one word for what happened: failed when any error stands, even if part was written.
 * @param kind what the record itself is called among its changes: making it is `created`, making what hangs on it `updated`
 * @param skipped whether a rule said that nothing is to be written
 */
export const outcomeOf = (
  kind: string,
  changes: readonly Change[],
  problems: readonly Problem[],
  skipped: boolean,
): OutcomeKind => {
  if (hasError(problems)) return 'failed';
  if (changes.some(({ entity, action }) => entity === kind && action === 'create')) return 'created';
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
