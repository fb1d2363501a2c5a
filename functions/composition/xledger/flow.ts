/*
 * Puts the flow to X-ledger together for a process, as `composeEmployees` does for the first flow: the vendors are
 * connected when something is first asked of them, so that a start has its lease before it reads a token, and a plan gets
 * no writer. For example, a worker opens the flow with the time by which it has to be done, and brings ten people in step.
 */
import type { XledgerEmployeeStore } from '../../../shared/flows/employees-to-xledger/employee-store.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../../shared/flows/employees-to-xledger/facts.ts';
import { failXledgerEmployees } from '../../../shared/flows/employees-to-xledger/fail-employees.ts';
import { startXledgerEmployees, workOnXledgerEmployees } from '../../../shared/flows/employees-to-xledger/flow.ts';
import { summaryOf } from '../../../shared/flows/employees-to-xledger/problems.ts';
import type { XledgerRunSettings } from '../../../shared/flows/employees-to-xledger/run-settings.ts';
import type { SyncXledgerDependencies } from '../../../shared/flows/employees-to-xledger/sync-employee.ts';
import type { XledgerTask } from '../../../shared/flows/employees-to-xledger/task.ts';
import { WITHOUT_PAY } from '../../../shared/flows/employees-to-xledger/without-pay.ts';
import type { Clock } from '../../../shared/http/clock.ts';
import type { WorkingFlow } from '../../../shared/run/flow.ts';
import type { ConnectionStore } from '../../../shared/state/connection-store.ts';
import type { SimployerClient } from '../../../shared/vendors/simployer/client.ts';
import { readEmployee } from '../../../shared/vendors/simployer/read-employee.ts';
import { readSourceSnapshot } from '../../../shared/vendors/simployer/read-source-snapshot.ts';
import { connectOnce } from '../connect-once.ts';
import type { ComposedFlow, OpenToStart, OpenToWork } from '../flows.ts';
import type { XledgerClients } from './connect-xledger.ts';

/** What the flow is made of where it runs. */
export interface XledgerSurroundings {
  readonly employees: XledgerEmployeeStore;
  /** Of this flow. */
  readonly connections: ConnectionStore;
  readonly settings: XledgerRunSettings;
  readonly clock: Clock;
  /** Connects to both vendors. @throws ConfigurationError when a token is missing or malformed */
  readonly vendors: () => Promise<XledgerClients>;
}

/** The flow in a process that starts its runs, works on its records and ends them. */
export const composeEmployeesToXledger = (surroundings: XledgerSurroundings): ComposedFlow<XledgerTask> => ({
  name: EMPLOYEES_TO_XLEDGER.name,
  openToStart: openXledgerToStart(surroundings),
  openToWork: openXledgerToWork(surroundings),
  failing: failXledgerEmployees(surroundings.employees, surroundings.clock),
  summaryOf,
});

/** The code of each cost centre, by Simployer's id. */
export const readCostCenters = async (simployer: SimployerClient): Promise<ReadonlyMap<string, string>> =>
  new Map((await simployer.costCenters()).flatMap(({ id, code }) => (code === null ? [] : [[id, code]])));

/** What starts runs of the flow. */
export const openXledgerToStart =
  ({ employees, connections, settings, clock, vendors }: XledgerSurroundings): OpenToStart =>
  (limits) => {
    const { connect, takeApiCalls } = connectOnce(vendors, limits);
    return {
      ...failXledgerEmployees(employees, clock),
      ...startXledgerEmployees({
        employees,
        connections,
        settings,
        clock,
        clients: async () => {
          const { simployer, xledger, digest, keyVersion } = await connect();
          return {
            readSourceSnapshot: () => readSourceSnapshot(simployer, new Map(), WITHOUT_PAY),
            readCostCenters: () => readCostCenters(simployer),
            reader: xledger.reader,
            digest,
            keyVersion,
          };
        },
        workUntil: limits.workUntil,
        takeApiCalls,
        planner: async () => {
          const clients = await connect();
          const { reader } = clients.xledger;
          return workWith({ ...clients, xledger: { reader, writer: null } }, { employees, settings, clock });
        },
      }),
    };
  };

/** What works through batches of people. */
export const openXledgerToWork =
  ({ employees, settings, clock, vendors }: Omit<XledgerSurroundings, 'connections'>): OpenToWork<XledgerTask> =>
  async (limits) => {
    const connected = await vendors();
    connected.work(limits);
    return { ...failXledgerEmployees(employees, clock), ...workWith(connected, { employees, settings, clock }) };
  };

type WorkingClients = Pick<XledgerClients, 'simployer' | 'deadline' | 'digest' | 'keyVersion' | 'takeApiCalls'> & {
  readonly xledger: Pick<SyncXledgerDependencies, 'reader' | 'writer'>;
};

const workWith = (
  { simployer, xledger: { reader, writer }, ...clients }: WorkingClients,
  shared: Pick<XledgerSurroundings, 'employees' | 'settings' | 'clock'>,
): WorkingFlow<XledgerTask> =>
  workOnXledgerEmployees({
    ...clients,
    ...shared,
    reader,
    writer,
    readSource: (sourceId) => readEmployee(simployer, sourceId, WITHOUT_PAY),
    readCostCenters: () => readCostCenters(simployer),
  });
