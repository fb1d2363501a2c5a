import type { Item, Table } from './table.ts';

/**
 * The table as it is once everything that may go has gone: DynamoDB drops an item up to two days after it may, and on
 * one machine nothing does until the data folder is opened again. Lists leave such items out. What is asked for by its
 * key is given as it stands, for whoever replaces it needs its version.
 */
export const withoutExpired = (table: Table, clock: { now(): number }): Table => {
  const lasts = ({ expiresAt }: Item): boolean => expiresAt === undefined || expiresAt * 1000 > clock.now();
  return {
    get: (key) => table.get(key),
    put: (item) => table.put(item),
    remove: (key, version) => table.remove(key, version),
    query: async (pk, prefix) => (await table.query(pk, prefix)).filter(lasts),
    page: async (pk, { attributes, ...request }) => {
      const asked = attributes === undefined ? request : { ...request, attributes: [...attributes, 'expiresAt'] };
      const { items, next } = await table.page(pk, asked);
      return { items: items.filter(lasts), next };
    },
  };
};
