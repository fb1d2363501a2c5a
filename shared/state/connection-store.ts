import { isDeepStrictEqual } from 'node:util';
import { connectionSchema } from './connection.ts';
import type { Connection } from './connection.ts';
import { modify } from './table.ts';
import type { Item, Table } from './table.ts';

const CONNECTION = { pk: 'connection', sk: 'connection' };

const toConnection = (item: Item | null): Connection | null => (item === null ? null : connectionSchema.parse(item));

export type ConnectionStore = ReturnType<typeof createConnectionStore>;

/** Which two companies the links of this table belong to. */
export const createConnectionStore = (table: Table) => ({
  /** Null before anybody was to be linked. */
  get: async (): Promise<Connection | null> => toConnection(await table.get(CONNECTION)),

  /** Remembers the pair; one that is remembered already costs no write. */
  remember: async (connection: Connection): Promise<void> => {
    await modify(table, CONNECTION, (current) =>
      isDeepStrictEqual(toConnection(current), connection) ? null : { ...connection },
    );
  },
});
