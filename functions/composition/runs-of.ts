import type { RunStore } from '../../shared/state/run-store.ts';
import type { Run } from '../../shared/state/run.ts';

/** The runs of a flow behind one, newest first. */
export const runsOf = async function* (
  flow: string,
  after: string | null,
  runs: Pick<RunStore, 'newestFirst'>,
): AsyncGenerator<Run> {
  for await (const run of runs.newestFirst(after)) if (run.flow === flow) yield run;
};
