import type { RunStore } from '../state/run-store.ts';
import type { FailingFlow } from './flow.ts';
import type { Envelope } from './task.ts';

export interface FailRecordDependencies {
  readonly runs: Pick<RunStore, 'outcomeOf' | 'recordOutcome'>;
  readonly flow: FailingFlow;
  readonly clock: { now(): number };
}

/** Records that a record could not be worked on at all, unless an outcome stands already. It is still to be struck off. */
export const failRecord = async (envelope: Envelope, { runs, flow, clock }: FailRecordDependencies): Promise<void> => {
  if ((await runs.outcomeOf(envelope.runId, envelope.sourceId)) !== null) return;
  await runs.recordOutcome(envelope.runId, await flow.failRecord(envelope), clock.now());
};
