import * as z from 'zod';
import { FIRST_FLOW } from '../records/first-flow.ts';
import { modify } from './table.ts';
import type { Table } from './table.ts';

const leaseKey = (flow: string) => ({ pk: 'lease', sk: flow === FIRST_FLOW ? 'lease' : flow });

const leaseSchema = z.object({
  /** The run that holds it. */
  holder: z.string().nullable(),
  /** The message that began that run; null when the version that took the lease did not write it down. */
  begunBy: z.string().nullable().default(null),
  expiresAtMillis: z.number(),
  /** Rises by one with every run that takes it. */
  runNumber: z.number().int(),
  version: z.number().int(),
});
export type Lease = z.infer<typeof leaseSchema>;

const NOBODYS: Lease = { holder: null, begunBy: null, expiresAtMillis: 0, runNumber: 0, version: 0 };

/**
 * A flow's one lease, for which all of its runs stand in line. Times are epoch milliseconds; how long it holds is
 * `LEASE_IN_MILLIS` in run/limits.ts.
 */
export const createLease = (table: Table, flow: string) => {
  const key = leaseKey(flow);
  const read = async (): Promise<Lease> => {
    const item = await table.get(key);
    return item === null ? NOBODYS : leaseSchema.parse(item);
  };
  const change = (runId: string, changes: Partial<Lease>) =>
    modify(table, key, (current) =>
      current !== null && leaseSchema.parse(current).holder === runId ? { ...current, ...changes } : null,
    );
  return {
    read,
    /** Hands it to a run. False when somebody has changed it since it was read. */
    take: (found: Lease, taken: Omit<Lease, 'version'>): Promise<boolean> =>
      table.put({ ...taken, ...key, version: found.version + 1 }),
    /** A sign of life of its holder. False when the run no longer holds it. */
    renew: async (runId: string, expiresAtMillis: number): Promise<boolean> =>
      (await change(runId, { expiresAtMillis })).changed,
    /** Gives it back, if the run holds it. */
    release: async (runId: string): Promise<void> => void (await change(runId, { holder: null })),
  };
};
