/*
 * How runs are started and looked at in a simulated world: by a schedule, through the API, or from a command line, each
 * as it is in the real one. A start is a message on the start queue; the report is read from the table. For example,
 * `start({ trigger: 'api' })` takes the lease first, as the API does, and answers with the run that holds it when there
 * is one.
 */
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { State } from '../../functions/composition/assemble-state.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { reportEmployeeRun } from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { toAsciiJson } from '../../shared/queue/ascii-json.ts';
import { newRunId } from '../../shared/run/start-message.ts';
import { takeLease } from '../../shared/run/take-lease.ts';
import type { AppliedPlan } from '../../shared/state/plan.ts';
import { isOpen } from '../../shared/state/run.ts';
import type { RunMode } from '../../shared/state/run.ts';
import type { Random } from '../demo-vendors/company/random.ts';
import type { MemoryQueue } from './memory-queue.ts';
import type { MemoryTable } from './memory-table.ts';
import type { Observations, Trigger } from './observations.ts';

export interface StartInput {
  /** Default: the world's. */
  readonly flow?: string;
  readonly mode?: RunMode;
  /** Employee numbers; everybody by default. */
  readonly employees?: readonly string[] | null;
  /** What else the flow is asked for. */
  readonly selection?: Readonly<Record<string, readonly string[]>>;
  /** A plan that is kept. */
  readonly isStored?: boolean;
  /** The stored plan that is to be carried out. */
  readonly applies?: AppliedPlan;
  /** Default: the command line, which names its run. */
  readonly trigger?: Trigger;
  /** Default: nobody says. */
  readonly requestedBy?: string;
  /** Default: a new one. A schedule names none. */
  readonly runId?: string;
}

export interface RunInput extends StartInput {
  /** How long the run may take before it counts as one that never ends. Default a day. */
  readonly limitInMillis?: number;
}

export interface RunsOfWorld {
  /** The flow that the world carries. */
  readonly flow: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly table: MemoryTable;
  readonly state: State;
  readonly starts: MemoryQueue;
  readonly seen: Pick<Observations, 'starts'>;
}

const POLL_IN_MILLIS = 1_000;
const LONGEST_POLL_IN_MILLIS = 60_000;
const DAY_IN_MILLIS = 24 * 3600 * 1000;

/** Starts runs as the schedule, the API and the command line do, and follows them as somebody who waits for one does. */
export const createSimulatedRuns = ({ flow: ownFlow, clock, random, table, state, starts, seen }: RunsOfWorld) => {
  const { runs, ending } = state;

  const begin = async ({
    flow = ownFlow,
    mode = 'apply',
    employees = null,
    trigger = 'command-line',
    requestedBy,
    selection,
    isStored,
    applies,
    runId,
  }: StartInput = {}): Promise<string | null> => {
    const request = {
      ...(flow !== FIRST_FLOW && { flow }),
      ...(selection !== undefined && { selection }),
      ...(isStored !== undefined && { isStored }),
      ...(applies !== undefined && { applies }),
      mode,
      employees: employees === null ? null : [...employees],
      requestedBy: requestedBy ?? null,
      trigger,
    };
    if (trigger === 'schedule') {
      starts.send(toAsciiJson(request));
      return null;
    }
    const now = clock.now();
    const withId = { ...request, runId: runId ?? newRunId(now, random.fraction()) };
    if (trigger === 'api') {
      const lease = await takeLease({ ...withId, flow, now }, { runs, ending });
      if (!lease.taken) return lease.holder;
    }
    starts.send(toAsciiJson(withId));
    return withId.runId;
  };

  /** The report of a run, as far as it has come. @throws when there is no such run */
  const report = async (runId: string): Promise<RunReport> => {
    const run = await runs.getRun(runId);
    if (run === null) throw new Error(`There is no run ${runId}.`);
    return reportEmployeeRun(run, await runs.outcomes(runId));
  };

  /** Waits a little, and longer as long as nothing happens, as while a message waits out its invisibility. */
  const createPatience = (): (() => Promise<void>) => {
    let pauseInMillis = POLL_IN_MILLIS;
    let writes = table.writes;
    return async () => {
      await clock.sleep(pauseInMillis);
      pauseInMillis = table.writes === writes ? Math.min(2 * pauseInMillis, LONGEST_POLL_IN_MILLIS) : POLL_IN_MILLIS;
      writes = table.writes;
    };
  };

  const follow = async (runId: string, limitInMillis = DAY_IN_MILLIS): Promise<RunReport> => {
    const limit = clock.now() + limitInMillis;
    const patience = createPatience();
    for (;;) {
      const run = await runs.getRun(runId);
      if (run !== null && !isOpen(run)) return reportEmployeeRun(run, await runs.outcomes(runId));
      const wasRefused = seen.starts.some((event) => event.runId === runId && event.result.kind === 'refused');
      if (wasRefused) throw new Error(`Run ${runId} was refused.`);
      if (clock.now() > limit) throw new Error(`Run ${runId} does not end.`);
      await patience();
    }
  };

  return { begin, follow, report };
};
