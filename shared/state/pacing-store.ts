import * as z from 'zod';
import type { Table } from './table.ts';

const pacingSchema = z
  .object({
    version: z.number().int(),
    grants: z.array(z.number()),
    /** The version before did not write it: its grants were the slots themselves. */
    lastSlot: z.number().optional(),
    blockedUntil: z.number(),
    /** The versions before did not write it. */
    sharedAt: z.number().default(0),
  })
  .transform(({ lastSlot, ...pacing }) => ({ ...pacing, lastSlot: lastSlot ?? Math.max(0, ...pacing.grants) }));
export type StoredPacing = z.infer<typeof pacingSchema>;

const pacingKey = (key: string) => ({ pk: 'pacing', sk: key });

/** The request budget of each subscription key: one small item that all processes compare and swap. */
export const createPacingStore = (table: Table) => ({
  read: async (key: string): Promise<StoredPacing | null> => {
    const item = await table.get(pacingKey(key));
    return item === null ? null : pacingSchema.parse(item);
  },
  compareAndSwap: (
    key: string,
    previousVersion: number | null,
    next: Omit<StoredPacing, 'version' | 'grants'> & { readonly grants: readonly number[] },
  ): Promise<boolean> =>
    table.put({
      ...pacingKey(key),
      grants: [...next.grants],
      lastSlot: next.lastSlot,
      blockedUntil: next.blockedUntil,
      sharedAt: next.sharedAt,
      version: (previousVersion ?? 0) + 1,
    }),
});
