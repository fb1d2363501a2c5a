import type { Log } from '../../shared/observability/log-events.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';

interface LeaveOutDependencies {
  readonly runs: Pick<RunStore, 'getRun'>;
  readonly pauses: PauseStore;
  readonly clock: { now(): number };
  readonly log: Log;
  readonly recordMetric: RecordMetric;
}

/**
 * Leaves out what the schedule asks for while people have paused it: no run, and no alarm, for nobody misses it. What
 * anybody asks for by hand is done. A run that had begun before the pause goes on when its start is delivered again.
 * @returns whether the start was left out
 */
export const leaveOutStart = async (
  runId: string,
  { trigger, flow }: StartMessage,
  { runs, pauses, clock, log, recordMetric }: LeaveOutDependencies,
): Promise<boolean> => {
  if (trigger !== 'schedule') return false;
  const { isPaused, by } = await pauses.pause();
  if (!isPaused || (await runs.getRun(runId)) !== null) return false;
  await pauses.noteLeftOut(clock.now());
  recordMetric('ScheduledRunPaused', 1, flow);
  log('RUN_PAUSED', { runId, trigger, requestedBy: by });
  return true;
};
