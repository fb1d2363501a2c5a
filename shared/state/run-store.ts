import * as z from 'zod';
import { CHANGE_ACTIONS, CHANGE_ENTITIES, OUTCOMES, totalsOf } from '../records/outcome.ts';
import type { Outcome, Totals } from '../records/outcome.ts';
import { employeeLabel } from '../records/values/shown-value.ts';
import { boundAbort, boundList, boundProblems } from './bounded.ts';
import type { Connection } from './connection.ts';
import { problemSchema } from '../flows/employees-to-poweroffice/state.ts';
import { createLease } from './lease.ts';
import { readableMembers } from './lenient.ts';
import { isOpen, runSchema } from './run.ts';
import type { Run, RunEnd, RunMode } from './run.ts';
import { collect, modify, viewOf } from './table.ts';
import type { Item, Modified, Table } from './table.ts';

/** Runs and their outcomes are kept for a quarter, so that a question about the last payroll can be answered. */
export const RUN_RETENTION_IN_DAYS = 92;
/** People per list of pending ones: small enough to rewrite for each who is done, large enough to keep lists few. */
const PENDING_LIST_SIZE = 100;

/** A view reads about a page at a time: more would be thrown away. */
const RUNS_PER_READ = 100;
const OUTCOMES_PER_READ = 500;

const pendingSchema = z.object({ sourceIds: z.array(z.string()) });
const outcomeSchema = z.object({
  sourceId: z.string(),
  employeeNumber: z.string().nullable().transform(employeeLabel),
  powerOfficeEmployeeId: z.number().nullable(),
  outcome: z.enum(OUTCOMES).catch('failed'),
  changes: readableMembers(
    z.object({ entity: z.enum(CHANGE_ENTITIES), action: z.enum(CHANGE_ACTIONS), field: z.string().optional() }),
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

const toOutcome = ({ changes, ...rest }: z.infer<typeof outcomeSchema>): Outcome => ({
  ...rest,
  changes: changes.map(({ field, ...change }) => (field === undefined ? change : { ...change, field })),
});

/** An outcome as an item that DynamoDB takes, however much there is to tell of one person. */
const bounded = (outcome: Outcome): Outcome => ({
  ...outcome,
  changes: boundList(outcome.changes),
  problems: boundProblems(outcome.problems),
});

/** A run that somebody asks for. */
export interface RunRequest {
  readonly runId: string;
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
  | { readonly taken: true; readonly run: Run }
  /** Somebody else holds it. */
  | { readonly taken: false; readonly holder: string };

/** A person of a run who still has no outcome, and the list that says so. */
export interface PendingPlace {
  readonly sourceId: string;
  readonly list: number;
}

export type RunStore = ReturnType<typeof createRunStore>;

/** Runs, the lease they hold, who is still pending, and what came out. Times are epoch milliseconds. */
export const createRunStore = (table: Table) => {
  const lease = createLease(table);
  const expiry = (now: number): number => Math.floor(now / 1000) + RUN_RETENTION_IN_DAYS * 24 * 3600;

  const modifyRun = (runId: string, change: (run: Run) => Partial<Run> | null): Promise<Modified> =>
    modify(table, runKey(runId), (current) => {
      if (current === null) return null;
      const run = runSchema.parse(current);
      const changes = change(run);
      return changes === null ? null : { ...run, ...changes, expiresAt: expiry(run.startedAt) };
    });

  const changeRun = async (runId: string, change: (run: Run) => Partial<Run> | null): Promise<Run | null> => {
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
  const addRun = (
    { runId, mode, trigger, requestedBy, employees, now }: RunRequest,
    runNumber: number,
  ): Promise<Modified> => {
    const run: Run = {
      runId,
      runNumber,
      mode,
      trigger,
      requestedBy,
      employees: employees === null ? null : [...employees],
      connection: null,
      status: 'starting',
      abort: null,
      startedAt: now,
      finishedAt: null,
      toldAt: null,
      inScope: 0,
      totals: null,
      simployerCalls: 0,
      powerOfficeCalls: 0,
      unavailableSince: null,
      forbidden: null,
      hasWritten: false,
    };
    return modify(table, runKey(runId), (current) => {
      if (current === null) return { ...run, expiresAt: expiry(now) };
      const earlier = runSchema.parse(current);
      return isOpen(earlier) && earlier.runNumber < runNumber ? { ...current, runNumber } : null;
    });
  };

  return {
    /**
     * Takes the one lease for a new run, or says who holds it. The run's item is there before the lease is: whoever is
     * refused can look the holder up, and a run that cannot be stored holds nobody up. The lease of a run that is not
     * under way counts for nothing; that of a run without a sign of life is taken only when the run has been ended
     * (see take-lease).
     */
    takeLease: async (request: LeaseRequest): Promise<LeaseAnswer> => {
      const { runId, now, leaseInMillis } = request;
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
    expiredHolder: async (now: number): Promise<string | null> => {
      const { holder, expiresAtMillis } = await lease.read();
      return expiresAtMillis <= now ? holder : null;
    },

    /** Writes down a run that never got the lease, so that its end can be told like any other's. */
    addLostRun: async (request: RunRequest): Promise<Run> => runSchema.parse((await addRun(request, 0)).item),

    /** A sign of life: moves the lease's expiry. False when the run no longer holds it. */
    renewLease: (runId: string, now: number, leaseInMillis: number): Promise<boolean> =>
      lease.renew(runId, now + leaseInMillis),

    /** The run that holds the lease, if any. */
    holder: async (): Promise<string | null> => (await lease.read()).holder,

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
     * Writes down who is to have an outcome, before the first message is sent. Repeating it (a start that was
     * killed and begins again) is safe: every person listed again is also sent a message again.
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
      await changeRun(runId, () => ({ inScope }));
      return places;
    },

    /** The messages are out: from now on the run ends with its last pending person. */
    markRunning: (runId: string): Promise<Run | null> =>
      changeRun(runId, (run) => (run.status === 'starting' ? { status: 'running' } : null)),

    /** Records a person's outcome. The first one stands: a repeated message changes nothing. */
    recordOutcome: async (runId: string, outcome: Outcome, now: number): Promise<void> => {
      await modify(table, outcomeKey(runId, outcome.sourceId), (current) =>
        current === null ? { ...bounded(outcome), expiresAt: expiry(now) } : null,
      );
    },

    hasOutcome: async (runId: string, sourceId: string): Promise<boolean> =>
      (await table.get(outcomeKey(runId, sourceId))) !== null,

    outcomes: async (runId: string): Promise<Outcome[]> =>
      (await table.query(partition(runId), 'outcome#')).map((item) => toOutcome(outcomeSchema.parse(item))),

    /** For views: the outcomes behind that of a person, in the order of Simployer ids; all of them for null. */
    outcomesAfter: async function* (runId: string, after: string | null): AsyncGenerator<Outcome> {
      const request = { prefix: 'outcome#', after: after === null ? null : outcomeKey(runId, after).sk };
      for await (const item of viewOf(table, partition(runId), { ...request, limit: OUTCOMES_PER_READ })) {
        yield toOutcome(outcomeSchema.parse(item));
      }
    },

    /** For views: how many people have which outcome so far. */
    countOutcomes: async (runId: string): Promise<Totals> => {
      const request = { prefix: 'outcome#', attributes: ['outcome'] };
      const items = await collect(viewOf(table, partition(runId), request));
      return totalsOf(items.map((item) => outcomeSchema.pick({ outcome: true }).parse(item)));
    },

    /**
     * Strikes people who have an outcome off their lists. Repeating it changes nothing.
     * @returns whether one of these lists is empty now, or was already: then the run may be done
     */
    settle: async (runId: string, places: readonly PendingPlace[]): Promise<boolean> => {
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

    /** How many people still have no outcome. */
    pending: async (runId: string): Promise<number> =>
      (await table.query(partition(runId), 'pending#')).reduce(
        (sum, item) => sum + pendingSchema.parse(item).sourceIds.length,
        0,
      ),

    /** Notes which two companies the run goes between. */
    noteConnection: (runId: string, connection: Connection): Promise<Run | null> =>
      changeRun(runId, () => ({ connection })),

    /** Adds to the run's count of vendor requests. */
    addApiCalls: (runId: string, calls: { simployer: number; poweroffice: number }): Promise<Run | null> =>
      changeRun(runId, (run) =>
        calls.simployer + calls.poweroffice === 0
          ? null
          : {
              simployerCalls: run.simployerCalls + calls.simployer,
              powerOfficeCalls: run.powerOfficeCalls + calls.poweroffice,
            },
      ),

    /** Notes since when PowerOffice has not answered (null: it does); the earliest note stands. */
    noteAvailability: (runId: string, unavailableSince: number | null): Promise<Run | null> =>
      changeRun(runId, (run) =>
        (run.unavailableSince === null) === (unavailableSince === null) ? null : { unavailableSince },
      ),

    /** Adds people to whom the same operation was forbidden; another operation begins a new count. */
    noteForbidden: (runId: string, operation: string, people: number): Promise<Run | null> =>
      changeRun(runId, ({ forbidden, hasWritten }) =>
        hasWritten
          ? null
          : { forbidden: { operation, people: people + (forbidden?.operation === operation ? forbidden.people : 0) } },
      ),

    /** Notes that somebody was written and nothing forbidden. */
    noteWritten: (runId: string): Promise<Run | null> =>
      changeRun(runId, ({ hasWritten }) => (hasWritten ? null : { forbidden: null, hasWritten: true })),

    /**
     * Stores how a run ended, and gives its lease back. The first end stands; a run whose messages are not out yet can
     * only be given up. Whoever calls it tells of the end too: see run-ending.
     * @returns the run when this ended it, else null
     */
    storeEnd: async (runId: string, end: RunEnd, now: number): Promise<Run | null> => {
      const { changed, item } = await modifyRun(runId, (run) => {
        const changes = endOf(run, end);
        return changes === null ? null : { ...changes, finishedAt: now };
      });
      await lease.release(runId);
      return changed ? runSchema.parse(item) : null;
    },

    /** Notes that the end of a run has been told. */
    markTold: (runId: string, now: number): Promise<Run | null> =>
      changeRun(runId, ({ toldAt }) => (toldAt === null ? { toldAt: now } : null)),
  };
};

const endOf = (run: Run, end: RunEnd): Pick<Run, 'status' | 'abort' | 'totals'> | null => {
  if ('abort' in end) return isOpen(run) ? { status: 'aborted', abort: boundAbort(end.abort), totals: null } : null;
  if (run.status !== 'running') return null;
  return { status: end.totals.failed > 0 ? 'completed_with_errors' : 'succeeded', abort: null, totals: end.totals };
};
