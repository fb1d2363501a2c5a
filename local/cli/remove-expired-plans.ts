import { partitionOf } from '../../shared/state/run.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { Table } from '../../shared/state/table.ts';

/**
 * Removes what plans say of single people once it may be kept no longer, names and values among it: on one machine
 * nobody else does. What a plan says of all people together stays, as that of every run.
 * @param table as it is, with what has expired
 * @param now epoch milliseconds
 */
export const removeExpiredPlans = async (
  table: Table,
  { newestFirst }: Pick<RunStore, 'newestFirst'>,
  now: number,
): Promise<void> => {
  for await (const { runId, plan } of newestFirst(null)) {
    if (plan === null || plan.expiresAt > now) continue;
    const partition = partitionOf(runId);
    const items = [...(await table.query(partition, 'outcome#')), ...(await table.query(partition, 'unmatched#'))];
    await Promise.all(items.map((item) => table.remove(item, item.version)));
  }
};
