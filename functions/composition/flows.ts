/*
 * Puts the employee flow together for a process: from stores, settings and the clients of both vendors come the parts
 * that a handler asks of a flow. The vendors are connected when something is first asked of them, so that a start has its
 * lease before it reads a key. A plan gets clients that cannot write. For example, the start of a run opens the flow with
 * the time by which it has to be done, and a message of that run opens it with a writer in another process.
 */
import type { Settings } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { failEmployees } from '../../shared/flows/employees-to-poweroffice/fail-employees.ts';
import { startEmployees, workOnEmployees } from '../../shared/flows/employees-to-poweroffice/flow.ts';
import type { EmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { summaryOf } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import type { PersonDependencies } from '../../shared/flows/employees-to-poweroffice/write/person.ts';
import type { EmployeeTask } from '../../shared/flows/employees-to-poweroffice/task.ts';
import type { SummaryOf } from '../../shared/records/problem.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { FailingFlow, StartingFlow, WorkingFlow } from '../../shared/run/flow.ts';
import type { ConnectionStore } from '../../shared/state/connection-store.ts';
import { readPayrollSnapshot } from '../../shared/vendors/poweroffice/read-payroll-snapshot.ts';
import { readSourceSnapshot } from '../../shared/vendors/simployer/read-source-snapshot.ts';
import { readEmployee } from '../../shared/vendors/simployer/read-employee.ts';
import { connectOnce } from './connect-once.ts';
import type { VendorClients } from './connect.ts';
import type { WorkLimits } from './create-invocation.ts';

/** What the employee flow is made of where it runs. */
export interface Surroundings {
  readonly employees: EmployeeStore;
  readonly connections: ConnectionStore;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Connects to both vendors. @throws ConfigurationError when a key is missing or malformed */
  readonly vendors: () => Promise<VendorClients>;
}

/** A flow as one invocation starts a run of it. */
export type OpenToStart = (limits: WorkLimits) => StartingFlow & FailingFlow;

/** A flow as one invocation works on its records. */
export type OpenToWork<Task> = (limits: WorkLimits) => Promise<WorkingFlow<Task> & FailingFlow>;

/** A flow in a process, with all that handlers ask of it. */
export interface ComposedFlow<Task> {
  readonly name: string;
  readonly openToStart: OpenToStart;
  readonly openToWork: OpenToWork<Task>;
  readonly failing: FailingFlow;
  /** What a problem is called in a log, by its code. */
  readonly summaryOf: SummaryOf;
}

/** The employee flow in a process that starts its runs, works on its records and ends them. */
export const composeEmployees = (surroundings: Surroundings): ComposedFlow<EmployeeTask> => ({
  name: EMPLOYEES_TO_POWEROFFICE.name,
  openToStart: openEmployeesToStart(surroundings),
  openToWork: openEmployeesToWork(surroundings),
  failing: failEmployees(surroundings.employees, surroundings.clock),
  summaryOf,
});

/** What starts runs of the employee flow. */
export const openEmployeesToStart =
  ({ employees, connections, settings, clock, vendors }: Surroundings): OpenToStart =>
  (limits) => {
    const { connect, takeApiCalls } = connectOnce(vendors, limits);
    return {
      ...failEmployees(employees, clock),
      ...startEmployees({
        employees,
        connections,
        settings,
        clock,
        readSourceSnapshot: async (owners) => readSourceSnapshot((await connect()).simployer, owners),
        readPayrollSnapshot: async () => readPayrollSnapshot((await connect()).powerOffice.reader),
        reader: {
          employee: async (id) => (await connect()).powerOffice.reader.employee(id),
          employmentsOf: async (id) => (await connect()).powerOffice.reader.employmentsOf(id),
          salaries: async (id) => (await connect()).powerOffice.reader.salaries(id),
        },
        digest: async () => (await connect()).digest,
        workUntil: limits.workUntil,
        takeApiCalls,
        planner: async () => {
          const clients = await connect();
          const { reader } = clients.powerOffice;
          return workWith({ ...clients, powerOffice: { reader, writer: null } }, { employees, settings, clock });
        },
      }),
    };
  };

/** What works through batches of people. */
export const openEmployeesToWork =
  ({ employees, settings, clock, vendors }: Omit<Surroundings, 'connections'>): OpenToWork<EmployeeTask> =>
  async (limits) => {
    const connected = await vendors();
    connected.work(limits);
    return { ...failEmployees(employees, clock), ...workWith(connected, { employees, settings, clock }) };
  };

type WorkingClients = Pick<VendorClients, 'simployer' | 'deadline' | 'digest' | 'takeApiCalls'> & {
  readonly powerOffice: Pick<PersonDependencies, 'reader' | 'writer'>;
};

const workWith = (
  { simployer, powerOffice: { reader, writer }, deadline, digest, takeApiCalls }: WorkingClients,
  shared: Pick<Surroundings, 'employees' | 'settings' | 'clock'>,
): WorkingFlow<EmployeeTask> =>
  workOnEmployees({
    ...shared,
    reader,
    writer,
    deadline,
    digest,
    readSource: (sourceId) => readEmployee(simployer, sourceId),
    takeApiCalls,
  });
