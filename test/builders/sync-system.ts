import type { DemoEmployee } from '../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import type { PartialDemoPowerOfficeOptions } from '../../local/demo-vendors/poweroffice/options.ts';
import type { DemoSeed } from '../../local/demo-vendors/poweroffice/seed.ts';
import type { SimployerCompany } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import { createMemoryTable } from '../../local/simulation/memory-table.ts';
import type { MemoryTable } from '../../local/simulation/memory-table.ts';
import type { StartInput } from '../../local/simulation/simulated-runs.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import type { SettingsInput } from '../../shared/config/settings.ts';
import { employeeTaskSchema } from '../../shared/flows/employees-to-poweroffice/task.ts';
import type { EmployeeTask } from '../../shared/flows/employees-to-poweroffice/task.ts';
import type { RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { toAsciiJson } from '../../shared/queue/ascii-json.ts';
import type { StartRunResult } from '../../shared/run/start-run.ts';
import { buildSimployerTenant } from './simployer-company.ts';
import type { SimployerPerson } from './simployer-company.ts';

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

type RunInput = Pick<StartInput, 'mode' | 'employees' | 'runId' | 'isStored' | 'applies' | 'requestedBy'>;

/** One request to PowerOffice without ids: `POST /Employees/{id}/Employments`. */
type RequestLine = string;

/**
 * A simulated world of few people in which the table and the queues answer at once. Its runs are called `run-1`,
 * `run-2`, ..., and a test may hold the messages of a start back, to change them or to have them delivered again.
 */
export interface SyncSystem extends Pick<
  World,
  | 'clock'
  | 'simployer'
  | 'powerOffice'
  | 'xledger'
  | 'table'
  | 'runs'
  | 'employees'
  | 'events'
  | 'ends'
  | 'mailRequests'
  | 'configure'
> {
  /** Starts a run and works through its messages to the end. */
  run(input?: RunInput): Promise<RunReport>;
  /** Starts a run whose messages reach nobody. */
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
  settings = {},
  seed = {},
  powerOfficeOptions = {},
  company = {},
  now = '2026-03-02T06:00:00Z',
  table = createMemoryTable(),
}: SyncSystemInput = {}): SyncSystem => {
  let isHeldBack = false;
  let made: EmployeeTask[] = [];
  const world = createWorld({
    company: buildSimployerTenant(people, company),
    options: {
      startsAt: now,
      payroll: seed,
      powerOffice: powerOfficeOptions,
      settings,
      table,
      hasNearServices: true,
      replace: {
        message: (task) => {
          made.push(employeeTaskSchema.parse(task));
          return isHeldBack ? null : task;
        },
      },
    },
  });
  const { powerOffice } = world;
  let runCount = table.items().filter(({ pk }) => pk === 'runs').length;

  /** Starts a run and waits until every message of it, if it is not held back, is worked on. */
  const begin = async (input: RunInput, holdsBack: boolean): Promise<string> => {
    runCount += 1;
    const runId = input.runId ?? `run-${runCount}`;
    isHeldBack = holdsBack;
    made = [];
    await world.start({ ...input, runId });
    await world.untilQueuesAreEmpty();
    return runId;
  };

  return {
    ...world,
    run: async (input = {}) => world.report(await begin(input, false)),
    start: async (input = {}) => {
      await begin(input, true);
      const result = world.starts.at(-1)?.result;
      if (result === undefined) throw new Error('The start failed.');
      return { result, tasks: made };
    },
    work: async (tasks, receiveCount = 1) => {
      for (const task of tasks) world.queues.employees.send(toAsciiJson(task), { receiveCount: receiveCount - 1 });
      await world.untilQueuesAreEmpty();
    },
    wait: (durationInMillis) => world.advance(durationInMillis),
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
