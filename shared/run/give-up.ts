import { isOpen } from '../state/run.ts';
import type { RunAbort } from '../state/run.ts';
import { failPerson } from './fail-person.ts';
import type { FailPersonDependencies } from './fail-person.ts';
import { finishRunWhenDone } from './finish-run.ts';
import type { TaskEnvelope } from '../flows/employees-to-poweroffice/read-task.ts';
import type { RunEnding } from './run-ending.ts';
import { toRunRequest } from './start-message.ts';
import type { StartMessage } from './start-message.ts';

export interface GiveUpDependencies extends FailPersonDependencies {
  readonly ending: RunEnding;
}

/** Turns a message that was given up, or cannot be read, into that person's recorded failure, so that the run still ends. */
export const giveUpEmployee = async (task: TaskEnvelope, dependencies: GiveUpDependencies): Promise<void> => {
  const { runs, ending } = dependencies;
  const { runId, sourceId, list } = task;
  const run = await runs.getRun(runId);
  if (run === null) return;
  if (!isOpen(run)) return ending.tellIfUntold(run);
  await failPerson(task, dependencies);
  const mayBeDone = await runs.settle(runId, [{ sourceId, list }]);
  if (mayBeDone) await finishRunWhenDone(runId, dependencies);
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
