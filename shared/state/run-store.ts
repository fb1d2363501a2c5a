import * as z from 'zod';
import { CHANGE_ACTIONS, OUTCOMES, totalsOf } from '../records/outcome.ts';
import type { Outcome, Totals } from '../records/outcome.ts';
import { employeeLabel } from '../records/values/shown-value.ts';
import { boundAbort, boundList, boundProblems } from './bounded.ts';
import type { Connection } from './connection.ts';
import { createLease } from './lease.ts';
import { readableMembers } from './lenient.ts';
import { problemSchema } from './problem.ts';
import { endRun, isOpen, runSchema, toRunItem } from './run.ts';
import type { ApiCalls, EndedRun, OpenRun, Run, RunEnd, RunMode } from './run.ts';
import { collect, modify, viewOf } from './table.ts';
import type { Item, Modified, Table } from './table.ts';

/** Runs and their outcomes are kept for a quarter, so that a question about the last payroll can be answered. */
export const RUN_RETENTION_IN_DAYS = 92;
/** Records per list of pending ones: small enough to rewrite for each that is done, large enough to keep lists few. */
const PENDING_LIST_SIZE = 100;

/** A view reads about a page at a time: more would be thrown away. */
const RUNS_PER_READ = 100;
const OUTCOMES_PER_READ = 500;

const pendingSchema = z.object({ sourceIds: z.array(z.string()) });
/** Attributes keep the names of the first version, whichever flow the record is of. */
const outcomeSchema = z.object({
  sourceId: z.string(),
  employeeNumber: z.string().nullable().transform(employeeLabel),
  powerOfficeEmployeeId: z.union([z.number(), z.string()]).nullable(),
  outcome: z.enum(OUTCOMES).catch('failed'),
  changes: readableMembers(
    z.object({ entity: z.string(), action: z.enum(CHANGE_ACTIONS), field: z.string().optional() }),
  ),
  problems: readableMembers(problemSchema),
});

const runKey = (runId: string) => ({ pk: 'runs', sk: runId });
const partition = (runId: string): string => `run#${runId}`;
const pendingKey = (runId: string, list: number) => ({
  pk: partition(runId),
  sk: `pending#${String(list).padStart(6, '0')}`,
});
const outcomeKey = (runId: string, sourceId: string) => ({ pk: partition(runId), sk: `outcome#${sourceId}` });

const toOutcome = ({
  employeeNumber,
  powerOfficeEmployeeId,
  changes,
  ...rest
}: z.infer<typeof outcomeSchema>): Outcome => ({
  ...rest,
  number: employeeNumber,
  targetId: powerOfficeEmployeeId,
  changes: changes.map(({ field, ...change }) => (field === undefined ? change : { ...change, field })),
});

/** An outcome as an item that DynamoDB takes, however much there is to tell of one record. */
const toOutcomeItem = ({
  number,
  targetId,
  changes,
  problems,
  ...outcome
}: Outcome): z.input<typeof outcomeSchema> => ({
  ...outcome,
  employeeNumber: number,
  powerOfficeEmployeeId: targetId,
  changes: boundList(changes),
  problems: boundProblems(problems),
});

/** A run that somebody asks for. */
export interface RunRequest {
  readonly runId: string;
  readonly flow: string;
  readonly mode: RunMode;
  readonly trigger: string;
  readonly requestedBy: string | null;
  readonly employees: readonly string[] | null;
  readonly now: number;
}

export interface LeaseRequest extends RunRequest {
  /** How long the lease holds without a sign of life. */
  readonly leaseInMillis: number;
}

export type LeaseAnswer =
  | { readonly taken: true; readonly run: OpenRun }
  /** Somebody else holds it. */
  | { readonly taken: false; readonly holder: string };

/** A record of a run that still has no outcome, and the list that says so. */
export interface PendingPlace {
  readonly sourceId: string;
  readonly list: number;
}

export type RunStore = ReturnType<typeof createRunStore>;

/** Runs, the lease they hold, what is still pending, and what came out. Times are epoch milliseconds. */
export const createRunStore = (table: Table) => {
  const leaseOf = (flow: string) => createLease(table, flow);
  const expiry = (now: number): number => Math.floor(now / 1000) + RUN_RETENTION_IN_DAYS * 24 * 3600;

  const modifyRun = (runId: string, change: (run: Run) => Run | null): Promise<Modified> =>
    modify(table, runKey(runId), (current) => {
      if (current === null) return null;
      const run = change(runSchema.parse(current));
      return run === null ? null : { ...toRunItem(run), expiresAt: expiry(run.startedAt) };
    });

  const changeRun = async (runId: string, change: (run: Run) => Run | null): Promise<Run | null> => {
    const { item } = await modifyRun(runId, change);
    return item === null ? null : runSchema.parse(item);
  };

  const getRun = async (runId: string): Promise<Run | null> => {
    const item = await table.get(runKey(runId));
    return item === null ? null : runSchema.parse(item);
  };

  const isUnderWay = async (runId: string): Promise<boolean> => {
    const run = await getRun(runId);
    return run !== null && isOpen(run);
  };

  /** Writes the run's item; one that is there already stands, with the greater of the two numbers while it is open. */
  const addRun = ({ now, ...request }: RunRequest, runNumber: number): Promise<Modified> => {
    const run: OpenRun = {
      ...request,
      runNumber,
      connection: null,
      status: 'starting',
      abort: null,
      startedAt: now,
      finishedAt: null,
      toldAt: null,
      inScope: 0,
      totals: null,
      apiCalls: {},
      unavailableSince: null,
      forbidden: null,
      hasWritten: false,
    };
    return modify(table, runKey(run.runId), (current) => {
      if (current === null) return { ...toRunItem(run), expiresAt: expiry(now) };
      const earlier = runSchema.parse(current);
      return isOpen(earlier) && earlier.runNumber < runNumber ? { ...current, runNumber } : null;
    });
  };

  return {
    /**
     * Takes the flow's one lease for a new run, or says who holds it. The run's item is there before the lease is: whoever is
     * refused can look the holder up, and a run that cannot be stored holds nobody up. The lease of a run that is not
     * under way counts for nothing; that of a run without a sign of life is taken only when the run has been ended
     * (see take-lease).
     */
    takeLease: async ({ leaseInMillis, ...request }: LeaseRequest): Promise<LeaseAnswer> => {
      const { runId, flow, now } = request;
      const lease = leaseOf(flow);
      let written: Item | null = null;
      for (;;) {
        const found = await lease.read();
        const { holder } = found;
        if (holder !== null && holder !== runId && (await isUnderWay(holder))) {
          if (written !== null) await table.remove(written, written.version);
          return { taken: false, holder };
        }
        const runNumber = holder === runId ? found.runNumber : found.runNumber + 1;
        const { changed, item } = await addRun(request, runNumber);
        if (changed) written = item;
        const run = runSchema.parse(item);
        if (!isOpen(run)) return { taken: false, holder: runId };
        const isTaken = await lease.take(found, { holder: runId, expiresAtMillis: now + leaseInMillis, runNumber });
        if (isTaken) return { taken: true, run };
      }
    },

    /** The holder of the lease that has shown no sign of life for longer than the lease holds; null when there is none. */
    expiredHolder: async (flow: string, now: number): Promise<string | null> => {
      const { holder, expiresAtMillis } = await leaseOf(flow).read();
      return expiresAtMillis <= now ? holder : null;
    },

    /** Writes down a run that never got the lease, so that its end can be told like any other's. */
    addLostRun: async (request: RunRequest): Promise<Run> => runSchema.parse((await addRun(request, 0)).item),

    /** A sign of life: moves the lease's expiry. False when the run no longer holds it. */
    renewLease: ({ runId, flow }: Pick<Run, 'runId' | 'flow'>, now: number, leaseInMillis: number): Promise<boolean> =>
      leaseOf(flow).renew(runId, now + leaseInMillis),

    /** The run that holds the flow's lease, if any. */
    holder: async (flow: string): Promise<string | null> => (await leaseOf(flow).read()).holder,

    getRun,

    /** For views: the runs older than the one given, newest first; all of them for null. */
    newestFirst: async function* (after: string | null): AsyncGenerator<Run> {
      for await (const item of viewOf(table, 'runs', { after, newestFirst: true, limit: RUNS_PER_READ })) {
        yield runSchema.parse(item);
      }
    },

    /** The latest runs, newest first. */
    latestRuns: async (limit: number): Promise<Run[]> =>
      (await table.page('runs', { limit, newestFirst: true })).items.map((item) => runSchema.parse(item)),

    /**
     * Writes down what is to have an outcome, before the first message is sent. Repeating it (a start that was
     * killed and begins again) is safe: every record listed again is also sent a message again.
     */
    listPending: async (
      runId: string,
      sourceIds: readonly string[],
      inScope: number,
      now: number,
    ): Promise<PendingPlace[]> => {
      const places = sourceIds.map((sourceId, index) => ({ sourceId, list: Math.floor(index / PENDING_LIST_SIZE) }));
      const lists = Map.groupBy(places, ({ list }) => list);
      const earlier = await table.query(partition(runId), 'pending#');
      for (let list = 0; list < Math.max(lists.size, earlier.length); list += 1) {
        const members = (lists.get(list) ?? []).map(({ sourceId }) => sourceId);
        await modify(table, pendingKey(runId, list), () => ({ sourceIds: members, expiresAt: expiry(now) }));
      }
      await changeRun(runId, (run) => ({ ...run, inScope }));
      return places;
    },

    /** The messages are out: from now on the run ends with its last pending record. */
    markRunning: (runId: string): Promise<Run | null> =>
      changeRun(runId, (run) => (run.status === 'starting' ? { ...run, status: 'running' } : null)),

    /** Records a record's outcome. The first one stands: a repeated message changes nothing. */
    recordOutcome: async (runId: string, outcome: Outcome, now: number): Promise<void> => {
      await modify(table, outcomeKey(runId, outcome.sourceId), (current) =>
        current === null ? { ...toOutcomeItem(outcome), expiresAt: expiry(now) } : null,
      );
    },

    hasOutcome: async (runId: string, sourceId: string): Promise<boolean> =>
      (await table.get(outcomeKey(runId, sourceId))) !== null,

    outcomes: async (runId: string): Promise<Outcome[]> =>
      (await table.query(partition(runId), 'outcome#')).map((item) => toOutcome(outcomeSchema.parse(item))),

    /** For views: the outcomes behind that of a record, in the order of the source's ids; all of them for null. */
    outcomesAfter: async function* (runId: string, after: string | null): AsyncGenerator<Outcome> {
      const request = { prefix: 'outcome#', after: after === null ? null : outcomeKey(runId, after).sk };
      for await (const item of viewOf(table, partition(runId), { ...request, limit: OUTCOMES_PER_READ })) {
        yield toOutcome(outcomeSchema.parse(item));
      }
    },

    /** For views: how many records have which outcome so far. */
    countOutcomes: async (runId: string): Promise<Totals> => {
      const request = { prefix: 'outcome#', attributes: ['outcome'] };
      const items = await collect(viewOf(table, partition(runId), request));
      return totalsOf(items.map((item) => outcomeSchema.pick({ outcome: true }).parse(item)));
    },

    /**
     * Strikes records that have an outcome off their lists. Repeating it changes nothing.
     * @returns whether one of these lists is empty now, or was already: then the run may be done
     */
    strikeOff: async (runId: string, places: readonly PendingPlace[]): Promise<boolean> => {
      let someListIsEmpty = false;
      for (const [list, members] of Map.groupBy(places, (place) => place.list)) {
        const done = new Set(members.map(({ sourceId }) => sourceId));
        const { item } = await modify(table, pendingKey(runId, list), (current) => {
          if (current === null) return null;
          const { sourceIds } = pendingSchema.parse(current);
          const left = sourceIds.filter((sourceId) => !done.has(sourceId));
          return left.length === sourceIds.length ? null : { ...current, sourceIds: left };
        });
        someListIsEmpty ||= item === null || pendingSchema.parse(item).sourceIds.length === 0;
      }
      return someListIsEmpty;
    },

    /** How many records still have no outcome. */
    pending: async (runId: string): Promise<number> =>
      (await table.query(partition(runId), 'pending#')).reduce(
        (sum, item) => sum + pendingSchema.parse(item).sourceIds.length,
        0,
      ),

    /** Notes which companies the run goes between. */
    noteConnection: (runId: string, connection: Connection): Promise<Run | null> =>
      changeRun(runId, (run) => ({ ...run, connection })),

    /** Adds to the run's count of vendor requests. */
    addApiCalls: (runId: string, calls: ApiCalls): Promise<Run | null> =>
      changeRun(runId, (run) => {
        const made = Object.entries(calls).filter(([, count]) => count > 0);
        if (made.length === 0) return null;
        const apiCalls = { ...run.apiCalls };
        for (const [vendor, count] of made) apiCalls[vendor] = (apiCalls[vendor] ?? 0) + count;
        return { ...run, apiCalls };
      }),

    /** Notes since when the target has not answered (null: it does); the earliest note stands. */
    noteAvailability: (runId: string, unavailableSince: number | null): Promise<Run | null> =>
      changeRun(runId, (run) =>
        (run.unavailableSince === null) === (unavailableSince === null) ? null : { ...run, unavailableSince },
      ),

    /** Adds records for which the same operation was forbidden; another operation begins a new count. */
    noteForbidden: (runId: string, operation: string, people: number): Promise<Run | null> =>
      changeRun(runId, (run) => {
        const before = run.forbidden?.operation === operation ? run.forbidden.people : 0;
        return run.hasWritten ? null : { ...run, forbidden: { operation, people: people + before } };
      }),

    /** Notes that something was written and nothing forbidden. */
    noteWritten: (runId: string): Promise<Run | null> =>
      changeRun(runId, (run) => (run.hasWritten ? null : { ...run, forbidden: null, hasWritten: true })),

    /**
     * Stores how a run ended, and gives its lease back. The first end stands; a run whose messages are not out yet can
     * only be given up. Whoever calls it tells of the end too: see run-ending.
     * @returns the run when this ended it, else null
     */
    storeEnd: async (runId: string, end: RunEnd, now: number): Promise<EndedRun | null> => {
      const bounded = 'abort' in end ? { abort: boundAbort(end.abort) } : end;
      const { changed, item } = await modifyRun(runId, (run) => endRun(run, bounded, now));
      if (item === null) return null;
      const run = runSchema.parse(item);
      await leaseOf(run.flow).release(runId);
      return changed && !isOpen(run) ? run : null;
    },

    /** Notes that the end of a run has been told. */
    markTold: (runId: string, now: number): Promise<Run | null> =>
      changeRun(runId, (run) => (isOpen(run) || run.toldAt !== null ? null : { ...run, toldAt: now })),
  };
};
