import type { HistoryEntry } from '../records/history.ts';

/** The rows of a flow's mapping that a change rests on: `5, 9`; null for none. */
export type RowsOf = (entity: string, action: string, fields: readonly string[]) => string | null;

/** What happened to a record, as its history is shown: names alone, never a value. */
export interface ListedEntry {
  /** ISO date-time. */
  readonly at: string;
  /** Null for a decision. */
  readonly runId: string | null;
  readonly requestedBy: string | null;
  readonly entity: string;
  readonly action: string;
  readonly fields: readonly string[];
  readonly row: string | null;
  /** Only there for what was about to be written when its run was cut off. */
  readonly unconfirmed?: true;
}

/** An entry as it is shown. */
export const listEntry = (
  { at, runId, requestedBy, entity, action, fields, isUnconfirmed }: HistoryEntry,
  rowsOf: RowsOf,
): ListedEntry => ({
  at: new Date(at).toISOString(),
  runId,
  requestedBy,
  entity,
  action,
  fields,
  row: rowsOf(entity, action, fields),
  ...(isUnconfirmed && { unconfirmed: true }),
});
