import type { StartingFlow, WorkingFlow } from '../../run/flow.ts';
import { EMPLOYEES_TO_POWEROFFICE } from './facts.ts';
import { prepare } from './prepare.ts';
import type { PrepareDependencies } from './prepare.ts';
import { readSubject } from './read-subject.ts';
import type { ReadSubjectDependencies } from './read-subject.ts';
import { readTask } from './read-task.ts';
import { syncEmployee } from './sync-employee.ts';
import type { SyncEmployeeDependencies } from './sync-employee.ts';
import type { EmployeeTask } from './task.ts';

/** What starts this flow's runs. */
export const startEmployees = (
  dependencies: PrepareDependencies & Pick<StartingFlow, 'takeApiCalls'>,
): StartingFlow => ({
  ...EMPLOYEES_TO_POWEROFFICE,
  prepare: (run, noteConnection) => prepare(run, noteConnection, dependencies),
  takeApiCalls: dependencies.takeApiCalls,
});

/** What brings one person after another in step. */
export const workOnEmployees = ({
  readSource,
  writer,
  takeApiCalls,
  ...shared
}: Omit<SyncEmployeeDependencies, 'readSubject'> &
  Pick<ReadSubjectDependencies, 'readSource'> &
  Pick<StartingFlow, 'takeApiCalls'>): WorkingFlow<EmployeeTask> => ({
  ...EMPLOYEES_TO_POWEROFFICE,
  readTask,
  syncOne: async (task, delivery) => {
    // Values stay here: whatever is given back is stored.
    const { differences: _, ...synced } = await syncEmployee(task, delivery, {
      ...shared,
      // A plan has nothing that could write.
      writer: task.mode === 'plan' ? null : writer,
      readSubject: (message, remembered) => readSubject(message, remembered, { ...shared, readSource }),
    });
    return synced;
  },
  takeApiCalls,
});
