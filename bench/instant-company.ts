import { createHmac } from 'node:crypto';
import type { Vendors } from '../functions/composition/connect.ts';
import { startRunDependencies, syncBatchDependencies } from '../functions/composition/use-cases.ts';
import { createDemoCompany } from '../local/demo-vendors/company/create-demo-company.ts';
import { demoPayroll } from '../local/demo-vendors/company/demo-payroll.ts';
import { createDemoPowerOffice } from '../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { demoCredentials } from '../local/demo-vendors/poweroffice/options.ts';
import { createDemoSimployer } from '../local/demo-vendors/simployer/create-demo-simployer.ts';
import { vendorRequest } from '../local/demo-vendors/vendor-request.ts';
import type { Vendor, VendorResponse } from '../local/demo-vendors/vendor-request.ts';
import { DEFAULT_SETTINGS } from '../shared/config/settings.ts';
import { todayInOslo } from '../shared/records/values/calendar-date.ts';
import type { Clock } from '../shared/http/clock.ts';
import { unpaced } from '../shared/http/pacer.ts';
import { letLeave } from '../shared/http/transport.ts';
import type { Transport } from '../shared/http/transport.ts';
import { createPowerOfficeClient } from '../shared/vendors/poweroffice/client.ts';
import { createSimployerClient } from '../shared/vendors/simployer/client.ts';
import { RECORD_LIMITS } from '../shared/run/limits.ts';
import { createConnectionStore } from '../shared/state/connection-store.ts';
import { createEmployeeStore } from '../shared/state/employee-store.ts';
import { createRunStore } from '../shared/state/run-store.ts';
import { employeeTaskSchema } from '../shared/flows/employees-to-poweroffice/task.ts';
import { createRunEnding } from '../shared/run/run-ending.ts';
import { startRun } from '../shared/run/start-run.ts';
import { syncBatch } from '../shared/run/sync-batch.ts';
import { heapInUse } from './heap-in-use.ts';
import { createSortedTable } from './sorted-table.ts';

/** What one run took. */
export interface Effort {
  readonly powerOfficeRequests: number;
  readonly startRunCpuInMillis: number;
  readonly workersCpuInMillis: number;
}

/** What one run keeps in memory, above what was there before it. */
export interface Weight {
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
}

const BATCH_SIZE = RECORD_LIMITS.batchSize;
/** Between two requests, so that the clock shows about the time that a run takes and tokens expire as they would. */
const PACE_IN_MILLIS = 107.3;
const WEIGHED_BATCHES = 5;
const DAY_IN_MILLIS = 24 * 3600 * 1000;

const cpuInMillis = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

type Answers = Map<string, VendorResponse>;

/**
 * A company with its sync on a clock that never waits: for companies too large to be simulated second by second.
 * Use cases, clients and stores are the project's own, and so is every message, as text; what is missing is the pacer,
 * the network, AWS's SDK and concurrency. Processor time means something in a replay,
 * where the vendors' answers are at hand and all the work is the sync's own.
 */
export const createInstantCompany = (people: number): InstantCompany => {
  let nowInMillis = Date.parse('2026-03-02T04:00:00Z');
  const clock: Clock = {
    now: () => nowInMillis,
    sleep: (durationInMillis) => {
      nowInMillis += Math.max(0, durationInMillis);
      return Promise.resolve();
    },
  };
  const company = createDemoCompany({ today: todayInOslo(nowInMillis), size: people, seed: 1, flaws: false });
  const accessToken = 'simulated-access-token';
  const simployer = createDemoSimployer({ clock, company, accessToken });
  const powerOffice = createDemoPowerOffice({ clock, seed: demoPayroll(company) });

  let answers: Answers | null = null;
  let replays = false;
  /** The vendors, or what they answered when they were recorded. */
  const reach =
    (vendor: Vendor): Transport =>
    async (request) => {
      letLeave(request);
      const { method, url, headers, body } = request;
      const key = `${method} ${url} ${body ?? ''}`;
      const known = replays ? answers?.get(key) : undefined;
      if (known !== undefined) return known;
      if (replays) throw new Error(`No answer to ${method} ${new URL(url).pathname} was recorded.`);
      const answer = await vendor.handle(vendorRequest(method, url, headers, body ?? ''));
      answers?.set(key, answer);
      return answer;
    };

  let requests = 0;
  const deadline = (): number => Number.POSITIVE_INFINITY;
  const shared = { clock, random: () => 0, deadline };
  const vendors: Vendors = {
    simployer: createSimployerClient({
      ...shared,
      count: () => undefined,
      baseUrl: 'http://simployer.simulated/v1',
      accessToken,
      transport: reach(simployer),
    }),
    powerOffice: createPowerOfficeClient({
      ...shared,
      count: () => {
        requests += 1;
      },
      ...demoCredentials,
      writeTimeoutInMillis: DEFAULT_SETTINGS.writeTimeoutInSeconds * 1000,
      baseUrl: 'http://poweroffice.simulated/v2',
      tokenUrl: 'http://poweroffice.simulated/OAuth/Token',
      transport: reach(powerOffice),
      pacer: { ...unpaced, acquire: () => clock.sleep(PACE_IN_MILLIS).then(() => unpaced.acquire(Infinity)) },
    }),
    digest: (text) => createHmac('sha256', 'simulated-hash-key').update(text).digest('base64url'),
    deadline,
    workUntil: () => undefined,
    takeApiCalls: () => ({ simployer: 1, poweroffice: BATCH_SIZE }),
    takePace: () => ({ throttled: 0, paceWaitInMillis: 0, storeFailures: 0 }),
  };
  const table = createSortedTable();
  const runStore = createRunStore(table);
  const ending = createRunEnding({ runs: runStore, clock, tell: () => undefined });
  const surroundings = {
    state: {
      runs: runStore,
      employees: createEmployeeStore(table),
      connections: createConnectionStore(table),
      ending,
    },
    settings: DEFAULT_SETTINGS,
    clock,
  };
  let runs = 0;

  /** @param whenMade is called while everything that start-run holds is held */
  const fanOut = async (runId: string, whenMade: () => void): Promise<readonly string[]> => {
    let messages: readonly string[] = [];
    const result = await startRun(
      runId,
      { mode: 'apply', employees: null, trigger: 'command-line', requestedBy: null, runId },
      startRunDependencies({
        ...surroundings,
        vendors: () => Promise.resolve(vendors),
        sendTasks: (tasks) => {
          messages = tasks.map((task) => JSON.stringify(task));
          whenMade();
          return Promise.resolve([]);
        },
      }),
    );
    if (result.kind !== 'started') throw new Error(`The run is ${result.kind}.`);
    return messages;
  };

  const work = async (messages: readonly string[]): Promise<void> => {
    const dependencies = syncBatchDependencies({ ...surroundings, vendors, report: () => undefined });
    for (let first = 0; first < messages.length; first += BATCH_SIZE) {
      const deliveries = messages.slice(first, first + BATCH_SIZE).map((body, index) => ({
        receiptHandle: String(first + index),
        receiveCount: 1,
        task: employeeTaskSchema.parse(JSON.parse(body)),
      }));
      const retries = await syncBatch(deliveries, dependencies);
      if (retries.length > 0) throw new Error('Somebody was postponed.');
    }
  };

  const run = async (weighs: boolean): Promise<Effort & Weight> => {
    runs += 1;
    requests = 0;
    const runId = `run-${String(runs).padStart(6, '0')}`;
    const bytesBefore = weighs ? heapInUse() : 0;
    let bytesWithMessages = 0;
    const startedAt = cpuInMillis();
    const messages = await fanOut(runId, () => {
      if (weighs) bytesWithMessages = heapInUse();
    });
    const fannedOutAt = cpuInMillis();
    const batchBytes = weighs ? weighBatches(messages) : 0;
    const workBeganAt = cpuInMillis();
    await work(messages);
    const endedAt = cpuInMillis();
    const ended = await surroundings.state.runs.getRun(runId);
    if (ended?.status !== 'succeeded') throw new Error(`The run is ${ended?.status}.`);
    table.drop(`run#${runId}`);
    return {
      powerOfficeRequests: requests,
      startRunCpuInMillis: fannedOutAt - startedAt,
      workersCpuInMillis: endedAt - workBeganAt,
      startRunBytes: bytesWithMessages - bytesBefore,
      batchBytes,
    };
  };
  let before = { table: table.copy(), nowInMillis };
  const liveRun = async (kept: Answers | null): Promise<Effort> => {
    answers = kept;
    replays = false;
    const effort = await run(false);
    nowInMillis += DAY_IN_MILLIS;
    return effort;
  };
  const replay = async (weighs: boolean): Promise<Effort & Weight> => {
    table.restore(before.table);
    const after = nowInMillis;
    nowInMillis = before.nowInMillis;
    replays = true;
    const result = await run(weighs);
    nowInMillis = after;
    return result;
  };

  return {
    run: () => liveRun(null),
    record: () => {
      before = { table: table.copy(), nowInMillis };
      return liveRun(new Map());
    },
    replay: () => replay(false),
    weigh: () => replay(true),
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
