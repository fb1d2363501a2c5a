import type { Item, Key, Table } from '../../shared/state/table.ts';

/** A table in memory with the guarantees of the real one, and its contents open to view. */
export interface MemoryTable extends Table {
  /** Every item, by partition and sort key. */
  items(): Item[];
}

const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Items are kept as JSON: what DynamoDB cannot hold, such as `undefined`, is lost here as well. */
export const createMemoryTable = (): MemoryTable => {
  const rows = new Map<string, string>();
  const address = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);
  const read = (key: Key): Item | null => {
    const row = rows.get(address(key));
    return row === undefined ? null : (JSON.parse(row) as Item);
  };
  const items = (): Item[] =>
    [...rows.values()]
      .map((row) => JSON.parse(row) as Item)
      .toSorted((one, other) => compareText(one.pk, other.pk) || compareText(one.sk, other.sk));
  const versionOf = (key: Key): number => read(key)?.version ?? 0;

  return {
    items,
    get: async (key) => Promise.resolve(read(key)),
    put: async (item) => {
      const isNext = versionOf(item) === item.version - 1;
      if (isNext) rows.set(address(item), JSON.stringify(item));
      return Promise.resolve(isNext);
    },
    remove: async (key, version) => Promise.resolve(versionOf(key) === version && rows.delete(address(key))),
    query: async (pk, prefix = '') =>
      Promise.resolve(items().filter((item) => item.pk === pk && item.sk.startsWith(prefix))),
    queryLast: async (pk, limit) =>
      Promise.resolve(
        items()
          .filter((item) => item.pk === pk)
          .toReversed()
          .slice(0, limit),
      ),
  };
};
