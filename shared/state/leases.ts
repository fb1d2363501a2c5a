import { createLease } from './lease.ts';
import type { Lease } from './lease.ts';
import type { RunItems, RunRequest } from './run-items.ts';
import { isOpen, runSchema } from './run.ts';
import type { OpenRun, Run } from './run.ts';
import type { Item, Table } from './table.ts';

export interface LeaseRequest extends RunRequest {
  /** How long the lease holds without a sign of life. */
  readonly leaseInMillis: number;
  /** The message that asks for the run: one that is delivered again goes on with it. Default: any message of the run does. */
  readonly begunBy?: string | null;
}

export type LeaseAnswer =
  | { readonly taken: true; readonly run: OpenRun }
  /** Another run holds it; or this one, which has ended, or was begun by another message of the same run. */
  | { readonly taken: false; readonly holder: string };

/** Whether another message has begun the run of this lease, and whoever works on that one may be alive. */
const isTwin = (lease: Lease, begunBy: string | null, now: number): boolean =>
  lease.begunBy !== null && begunBy !== null && lease.begunBy !== begunBy && lease.expiresAtMillis > now;

/** The leases that runs hold, one a flow. Times are epoch milliseconds. */
export const createLeases = (table: Table, { getRun, addRun }: Pick<RunItems, 'getRun' | 'addRun'>) => {
  const leaseOf = (flow: string) => createLease(table, flow);
  const isUnderWay = async (runId: string): Promise<boolean> => {
    const run = await getRun(runId);
    return run !== null && isOpen(run);
  };
  return {
    /**
     * Takes the flow's one lease for a new run, or says who holds it. The run's item is there before the lease is:
     * whoever is refused can look the holder up, and a run that cannot be stored holds nobody up (ADR 23). The lease of a
     * run that is not under way counts for nothing; that of a run without a sign of life is taken only when the run has
     * been ended (see take-lease). Of two messages of one run, as a sender makes them that gets no answer and sends again,
     * the one that took the lease works on the run, and the other is refused for as long as that one shows life.
     */
    takeLease: async ({ leaseInMillis, begunBy = null, ...request }: LeaseRequest): Promise<LeaseAnswer> => {
      const { runId, flow, now } = request;
      const lease = leaseOf(flow);
      let written: Item | null = null;
      for (;;) {
        const found = await lease.read();
        const { holder } = found;
        if (holder === runId && isTwin(found, begunBy, now)) return { taken: false, holder };
        if (holder !== null && holder !== runId && (await isUnderWay(holder))) {
          if (written !== null) await table.remove(written, written.version);
          return { taken: false, holder };
        }
        const runNumber = holder === runId ? found.runNumber : found.runNumber + 1;
        const { changed, item } = await addRun(request, runNumber);
        if (changed) written = item;
        const run = runSchema.parse(item);
        if (!isOpen(run)) return { taken: false, holder: runId };
        const isTaken = await lease.take(found, {
          holder: runId,
          begunBy,
          expiresAtMillis: now + leaseInMillis,
          runNumber,
        });
        if (isTaken) return { taken: true, run };
      }
    },

    /** The holder of the lease that has shown no sign of life for longer than the lease holds; null when there is none. */
    expiredHolder: async (flow: string, now: number): Promise<string | null> => {
      const { holder, expiresAtMillis } = await leaseOf(flow).read();
      return expiresAtMillis <= now ? holder : null;
    },

    /** A sign of life: moves the lease's expiry. False when the run no longer holds it. */
    renewLease: ({ runId, flow }: Pick<Run, 'runId' | 'flow'>, now: number, leaseInMillis: number): Promise<boolean> =>
      leaseOf(flow).renew(runId, now + leaseInMillis),

    /** Gives the lease back, if the run holds it. */
    releaseLease: ({ runId, flow }: Pick<Run, 'runId' | 'flow'>): Promise<void> => leaseOf(flow).release(runId),

    /** The run that holds the flow's lease, if any. */
    holder: async (flow: string): Promise<string | null> => (await leaseOf(flow).read()).holder,
  };
};
