import type { World } from '../../local/simulation/world.ts';
import type { Outcome } from '../../shared/records/outcome.ts';
import { compareText } from '../../shared/records/values/text.ts';
import type { Run } from '../../shared/state/run.ts';

/** A run of a flow of time off, as a test looks at it. */
export interface ToldRun {
  readonly run: Run;
  readonly outcomes: readonly Outcome[];
  /** `leave-1: created new LEAVE_CLIPPED`: outcome, of a plan the group, and problems; in the order of the ids. */
  readonly told: readonly string[];
}

/** @throws Error when there is no such run, with the first error of the world's processes */
export const lookAtRun = async ({ runs, errors }: Pick<World, 'runs' | 'errors'>, runId: string): Promise<ToldRun> => {
  const run = await runs.getRun(runId);
  if (run === null) throw new Error(`There is no run ${runId}: ${String(errors[0])}`);
  const outcomes = await runs.outcomes(runId);
  const told = outcomes.map(({ sourceId, outcome, group, planned, problems }) =>
    [`${sourceId}:`, outcome, ...(planned ? [group] : []), ...problems.map(({ code }) => code)].join(' '),
  );
  return { run, outcomes, told: told.toSorted(compareText) };
};
