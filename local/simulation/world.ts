import { connect } from '../../functions/composition/connect.ts';
import type { Vendors } from '../../functions/composition/connect.ts';
import type { BatchResponse } from '../../functions/composition/sqs-records.ts';
import type { State } from '../../functions/composition/use-cases.ts';
import { tellRunEnd } from '../../functions/composition/tell-run-end.ts';
import { handleDeadLetters } from '../../functions/dead-letter/handler.ts';
import { handleStart } from '../../functions/start-run/handler.ts';
import { handleBatch } from '../../functions/sync-records/handler.ts';
import { parseSettings } from '../../shared/config/settings.ts';
import type { Settings, SettingsInput } from '../../shared/config/settings.ts';
import { VENDOR_DEFAULTS } from '../../shared/config/vendor-defaults.ts';
import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import type { Transport } from '../../shared/http/transport.ts';
import {
  DEAD_LETTER_TIMEOUT_IN_SECONDS,
  MESSAGES_PER_SQS_REQUEST,
  RECORD_LIMITS,
  START_LIMITS,
  visibilityInSeconds,
} from '../../shared/run/limits.ts';
import { createConnectionStore } from '../../shared/state/connection-store.ts';
import { toAsciiJson } from '../../shared/queue/ascii-json.ts';
import type { MessageQueue } from '../../shared/queue/message-queue.ts';
import { createEmployeeStore } from '../../shared/state/employee-store.ts';
import type { EmployeeStore } from '../../shared/state/employee-store.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';
import { createRunStore } from '../../shared/state/run-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { isOpen } from '../../shared/state/run.ts';
import type { Run, RunMode } from '../../shared/state/run.ts';
import { recogniseOwnWrites } from '../../shared/state/own-writes.ts';
import type { Table } from '../../shared/state/table.ts';
import type { EmployeeTask } from '../../shared/flows/employees-to-poweroffice/task.ts';
import { createRunEnding } from '../../shared/run/run-ending.ts';
import { reportRun } from '../../shared/operate/run-report.ts';
import type { RunReport } from '../../shared/operate/run-report.ts';
import { newRunId } from '../../shared/run/start-message.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import type { StartRunResult } from '../../shared/run/start-run.ts';
import type { SyncBatchEvent } from '../../shared/run/sync-batch.ts';
import { takeLease } from '../../shared/run/take-lease.ts';
import { createDemoCompany } from '../demo-vendors/company/create-demo-company.ts';
import { demoPayroll } from '../demo-vendors/company/demo-payroll.ts';
import { createRandom } from '../demo-vendors/company/random.ts';
import type { Random } from '../demo-vendors/company/random.ts';
import { createDemoPowerOffice } from '../demo-vendors/poweroffice/demo-poweroffice.ts';
import type { DemoPowerOffice } from '../demo-vendors/poweroffice/demo-poweroffice.ts';
import type { FaultPlan } from '../demo-vendors/poweroffice/faults.ts';
import type { PartialDemoPowerOfficeOptions } from '../demo-vendors/poweroffice/options.ts';
import { demoCredentials } from '../demo-vendors/poweroffice/options.ts';
import type { DemoSeed } from '../demo-vendors/poweroffice/seed.ts';
import { createDemoSimployer } from '../demo-vendors/simployer/create-demo-simployer.ts';
import type { DemoSimployer, SimployerFaultSource } from '../demo-vendors/simployer/create-demo-simployer.ts';
import type { SimployerTenant } from '../demo-vendors/simployer/simployer-tenant.ts';
import { toTransport } from '../demo-vendors/vendor-request.ts';
import { createEventSource } from './event-source.ts';
import { createMemoryQueue } from './memory-queue.ts';
import type { MemoryQueue, QueueFaults, ReceivedMessage } from './memory-queue.ts';
import { createMemoryTable } from './memory-table.ts';
import type { MemoryTable } from './memory-table.ts';
import { createRemoteTable } from './remote-table.ts';
import type { TableFaults } from './remote-table.ts';
import { createProcess, processTable, processTransport } from './simulated-process.ts';
import type { CrashPoint, SimulatedProcess } from './simulated-process.ts';
import { createSimulationClock } from './simulation-clock.ts';
import type { SimulationClock } from './simulation-clock.ts';

/** What goes wrong in a world; everything left out goes well. */
export interface WorldFaults {
  readonly powerOffice?: FaultPlan;
  readonly simployer?: SimployerFaultSource;
  readonly table?: TableFaults;
  readonly queue?: QueueFaults;
  /** Asked at every moment at which a process may die; true kills it there. */
  readonly crash?: (point: CrashPoint) => boolean;
  /** How far the clock of a process is ahead of the world's; asked once a process, counted from 0. */
  readonly clockSkewInMillis?: (process: number) => number;
}

export interface WorldOptions {
  /** What differs from the default settings. */
  readonly settings?: SettingsInput;
  /** ISO date-time at which the world begins. */
  readonly startsAt?: string;
  readonly powerOffice?: PartialDemoPowerOfficeOptions;
  /** What PowerOffice holds at the beginning; by default an empty payroll with one enterprise and one number series. */
  readonly payroll?: Partial<DemoSeed>;
  /** The most rows that Simployer gives a page. Default 100. */
  readonly simployerPageSize?: number;
  /** From a request to its answer. Default 150. */
  readonly latencyInMillis?: number;
  /** How far each of the two ways may differ from half the latency. Default 0. */
  readonly jitterInMillis?: number;
  /** How many batches of people are worked on at a time. Default as deployed. */
  readonly workers?: number;
  /** Requests that the pacer lets through in any second. Default what PowerOffice grants. */
  readonly requestsPerSecond?: number;
  /** Tests that take a guard away replace parts of the composition here. */
  readonly replace?: Replacements;
}

/** Parts of the composition that a test replaces by weaker ones, to see that somebody notices. */
export interface Replacements {
  readonly employees?: (store: EmployeeStore) => EmployeeStore;
  readonly runs?: (store: RunStore) => RunStore;
  readonly vendors?: (vendors: Vendors) => Vendors;
  readonly settings?: (settings: Settings) => Settings;
  readonly task?: (task: EmployeeTask) => EmployeeTask;
  readonly pacing?: (table: Table) => Table;
  /** False: handlers leave a batch hidden for as long as the queue says. */
  readonly hidesBatches?: boolean;
}

export interface WorldInput {
  /** The same seed gives the same world, to the millisecond. Default 1. */
  readonly seed?: number;
  /** What Simployer holds; by default a company of so many people without flaws. */
  readonly company?: SimployerTenant | number;
  readonly options?: WorldOptions;
  readonly faults?: WorldFaults;
}

export type Trigger = StartMessage['trigger'];

export interface StartInput {
  readonly mode?: RunMode;
  /** Employee numbers; everybody by default. */
  readonly employees?: readonly string[];
  /** Default: the command line, which names its run. */
  readonly trigger?: Trigger;
}

export interface RunInput extends StartInput {
  /** How long the run may take before it counts as one that never ends. Default a day. */
  readonly limitInMillis?: number;
}

/** What a start function made of its message. */
export interface StartEvent {
  readonly runId: string;
  readonly trigger: Trigger;
  readonly result: StartRunResult;
}

export interface LoggedEvent {
  readonly event: string;
  readonly fields: unknown;
}

export interface RecordedMetric {
  readonly name: string;
  readonly value: number;
}

export interface World {
  readonly clock: SimulationClock;
  readonly simployer: DemoSimployer;
  readonly powerOffice: DemoPowerOffice;
  /** As stored, past latency and faults. */
  readonly table: MemoryTable;
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly queues: Readonly<Record<'starts' | 'startDeadLetters' | 'employees' | 'employeeDeadLetters', MemoryQueue>>;
  /** What the workers told about, the oldest first. */
  readonly events: readonly SyncBatchEvent[];
  readonly starts: readonly StartEvent[];
  /** The runs whose end was told, the oldest first. */
  readonly ends: readonly Run[];
  readonly logs: readonly LoggedEvent[];
  readonly metrics: readonly RecordedMetric[];
  /** Reports of runs that were asked for with `run`, the oldest first. */
  readonly reports: readonly RunReport[];
  /** What handlers threw, the oldest first. */
  readonly errors: readonly unknown[];
  /** How many crash points were passed. */
  readonly crashPoints: number;
  readonly processes: readonly SimulatedProcess[];
  setFaults(faults: WorldFaults): void;
  configure(settings: SettingsInput): void;
  /** Starts a run and follows it to its end. @throws when it does not end in time, or is refused */
  run(input?: RunInput): Promise<RunReport>;
  /** Starts a run and leaves it alone. @returns its id, or the holder's when the API refused it; null for a schedule */
  start(input?: StartInput): Promise<string | null>;
  /** Waits for a run to end. */
  finish(runId: string, limitInMillis?: number): Promise<RunReport>;
  /** Lets everything that is queued or under way come to its end. @throws when it does not within a week */
  settle(): Promise<void>;
  advance(durationInMillis: number): Promise<void>;
}

interface Invocation {
  readonly event: unknown;
  readonly context: { getRemainingTimeInMillis(): number };
}

const NOTHING_FAILED: BatchResponse = { batchItemFailures: [] };

/** The event that Lambda makes of a batch. */
const toSqsEvent = (messages: readonly ReceivedMessage[]): unknown => ({
  Records: messages.map(({ messageId, receiptHandle, body, receiveCount, sentAt }) => ({
    messageId,
    receiptHandle,
    body,
    attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(Math.floor(sentAt)) },
  })),
});

const POLL_IN_MILLIS = 1_000;
const LONGEST_POLL_IN_MILLIS = 60_000;
const DAY_IN_MILLIS = 24 * 3600 * 1000;

const SIMPLOYER_URL = 'http://simployer.simulated/v1';
const POWER_OFFICE_ORIGIN = 'http://poweroffice.simulated';
const KEYS = {
  simployerAccessToken: 'simulated-access-token',
  powerOfficeApplicationKey: demoCredentials.applicationKey,
  powerOfficeClientKey: demoCredentials.clientKey,
  powerOfficeSubscriptionKey: demoCredentials.subscriptionKey,
};
const HASH_KEY = 'simulated-hash-key-of-the-stack-0123456789';

interface Environment {
  readonly process: SimulatedProcess;
  readonly vendors: Vendors;
  readonly state: State;
}

/**
 * The whole sync in one process on a virtual clock: the functions' own composition and use cases, both demo vendors,
 * queues that deliver at least once, a table with conditional writes, and processes that can die at any moment.
 */
export const createWorld = ({
  seed = 1,
  company = 3,
  options = {},
  faults: firstFaults = {},
}: WorldInput = {}): World => {
  const {
    latencyInMillis = 150,
    jitterInMillis = 0,
    workers = RECORD_LIMITS.maxConcurrency,
    requestsPerSecond = VENDOR_DEFAULTS.powerOfficeRequestsPerSecond,
    replace = {},
  } = options;
  const clock = createSimulationClock(Date.parse(options.startsAt ?? '2026-03-02T04:00:00Z'));
  const randomOf = (stream: number): Random => createRandom(Math.imul(seed, 7919) + stream);
  const wire = randomOf(1);
  const random = randomOf(2);
  let faults = firstFaults;
  let settings = settingsFrom(options.settings ?? {}, replace);

  const tenant =
    typeof company === 'number'
      ? createDemoCompany({ today: todayInOslo(clock.now()), size: company, seed, flaws: false })
      : company;
  const simployer = createDemoSimployer({
    clock,
    company: tenant,
    accessToken: KEYS.simployerAccessToken,
    maxLimit: options.simployerPageSize ?? 100,
  });
  const powerOffice = createDemoPowerOffice({
    clock,
    seed:
      options.payroll ??
      (typeof company === 'number'
        ? demoPayroll(createDemoCompany({ today: todayInOslo(clock.now()), size: company, seed, flaws: false }))
        : {}),
    options: options.powerOffice ?? {},
  });

  const table = createMemoryTable();
  const tableLatency = (): number => wire.integer(3, 12);
  const remoteTable = createRemoteTable(table, {
    clock,
    random,
    latencyInMillis: tableLatency,
    faults: () => faults.table ?? null,
  });
  const applyFaults = (): void => {
    powerOffice.setFaults(faults.powerOffice ?? null);
    simployer.setFaults(faults.simployer ?? []);
  };
  applyFaults();

  const queueOf = (timeoutInSeconds: number, maxReceiveCount: number, deadLetters: MemoryQueue | null): MemoryQueue =>
    createMemoryQueue({
      clock,
      random,
      visibilityTimeoutInMillis: 1000 * visibilityInSeconds(timeoutInSeconds),
      maxReceiveCount,
      deadLetters,
      faults: () => faults.queue ?? {},
    });
  const employeeDeadLetters = queueOf(DEAD_LETTER_TIMEOUT_IN_SECONDS, Infinity, null);
  const startDeadLetters = queueOf(DEAD_LETTER_TIMEOUT_IN_SECONDS, Infinity, null);
  const queues = {
    employeeDeadLetters,
    startDeadLetters,
    employees: queueOf(RECORD_LIMITS.timeoutInSeconds, RECORD_LIMITS.maxReceives, employeeDeadLetters),
    starts: queueOf(START_LIMITS.timeoutInSeconds, START_LIMITS.maxReceives, startDeadLetters),
  };

  const events: SyncBatchEvent[] = [];
  const starts: StartEvent[] = [];
  const ends: Run[] = [];
  const logs: LoggedEvent[] = [];
  const metrics: RecordedMetric[] = [];
  const reports: RunReport[] = [];
  const errors: unknown[] = [];
  const processes: SimulatedProcess[] = [];
  const telling = {
    log: (event: string, fields: unknown): void => void logs.push({ event, fields }),
    recordMetric: (name: string, value: number): void => void metrics.push({ name, value }),
  };

  const tellEnd = tellRunEnd({ ...telling, publishMetrics: () => undefined });
  const tell = (run: Run): void => {
    tellEnd(run);
    ends.push(run);
  };
  let crashPoints = 0;

  /** Uniform on both ways, as the pacer's margin assumes. */
  const inProcess = {
    clock,
    get latencyInMillis() {
      return latencyInMillis + 2 * wire.integer(-jitterInMillis, jitterInMillis);
    },
  };
  const toSimployer = toTransport(simployer, inProcess);
  const toPowerOffice = toTransport(powerOffice, inProcess);
  const network: Transport = (request) =>
    request.url.startsWith(POWER_OFFICE_ORIGIN) ? toPowerOffice(request) : toSimployer(request);

  const reach = (point: Omit<CrashPoint, 'index'>): boolean => {
    const index = crashPoints;
    crashPoints += 1;
    return faults.crash?.({ index, ...point }) ?? false;
  };

  const boot = (name: string): Environment => {
    const number = processes.length;
    const process = createProcess(`${name}-${number}`, clock, faults.clockSkewInMillis?.(number) ?? 0, reach);
    processes.push(process);
    const own = randomOf(100 + number);
    let writes = 0;
    const reachedTable = recogniseOwnWrites(processTable(process, remoteTable), () => {
      writes += 1;
      return `${process.name}-${writes}`;
    });
    const vendors = connect({
      environment: {
        SIMPLOYER_BASE_URL: SIMPLOYER_URL,
        POWEROFFICE_BASE_URL: `${POWER_OFFICE_ORIGIN}/v2`,
        POWEROFFICE_TOKEN_URL: `${POWER_OFFICE_ORIGIN}/OAuth/Token`,
        POWEROFFICE_MAX_REQUESTS_PER_SECOND: requestsPerSecond,
        SETTINGS: settings,
      },
      keys: KEYS,
      hashKey: HASH_KEY,
      transport: processTransport(process, network),
      pacingStore: createPacingStore(replace.pacing?.(reachedTable) ?? reachedTable),
      clock: process.clock,
      random: () => own.integer(0, 999_999) / 1_000_000,
    });
    const ownRuns = createRunStore(reachedTable);
    const ownEmployees = createEmployeeStore(reachedTable);
    const runs = replace.runs?.(ownRuns) ?? ownRuns;
    return {
      process,
      vendors: replace.vendors?.(vendors) ?? vendors,
      state: {
        runs,
        employees: replace.employees?.(ownEmployees) ?? ownEmployees,
        connections: createConnectionStore(reachedTable),
        ending: createRunEnding({ runs, clock: process.clock, tell }),
      },
    };
  };

  /** Runs a handler in a process that is idle, or in a new one, until it is done, dies or runs out of time. */
  const functionOf = (
    name: string,
    timeoutInSeconds: number,
    handle: (environment: Environment, invocation: Invocation) => Promise<BatchResponse>,
  ): ((messages: readonly ReceivedMessage[]) => Promise<ReadonlySet<string> | null>) => {
    const idle: Environment[] = [];
    return async (messages) => {
      const environment = idle.pop() ?? boot(name);
      const { process } = environment;
      let isOver = false;
      const guardTime = async (): Promise<void> => {
        await clock.sleep(1000 * timeoutInSeconds);
        if (!isOver) process.kill();
      };
      void guardTime();
      const endsAt = process.clock.now() + 1000 * timeoutInSeconds;
      const result = await Promise.race([
        handle(environment, {
          event: toSqsEvent(messages),
          context: { getRemainingTimeInMillis: () => endsAt - process.clock.now() },
        }).catch((error: unknown) => {
          errors.push(error);
          return null;
        }),
        process.death.then(() => null),
      ]);
      isOver = true;
      if (process.isAlive) idle.push(environment);
      if (result === null) return null;
      const failed = new Set(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      return new Set(
        messages.filter(({ messageId }) => failed.has(messageId)).map(({ receiptHandle }) => receiptHandle),
      );
    };
  };

  /** A queue as a process reaches it. */
  const queueOfProcess = (queue: MemoryQueue, process: SimulatedProcess): MessageQueue => {
    const reach = (operation: string, work: () => void): Promise<void> =>
      process.act(operation, async () => {
        await clock.sleep(wire.integer(5, 15));
        work();
      });
    const hideAll = (receiptHandles: readonly string[], durationInSeconds: number): Promise<void> =>
      reach('hide', () => {
        for (const receiptHandle of receiptHandles) queue.changeVisibility(receiptHandle, durationInSeconds * 1000);
      });
    const mayHide = replace.hidesBatches ?? true;
    return {
      send: (message, delayInSeconds = 0) =>
        reach('send', () => queue.send(toAsciiJson(message), { delayInMillis: delayInSeconds * 1000 })),
      hide: (receiptHandle, durationInSeconds) => hideAll([receiptHandle], durationInSeconds),
      hideAll: (receiptHandles, durationInSeconds) =>
        mayHide ? hideAll(receiptHandles, durationInSeconds) : Promise.resolve(),
    };
  };

  const sendTasks = async (
    process: SimulatedProcess,
    tasks: readonly EmployeeTask[],
  ): Promise<readonly EmployeeTask[]> => {
    for (let first = 0; first < tasks.length; first += MESSAGES_PER_SQS_REQUEST) {
      await process.act('send', async () => {
        await clock.sleep(wire.integer(5, 15));
        for (const task of tasks.slice(first, first + MESSAGES_PER_SQS_REQUEST)) {
          queues.employees.send(toAsciiJson(replace.task?.(task) ?? task));
        }
      });
    }
    return [];
  };

  const start = functionOf(
    'start-run',
    START_LIMITS.timeoutInSeconds,
    async ({ process, vendors, state }, invocation) => {
      await handleStart(invocation.event, invocation.context, {
        ...telling,
        state,
        settings,
        clock: process.clock,
        vendors: () => Promise.resolve(vendors),
        sendTasks: (tasks) => sendTasks(process, tasks),
        queue: queueOfProcess(queues.starts, process),
        onResult: (runId, { trigger }, result) => starts.push({ runId, trigger, result }),
      });
      return NOTHING_FAILED;
    },
  );

  const work = functionOf(
    'sync-records',
    RECORD_LIMITS.timeoutInSeconds,
    async ({ process, vendors, state }, invocation) => {
      const answer = await handleBatch(invocation.event, invocation.context, {
        ...telling,
        state,
        settings,
        clock: process.clock,
        vendors: () => Promise.resolve(vendors),
        queue: queueOfProcess(queues.employees, process),
        onEvent: (event) => events.push(event),
      });
      // The answer itself can be lost with its process.
      return process.act('answer', () => Promise.resolve(answer));
    },
  );

  const giveUp = functionOf('dead-letter', DEAD_LETTER_TIMEOUT_IN_SECONDS, ({ process, state }, { event }) =>
    handleDeadLetters(event, { ...telling, state, clock: process.clock }),
  );

  const sources = [
    createEventSource({
      queue: queues.starts,
      clock,
      batchSize: START_LIMITS.batchSize,
      concurrency: 2,
      invoke: start,
    }),
    createEventSource({
      queue: queues.employees,
      clock,
      batchSize: RECORD_LIMITS.batchSize,
      concurrency: workers,
      invoke: work,
    }),
    createEventSource({
      queue: employeeDeadLetters,
      clock,
      batchSize: RECORD_LIMITS.batchSize,
      concurrency: 2,
      invoke: giveUp,
    }),
    createEventSource({
      queue: startDeadLetters,
      clock,
      batchSize: START_LIMITS.batchSize,
      concurrency: 2,
      invoke: giveUp,
    }),
  ];

  const runs = createRunStore(table);
  const employees = createEmployeeStore(table);
  const ending = createRunEnding({ runs, clock, tell });

  const beginRun = async ({
    mode = 'apply',
    employees: numbers,
    trigger = 'command-line',
  }: StartInput): Promise<string | null> => {
    const request = { mode, employees: numbers === undefined ? null : [...numbers], requestedBy: null };
    if (trigger === 'schedule') {
      queues.starts.send(toAsciiJson({ ...request, trigger }));
      return null;
    }
    const now = clock.now();
    const runId = newRunId(now, random.integer(0, 999_999) / 1_000_000);
    if (trigger === 'api') {
      const lease = await takeLease({ ...request, runId, trigger, now }, { runs, ending });
      if (!lease.taken) return lease.holder;
    }
    queues.starts.send(toAsciiJson({ ...request, trigger, runId }));
    return runId;
  };

  /** Waits a little, and longer as long as nothing happens, as while a message waits out its invisibility. */
  const createPatience = (): (() => Promise<void>) => {
    let pauseInMillis = POLL_IN_MILLIS;
    let seen = table.writes;
    return async () => {
      await clock.sleep(pauseInMillis);
      pauseInMillis = table.writes === seen ? Math.min(2 * pauseInMillis, LONGEST_POLL_IN_MILLIS) : POLL_IN_MILLIS;
      seen = table.writes;
    };
  };

  const followRun = async (runId: string, limitInMillis = DAY_IN_MILLIS): Promise<RunReport> => {
    const limit = clock.now() + limitInMillis;
    const patience = createPatience();
    for (;;) {
      const run = await runs.getRun(runId);
      if (run !== null && !isOpen(run)) {
        const report = reportRun(run, await runs.outcomes(runId));
        reports.push(report);
        return report;
      }
      const refusal = starts.find((event) => event.runId === runId && event.result.kind === 'refused');
      if (refusal !== undefined) throw new Error(`Run ${runId} was refused.`);
      if (clock.now() > limit) throw new Error(`Run ${runId} does not end.`);
      await patience();
    }
  };

  const settle = async (): Promise<void> => {
    const limit = clock.now() + 7 * DAY_IN_MILLIS;
    const isBusy = (): boolean =>
      [queues.starts, queues.employees, employeeDeadLetters, startDeadLetters].some((queue) => queue.size() > 0) ||
      sources.some((source) => source.active() > 0);
    const patience = createPatience();
    while (isBusy()) {
      if (clock.now() > limit) throw new Error('The queues do not run empty.');
      await patience();
    }
  };

  return {
    clock,
    simployer,
    powerOffice,
    table,
    runs,
    employees,
    queues,
    events,
    starts,
    ends,
    logs,
    metrics,
    reports,
    errors,
    processes,
    get crashPoints() {
      return crashPoints;
    },
    setFaults: (next) => {
      faults = next;
      applyFaults();
    },
    configure: (input) => {
      settings = settingsFrom(input, replace);
    },
    run: ({ limitInMillis, ...input } = {}) =>
      clock.run(
        (async () => {
          const runId = await beginRun(input);
          if (runId === null) throw new Error('A scheduled run has no id yet: start it, and settle.');
          return followRun(runId, limitInMillis);
        })(),
      ),
    start: (input = {}) => clock.run(beginRun(input)),
    finish: (runId, limitInMillis) => clock.run(followRun(runId, limitInMillis)),
    settle: () => clock.run(settle()),
    advance: (durationInMillis) => clock.run(clock.sleep(durationInMillis)),
  };
};

const settingsFrom = (input: SettingsInput, replace: Replacements): Settings => {
  const settings = parseSettings(input);
  return replace.settings?.(settings) ?? settings;
};
