import * as z from 'zod';
import { partitionOf, runExpiry } from './run.ts';
import { modify } from './table.ts';
import type { Table } from './table.ts';

/** Records per list of pending ones: small enough to rewrite for each that is done, large enough to keep lists few. */
const PENDING_LIST_SIZE = 100;

const pendingSchema = z.object({ sourceIds: z.array(z.string()) });

const pendingKey = (runId: string, list: number) => ({
  pk: partitionOf(runId),
  sk: `pending#${String(list).padStart(6, '0')}`,
});

/** A record of a run that still has no outcome, and the list that says so. */
export interface PendingRecord {
  readonly sourceId: string;
  readonly list: number;
}

/**
 * The records of a run that still have no outcome, in lists (ADR 2). Whoever strikes the last record off a list looks
 * whether the run is done.
 *
 * Example: 250 records are on three lists. Ten workers strike them off as their outcomes are recorded; the one that empties
 * a list counts what is pending on all three, and ends the run when nothing is.
 */
export const createPendingLists = (table: Table) => ({
  /**
   * Writes down what is to have an outcome, before the first message is sent. Repeating it (a start that was
   * killed and begins again) is safe: every record listed again is also sent a message again.
   */
  listPending: async (runId: string, sourceIds: readonly string[], now: number): Promise<PendingRecord[]> => {
    const places = sourceIds.map((sourceId, index) => ({ sourceId, list: Math.floor(index / PENDING_LIST_SIZE) }));
    const lists = Map.groupBy(places, ({ list }) => list);
    const earlier = await table.query(partitionOf(runId), 'pending#');
    for (let list = 0; list < Math.max(lists.size, earlier.length); list += 1) {
      const members = (lists.get(list) ?? []).map(({ sourceId }) => sourceId);
      await modify(table, pendingKey(runId, list), () => ({ sourceIds: members, expiresAt: runExpiry(now) }));
    }
    return places;
  },

  /**
   * Strikes records that have an outcome off their lists. Repeating it changes nothing.
   * @returns whether one of these lists is empty now, or was already: then the run may be done
   */
  strikeOff: async (runId: string, places: readonly PendingRecord[]): Promise<boolean> => {
    let someListIsEmpty = false;
    for (const [list, members] of Map.groupBy(places, (place) => place.list)) {
      const struck = new Set(members.map(({ sourceId }) => sourceId));
      const { item } = await modify(table, pendingKey(runId, list), (current) => {
        if (current === null) return null;
        const { sourceIds } = pendingSchema.parse(current);
        const still = sourceIds.filter((sourceId) => !struck.has(sourceId));
        return still.length === sourceIds.length ? null : { ...current, sourceIds: still };
      });
      someListIsEmpty ||= item === null || pendingSchema.parse(item).sourceIds.length === 0;
    }
    return someListIsEmpty;
  },

  /** How many records still have no outcome. */
  pending: async (runId: string): Promise<number> =>
    (await table.query(partitionOf(runId), 'pending#')).reduce(
      (sum, item) => sum + pendingSchema.parse(item).sourceIds.length,
      0,
    ),
});
