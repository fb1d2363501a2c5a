import type { Problem } from './problem.ts';
import { hasError } from './problem.ts';

/** What a run did for one record. */
export const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export const CHANGE_ACTIONS = ['create', 'update', 'archive', 'unarchive', 'delete'] as const;

/** Why a field differs: never synced, changed in the source, changed by hand in the target, or both. */
export const CAUSES = ['first', 'source', 'target', 'both'] as const;
export type Cause = (typeof CAUSES)[number];

/** One write. `field` is the target's name of it, on updates only. Values stand in plans alone, and nowhere else. */
export interface Change {
  /** What was written, as the flow calls it: `employee`, `salary`. */
  readonly entity: string;
  readonly action: (typeof CHANGE_ACTIONS)[number];
  readonly field?: string;
  /** What the target holds and what it is to hold, as a person may see it; null is empty. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly cause?: Cause;
}

/** What a plan says of a record beside its outcome. */
export interface Planned {
  /** Keyed digest of the steps that would be made, with their values: another one means that something has moved. */
  readonly digest: string;
  /** What people call the record, beside its number; null where names are not kept. */
  readonly name: string | null;
  /** By what the record was found in the target; null when it is new, or not found. */
  readonly matchedBy: string | null;
  /** How the record was matched, as the flow counts it for a plan; null when it counts nowhere. Default: not known. */
  readonly group?: string | null;
  /** What the record is, as a person who looks at the plan may see it: it goes with the plan, and stands nowhere else. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  /** Whether it has been written as planned. Default: no. */
  readonly isApplied?: boolean;
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
  /**
   * How the record stands to the target, of flows that sort their records by it: whether a leave is new to it, for example.
   * A run that carries out a plan tells it as the plan does of what is as the plan shows it. It says nothing of values.
   */
  readonly group?: string;
  /** Of plans alone. */
  readonly planned?: Planned;
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
