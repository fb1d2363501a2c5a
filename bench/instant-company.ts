import { createHmac } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import type { Vendors } from '../functions/composition/connect.ts';
import { startRunDependencies, syncBatchDependencies } from '../functions/composition/use-cases.ts';
import { createDemoCompany } from '../local/vendors/company/create-demo-company.ts';
import { demoPayroll } from '../local/vendors/company/demo-payroll.ts';
import { createDemoPowerOffice } from '../local/vendors/poweroffice/demo-poweroffice.ts';
import { demoCredentials } from '../local/vendors/poweroffice/options.ts';
import { createDemoSimployer } from '../local/vendors/simployer/create-demo-simployer.ts';
import { vendorRequest } from '../local/vendors/vendor-request.ts';
import type { Vendor } from '../local/vendors/vendor-request.ts';
import { DEFAULT_SETTINGS } from '../shared/config/settings.ts';
import { todayInOslo } from '../shared/employee/values/calendar-date.ts';
import type { Clock } from '../shared/http/clock.ts';
import type { Transport } from '../shared/http/transport.ts';
import { createPowerOfficeClient } from '../shared/poweroffice/client.ts';
import { createSimployerClient } from '../shared/simployer/client.ts';
import { createEmployeeStore } from '../shared/state/employee-store.ts';
import { createRunStore } from '../shared/state/run-store.ts';
import { employeeTaskSchema } from '../shared/sync/employee-task.ts';
import { startRun } from '../shared/sync/start-run.ts';
import { syncBatch } from '../shared/sync/sync-batch.ts';
import { createSortedTable } from './sorted-table.ts';

/** Processor time and memory of one run, the vendors' simulation left out. */
export interface Effort {
  readonly people: number;
  readonly powerOfficeRequests: number;
  readonly startRunCpuInMillis: number;
  readonly workersCpuInMillis: number;
  /** In use when every message is made and none is sent: the most that start-run ever holds. Above what was there before. */
  readonly startRunHeapInBytes: number;
  /** The same, with everything the process had loaded. */
  readonly processHeapInBytes: number;
  /** Of one batch of ten, read and held. The mean of a few. */
  readonly batchHeapInBytes: number;
}

export interface InstantCompany {
  /** One run of the sync over everybody. @throws when somebody was not synced */
  run(): Promise<Effort>;
}

const BATCH_SIZE = 10;
/** Between two requests, so that the clock shows about the time that a run takes and tokens expire as they would. */
const PACE_IN_MILLIS = 107.3;
const WEIGHED_BATCHES = 5;
const DAY_IN_MILLIS = 24 * 3600 * 1000;

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');
const heapInUse = (): number => {
  if (typeof collectGarbage !== 'function') throw new Error('This Node has no garbage collection by hand.');
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

const cpuInMicros = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/**
 * A company with its sync on a clock that never waits: for companies too large to be simulated second by second.
 * Use cases, clients and stores are the project's own, and so is every message, as text; what is missing is the pacer,
 * the network, AWS's SDK and concurrency. Processor time is this process's, less the time in which a vendor made up an
 * answer.
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

  let vendorCpuInMicros = 0;
  const reach =
    (vendor: Vendor): Transport =>
    async ({ method, url, headers, body }) => {
      const startedAt = cpuInMicros();
      const answer = await vendor.handle(vendorRequest(method, url, headers, body ?? ''));
      vendorCpuInMicros += cpuInMicros() - startedAt;
      return answer;
    };
  const ownCpuInMillis = (): number => (cpuInMicros() - vendorCpuInMicros) / 1000;

  const deadline = (): number => Number.POSITIVE_INFINITY;
  const shared = { clock, random: () => 0, count: () => undefined, deadline };
  const vendors: Vendors = {
    simployer: createSimployerClient({
      ...shared,
      baseUrl: 'http://simployer.simulated/v1',
      accessToken,
      transport: reach(simployer),
    }),
    powerOffice: createPowerOfficeClient({
      ...shared,
      ...demoCredentials,
      baseUrl: 'http://poweroffice.simulated/v2',
      tokenUrl: 'http://poweroffice.simulated/OAuth/Token',
      transport: reach(powerOffice),
      pacer: { acquire: () => clock.sleep(PACE_IN_MILLIS), penalise: () => Promise.resolve() },
    }),
    digest: (text) => createHmac('sha256', 'simulated-hash-key').update(text).digest('base64url'),
    deadline,
    workUntil: () => undefined,
    takeApiCalls: () => ({ simployer: 1, poweroffice: BATCH_SIZE }),
  };
  const table = createSortedTable();
  const surroundings = {
    state: { runs: createRunStore(table), employees: createEmployeeStore(table) },
    settings: DEFAULT_SETTINGS,
    clock,
  };
  let runs = 0;

  /** @returns the messages, as text */
  const fanOut = async (runId: string) => {
    const heapBefore = heapInUse();
    let heapWithMessages = 0;
    let messages: readonly string[] = [];
    let pausedCpuInMillis = 0;
    const startedAt = ownCpuInMillis();
    const result = await startRun(
      runId,
      { mode: 'apply', employees: null, trigger: 'command-line', runId },
      startRunDependencies({
        ...surroundings,
        vendors: () => Promise.resolve(vendors),
        sendTasks: (tasks) => {
          messages = tasks.map((task) => JSON.stringify(task));
          const pausedAt = ownCpuInMillis();
          heapWithMessages = heapInUse();
          pausedCpuInMillis = ownCpuInMillis() - pausedAt;
          return Promise.resolve();
        },
      }),
    );
    const cpuInMillis = ownCpuInMillis() - startedAt - pausedCpuInMillis;
    if (result.kind !== 'started') throw new Error(`The run is ${result.kind}.`);
    return { messages, cpuInMillis, heapInBytes: heapWithMessages - heapBefore, processHeapInBytes: heapWithMessages };
  };

  const work = async (messages: readonly string[]): Promise<number> => {
    const dependencies = syncBatchDependencies({ ...surroundings, vendors, report: () => undefined });
    const startedAt = ownCpuInMillis();
    for (let first = 0; first < messages.length; first += BATCH_SIZE) {
      const deliveries = messages.slice(first, first + BATCH_SIZE).map((body, index) => ({
        messageId: String(first + index),
        receiveCount: 1,
        task: employeeTaskSchema.parse(JSON.parse(body)),
      }));
      const retries = await syncBatch(deliveries, dependencies);
      if (retries.length > 0) throw new Error('Somebody was postponed.');
    }
    return ownCpuInMillis() - startedAt;
  };

  return {
    run: async () => {
      runs += 1;
      const runId = `run-${String(runs).padStart(6, '0')}`;
      const requestsBefore = powerOffice.requests.length;
      const { messages, cpuInMillis, heapInBytes, processHeapInBytes } = await fanOut(runId);
      const batchHeapInBytes = weighBatches(messages);
      const workersCpuInMillis = await work(messages);
      const run = await surroundings.state.runs.getRun(runId);
      if (run?.status !== 'succeeded') throw new Error(`The run is ${run?.status}.`);
      table.drop(`run#${runId}`);
      nowInMillis += DAY_IN_MILLIS;
      await nextTurn();
      return {
        people,
        powerOfficeRequests: powerOffice.requests.length - requestsBefore,
        startRunCpuInMillis: cpuInMillis,
        workersCpuInMillis,
        startRunHeapInBytes: heapInBytes,
        processHeapInBytes,
        batchHeapInBytes,
      };
    },
  };
};

const weighBatches = (messages: readonly string[]): number => {
  const before = heapInUse();
  const held = messages.slice(0, WEIGHED_BATCHES * BATCH_SIZE).map((body) => employeeTaskSchema.parse(JSON.parse(body)));
  const bytes = heapInUse() - before;
  return held.length === 0 ? 0 : (bytes / held.length) * BATCH_SIZE;
};
