import type { Outcome } from '../records/outcome.ts';
import { problem } from '../flows/employees-to-poweroffice/problems.ts';
import { newEmployeeState } from '../flows/employees-to-poweroffice/state.ts';
import type { EmployeeStore } from '../state/employee-store.ts';
import type { RunStore } from '../state/run-store.ts';
import { mergeProblems } from '../records/open-problems.ts';
import type { TaskEnvelope } from '../flows/employees-to-poweroffice/read-task.ts';

export interface FailPersonDependencies {
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly clock: { now(): number };
}

/** Records that a person could not be processed at all, unless an outcome stands already. They are still to be settled. */
export const failPerson = async (
  { runId, runNumber, mode, sourceId, employeeNumber }: Omit<TaskEnvelope, 'list'>,
  { runs, employees, clock }: FailPersonDependencies,
): Promise<void> => {
  if (await runs.hasOutcome(runId, sourceId)) return;
  const outcome: Outcome = {
    sourceId,
    employeeNumber,
    powerOfficeEmployeeId: null,
    outcome: 'failed',
    changes: [],
    problems: [problem('PROCESSING_FAILED')],
  };
  if (mode === 'apply') {
    const state = (await employees.get(sourceId)) ?? newEmployeeState(sourceId, employeeNumber);
    await employees.save({
      ...state,
      outcome: 'failed',
      problems: mergeProblems(state.problems, outcome.problems, clock.now()),
      runNumber,
    });
  }
  await runs.recordOutcome(runId, outcome, clock.now());
};
