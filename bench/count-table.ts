import type { Item, Table } from '../shared/state/table.ts';

const BYTES_PER_READ_UNIT = 4 * 1024;
/** What may miss the writes of the last second costs half. */
const UNITS_PER_BLOCK_OF_A_VIEW = 0.5;
const BYTES_PER_WRITE_UNIT = 1024;

/** What has been asked of a table so far, in DynamoDB's units. */
export interface TableTally {
  reads: number;
  writes: number;
  readUnits: number;
  writeUnits: number;
}

export const newTally = (): TableTally => ({ reads: 0, writes: 0, readUnits: 0, writeUnits: 0 });

/** As JSON, which is a little longer than what DynamoDB charges for: names and values without punctuation. */
export const sizeInBytes = (item: Item | null): number => (item === null ? 0 : Buffer.byteLength(JSON.stringify(item)));

/** The same table, with every operation added to the tally. */
export const countTable = (table: Table, tally: TableTally): Table => {
  const read = (items: readonly (Item | null)[], unitsPerBlock = 1): void => {
    const bytes = items.reduce((sum, item) => sum + sizeInBytes(item), 0);
    tally.reads += 1;
    tally.readUnits += unitsPerBlock * Math.max(1, Math.ceil(bytes / BYTES_PER_READ_UNIT));
  };
  const write = (bytes: number): void => {
    tally.writes += 1;
    tally.writeUnits += Math.max(1, Math.ceil(bytes / BYTES_PER_WRITE_UNIT));
  };
  return {
    get: async (key) => {
      const item = await table.get(key);
      read([item]);
      return item;
    },
    put: (item) => {
      write(sizeInBytes(item));
      return table.put(item);
    },
    remove: (key, version) => {
      write(0);
      return table.remove(key, version);
    },
    query: async (pk, prefix) => {
      const items = await table.query(pk, prefix);
      read(items);
      return items;
    },
    page: async (pk, request) => {
      const page = await table.page(pk, request);
      read(page.items, UNITS_PER_BLOCK_OF_A_VIEW);
      return page;
    },
  };
};
