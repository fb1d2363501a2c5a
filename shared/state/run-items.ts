/*
 * The item that stands for a run in the table, and every note that is made in it on the way: who asked for it, how many
 * records are in scope, how many requests it took, whether the target answers. A note is made on what is stored at that
 * moment, so that two workers never lose each other's. For example, one worker adds 40 requests and another 25 at the
 * same time; the run has 65 more.
 */
import type { Connection } from './connection.ts';
import { newPlan } from './plan.ts';
import type { AppliedPlan, Finding, Plan } from './plan.ts';
import { isOpen, runExpiry, runSchema, toRunItem } from './run.ts';
import type { ApiCalls, OpenRun, Run, RunMode } from './run.ts';
import { modify, viewOf } from './table.ts';
import type { Modified, Table } from './table.ts';

/** A view reads about a page at a time: more would be thrown away. */
const RUNS_PER_READ = 100;

const runKey = (runId: string) => ({ pk: 'runs', sk: runId });

/** A run that somebody asks for. */
export interface RunRequest {
  readonly runId: string;
  readonly flow: string;
  readonly mode: RunMode;
  readonly trigger: string;
  readonly requestedBy: string | null;
  /** The records asked for, see `Run`. */
  readonly employees: readonly string[] | null;
  /** See `Run`. Default: none. */
  readonly selection?: Run['selection'];
  readonly now: number;
  /** The stored plan that is to be carried out. Default: none. */
  readonly applies?: AppliedPlan | null;
  /** A plan that is to be kept. Default: no. */
  readonly isStored?: boolean;
}

const newRun = ({ now, applies = null, isStored = false, ...request }: RunRequest, runNumber: number): OpenRun => ({
  ...request,
  plan: request.mode === 'plan' ? newPlan(isStored, now + UNTIL_STARTED_IN_MILLIS) : null,
  applies,
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
  findings: [],
});

/** How long a plan holds that has not been started: the start says how long it really does. */
const UNTIL_STARTED_IN_MILLIS = 24 * 3600 * 1000;

interface ModifiedRun {
  readonly changed: boolean;
  readonly run: Run | null;
}

/** The item of each run, and what is noted in it on the way. Times are epoch milliseconds. */
export const createRunItems = (table: Table) => {
  /**
   * @param change the run as it is to be; null leaves it as it is
   * @returns the run as it stands; null when there is none
   */
  const modifyRun = async (runId: string, change: (run: Run) => Run | null): Promise<ModifiedRun> => {
    const stands: { run: Run | null } = { run: null };
    const { changed } = await modify(table, runKey(runId), (current) => {
      const before = current === null ? null : runSchema.parse(current);
      const after = before === null ? null : change(before);
      stands.run = after ?? before;
      return after === null ? null : { ...toRunItem(after), expiresAt: runExpiry(after.startedAt) };
    });
    return { ...stands, changed };
  };

  const changeRun = async (runId: string, change: (run: Run) => Run | null): Promise<Run | null> =>
    (await modifyRun(runId, change)).run;
  return {
    modifyRun,

    /** Writes the run's item; one that is there already stands, with the greater of the two numbers while it is open. */
    addRun: (request: RunRequest, runNumber: number): Promise<Modified> =>
      modify(table, runKey(request.runId), (current) => {
        if (current === null) {
          return { ...toRunItem(newRun(request, runNumber)), expiresAt: runExpiry(request.now) };
        }
        const earlier = runSchema.parse(current);
        return isOpen(earlier) && earlier.runNumber < runNumber ? { ...current, runNumber } : null;
      }),

    getRun: async (runId: string): Promise<Run | null> => {
      const item = await table.get(runKey(runId));
      return item === null ? null : runSchema.parse(item);
    },

    /** For views: the runs older than the one given, newest first; all of them for null. */
    newestFirst: async function* (after: string | null): AsyncGenerator<Run> {
      for await (const item of viewOf(table, 'runs', { after, newestFirst: true, limit: RUNS_PER_READ })) {
        yield runSchema.parse(item);
      }
    },

    /** The latest runs, newest first. */
    latestRuns: async (limit: number): Promise<Run[]> =>
      (await table.page('runs', { limit, newestFirst: true })).items.map((item) => runSchema.parse(item)),

    /** Notes how many records the run is about. */
    noteInScope: (runId: string, inScope: number): Promise<Run | null> =>
      changeRun(runId, (run) => ({ ...run, inScope })),

    /**
     * Notes that the run makes a plan, whatever it was asked for, and what the plan says of all records together. A start
     * that is delivered twice notes it twice: what is known already stays, and nothing changes once the messages are out.
     * @param selection kept in the place of what it was asked for
     */
    notePlan: (runId: string, plan: Plan, selection?: Run['selection']): Promise<Run | null> =>
      changeRun(runId, (run) => {
        if (run.status !== 'starting') return null;
        const overview = plan.overview ?? run.plan?.overview ?? null;
        return { ...run, mode: 'plan', plan: { ...plan, overview }, ...(selection !== undefined && { selection }) };
      }),

    /** @param change the plan as it is to be; null leaves it as it is */
    changePlan: (runId: string, change: (plan: Plan) => Plan | null): Promise<Run | null> =>
      changeRun(runId, (run) => {
        const plan = run.plan === null ? null : change(run.plan);
        return plan === null ? null : { ...run, plan };
      }),

    /** The messages are out: from now on the run ends with its last pending record. */
    markRunning: (runId: string): Promise<Run | null> =>
      changeRun(runId, (run) => (run.status === 'starting' ? { ...run, status: 'running' } : null)),

    /** Notes which companies the run goes between. */
    noteConnection: (runId: string, connection: Connection): Promise<Run | null> =>
      changeRun(runId, (run) => ({ ...run, connection })),

    /** Notes what all records together show. */
    noteFindings: (runId: string, findings: readonly Finding[]): Promise<Run | null> =>
      changeRun(runId, (run) => (findings.length === 0 ? null : { ...run, findings })),

    /** Adds to the run's count of vendor requests. */
    addApiCalls: (runId: string, calls: ApiCalls): Promise<Run | null> =>
      changeRun(runId, (run) => {
        const made = Object.entries(calls).filter(([, count]) => count > 0);
        if (made.length === 0) return null;
        const sums = made.map(([vendor, count]) => [vendor, (run.apiCalls[vendor] ?? 0) + count] as const);
        return { ...run, apiCalls: { ...run.apiCalls, ...Object.fromEntries(sums) } };
      }),

    /** Notes since when the target has not answered (null: it does); the earliest note stands. */
    noteAvailability: (runId: string, unavailableSince: number | null): Promise<Run | null> =>
      changeRun(runId, (run) =>
        (run.unavailableSince === null) === (unavailableSince === null) ? null : { ...run, unavailableSince },
      ),

    /** Adds records for which the same operation was forbidden; another operation begins a new count. */
    noteForbidden: (runId: string, operation: string, records: number): Promise<Run | null> =>
      changeRun(runId, (run) => {
        const before = run.forbidden?.operation === operation ? run.forbidden.people : 0;
        return run.hasWritten ? null : { ...run, forbidden: { operation, people: records + before } };
      }),

    /** Notes that something was written and nothing forbidden. */
    noteWritten: (runId: string): Promise<Run | null> =>
      changeRun(runId, (run) => (run.hasWritten ? null : { ...run, forbidden: null, hasWritten: true })),

    /** Notes that the end of a run has been told. */
    markTold: (runId: string, now: number): Promise<Run | null> =>
      changeRun(runId, (run) => (isOpen(run) || run.toldAt !== null ? null : { ...run, toldAt: now })),
  };
};

export type RunItems = ReturnType<typeof createRunItems>;
