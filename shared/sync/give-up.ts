import type { RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import type { RunAbort } from '../state/run.ts';
import type { EmployeeStore } from '../state/employee-store.ts';
import { newEmployeeState } from '../state/employee-state.ts';
import type { EmployeeTask } from './employee-task.ts';
import { finishRunWhenDone } from './finish-run.ts';
import { mergeProblems } from './open-problems.ts';
import type { RunEnding } from './run-ending.ts';
import { toRunRequest } from './start-message.ts';
import type { StartMessage } from './start-message.ts';
import { failedOutcome } from './sync-batch.ts';

export interface GiveUpDependencies {
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly ending: RunEnding;
  readonly clock: { now(): number };
}

/** Turns a message that the queue gave up into that person's recorded failure, so that the run still ends. */
export const giveUpEmployee = async (task: EmployeeTask, dependencies: GiveUpDependencies): Promise<void> => {
  const { runs, employees, ending, clock } = dependencies;
  const run = await runs.getRun(task.runId);
  if (run === null) return;
  if (!isOpen(run)) return ending.tellIfUntold(run);
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
  if (mayBeDone) await finishRunWhenDone(task.runId, dependencies);
};

/**
 * Ends a run whose start was given up, with the cause. A start that never got as far as the lease leaves a run all the
 * same, so that its end is stored, shown and told like any other's.
 */
export const giveUpRun = async (
  runId: string,
  message: StartMessage,
  abort: RunAbort,
  { runs, ending, clock }: Pick<GiveUpDependencies, 'runs' | 'ending' | 'clock'>,
): Promise<void> => {
  const run = await runs.addLostRun(toRunRequest(runId, message, clock.now()));
  await ending.tellIfUntold(run);
  await ending.endRun(runId, { abort });
};
