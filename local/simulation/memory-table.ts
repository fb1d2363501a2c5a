import type { Item, Key, Page, PageRequest, Table } from '../../shared/state/table.ts';

/** A table in memory with the guarantees of the real one, and its contents open to view. */
export interface MemoryTable extends Table {
  /** Every item, in no particular order. */
  items(): Item[];
  /** How many writes went through. */
  readonly writes: number;
  /** A table with the same contents; from then on each goes its own way. */
  copy(): MemoryTable;
  /** Forgets a partition. */
  drop(pk: string): void;
}

interface Row {
  readonly version: number;
  readonly json: string;
}
/** Sort key -> row. */
type Rows = Map<string, Row>;
/** Partition -> kind -> rows. */
type Partitions = Map<string, Map<string, Rows>>;

const parse = ({ json }: Row): Item => {
  const item: unknown = JSON.parse(json);
  if (!isItem(item)) throw new Error('Only items are put.');
  return item;
};
const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && 'version' in value;

/** DynamoDB takes no larger one. It counts without punctuation, so a little more than this fits there. */
const LARGEST_ITEM_IN_BYTES = 400 * 1024;

/** What a sort key begins with, such as `outcome#`; nothing when it is not of a kind. */
const kindOf = (sk: string): string => sk.slice(0, sk.indexOf('#') + 1);

/**
 * A table with conditional writes, as shared/state asks for one. An item is written only over the version before it, so
 * of two writers that read the same version one is refused. Items are copied on their way in and out, as JSON: what
 * DynamoDB would not store is lost here as well. Rows lie together by their kind, so that a query costs what it answers,
 * as DynamoDB's do, however large the partition.
 *
 * Example: `put({ pk: 'lease', sk: 'lease', version: 1 })` is true once and false when it is repeated; version 2 is next.
 */
export const createMemoryTable = (partitions: Partitions = new Map()): MemoryTable => {
  let writes = 0;
  const rowsOf = ({ pk, sk }: Key): Rows | undefined => partitions.get(pk)?.get(kindOf(sk));
  const rowsFor = ({ pk, sk }: Key): Rows => {
    const kinds = partitions.get(pk) ?? new Map<string, Rows>();
    partitions.set(pk, kinds);
    const rows = kinds.get(kindOf(sk)) ?? new Map<string, Row>();
    kinds.set(kindOf(sk), rows);
    return rows;
  };
  /** Sorted by key, as DynamoDB keeps them. */
  const entriesOf = (pk: string, prefix: string): [string, Row][] => {
    const kinds = partitions.get(pk) ?? new Map<string, Rows>();
    const kind = kindOf(prefix);
    const all = kind === '' ? [...kinds.values()].flatMap((rows) => [...rows]) : [...(kinds.get(kind) ?? [])];
    return all.filter(([sk]) => sk.startsWith(prefix)).sort(([one], [other]) => (one < other ? -1 : 1));
  };

  return {
    get writes() {
      return writes;
    },
    items: () =>
      [...partitions.values()].flatMap((kinds) => [...kinds.values()].flatMap((rows) => [...rows.values()].map(parse))),
    get: (key) => {
      const row = rowsOf(key)?.get(key.sk);
      return Promise.resolve(row === undefined ? null : parse(row));
    },
    put: (item) => {
      if ((rowsOf(item)?.get(item.sk)?.version ?? 0) !== item.version - 1) return Promise.resolve(false);
      const json = JSON.stringify(item);
      if (Buffer.byteLength(json) > LARGEST_ITEM_IN_BYTES) return Promise.reject(new Error('Item size has exceeded'));
      writes += 1;
      rowsFor(item).set(item.sk, { version: item.version, json });
      return Promise.resolve(true);
    },
    remove: (key, version) => {
      const rows = rowsOf(key);
      return Promise.resolve(rows?.get(key.sk)?.version === version && rows.delete(key.sk));
    },
    query: (pk, prefix = '') => Promise.resolve(entriesOf(pk, prefix).map(([, row]) => parse(row))),
    page: (pk, request) => Promise.resolve(pageOf(entriesOf(pk, request.prefix ?? ''), request)),
    copy: () => createMemoryTable(new Map([...partitions].map(([pk, kinds]) => [pk, copyOf(kinds)]))),
    drop: (pk) => void partitions.delete(pk),
  };
};

const copyOf = (kinds: ReadonlyMap<string, Rows>): Map<string, Rows> =>
  new Map([...kinds].map(([kind, rows]) => [kind, new Map(rows)]));

const pageOf = (
  entries: readonly [string, Row][],
  { after = null, limit = Infinity, newestFirst = false, attributes }: PageRequest,
): Page => {
  const page = (newestFirst ? entries.toReversed() : entries)
    .filter(([sk]) => after === null || (newestFirst ? sk < after : sk > after))
    .slice(0, limit);
  const items = page.map(([, row]) => parse(row));
  return {
    items: attributes === undefined ? items : items.map((item) => project(item, attributes)),
    next: page.length < limit ? null : (page.at(-1)?.[0] ?? null),
  };
};

const project = ({ pk, sk, version, ...rest }: Item, attributes: readonly string[]): Item => ({
  pk,
  sk,
  version,
  ...Object.fromEntries(attributes.filter((name) => name in rest).map((name) => [name, rest[name]])),
});
