import type { Clock } from '../../shared/http/clock.ts';

/** One way of looking at a table. */
interface Reader<Row> {
  get(id: number): Row | undefined;
  all(): Row[];
  /** The rows of one parent, oldest first. */
  of(parentId: number): Row[];
}

/** Rows with their history, so that a replica can be shown as it was a while ago. */
export interface VersionedTable<Row> {
  readonly primary: Reader<Row>;
  readonly replica: Reader<Row>;
  /** The id of the row that holds the key today, by one of the table's unique properties. */
  holderOf(property: string, key: string): number | undefined;
  /** @param seenByAll true for rows that were there all along: the replica has them, too. */
  put(row: Row, seenByAll?: boolean): void;
  remove(id: number): void;
}

export interface VersionedTableOptions<Row> {
  readonly clock: Clock;
  readonly replicaLagInMillis: number;
  readonly parentOf: (row: Row) => number;
  /** Unique properties by name; null for a row without the property. */
  readonly unique?: Readonly<Record<string, (row: Row) => string | null>>;
}

interface Version<Row> {
  readonly at: number;
  readonly row: Row | null;
}

export const createVersionedTable = <Row extends { readonly Id: number }>(
  options: VersionedTableOptions<Row>,
): VersionedTable<Row> => {
  const { clock, replicaLagInMillis, parentOf } = options;
  const versions = new Map<number, Version<Row>[]>();
  const children = new Map<number, number[]>();
  const unique = Object.entries(options.unique ?? {}).map(([property, keyOf]) => ({
    property,
    keyOf,
    holders: new Map<string, number>(),
  }));

  const latest = (id: number): Row | undefined => versions.get(id)?.at(-1)?.row ?? undefined;
  const asOfReplica = (id: number): Row | undefined => {
    const horizon = clock.now() - replicaLagInMillis;
    return versions.get(id)?.findLast(({ at }) => at <= horizon)?.row ?? undefined;
  };
  const readerOf = (get: (id: number) => Row | undefined): Reader<Row> => {
    const rows = (ids: Iterable<number>): Row[] =>
      Array.from(ids).flatMap((id) => {
        const row = get(id);
        return row === undefined ? [] : [row];
      });
    return { get, all: () => rows(versions.keys()), of: (parentId) => rows(children.get(parentId) ?? []) };
  };

  const write = (id: number, row: Row | null, at: number): void => {
    const before = latest(id);
    for (const { keyOf, holders } of unique) {
      const oldKey = before === undefined ? null : keyOf(before);
      if (oldKey !== null && holders.get(oldKey) === id) holders.delete(oldKey);
      const newKey = row === null ? null : keyOf(row);
      if (newKey !== null) holders.set(newKey, id);
    }
    const history = versions.get(id) ?? [];
    // What every replica has left behind is dropped; the newest such version is still what they show.
    const shown = history.findLastIndex((version) => version.at <= clock.now() - replicaLagInMillis);
    versions.set(id, [...history.slice(Math.max(0, shown)), { at, row }]);
  };

  return {
    primary: readerOf(latest),
    replica: readerOf(asOfReplica),
    holderOf: (property, key) => unique.find((index) => index.property === property)?.holders.get(key),
    put: (row, seenByAll = false) => {
      if (!versions.has(row.Id)) {
        const siblings = children.get(parentOf(row));
        if (siblings === undefined) children.set(parentOf(row), [row.Id]);
        else siblings.push(row.Id);
      }
      write(row.Id, row, seenByAll ? Number.NEGATIVE_INFINITY : clock.now());
    },
    remove: (id) => write(id, null, clock.now()),
  };
};
