import * as z from 'zod';
import type { Item, Key, Page, PageRequest, Table } from '../../shared/state/table.ts';

/** A table in memory with the guarantees of the real one, and its contents open to view. */
export interface MemoryTable extends Table {
  /** Every item, in no particular order. */
  items(): Item[];
  /** How many writes went through. */
  readonly writes: number;
}

const itemSchema = z.looseObject({ pk: z.string(), sk: z.string(), version: z.number() });

/** DynamoDB takes no larger one. It counts without punctuation, so a little more than this fits there. */
const LARGEST_ITEM_IN_BYTES = 400 * 1024;

const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Items are copied on their way in and out, as JSON: what DynamoDB would not store is lost here as well. */
export const createMemoryTable = (): MemoryTable => {
  let writes = 0;
  const partitions = new Map<string, Map<string, { readonly version: number; readonly json: string }>>();
  const parse = (row: { readonly json: string }): Item => itemSchema.parse(JSON.parse(row.json));
  const sorted = (pk: string): [string, { readonly json: string }][] =>
    [...(partitions.get(pk) ?? [])].sort(([one], [other]) => compareText(one, other));

  return {
    get writes() {
      return writes;
    },
    items: () => [...partitions.values()].flatMap((rows) => [...rows.values()].map(parse)),
    get: ({ pk, sk }) => {
      const row = partitions.get(pk)?.get(sk);
      return Promise.resolve(row === undefined ? null : parse(row));
    },
    put: (item) => {
      const rows = partitions.get(item.pk) ?? new Map<string, { version: number; json: string }>();
      if ((rows.get(item.sk)?.version ?? 0) !== item.version - 1) return Promise.resolve(false);
      const json = JSON.stringify(item);
      if (Buffer.byteLength(json) > LARGEST_ITEM_IN_BYTES) return Promise.reject(new Error('Item size has exceeded'));
      partitions.set(item.pk, rows);
      writes += 1;
      rows.set(item.sk, { version: item.version, json });
      return Promise.resolve(true);
    },
    remove: ({ pk, sk }: Key, version) => {
      const rows = partitions.get(pk);
      return Promise.resolve(rows?.get(sk)?.version === version && rows.delete(sk));
    },
    query: (pk, prefix = '') =>
      Promise.resolve(
        sorted(pk)
          .filter(([sk]) => sk.startsWith(prefix))
          .map(([, row]) => parse(row)),
      ),
    page: (pk, request) =>
      Promise.resolve(
        pageOf(
          sorted(pk).map(([, row]) => parse(row)),
          request,
        ),
      ),
  };
};

/** What DynamoDB gives of a partition whose items are sorted by their keys. */
export const pageOf = (
  items: readonly Item[],
  { prefix = '', after = null, limit = Infinity, newestFirst = false, attributes }: PageRequest,
): Page => {
  const wanted = (newestFirst ? items.toReversed() : items).filter(
    ({ sk }) => sk.startsWith(prefix) && (after === null || (newestFirst ? sk < after : sk > after)),
  );
  const page = wanted.slice(0, limit);
  return {
    items: attributes === undefined ? page : page.map((item) => project(item, attributes)),
    next: page.length < limit ? null : (page.at(-1)?.sk ?? null),
  };
};

const project = ({ pk, sk, version, ...rest }: Item, attributes: readonly string[]): Item => ({
  pk,
  sk,
  version,
  ...Object.fromEntries(attributes.filter((name) => name in rest).map((name) => [name, rest[name]])),
});
