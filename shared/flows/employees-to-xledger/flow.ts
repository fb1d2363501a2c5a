/*
 * This flow as the engine knows it: what starts its runs, and what brings one person after another in step. For example, a
 * run that carries a plan out looks at Kari anew without a writer first: what has moved since makes her `PLAN_STALE`, and
 * only what is still as planned is written.
 */
import { syncAsRunMay, tellsStale } from '../../people/carry-out-plan.ts';
import { startsPeople } from '../../people/start-people.ts';
import type { StartPeopleDependencies } from '../../people/start-people.ts';
import { readsTasks } from '../../people/task.ts';
import type { StartingFlow, WorkingFlow } from '../../run/flow.ts';
import { EMPLOYEES_TO_XLEDGER } from './facts.ts';
import { prepare } from './prepare.ts';
import type { PrepareDependencies } from './prepare.ts';
import { problem } from './problems.ts';
import type { ReadSubjectDependencies } from './read-subject.ts';
import { recognisePerson } from './recognise-person.ts';
import { orRunAbort } from './run-errors.ts';
import { syncXledgerEmployee } from './sync-employee.ts';
import type { SyncXledgerDependencies } from './sync-employee.ts';
import { XLEDGER_TASK_VERSION, xledgerTaskSchema } from './task.ts';
import type { XledgerTask } from './task.ts';

const toStale = tellsStale(problem);

/** What starts this flow's runs. */
export const startXledgerEmployees = (
  dependencies: PrepareDependencies & StartPeopleDependencies<XledgerTask>,
): StartingFlow =>
  startsPeople(
    {
      ...EMPLOYEES_TO_XLEDGER,
      prepare: (run, noteConnection, formerRun) =>
        orRunAbort(() => prepare(run, noteConnection, formerRun, dependencies)),
      toStale,
    },
    xledgerTaskSchema,
    dependencies,
  );

/** What brings one person after another in step. */
export const workOnXledgerEmployees = ({
  writer,
  takeApiCalls,
  ...shared
}: Omit<SyncXledgerDependencies, 'journal'> &
  ReadSubjectDependencies &
  Pick<StartingFlow, 'takeApiCalls'>): WorkingFlow<XledgerTask> => ({
  ...EMPLOYEES_TO_XLEDGER,
  readTask: readsTasks(xledgerTaskSchema, XLEDGER_TASK_VERSION),
  keepsHistoryForMonths: shared.settings.history.keepMonths,
  syncOne: (task, delivery, journal) =>
    orRunAbort(async () => {
      // Once: whatever is written has to be what was compared with the plan, whoever edits or decides meanwhile.
      const recognised = await recognisePerson(task, delivery, shared);
      // Values stay here: whatever is given back is stored.
      const sync = async (open: SyncXledgerDependencies['writer']) => {
        const { differences: _, ...synced } = await syncXledgerEmployee(task, delivery, recognised, {
          ...shared,
          journal,
          writer: open,
        });
        return synced;
      };
      return syncAsRunMay(task, sync, writer, toStale);
    }),
  takeApiCalls,
});
