import * as z from 'zod';
import { pageOf } from '../local/simulation/memory-table.ts';
import type { Item, Table } from '../shared/state/table.ts';

const itemSchema = z.looseObject({ pk: z.string(), sk: z.string(), version: z.number() });
const parse = (json: string): Item => itemSchema.parse(JSON.parse(json));

interface Row {
  readonly version: number;
  readonly json: string;
}

/** Partition -> kind -> sort key -> row. */
type TableCopy = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Row>>>;

export interface SortedTable extends Table {
  /** Forgets a partition. */
  drop(pk: string): void;
  copy(): TableCopy;
  /** Puts everything back as it was when copied. */
  restore(copy: TableCopy): void;
}

/**
 * A table in memory whose queries cost what they answer, as DynamoDB's do, however large the partition: rows lie
 * together by the kind that their sort key begins with. Items go in and out as JSON.
 */
export const createSortedTable = (): SortedTable => {
  const partitions = new Map<string, Map<string, Map<string, Row>>>();
  const kindOf = (sk: string): string => sk.slice(0, sk.indexOf('#') + 1);
  const rowsOf = (pk: string, kind: string): Map<string, Row> => {
    const kinds = partitions.get(pk) ?? new Map<string, Map<string, Row>>();
    partitions.set(pk, kinds);
    const rows = kinds.get(kind) ?? new Map<string, Row>();
    kinds.set(kind, rows);
    return rows;
  };
  const inOrder = (rows: Iterable<[string, Row]>): Item[] =>
    [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { json }]) => parse(json));
  const allOf = (pk: string): [string, Row][] => [...(partitions.get(pk)?.values() ?? [])].flatMap((rows) => [...rows]);

  return {
    get: ({ pk, sk }) => {
      const row = rowsOf(pk, kindOf(sk)).get(sk);
      return Promise.resolve(row === undefined ? null : parse(row.json));
    },
    put: (item) => {
      const rows = rowsOf(item.pk, kindOf(item.sk));
      if ((rows.get(item.sk)?.version ?? 0) !== item.version - 1) return Promise.resolve(false);
      rows.set(item.sk, { version: item.version, json: JSON.stringify(item) });
      return Promise.resolve(true);
    },
    remove: ({ pk, sk }, version) => {
      const rows = rowsOf(pk, kindOf(sk));
      return Promise.resolve(rows.get(sk)?.version === version && rows.delete(sk));
    },
    query: (pk, prefix = '') => {
      const kind = kindOf(prefix);
      const rows = kind === '' ? allOf(pk) : [...rowsOf(pk, kind)];
      return Promise.resolve(inOrder(rows.filter(([sk]) => sk.startsWith(prefix))));
    },
    page: (pk, request) => Promise.resolve(pageOf(inOrder(allOf(pk)), request)),
    drop: (pk) => void partitions.delete(pk),
    copy: () => new Map([...partitions].map(([pk, kinds]) => [pk, copyKinds(kinds)])),
    restore: (copy) => {
      partitions.clear();
      for (const [pk, kinds] of copy) partitions.set(pk, copyKinds(kinds));
    },
  };
};

const copyKinds = (kinds: ReadonlyMap<string, ReadonlyMap<string, Row>>): Map<string, Map<string, Row>> =>
  new Map([...kinds].map(([kind, rows]) => [kind, new Map(rows)]));
