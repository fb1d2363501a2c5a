/*
 * Keeps what was ever done to a record: every write of every run, and every decision of a person about it, by the names of
 * the fields and never by a value. There is one item for a record and a run. What is about to be written is stored
 * before it leaves, so that no write is ever missing, and confirmed once the record has an outcome (shared/run/journal.ts
 * says how, docs/adr what is guaranteed). For example, a run changes the job title of employee 1012 and is killed: its
 * item says `employee`, `update`, `JobTitle`, unconfirmed, until the message comes again and the title is found as wanted.
 */
import * as z from 'zod';
import { FIRST_FLOW } from '../records/first-flow.ts';
import { groupChanges, toHistoryChange, withoutChanges } from '../records/history.ts';
import type { BegunChange, HistoryChange, HistoryEntry } from '../records/history.ts';
import { boundList } from './bounded.ts';
import { readableMembers } from './lenient.ts';
import { modify, viewOf } from './table.ts';
import type { Item, Table } from './table.ts';

/** A view reads about a page at a time: more would be thrown away. */
const ITEMS_PER_READ = 100;

const changeSchema = z.object({ entity: z.string(), action: z.string(), field: z.string().optional() });
const begunSchema = changeSchema
  .extend({ key: z.string() })
  .transform((change): BegunChange => ({ ...toHistoryChange(change), key: change.key }));

const itemSchema = z.object({
  /** When the first of it was about to be written, epoch milliseconds. */
  at: z.number(),
  runId: z.string().nullable(),
  requestedBy: z.string().nullable(),
  /** What was done. */
  changes: readableMembers(changeSchema.transform(toHistoryChange)),
  /** What was about to be done, and is not known to have been. */
  open: readableMembers(begunSchema),
});
type HistoryItem = z.output<typeof itemSchema>;

/** Whose history. */
export interface HistoryOf {
  readonly flow: string;
  readonly sourceId: string;
}

/** What of a run is noted with what it did to a record. */
export interface HistoryPlace extends HistoryOf {
  readonly runId: string;
  readonly requestedBy: string | null;
  /** When the run began, epoch milliseconds: its place in the history. */
  readonly startedAt: number;
  readonly keepMonths: number;
}

/** What a person decided about a record. */
export interface HistoryDecision extends HistoryOf {
  /** Its kind: `link`, `allow`. */
  readonly action: string;
  /** What it is about, by name. */
  readonly fields: readonly string[];
  readonly requestedBy: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly keepMonths: number;
}

/** How the writes of one delivery came out. */
interface Settlement {
  /** `done` and `inDoubt` are parts of it. */
  readonly begun: readonly BegunChange[];
  readonly done: readonly BegunChange[];
  readonly inDoubt: readonly BegunChange[];
  /** What the outcome says was done, for a flow that does not say it before. */
  readonly told: readonly HistoryChange[];
}

/** Where an entry stands in the list. */
export const historyPositionSchema = z.strictObject({ item: z.string(), index: z.number().int() });
export interface PositionedEntry {
  readonly entry: HistoryEntry;
  readonly position: z.input<typeof historyPositionSchema>;
}

const partitionOf = ({ flow, sourceId }: HistoryOf): string =>
  flow === FIRST_FLOW ? `history#${sourceId}` : `history#${flow}#${sourceId}`;

/** Items sort by time. @param at epoch milliseconds @param what tells apart what has the same time */
const sortKeyOf = (at: number, what: string): string => `${new Date(at).toISOString()}#${what}`;

const runKey = (place: HistoryPlace) => ({ pk: partitionOf(place), sk: sortKeyOf(place.startedAt, place.runId) });

/** In epoch seconds. @param from epoch milliseconds */
const expiryOf = (from: number, months: number): number => {
  const end = new Date(from);
  end.setUTCMonth(end.getUTCMonth() + months);
  return Math.floor(end.getTime() / 1000);
};

const toItem = ({ changes, open, ...item }: HistoryItem, keepMonths: number) => ({
  ...item,
  changes: boundList(changes),
  open: boundList(open),
  expiresAt: expiryOf(item.at, keepMonths),
});

const newItem = ({ runId, requestedBy }: HistoryPlace, at: number): HistoryItem => ({
  at,
  runId,
  requestedBy,
  changes: [],
  open: [],
});

const toEntries = (item: Item): PositionedEntry[] => {
  const { changes, open, ...facts } = itemSchema.parse(item);
  return [
    ...groupChanges(changes).map((group) => ({ ...facts, ...group, isUnconfirmed: false })),
    ...groupChanges(open).map((group) => ({ ...facts, ...group, isUnconfirmed: true })),
  ].map((entry, index) => ({ entry, position: { item: item.sk, index } }));
};

export type HistoryStore = ReturnType<typeof createHistoryStore>;

/** What was done to each record of every flow. Times are epoch milliseconds. */
export const createHistoryStore = (table: Table) => ({
  /** Stores what is about to be written, before it leaves. */
  begin: async (place: HistoryPlace, changes: readonly BegunChange[], now: number): Promise<void> => {
    await modify(table, runKey(place), (current) => {
      const item = current === null ? newItem(place, now) : itemSchema.parse(current);
      return toItem({ ...item, open: [...item.open, ...changes] }, place.keepMonths);
    });
  },

  /** Whether the run has begun to write to the record. */
  hasBegun: async (place: HistoryPlace): Promise<boolean> => (await table.get(runKey(place))) !== null,

  /** Confirms what was written, though the record has no outcome yet; the rest of what was begun stays unconfirmed. */
  confirm: async (place: HistoryPlace, done: readonly BegunChange[]): Promise<void> => {
    await modify(table, runKey(place), (current) => {
      if (current === null) return null;
      const item = itemSchema.parse(current);
      const open = [...withoutChanges(item.open, done)];
      return toItem({ ...item, changes: [...item.changes, ...done.map(toHistoryChange)], open }, place.keepMonths);
    });
  },

  /**
   * The record has an outcome. What this delivery began and did not do was refused, unless it is in doubt, which stays
   * unconfirmed. What an earlier delivery began, and this one did not begin again, was found written.
   */
  settle: async (place: HistoryPlace, { begun, done, inDoubt, told }: Settlement, now: number): Promise<void> => {
    const { item: settled } = await modify(table, runKey(place), (current) => {
      if (current === null)
        return told.length === 0 ? null : toItem({ ...newItem(place, now), changes: [...told] }, place.keepMonths);
      const item = itemSchema.parse(current);
      if (begun.length === 0 && item.open.length === 0) return null;
      const earlier = withoutChanges(withoutChanges(item.open, begun), begun);
      const changes = [...item.changes, ...[...earlier, ...done].map(toHistoryChange)];
      return toItem({ ...item, changes, open: [...inDoubt] }, place.keepMonths);
    });
    // All was refused: nothing happened.
    if (settled !== null && toEntries(settled).length === 0) await table.remove(settled, settled.version);
  },

  /**
   * Stores a decision of a person, with its entry begun before and confirmed after: no decision is ever without one. The
   * same one in the same millisecond is one.
   * @param store stores what stands from then on; when it fails, the entry stays unconfirmed
   */
  decide: async <T>(decision: HistoryDecision, store: () => Promise<T>): Promise<T> => {
    const { action, fields, at, requestedBy, keepMonths } = decision;
    const change = { entity: 'decision', action, key: '' };
    const key = { pk: partitionOf(decision), sk: sortKeyOf(at, `${change.entity}-${action}`) };
    const open = fields.length === 0 ? [change] : fields.map((field) => ({ ...change, field }));
    const begun: HistoryItem = { at, runId: null, requestedBy, changes: [], open };
    await modify(table, key, (current) => (current === null ? toItem(begun, keepMonths) : null));
    const stored = await store();
    await modify(table, key, () => toItem({ ...begun, changes: open.map(toHistoryChange), open: [] }, keepMonths));
    return stored;
  },

  /** For views: the entries behind a position, newest first, in the order of the runs; all of them for null. */
  entriesAfter: async function* (
    whose: HistoryOf,
    position: z.output<typeof historyPositionSchema> | null,
  ): AsyncGenerator<PositionedEntry> {
    const request = { newestFirst: true, limit: ITEMS_PER_READ };
    if (position !== null) {
      const item = await table.get({ pk: partitionOf(whose), sk: position.item });
      if (item !== null) yield* toEntries(item).slice(position.index + 1);
    }
    for await (const item of viewOf(table, partitionOf(whose), { ...request, after: position?.item ?? null })) {
      yield* toEntries(item);
    }
  },

  /** For views: whether anything has happened to a record. */
  has: async (whose: HistoryOf): Promise<boolean> =>
    (await table.page(partitionOf(whose), { limit: 1 })).items.length > 0,

  /** Removes the history of a record. */
  remove: async (whose: HistoryOf): Promise<void> => {
    for (const item of await table.query(partitionOf(whose))) await table.remove(item, item.version);
  },
});
