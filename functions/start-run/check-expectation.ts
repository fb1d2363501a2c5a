import type { Log } from '../../shared/observability/log-events.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import { findExpectedRun } from '../../shared/run/expect-run.ts';
import type { Expectation } from '../../shared/run/expect-run.ts';
import { endDeadHolder } from '../../shared/run/take-lease.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import type { Pause, PauseStore } from '../../shared/state/pause-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';

/** Says whether the scheduled run has come, to the log and to the alarm; a run that died on the way is ended first. */
export const checkExpectation = async (
  expectation: Expectation,
  {
    runs,
    pauses,
    ending,
    clock,
    log,
    recordMetric,
  }: {
    readonly runs: RunStore;
    readonly pauses: Pick<PauseStore, 'pause'>;
    readonly ending: RunEnding;
    readonly clock: { now(): number };
    readonly log: Log;
    readonly recordMetric: RecordMetric;
  },
): Promise<void> => {
  await endDeadHolder({ runId: null, flow: expectation.flow, now: clock.now() }, { runs, ending });
  const run = await findExpectedRun(expectation, { runs, clock });
  const isMissed = run === null && !isLeftOut(await pauses.pause(), expectation, clock.now());
  recordMetric('ScheduledRunMissed', isMissed ? 1 : 0, expectation.flow);
  if (isMissed) log('SCHEDULED_RUN_MISSED', { withinMinutes: expectation.withinMinutes });
  if (run !== null) log('SCHEDULED_RUN_SEEN', { runId: run.runId, status: run.status });
};

/** Whether nobody expects the run: its start came while people had paused the schedule, or would have if it had come. */
const isLeftOut = ({ isPaused, leftOutAt }: Pause, { withinMinutes }: Expectation, now: number): boolean =>
  isPaused || (leftOutAt !== null && leftOutAt >= now - withinMinutes * 60_000);
