import type { Settings } from '../../shared/config/settings.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { readSnapshot } from '../../shared/vendors/poweroffice/read-snapshot.ts';
import { readCompany } from '../../shared/vendors/simployer/read-company.ts';
import { readEmployee } from '../../shared/vendors/simployer/read-employee.ts';
import type { ConnectionStore } from '../../shared/state/connection-store.ts';
import type { EmployeeStore } from '../../shared/state/employee-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { readSubject } from '../../shared/flows/employees-to-poweroffice/read-subject.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import type { StartRunDependencies } from '../../shared/run/start-run.ts';
import type { SyncBatchDependencies } from '../../shared/run/sync-batch.ts';
import { syncEmployee } from '../../shared/flows/employees-to-poweroffice/sync-employee.ts';
import type { Vendors } from './connect.ts';

/** What the sync remembers, and the one place where its runs end. */
export interface State {
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly connections: ConnectionStore;
  readonly ending: RunEnding;
}

interface Surroundings {
  readonly state: State;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** What starting a run needs. The vendors are connected when first asked for: the lease comes before the keys. */
export const startRunDependencies = ({
  state,
  settings,
  clock,
  vendors,
  sendTasks,
}: Surroundings & {
  readonly vendors: () => Promise<Vendors>;
  readonly sendTasks: StartRunDependencies['sendTasks'];
}): StartRunDependencies => {
  let connected: Vendors | null = null;
  let connecting: Promise<Vendors> | null = null;
  // Once a run: all of it goes by the keys that its companies were checked with.
  const connect = async (): Promise<Vendors> => {
    connecting ??= vendors();
    connected = await connecting;
    return connected;
  };
  return {
    ...state,
    readCompany: async (owners) => readCompany((await connect()).simployer, owners),
    readSnapshot: async () => readSnapshot((await connect()).powerOffice.reader),
    reader: { employee: async (id) => (await connect()).powerOffice.reader.employee(id) },
    sendTasks,
    settings,
    clock,
    takeApiCalls: () => connected?.takeApiCalls() ?? { simployer: 0, poweroffice: 0 },
  };
};

/** What working through a batch of people needs. A plan gets no writer. */
export const syncBatchDependencies = ({
  state,
  settings,
  clock,
  vendors,
  report,
}: Surroundings & {
  readonly vendors: Vendors;
  readonly report: SyncBatchDependencies['report'];
}): SyncBatchDependencies => {
  const { reader, writer } = vendors.powerOffice;
  const { deadline, digest } = vendors;
  const shared = { employees: state.employees, reader, settings, clock, deadline, digest };
  const readSource = (sourceId: string) => readEmployee(vendors.simployer, sourceId);
  return {
    runs: state.runs,
    ending: state.ending,
    clock,
    syncEmployee: (task, delivery) =>
      syncEmployee(task, delivery, {
        ...shared,
        writer: task.mode === 'plan' ? null : writer,
        readSubject: (message, remembered) => readSubject(message, remembered, { ...shared, readSource }),
      }),
    takeApiCalls: vendors.takeApiCalls,
    report,
  };
};
