import { ITEM_FORMAT } from './table.ts';
import type { Item, Key, Table } from './table.ts';

/**
 * What became of a conditional write. A client that got no answer repeats its request by itself; when the first try
 * went through all the same, the repetition is refused because of it.
 */
export type WriteAnswer = 'written' | 'refused' | 'refused-when-repeated';

/** A table behind a client that repeats requests which got no answer. */
export interface RepeatingTable extends Omit<Table, 'put' | 'remove'> {
  put(item: Item): Promise<WriteAnswer>;
  remove(key: Key, version: number): Promise<WriteAnswer>;
}

/**
 * A table that knows its own writes again. Every write carries a token of its own; when a repetition is refused, the
 * item is read, and our token on it means that the first try went through. When somebody else has written over ours
 * since, the answer is false: the caller reads that newer item and decides anew, as it does when it comes second.
 *
 * @param newToken a text that no other write has
 */
export const recogniseOwnWrites = (table: RepeatingTable, newToken: () => string): Table => ({
  ...table,
  put: async (item) => {
    const stamped = { ...item, format: ITEM_FORMAT, writer: newToken() };
    const answer = await table.put(stamped);
    if (answer !== 'refused-when-repeated') return answer === 'written';
    return (await table.get(item))?.['writer'] === stamped.writer;
  },
  remove: async (key, version) => {
    const answer = await table.remove(key, version);
    // An item that is gone counts as removed here: it had this version when the caller read it, and no newer one came.
    return answer === 'refused-when-repeated' ? (await table.get(key)) === null : answer === 'written';
  },
});
