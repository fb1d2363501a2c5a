/*
 * The deployed functions in simulated processes. A process gets what functions/*\/index.ts gives a real one, from the
 * same composition: clients of both vendors, the stores over the table, the queues. Each of these passes through the
 * process, so that it stops when the process dies. The handlers are the functions' own.
 *
 * Example: a message on the queue `employees` boots `sync-records-1`, whose handler gets the batch as an SQS event. A
 * fault kills it right after its POST of an employee: the answer reaches nobody, the message shows again after the time
 * for which the handler had hidden it, and `sync-records-2` works on it.
 */
import { assembleState } from '../../functions/composition/assemble-state.ts';
import { connect } from '../../functions/composition/connect.ts';
import type { VendorClients } from '../../functions/composition/connect.ts';
import { composeEmployees } from '../../functions/composition/flows.ts';
import { connectXledger } from '../../functions/composition/xledger/connect-xledger.ts';
import { composeEmployeesToXledger } from '../../functions/composition/xledger/flow.ts';
import type { XledgerSurroundings } from '../../functions/composition/xledger/flow.ts';
import { connectLeaves } from '../../functions/composition/leaves/connect-leaves.ts';
import { composeLeaves } from '../../functions/composition/leaves/flow.ts';
import type { LeaveSurroundings } from '../../functions/composition/leaves/flow.ts';
import { assembleFileState } from '../../functions/composition/file/assemble-file-state.ts';
import { connectFile } from '../../functions/composition/file/connect-file.ts';
import { startableFile } from '../../functions/composition/file/flow.ts';
import type { FileSurroundings } from '../../functions/composition/file/flow.ts';
import type { ComposedFlow } from '../../functions/composition/flows.ts';
import type { BatchResponse } from '../../functions/composition/sqs-records.ts';
import type { State } from '../../functions/composition/assemble-state.ts';
import { handleDeadLetters } from '../../functions/dead-letter/handler.ts';
import { handleStart } from '../../functions/start-run/handler.ts';
import type { StartableFlow } from '../../functions/start-run/startable-flow.ts';
import { handleBatch } from '../../functions/sync-records/handler.ts';
import type { AllSettings } from '../../shared/config/settings.ts';
import type { FlowName } from '../../shared/config/vendor-keys.ts';
import { createXledgerEmployeeStore } from '../../shared/flows/employees-to-xledger/employee-store.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { LEAVES_TO_POWEROFFICE } from '../../shared/flows/leaves-to-poweroffice/facts.ts';
import { failExportedLeaves } from '../../shared/flows/time-off-to-file/fail-leaves.ts';
import { TIME_OFF_TO_FILE } from '../../shared/flows/time-off-to-file/facts.ts';
import type { ExportFiles } from '../../shared/flows/time-off-to-file/make-export.ts';
import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { createConnectionStore } from '../../shared/state/connection-store.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Transport } from '../../shared/http/transport.ts';
import { DEAD_LETTER_TIMEOUT_IN_SECONDS, RECORD_LIMITS, START_LIMITS } from '../../shared/run/limits.ts';
import { createRunEnding } from '../../shared/run/run-ending.ts';
import { recogniseOwnWrites } from '../../shared/state/own-writes.ts';
import type { RepeatingTable } from '../../shared/state/own-writes.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';
import type { Random } from '../demo-vendors/company/random.ts';
import type { Observer } from './observations.ts';
import { createSimulatedLambda } from './simulated-lambda.ts';
import type { Invocation } from './simulated-lambda.ts';
import { createProcess, processTable, processTransport } from './simulated-process.ts';
import type { CrashPoint, SimulatedProcess } from './simulated-process.ts';
import { reachQueue } from './simulated-queues.ts';
import type { SimulatedQueues } from './simulated-queues.ts';
import { KEYS, VENDOR_ADDRESSES } from './simulated-vendors.ts';
import type { Replacements, WorldFaults } from './world-options.ts';

/** What the functions of a world have in common. */
export interface FunctionSurroundings {
  readonly clock: Clock;
  readonly table: RepeatingTable;
  readonly queues: SimulatedQueues;
  readonly network: Transport;
  /** Where the files of absence wait to be fetched. */
  readonly files: ExportFiles;
  readonly observer: Observer;
  readonly requestsPerSecond: number;
  /** The flow that the functions carry. */
  readonly flow: FlowName;
  readonly replace: Replacements;
  /** As they are at that moment. */
  readonly settings: () => AllSettings;
  readonly faults: () => WorldFaults;
  /** Of each process, counted from 0. */
  readonly randomOf: (process: number) => Random;
  /** From a process to a queue. */
  readonly queueLatency: () => Promise<void>;
}

interface Environment {
  readonly process: SimulatedProcess;
  readonly vendors: VendorClients;
  readonly toXledger: Omit<XledgerSurroundings, 'settings'>;
  readonly ofLeaves: Pick<LeaveSurroundings, 'leaves' | 'vendors'>;
  readonly ofFile: Omit<FileSurroundings, 'runs' | 'history' | 'settings'>;
  readonly state: State;
}

/** Connects once, when first asked: a process that never is has nothing to do with the vendors. */
const connectLater = <Clients>(connectNow: () => Clients): (() => Promise<Clients>) => {
  let clients: Clients | null = null;
  return () => {
    clients ??= connectNow();
    return Promise.resolve(clients);
  };
};

const NOTHING_FAILED: BatchResponse = { batchItemFailures: [] };

/** The deployed functions, over what a world has in common for them. */
export const createSimulatedFunctions = (surroundings: FunctionSurroundings) => {
  const { clock, table, queues, network, observer, requestsPerSecond, replace, settings, faults, flow } = surroundings;
  const { seen, log, recordMetric, tell } = observer;
  const processes: SimulatedProcess[] = [];
  let crashPoints = 0;

  const reach = (point: Omit<CrashPoint, 'index' | 'told'>): boolean => {
    const index = crashPoints;
    crashPoints += 1;
    return faults().crash?.({ index, told: seen.ends.length + seen.starts.length, ...point }) ?? false;
  };

  /** The stores over a table; a test may have weaker ones. */
  const stateOver = (reached: Parameters<typeof assembleState>[0], ownClock: Clock): State => {
    const state = assembleState(reached, { clock: ownClock, tell });
    const runs = replace.runs?.(state.runs) ?? state.runs;
    return {
      ...state,
      runs,
      employees: replace.employees?.(state.employees) ?? state.employees,
      ending: createRunEnding({ runs, clock: ownClock, tell }),
    };
  };

  const boot = (name: string): Environment => {
    const number = processes.length;
    const process = createProcess(`${name}-${number}`, clock, faults().clockSkewInMillis?.(number) ?? 0, reach);
    processes.push(process);
    const random = surroundings.randomOf(number);
    let writes = 0;
    let attempts = 0;
    const ownTable = recogniseOwnWrites(processTable(process, table), () => {
      writes += 1;
      return `${process.name}-${writes}`;
    });
    const reached = replace.table?.(ownTable) ?? ownTable;
    const connecting = {
      ...KEYS,
      environment: {
        ...VENDOR_ADDRESSES,
        POWEROFFICE_MAX_REQUESTS_PER_SECOND: requestsPerSecond,
        SETTINGS: settings(),
      },
      transport: processTransport(process, network),
      pacingStore: createPacingStore(replace.pacing?.(reached) ?? reached),
      clock: process.clock,
      random: () => random.fraction(),
    };
    const vendors = connect(connecting);
    return {
      process,
      vendors: replace.vendors?.(vendors) ?? vendors,
      toXledger: {
        employees: createXledgerEmployeeStore(reached),
        connections: createConnectionStore(reached, EMPLOYEES_TO_XLEDGER.name),
        clock: process.clock,
        vendors: connectLater(() => connectXledger(connecting)),
      },
      ofLeaves: {
        leaves: createLeaveStore(reached),
        vendors: connectLater(() => connectLeaves(connecting)),
      },
      ofFile: {
        ...assembleFileState(reached),
        xledgerEmployees: createXledgerEmployeeStore(reached),
        files: {
          put: (name, contents) => process.act(`put file ${name}`, () => surroundings.files.put(name, contents)),
        },
        clock: process.clock,
        newAttempt: () => {
          attempts += 1;
          return `${process.name}-${attempts}`;
        },
        vendors: connectLater(() => connectFile(connecting)),
      },
      state: stateOver(reached, process.clock),
    };
  };

  /** What a handler gets beside the queues and the flow. */
  const dependenciesOf = ({ process, state }: Environment) => ({ ...state, log, recordMetric, clock: process.clock });
  const composeFlow = ({ process, vendors, toXledger, ofLeaves, state }: Environment): ComposedFlow<unknown> => {
    if (flow === EMPLOYEES_TO_XLEDGER.name) {
      return composeEmployeesToXledger({ ...toXledger, settings: settings() });
    }
    if (flow === LEAVES_TO_POWEROFFICE.name) {
      return composeLeaves({ ...state, ...ofLeaves, settings: settings(), clock: process.clock });
    }
    const surroundings = {
      ...state,
      settings: settings(),
      clock: process.clock,
      vendors: () => Promise.resolve(vendors),
    };
    return replace.flow?.(surroundings) ?? composeEmployees(surroundings);
  };
  const queueOf = (name: 'starts' | 'employees', process: SimulatedProcess) =>
    reachQueue(queues[name], process, { latency: surroundings.queueLatency, hidesBatches: replace.hidesBatches });

  /** The flow by its name, with the queue of its records where it has one. */
  const startable = (environment: Environment): Readonly<Record<string, StartableFlow>> => {
    if (flow === TIME_OFF_TO_FILE.name) {
      const { ofFile, state } = environment;
      return { [flow]: startableFile({ ...ofFile, runs: state.runs, history: state.history, settings: settings() }) };
    }
    const { name, openToStart } = composeFlow(environment);
    const toQueue: StartableFlow = {
      open: openToStart,
      sendMessages: async (messages) => {
        const sent =
          replace.message === undefined
            ? messages
            : messages.map(replace.message).filter((message) => message !== null);
        await queueOf('employees', environment.process).sendAll(sent);
        return [];
      },
    };
    return { [name]: toQueue };
  };

  const handlers = {
    'start-run': async (environment: Environment, { event, context }: Invocation) => {
      await handleStart(event, context, {
        ...dependenciesOf(environment),
        queue: queueOf('starts', environment.process),
        flows: Object.fromEntries(
          Object.entries(startable(environment)).map(([name, one]) => [name, () => Promise.resolve(one)]),
        ),
        onResult: (runId, { trigger }, result) => seen.starts.push({ runId, trigger, result }),
      });
      return NOTHING_FAILED;
    },
    'sync-records': async (environment: Environment, { event, context }: Invocation) => {
      const { process } = environment;
      const { openToWork, summaryOf } = composeFlow(environment);
      const answer = await handleBatch(event, context, {
        ...dependenciesOf(environment),
        open: openToWork,
        summaryOf,
        queue: queueOf('employees', process),
        onEvent: (happened) => seen.events.push(happened),
      });
      // The answer itself can be lost with its process.
      return process.act('answer', () => Promise.resolve(answer));
    },
    'dead-letter': (environment: Environment, { event }: Invocation) => {
      const { name, failing } =
        flow === TIME_OFF_TO_FILE.name ? { name: flow, failing: failExportedLeaves } : composeFlow(environment);
      return handleDeadLetters(event, { ...dependenciesOf(environment), flows: { [name]: failing } });
    },
  };

  const lambda = (name: keyof typeof handlers, timeoutInSeconds: number) =>
    createSimulatedLambda({
      timeoutInSeconds,
      clock,
      boot: () => boot(name),
      handle: handlers[name],
      onError: (error) => seen.errors.push(error),
    });

  return {
    startRun: lambda('start-run', START_LIMITS.timeoutInSeconds),
    syncRecords: lambda('sync-records', RECORD_LIMITS.timeoutInSeconds),
    deadLetter: lambda('dead-letter', DEAD_LETTER_TIMEOUT_IN_SECONDS),
    processes,
    crashPoints: () => crashPoints,
  };
};
