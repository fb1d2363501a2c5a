import type { RunStore } from '../state/run-store.ts';
import type { FailingFlow } from './flow.ts';
import type { TaskEnvelope } from './task.ts';

export interface FailRecordDependencies {
  readonly runs: Pick<RunStore, 'hasOutcome' | 'recordOutcome'>;
  readonly flow: FailingFlow;
  readonly clock: { now(): number };
}

/** Records that a record could not be worked on at all, unless an outcome stands already. It is still to be struck off. */
export const failRecord = async (task: TaskEnvelope, { runs, flow, clock }: FailRecordDependencies): Promise<void> => {
  if (await runs.hasOutcome(task.runId, task.sourceId)) return;
  await runs.recordOutcome(task.runId, await flow.failRecord(task), clock.now());
};
