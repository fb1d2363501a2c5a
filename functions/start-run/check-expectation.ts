import type { Log } from '../../shared/observability/log-events.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import { findExpectedRun } from '../../shared/run/expect-run.ts';
import type { Expectation } from '../../shared/run/expect-run.ts';
import { endDeadHolder } from '../../shared/run/take-lease.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import type { RunStore } from '../../shared/state/run-store.ts';

/** Says whether the scheduled run has come, to the log and to the alarm; a run that died on the way is ended first. */
export const checkExpectation = async (
  expectation: Expectation,
  {
    runs,
    ending,
    clock,
    log,
    recordMetric,
  }: {
    readonly runs: RunStore;
    readonly ending: RunEnding;
    readonly clock: { now(): number };
    readonly log: Log;
    readonly recordMetric: RecordMetric;
  },
): Promise<void> => {
  await endDeadHolder({ runId: null, flow: expectation.flow, now: clock.now() }, { runs, ending });
  const run = await findExpectedRun(expectation, { runs, clock });
  recordMetric('ScheduledRunMissed', run === null ? 1 : 0, expectation.flow);
  if (run === null) log('SCHEDULED_RUN_MISSED', { withinMinutes: expectation.withinMinutes });
  else log('SCHEDULED_RUN_SEEN', { runId: run.runId, status: run.status });
};
