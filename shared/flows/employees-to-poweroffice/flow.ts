/*
 * This flow as the engine knows it: what starts its runs, and what brings one person after another in step. For example, a
 * run that carries a plan out looks at Kari anew without a writer first: what has moved since makes her `PLAN_STALE`, and
 * only what is still as planned is written.
 */
import { syncAsRunMay, tellsStale } from '../../people/carry-out-plan.ts';
import { startsPeople } from '../../people/start-people.ts';
import type { StartPeopleDependencies } from '../../people/start-people.ts';
import type { StartingFlow, WorkingFlow } from '../../run/flow.ts';
import { EMPLOYEES_TO_POWEROFFICE } from './facts.ts';
import { prepare } from './prepare.ts';
import type { PrepareDependencies } from './prepare.ts';
import { problem } from './problems.ts';
import { readSubject } from './read-subject.ts';
import type { ReadSubjectDependencies } from './read-subject.ts';
import { readTask } from './read-task.ts';
import { recognisePerson, syncEmployee } from './sync-employee.ts';
import type { SyncEmployeeDependencies } from './sync-employee.ts';
import { employeeTaskSchema } from './task.ts';
import type { EmployeeTask } from './task.ts';

const toStale = tellsStale(problem);

/** What starts this flow's runs. */
export const startEmployees = (
  dependencies: PrepareDependencies & StartPeopleDependencies<EmployeeTask>,
): StartingFlow =>
  startsPeople(
    {
      ...EMPLOYEES_TO_POWEROFFICE,
      prepare: (run, noteConnection, formerRun) => prepare(run, noteConnection, formerRun, dependencies),
      toStale,
    },
    employeeTaskSchema,
    dependencies,
  );

/** What brings one person after another in step. */
export const workOnEmployees = ({
  readSource,
  writer,
  takeApiCalls,
  ...shared
}: Omit<SyncEmployeeDependencies, 'journal'> &
  Pick<ReadSubjectDependencies, 'readSource'> &
  Pick<StartingFlow, 'takeApiCalls'>): WorkingFlow<EmployeeTask> => ({
  ...EMPLOYEES_TO_POWEROFFICE,
  readTask,
  keepsHistoryForMonths: shared.settings.history.keepMonths,
  syncOne: async (message, delivery, journal) => {
    const task = withPlannedPay(message);
    // Once: whatever is written has to be what was compared with the plan, whoever edits or decides meanwhile.
    const recognised = await recognisePerson(task, delivery, {
      ...shared,
      readSubject: (remembered) => readSubject(task, remembered, { ...shared, readSource }),
    });
    // Values stay here: whatever is given back is stored.
    const sync = async (open: SyncEmployeeDependencies['writer']) => {
      const {
        differences: _,
        held: _held,
        ...synced
      } = await syncEmployee(task, delivery, recognised, { ...shared, journal, writer: open });
      return synced;
    };
    return syncAsRunMay(task, sync, writer, toStale);
  },
  takeApiCalls,
});

/**
 * Pay that a plan shows is read when the plan is carried out, though somebody else may be due then: a run of everybody
 * that carries out a plan for one verifies others than the plan did.
 */
const withPlannedPay = (task: EmployeeTask): EmployeeTask => ({
  ...task,
  isSalaryDue: task.isSalaryDue || (task.planned?.fields ?? []).some((name) => name.startsWith('salary.')),
});
