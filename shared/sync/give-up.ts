import type { RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import type { Run } from '../state/run.ts';
import type { EmployeeStore } from '../state/employee-store.ts';
import { newEmployeeState } from '../state/employee-state.ts';
import { toRunAbort } from './abort.ts';
import type { EmployeeTask } from './employee-task.ts';
import { finishRunWhenDone } from './finish-run.ts';
import { mergeProblems } from './open-problems.ts';
import { failedOutcome } from './sync-batch.ts';

export interface GiveUpDependencies {
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly clock: { now(): number };
}

/**
 * Turns a message that the queue gave up into that person's recorded failure, so that the run still ends.
 * @returns the run when this ended it
 */
export const giveUpEmployee = async (task: EmployeeTask, dependencies: GiveUpDependencies): Promise<Run | null> => {
  const { runs, employees, clock } = dependencies;
  const run = await runs.getRun(task.runId);
  if (run === null || !isOpen(run)) return null;
  const outcome = failedOutcome(task);
  if (!(await runs.hasOutcome(task.runId, task.sourceId)) && task.mode === 'apply') {
    const state = (await employees.get(task.sourceId)) ?? newEmployeeState(task.sourceId, task.employeeNumber);
    await employees.save({
      ...state,
      outcome: 'failed',
      problems: mergeProblems(state.problems, outcome.problems, clock.now()),
      runNumber: task.runNumber,
    });
  }
  await runs.recordOutcome(task.runId, outcome, clock.now());
  const mayBeDone = await runs.settle(task.runId, [{ sourceId: task.sourceId, list: task.list }]);
  return mayBeDone && (await finishRunWhenDone(task.runId, dependencies)) ? runs.getRun(task.runId) : null;
};

/** Ends a run whose start the queue gave up. @returns the run when this ended it */
export const giveUpRun = async (
  runId: string,
  { runs, clock }: Pick<GiveUpDependencies, 'runs' | 'clock'>,
): Promise<Run | null> => {
  const abort = toRunAbort('RUN_LOST', 'The run could not be started: its function failed every time it was tried.');
  return (await runs.abortRun(runId, abort, clock.now())) ? runs.getRun(runId) : null;
};
