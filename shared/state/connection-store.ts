import { isDeepStrictEqual } from 'node:util';
import { FIRST_FLOW } from '../records/first-flow.ts';
import { sideSchema } from './connection.ts';
import type { Connection } from './connection.ts';
import { modify } from './table.ts';
import type { Item, Table } from './table.ts';

const connectionKey = (flow: string) => ({ pk: 'connection', sk: flow === FIRST_FLOW ? 'connection' : flow });

/** Beside the companies, an item holds what every item does, none of which is a company. */
const toConnection = (item: Item | null): Connection | null => {
  if (item === null) return null;
  const sides = Object.entries(item).flatMap(([vendor, side]) => {
    const parsed = sideSchema.safeParse(side);
    return parsed.success ? [[vendor, parsed.data] as const] : [];
  });
  return Object.fromEntries(sides);
};

export type ConnectionStore = ReturnType<typeof createConnectionStore>;

/** Which companies a flow's links belong to. */
export const createConnectionStore = (table: Table, flow: string) => ({
  /** Null before anything was to be linked. */
  get: async (): Promise<Connection | null> => toConnection(await table.get(connectionKey(flow))),

  /** Remembers the companies; those that are remembered already cost no write. */
  remember: async (connection: Connection): Promise<void> => {
    await modify(table, connectionKey(flow), (current) =>
      isDeepStrictEqual(toConnection(current), connection) ? null : { ...connection },
    );
  },
});
