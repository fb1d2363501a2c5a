/*
 * The whole sync in one process on a virtual clock: the deployed functions with their own composition, both demo
 * vendors, queues that deliver at least once, a table with conditional writes, and processes that can die at any
 * moment. Component tests, simulation and benchmark all run in it. What goes wrong is decided by the faults of its
 * input; the same seed and faults give the same world, to the millisecond.
 *
 * Example: `createWorld({ company: 5, faults: { table: () => 'throttled' } })` has five people in Simployer and a table
 * that answers nobody. `await world.run()` sends a start message and follows its run, and hours pass in milliseconds.
 */
import { assembleState } from '../../functions/composition/assemble-state.ts';
import { parseSettings } from '../../shared/config/settings.ts';
import type { AllSettings, SettingsInput } from '../../shared/config/settings.ts';
import { VENDOR_DEFAULTS } from '../../shared/config/vendor-defaults.ts';
import type { RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { RECORD_LIMITS } from '../../shared/run/limits.ts';
import type { EmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { createXledgerEmployeeStore } from '../../shared/flows/employees-to-xledger/employee-store.ts';
import type { XledgerEmployeeStore } from '../../shared/flows/employees-to-xledger/employee-store.ts';
import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import type { LeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { createExportLedger } from '../../shared/flows/time-off-to-file/export-ledger.ts';
import type { ExportLedger } from '../../shared/flows/time-off-to-file/export-ledger.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { HistoryStore } from '../../shared/state/history-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { recogniseOwnWrites } from '../../shared/state/own-writes.ts';
import { createRandom } from '../demo-vendors/company/random.ts';
import type { Random } from '../demo-vendors/company/random.ts';
import { createMemoryTable } from './memory-table.ts';
import type { MemoryTable } from './memory-table.ts';
import { createObserver } from './observations.ts';
import type { Observations } from './observations.ts';
import { createRemoteTable } from './remote-table.ts';
import { createSimulatedFunctions } from './simulated-functions.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import { connectQueues, createSimulatedQueues } from './simulated-queues.ts';
import type { SimulatedQueues } from './simulated-queues.ts';
import { createSimulatedRuns } from './simulated-runs.ts';
import type { RunInput, StartInput } from './simulated-runs.ts';
import { createNetwork, createSimulatedVendors } from './simulated-vendors.ts';
import type { SimulatedVendors } from './simulated-vendors.ts';
import { createVirtualClock } from './virtual-clock.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Replacements, WorldFaults, WorldInput } from './world-options.ts';

export interface World extends SimulatedVendors, Observations {
  readonly clock: VirtualClock;
  /** As stored, past latency and faults. */
  readonly table: MemoryTable;
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly xledgerEmployees: XledgerEmployeeStore;
  readonly leaves: LeaveStore;
  readonly exportLedger: ExportLedger;
  /** The files of absence that wait to be fetched, by name. */
  readonly exportFiles: ReadonlyMap<string, Uint8Array>;
  readonly history: HistoryStore;
  readonly queues: SimulatedQueues;
  /** How many crash points were passed. */
  crashPoints(): number;
  readonly processes: readonly SimulatedProcess[];
  setFaults(faults: WorldFaults): void;
  configure(settings: SettingsInput): void;
  /** Starts a run and follows it to its end. @throws when it does not end in time, or is refused */
  run(input?: RunInput): Promise<RunReport>;
  /** Starts a run and leaves it alone. @returns its id, or the holder's when the API refused it; null for a schedule */
  start(input?: StartInput): Promise<string | null>;
  /** Waits for a run to end. */
  finish(runId: string, limitInMillis?: number): Promise<RunReport>;
  /** What a run has come to so far. @throws when there is no such run */
  report(runId: string): Promise<RunReport>;
  /** Lets everything that is queued or under way come to its end. @throws when it does not within a week */
  untilQueuesAreEmpty(): Promise<void>;
  advance(durationInMillis: number): Promise<void>;
}

/** A world as its input says, in which nothing has happened yet. */
export const createWorld = ({
  seed = 1,
  company = 3,
  options = {},
  beside,
  faults: firstFaults = {},
}: WorldInput = {}): World => {
  const { latencyInMillis = 150, jitterInMillis = 0, hasNearServices = false, replace = {} } = options;
  const clock = beside?.clock ?? createVirtualClock(options.startsAt ?? '2026-03-02T04:00:00Z');
  const randomOf = (stream: number): Random => createRandom(Math.imul(seed, 7919) + stream);
  const wire = randomOf(1);
  const random = randomOf(2);
  let faults = firstFaults;
  let settings = settingsFrom(options.settings ?? {}, replace);

  const vendors = {
    ...createSimulatedVendors(clock, { seed, company, options }),
    ...(beside && { powerOffice: beside.powerOffice }),
  };
  const applyFaults = (): void => {
    vendors.powerOffice.setFaults(faults.powerOffice ?? null);
    vendors.simployer.setFaults(faults.simployer ?? []);
    vendors.xledger.setFaults(faults.xledger ?? null);
  };
  applyFaults();

  const table = options.table ?? createMemoryTable();
  const observer = createObserver();
  const { seen } = observer;
  const queues = createSimulatedQueues({ clock, random, faults: () => faults.queue ?? {} });
  const reached = (near: MemoryTable) =>
    createRemoteTable(near, {
      clock,
      random,
      latencyInMillis: () => (hasNearServices ? 0 : wire.integer(3, 12)),
      faults: () => faults.table ?? null,
    });
  let writesBeside = 0;
  const withOwnWrites = (far: ReturnType<typeof reached>) =>
    recogniseOwnWrites(far, () => {
      writesBeside += 1;
      return `seed-${seed}-${writesBeside}`;
    });
  const exportFiles = new Map<string, Uint8Array>();
  const functions = createSimulatedFunctions({
    clock,
    table: reached(table),
    queues,
    network: createNetwork(vendors, {
      clock,
      /** Uniform on both ways, as the pacer's margin assumes. */
      get latencyInMillis() {
        return latencyInMillis + 2 * wire.integer(-jitterInMillis, jitterInMillis);
      },
    }),
    files: {
      put: async (name, contents) => {
        await clock.sleep(hasNearServices ? 0 : wire.integer(20, 60));
        exportFiles.set(name, contents);
      },
    },
    observer,
    flow: options.flow ?? FIRST_FLOW,
    requestsPerSecond: options.requestsPerSecond ?? VENDOR_DEFAULTS.powerOfficeRequestsPerSecond,
    replace: { ...(beside && { pacing: () => withOwnWrites(reached(beside.table)) }), ...replace },
    settings: () => settings,
    faults: () => faults,
    randomOf: (process) => randomOf(100 + process),
    queueLatency: () => clock.sleep(hasNearServices ? 0 : wire.integer(5, 15)),
  });
  const { whenEmpty } = connectQueues(queues, functions, {
    clock,
    workers: options.workers ?? RECORD_LIMITS.maxConcurrency,
  });

  const state = assembleState(table, { clock, tell: observer.tell });
  const runs = createSimulatedRuns({
    flow: options.flow ?? FIRST_FLOW,
    clock,
    random,
    table,
    state,
    starts: queues.starts,
    seen,
  });
  const follow = async (runId: string, limitInMillis?: number): Promise<RunReport> => {
    const report = await runs.follow(runId, limitInMillis);
    seen.reports.push(report);
    return report;
  };
  const run = async ({ limitInMillis, ...input }: RunInput): Promise<RunReport> => {
    const runId = await runs.begin(input);
    if (runId === null)
      throw new Error('A scheduled run has no id yet: start it, and wait until the queues are empty.');
    return follow(runId, limitInMillis);
  };

  return {
    ...vendors,
    ...seen,
    clock,
    table,
    runs: state.runs,
    employees: state.employees,
    xledgerEmployees: createXledgerEmployeeStore(table),
    leaves: createLeaveStore(table),
    exportLedger: createExportLedger(table),
    exportFiles,
    history: state.history,
    queues,
    processes: functions.processes,
    crashPoints: functions.crashPoints,
    setFaults: (next) => {
      faults = next;
      applyFaults();
    },
    configure: (input) => {
      settings = settingsFrom(input, replace);
    },
    run: (input = {}) => clock.run(run(input)),
    start: (input) => clock.run(runs.begin(input)),
    finish: (runId, limitInMillis) => clock.run(follow(runId, limitInMillis)),
    report: runs.report,
    untilQueuesAreEmpty: () => clock.run(whenEmpty()),
    advance: (durationInMillis) => clock.advance(durationInMillis),
  };
};

const settingsFrom = (input: SettingsInput, replace: Replacements): AllSettings => {
  const settings = parseSettings(input);
  return replace.settings?.(settings) ?? settings;
};
