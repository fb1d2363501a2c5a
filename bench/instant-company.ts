/*
 * A company whose runs take no time but the processor's: no network, no waiting, one process. The functions' own
 * handlers do the work, on the simulation's table; the demo vendors answer, or their recorded answers do. So what is
 * measured is the product and nothing around it. For example, a run over 1 000 people is recorded once, and replayed
 * eight times from the same state with the same answers.
 */
import { assembleState } from '../functions/composition/assemble-state.ts';
import { connect } from '../functions/composition/connect.ts';
import { openEmployeesToStart, openEmployeesToWork } from '../functions/composition/flows.ts';
import { handleStart } from '../functions/start-run/handler.ts';
import { handleBatch } from '../functions/sync-records/handler.ts';
import type { SimployerTenant } from '../local/demo-vendors/simployer/simployer-tenant.ts';
import { vendorRequest } from '../local/demo-vendors/vendor-request.ts';
import type { VendorResponse } from '../local/demo-vendors/vendor-request.ts';
import { createMemoryTable } from '../local/simulation/memory-table.ts';
import type { MemoryTable } from '../local/simulation/memory-table.ts';
import { toSqsEvent } from '../local/simulation/simulated-lambda.ts';
import { createSimulatedVendors, KEYS, VENDOR_ADDRESSES, vendorAt } from '../local/simulation/simulated-vendors.ts';
import type { SimulatedVendors } from '../local/simulation/simulated-vendors.ts';
import type { WorldOptions } from '../local/simulation/world-options.ts';
import { createVirtualClock } from '../local/simulation/virtual-clock.ts';
import type { VirtualClock } from '../local/simulation/virtual-clock.ts';
import { DEFAULT_SETTINGS } from '../shared/flows/employees-to-poweroffice/settings.ts';
import { VENDOR_DEFAULTS } from '../shared/config/vendor-defaults.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../shared/flows/employees-to-poweroffice/facts.ts';
import { summaryOf } from '../shared/flows/employees-to-poweroffice/problems.ts';
import type { Message } from '../shared/run/task.ts';
import { employeeTaskSchema } from '../shared/flows/employees-to-poweroffice/task.ts';
import { letLeave } from '../shared/http/transport.ts';
import type { Transport } from '../shared/http/transport.ts';
import { RECORD_LIMITS } from '../shared/run/limits.ts';
import { createPacingStore } from '../shared/state/pacing-store.ts';
import type { Item } from '../shared/state/table.ts';
import { heapInUse } from './heap-in-use.ts';

/** What one run took. */
export interface Effort {
  readonly powerOfficeRequests: number;
  readonly startRunCpuInMillis: number;
  readonly workersCpuInMillis: number;
}

/** What one run keeps in memory, above what was there before it. */
interface Weight {
  /** When every message is made and none is sent: the most that start-run ever holds. */
  readonly startRunBytes: number;
  /** One batch of ten, read and held. The mean of a few. */
  readonly batchBytes: number;
}

export interface InstantCompany {
  /** One run of the sync over everybody, against the vendors. @throws when somebody was not synced */
  run(): Promise<Effort>;
  /** The same, and every answer is kept. */
  record(): Promise<Effort>;
  /** The run that was recorded last, once more from the state before it, with the answers kept: no vendor works. */
  replay(): Promise<Effort>;
  /** A replay in which the memory is weighed. */
  weigh(): Promise<Weight>;
  /** What a process of its own meets from now on: the vendors, on the system's clock, and what the table holds. */
  meet(): { readonly vendors: SimulatedVendors; readonly items: readonly Item[] };
}

interface InstantCompanyOptions {
  /** Another company for each. Default: 1. */
  readonly seed?: number;
  /** ISO 8601. Default: a day in March. */
  readonly startsAt?: string;
  /** What PowerOffice holds at first. Default: what fits a company that is given by its size; else nothing. */
  readonly payroll?: NonNullable<WorldOptions['payroll']>;
}

/** What was answered to a request each time it was made, in order: a token is asked for again before it expires. */
type Answers = Map<string, VendorResponse[]>;

/** Where a run takes place. */
interface Scene {
  readonly clock: VirtualClock;
  readonly table: MemoryTable;
  readonly transport: Transport;
}

const BATCH_SIZE = RECORD_LIMITS.batchSize;
const WEIGHED_BATCHES = 5;
const DAY_IN_MILLIS = 24 * 3600 * 1000;

const cpuInMillis = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** An invocation that is never out of time. */
const CONTEXT = { getRemainingTimeInMillis: () => Infinity };
const NO_QUEUE = { send: () => Promise.resolve(), hide: () => Promise.resolve(), hideAll: () => Promise.resolve() };

const toEvent = (bodies: readonly string[]): unknown =>
  toSqsEvent(
    bodies.map((body, index) => ({
      messageId: String(index),
      receiptHandle: String(index),
      body,
      receiveCount: 1,
      sentAt: 0,
    })),
  );

const nameOf = ({ method, url, body }: Parameters<Transport>[0]): string => `${method} ${url} ${body ?? ''}`;

/**
 * A company with its sync, for companies too large to be simulated second by second: the vendors and the table answer
 * at once, nothing goes through a queue, and all of it is one process. The handlers, the composition and every message,
 * as text, are the project's own; what is missing beside queues and processes is the network and AWS's SDK. Processor
 * time means something in a replay, where the vendors' answers are at hand and all the work is the sync's own.
 *
 * Example: `record()` runs the sync once over everybody and keeps what the vendors answered; `replay()` puts the table
 * back and runs it again with those answers, as often as a figure needs.
 */
export const createInstantCompany = (
  company: number | SimployerTenant,
  { seed = 1, payroll, startsAt = '2026-03-02T04:00:00Z' }: InstantCompanyOptions = {},
): InstantCompany => {
  const clock = createVirtualClock(startsAt);
  let isMet = false;
  const vendors = createSimulatedVendors(
    { ...clock, now: () => (isMet ? Date.now() : clock.now()) },
    { seed, company, options: payroll === undefined ? {} : { payroll } },
  );
  const table = createMemoryTable();
  let recorded: { readonly table: MemoryTable; readonly at: number; readonly answers: Answers } | null = null;
  let runs = 0;

  const live =
    (answers: Answers | null): Transport =>
    async (request) => {
      letLeave(request);
      const { method, url, headers, body } = request;
      const answer = await vendorAt(url, vendors).handle(vendorRequest(method, url, headers, body ?? ''));
      answers?.set(nameOf(request), [...(answers.get(nameOf(request)) ?? []), answer]);
      return answer;
    };
  const replayed = (answers: Answers): Transport => {
    const repeated = new Map<string, number>();
    return (request) => {
      letLeave(request);
      const name = nameOf(request);
      const known = answers.get(name) ?? [];
      const times = repeated.get(name) ?? 0;
      if (known.length > 1) repeated.set(name, times + 1);
      const answer = known[times];
      if (answer !== undefined) return Promise.resolve(answer);
      throw new Error(`No answer to ${request.method} ${new URL(request.url).pathname} was recorded.`);
    };
  };

  /** A run in a process of its own. */
  const runIn = async (scene: Scene, weighs: boolean): Promise<Effort & Weight> => {
    runs += 1;
    const runId = `run-${String(runs).padStart(6, '0')}`;
    let powerOfficeRequests = 0;
    const connected = connect({
      ...KEYS,
      environment: {
        ...VENDOR_ADDRESSES,
        POWEROFFICE_MAX_REQUESTS_PER_SECOND: VENDOR_DEFAULTS.powerOfficeRequestsPerSecond,
        SETTINGS: DEFAULT_SETTINGS,
      },
      transport: (request) => {
        if (vendorAt(request.url, vendors) === vendors.powerOffice) powerOfficeRequests += 1;
        return scene.transport(request);
      },
      pacingStore: createPacingStore(createMemoryTable()),
      clock: scene.clock,
      random: () => 0,
    });
    const dependencies = {
      ...assembleState(scene.table, { clock: scene.clock, tell: () => Promise.resolve() }),
      settings: DEFAULT_SETTINGS,
      clock: scene.clock,
      vendors: () => Promise.resolve(connected),
      queue: NO_QUEUE,
      log: () => undefined,
      recordMetric: () => undefined,
      summaryOf,
    };
    const sendMessages = (sent: readonly Message[]): Promise<readonly Message[]> => {
      messages = sent.map((message) => JSON.stringify(message));
      // Everything that start-run holds is held.
      if (weighs) bytesWithMessages = heapInUse();
      return Promise.resolve([]);
    };
    let messages: readonly string[] = [];
    const bytesBefore = weighs ? heapInUse() : 0;
    let bytesWithMessages = 0;
    const startedAt = cpuInMillis();
    await handleStart(toEvent([JSON.stringify({ trigger: 'command-line', runId })]), CONTEXT, {
      ...dependencies,
      flows: {
        [EMPLOYEES_TO_POWEROFFICE.name]: () =>
          Promise.resolve({ open: openEmployeesToStart(dependencies), sendMessages }),
      },
    });
    const fannedOutAt = cpuInMillis();
    const batchBytes = weighs ? weighBatches(messages) : 0;
    const workBeganAt = cpuInMillis();
    for (let first = 0; first < messages.length; first += BATCH_SIZE) {
      const event = toEvent(messages.slice(first, first + BATCH_SIZE));
      const { batchItemFailures } = await handleBatch(event, CONTEXT, {
        ...dependencies,
        open: openEmployeesToWork(dependencies),
      });
      if (batchItemFailures.length > 0) throw new Error('Somebody was postponed.');
    }
    const endedAt = cpuInMillis();
    const ended = await dependencies.runs.getRun(runId);
    if (ended?.status !== 'succeeded')
      throw new Error(`The run is ${ended?.status}: ${JSON.stringify(ended?.abort ?? null)}.`);
    scene.table.drop(`run#${runId}`);
    return {
      powerOfficeRequests,
      startRunCpuInMillis: fannedOutAt - startedAt,
      workersCpuInMillis: endedAt - workBeganAt,
      startRunBytes: bytesWithMessages - bytesBefore,
      batchBytes,
    };
  };

  const runLive = async (answers: Answers | null): Promise<Effort> => {
    const effort = await clock.run(runIn({ clock, table, transport: live(answers) }, false));
    await clock.advance(DAY_IN_MILLIS);
    return effort;
  };
  const replay = (weighs: boolean): Promise<Effort & Weight> => {
    if (recorded === null) throw new Error('Nothing is recorded yet.');
    const then = createVirtualClock(recorded.at);
    const scene = { clock: then, table: recorded.table.copy(), transport: replayed(recorded.answers) };
    return then.run(runIn(scene, weighs));
  };

  return {
    run: () => runLive(null),
    record: () => {
      recorded = { table: table.copy(), at: clock.now(), answers: new Map() };
      return runLive(recorded.answers);
    },
    replay: () => replay(false),
    weigh: () => replay(true),
    meet: () => {
      isMet = true;
      return { vendors, items: table.items() };
    },
  };
};

const weighBatches = (messages: readonly string[]): number => {
  const before = heapInUse();
  const held = messages
    .slice(0, WEIGHED_BATCHES * BATCH_SIZE)
    .map((body) => employeeTaskSchema.parse(JSON.parse(body)));
  const bytes = heapInUse() - before;
  return held.length === 0 ? 0 : (bytes / held.length) * BATCH_SIZE;
};
