import { boundAbort } from './bounded.ts';
import { createLeases } from './leases.ts';
import { createOutcomeStore } from './outcome-store.ts';
import { createPendingLists } from './pending-lists.ts';
import { createPlanStore } from './plan-store.ts';
import { createRunItems } from './run-items.ts';
import type { RunRequest } from './run-items.ts';
import { endRun, isOpen, runSchema } from './run.ts';
import type { EndedRun, Run, RunEnd } from './run.ts';
import type { Table } from './table.ts';
import { createUnmatchedStore } from './unmatched-store.ts';

export type RunStore = ReturnType<typeof createRunStore>;

/** Runs, the leases they hold, what is still pending, and what came out. Times are epoch milliseconds. */
export const createRunStore = (table: Table) => {
  const { modifyRun, addRun, ...items } = createRunItems(table);
  const { releaseLease, ...leases } = createLeases(table, { ...items, addRun });
  return {
    ...items,
    ...leases,
    ...createPendingLists(table),
    ...createOutcomeStore(table),
    ...createPlanStore(table, items),
    ...createUnmatchedStore(table),

    /** Writes down a run that never got the lease, so that its end can be told like any other's. */
    addLostRun: async (request: RunRequest): Promise<Run> => runSchema.parse((await addRun(request, 0)).item),

    /**
     * Stores how a run ended, and gives its lease back. The first end stands; a run whose messages are not out yet can
     * only be given up. Whoever calls it tells of the end too: see run-ending.
     * @returns the run when this ended it, else null
     */
    storeEnd: async (runId: string, end: RunEnd, now: number): Promise<EndedRun | null> => {
      const bounded = 'abort' in end ? { abort: boundAbort(end.abort) } : end;
      const { changed, run } = await modifyRun(runId, (open) => endRun(open, bounded, now));
      if (run === null) return null;
      await releaseLease(run);
      return changed && !isOpen(run) ? run : null;
    },
  };
};
