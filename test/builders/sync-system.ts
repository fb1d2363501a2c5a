import { createHmac } from 'node:crypto';
import { createDemoPowerOffice } from '../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import type { DemoEmployee, DemoPowerOffice } from '../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { demoCredentials } from '../../local/demo-vendors/poweroffice/options.ts';
import type { PartialDemoPowerOfficeOptions } from '../../local/demo-vendors/poweroffice/options.ts';
import type { DemoSeed } from '../../local/demo-vendors/poweroffice/seed.ts';
import { createDemoSimployer } from '../../local/demo-vendors/simployer/create-demo-simployer.ts';
import type { SimployerCompany } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import type { DemoSimployer } from '../../local/demo-vendors/simployer/create-demo-simployer.ts';
import { toTransport } from '../../local/demo-vendors/vendor-request.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../shared/config/settings.ts';
import type { SettingsInput } from '../../shared/config/settings.ts';
import { powerOfficeBudget } from '../../shared/vendors/poweroffice/budget.ts';
import { createPacer } from '../../shared/http/pacer.ts';
import { createPowerOfficeClient } from '../../shared/vendors/poweroffice/client.ts';
import { readSnapshot } from '../../shared/vendors/poweroffice/read-snapshot.ts';
import { createSimployerClient } from '../../shared/vendors/simployer/client.ts';
import { readCompany } from '../../shared/vendors/simployer/read-company.ts';
import { readEmployee } from '../../shared/vendors/simployer/read-employee.ts';
import { RECORD_LIMITS, START_LIMITS } from '../../shared/run/limits.ts';
import type { WorkerLimits } from '../../shared/run/limits.ts';
import { createConnectionStore } from '../../shared/state/connection-store.ts';
import { createEmployeeStore } from '../../shared/state/employee-store.ts';
import type { EmployeeStore } from '../../shared/state/employee-store.ts';
import { createRunStore } from '../../shared/state/run-store.ts';
import type { Run } from '../../shared/state/run.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { employeeTaskSchema } from '../../shared/flows/employees-to-poweroffice/task.ts';
import type { EmployeeTask } from '../../shared/flows/employees-to-poweroffice/task.ts';
import { giveUpEmployee } from '../../shared/run/give-up.ts';
import { createRunEnding } from '../../shared/run/run-ending.ts';
import { readSubject } from '../../shared/flows/employees-to-poweroffice/read-subject.ts';
import { reportRun } from '../../shared/operate/run-report.ts';
import type { RunReport } from '../../shared/operate/run-report.ts';
import { startRun } from '../../shared/run/start-run.ts';
import type { StartRunResult } from '../../shared/run/start-run.ts';
import { syncBatch } from '../../shared/run/sync-batch.ts';
import type { SyncBatchEvent } from '../../shared/run/sync-batch.ts';
import { syncEmployee } from '../../shared/flows/employees-to-poweroffice/sync-employee.ts';
import { createMemoryPacingStore } from './memory-pacing-store.ts';
import { createMemoryTable } from '../../local/simulation/memory-table.ts';
import type { MemoryTable } from '../../local/simulation/memory-table.ts';
import { createRandom } from './random.ts';
import { buildSimployerTenant } from './simployer-company.ts';
import type { SimployerPerson } from './simployer-company.ts';
import { createVirtualClock } from './virtual-clock.ts';
import type { VirtualClock } from './virtual-clock.ts';

const LATENCY_IN_MILLIS = 150;
/** What the demos accept. */
const ACCESS_TOKEN = 'demo-simployer-access-token';

export interface SyncSystemInput {
  readonly people?: readonly SimployerPerson[];
  readonly settings?: SettingsInput;
  /** What PowerOffice holds before the first run. */
  readonly seed?: Partial<DemoSeed>;
  readonly powerOfficeOptions?: PartialDemoPowerOfficeOptions;
  /** Which company Simployer is of. */
  readonly company?: Partial<SimployerCompany>;
  /** ISO date-time at which the clock starts. */
  readonly now?: string;
  /** What an earlier system remembered, as in a data folder that is used again. */
  readonly table?: MemoryTable;
}

export interface RunInput {
  readonly mode?: 'apply' | 'plan';
  readonly employees?: readonly string[] | null;
  readonly runId?: string;
}

/** One request to PowerOffice without ids: `POST /Employees/{id}/Employments`. */
export type RequestLine = string;

/** The whole sync in this process, on a virtual clock, from the use cases down to the demo vendors. */
export interface SyncSystem {
  readonly clock: VirtualClock;
  readonly simployer: DemoSimployer;
  readonly powerOffice: DemoPowerOffice;
  readonly table: MemoryTable;
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  /** Everything that the workers told about, the oldest first. */
  readonly events: readonly SyncBatchEvent[];
  /** The runs whose end was told, the oldest first. */
  readonly ends: readonly Run[];
  /** Settings from now on. */
  configure(settings: SettingsInput): void;
  /** Starts a run and works through its messages to the end. */
  run(input?: RunInput): Promise<RunReport>;
  /** A run that ends before anybody is queued. */
  start(input?: RunInput): Promise<{ readonly result: StartRunResult; readonly tasks: readonly EmployeeTask[] }>;
  /** Works through messages, those of which have been received `receiveCount - 1` times before. */
  work(tasks: readonly EmployeeTask[], receiveCount?: number): Promise<void>;
  /** Lets replicas catch up. */
  wait(durationInMillis: number): Promise<void>;
  /** PowerOffice's record of an employee number. @throws when there is none */
  record(number: number): DemoEmployee;
  /** The requests to PowerOffice made while something runs, tokens left out. */
  requestsDuring(work: () => Promise<unknown>): Promise<readonly RequestLine[]>;
}

const withoutIds = (path: string): string => path.replace(/^\/v2/, '').replaceAll(/\/\d+/g, '/{id}');

export const createSyncSystem = ({
  people = [],
  settings: settingsInput = {},
  seed = {},
  powerOfficeOptions = {},
  company = {},
  now = '2026-03-02T06:00:00Z',
  table = createMemoryTable(),
}: SyncSystemInput = {}): SyncSystem => {
  const clock = createVirtualClock(now);
  const simployer = createDemoSimployer({
    clock,
    company: buildSimployerTenant(people, company),
    accessToken: ACCESS_TOKEN,
  });
  const powerOffice = createDemoPowerOffice({ clock, seed, options: powerOfficeOptions });
  const runs = createRunStore(table);
  const employees = createEmployeeStore(table);
  const connections = createConnectionStore(table);
  const events: SyncBatchEvent[] = [];
  const ends: Run[] = [];
  const ending = createRunEnding({ runs, clock, tell: (run) => ends.push(run) });
  const calls = { simployer: 0, poweroffice: 0 };
  let settings = parseSettings(settingsInput);
  let deadlineInMillis = Number.POSITIVE_INFINITY;
  let runCount = table.items().filter(({ pk }) => pk === 'runs').length;

  const shared = {
    clock,
    random: createRandom(1),
    deadline: () => deadlineInMillis,
    count: (vendor: keyof typeof calls) => {
      calls[vendor] += 1;
    },
  };
  const inProcess = { clock, latencyInMillis: LATENCY_IN_MILLIS };
  const simployerClient = createSimployerClient({
    ...shared,
    baseUrl: 'http://simployer.test/v1',
    accessToken: ACCESS_TOKEN,
    transport: toTransport(simployer, inProcess),
  });
  const { reader, writer } = createPowerOfficeClient({
    ...shared,
    ...demoCredentials,
    writeTimeoutInMillis: DEFAULT_SETTINGS.writeTimeoutInSeconds * 1000,
    baseUrl: 'http://poweroffice.test/v2',
    tokenUrl: 'http://poweroffice.test/OAuth/Token',
    transport: toTransport(powerOffice, inProcess),
    pacer: createPacer({
      key: 'k',
      budget: powerOfficeBudget(10),
      store: createMemoryPacingStore(clock),
      clock,
      random: createRandom(2),
    }),
  });
  const takeApiCalls = () => {
    const taken = { ...calls };
    calls.simployer = 0;
    calls.poweroffice = 0;
    return taken;
  };
  const digest = (text: string) => createHmac('sha256', 'test').update(text).digest('base64url');

  const beginInvocation = ({ timeoutInSeconds, reserveInSeconds }: WorkerLimits): void => {
    deadlineInMillis = clock.now() + 1000 * (timeoutInSeconds - reserveInSeconds);
  };

  const start = async ({ mode = 'apply', employees: numbers = null, runId }: RunInput) => {
    beginInvocation(START_LIMITS);
    runCount += 1;
    const tasks: EmployeeTask[] = [];
    const result = await startRun(
      runId ?? `run-${runCount}`,
      { trigger: 'command-line', requestedBy: null, mode, employees: numbers === null ? null : [...numbers] },
      {
        runs,
        ending,
        employees,
        connections,
        readCompany: (owners) => readCompany(simployerClient, owners),
        readSnapshot: () => readSnapshot(reader),
        reader,
        // As they arrive: through JSON and the message's schema.
        sendTasks: async (sent) => {
          tasks.push(...sent.map((task) => employeeTaskSchema.parse(JSON.parse(JSON.stringify(task)))));
          return Promise.resolve([]);
        },
        settings,
        clock,
        takeApiCalls,
      },
    );
    return { result, tasks };
  };

  const work = async (tasks: readonly EmployeeTask[], receiveCount: number): Promise<void> => {
    const again: { readonly task: EmployeeTask; readonly at: number }[] = [];
    for (let first = 0; first < tasks.length; first += RECORD_LIMITS.batchSize) {
      const batch = tasks.slice(first, first + RECORD_LIMITS.batchSize);
      beginInvocation(RECORD_LIMITS);
      const dependencies = { employees, reader, settings, clock, digest, deadline: shared.deadline };
      const retries = await syncBatch(
        batch.map((task, index) => ({ receiptHandle: String(index), task, receiveCount })),
        {
          runs,
          ending,
          clock,
          takeApiCalls,
          report: (event) => events.push(event),
          syncEmployee: (task, delivery) =>
            syncEmployee(task, delivery, {
              ...dependencies,
              writer: task.mode === 'plan' ? null : writer,
              readSubject: (message, state) =>
                readSubject(message, state, { ...dependencies, readSource: (id) => readEmployee(simployerClient, id) }),
            }),
        },
      );
      for (const { receiptHandle, delayInMillis } of retries) {
        const task = batch[Number(receiptHandle)];
        if (task !== undefined) again.push({ task, at: clock.now() + delayInMillis });
      }
    }
    for (const { task, at } of again.toSorted((one, other) => one.at - other.at)) {
      if (receiveCount >= RECORD_LIMITS.maxReceives) {
        await giveUpEmployee(task, { runs, employees, ending, clock });
        continue;
      }
      await clock.sleep(at - clock.now());
      await work([task], receiveCount + 1);
    }
  };

  const reportOf = async (runId: string): Promise<RunReport> => {
    const run = await runs.getRun(runId);
    if (run === null) throw new Error(`There is no run ${runId}`);
    return reportRun(run, await runs.outcomes(runId));
  };

  return {
    clock,
    simployer,
    powerOffice,
    table,
    runs,
    employees,
    events,
    ends,
    configure: (input) => {
      settings = parseSettings(input);
    },
    run: (input = {}) =>
      clock.run(
        (async () => {
          const { tasks } = await start(input);
          await work(tasks, 1);
          return reportOf(input.runId ?? `run-${runCount}`);
        })(),
      ),
    start: (input = {}) => clock.run(start(input)),
    work: (tasks, receiveCount = 1) => clock.run(work(tasks, receiveCount)),
    wait: (durationInMillis) => clock.advance(durationInMillis),
    record: (number) => {
      const found = powerOffice.state.employees.find((employee) => Number(employee.Number) === number);
      if (found === undefined) throw new Error(`PowerOffice has no employee ${number}`);
      return found;
    },
    requestsDuring: async (during) => {
      const before = powerOffice.requests.length;
      await during();
      return powerOffice.requests
        .slice(before)
        .filter(({ path }) => !path.endsWith('/Token'))
        .map(({ method, path }) => `${method} ${withoutIds(path)}`);
    },
  };
};
