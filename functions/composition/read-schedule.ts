import { nextStartOf, scheduleOf } from '../../shared/config/schedule.ts';
import type { Schedules } from '../../shared/config/schedule.ts';
import type { PausedBy, ScheduleState } from '../../shared/records/schedule-state.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';

interface ScheduleSurroundings {
  /** As they were deployed; null on one machine, where nothing starts by itself. */
  readonly schedules: Schedules | null;
  readonly pauses: Pick<PauseStore, 'pause'>;
  readonly clock: { now(): number };
}

/** The schedule of a flow as it stands: as it was deployed, and as people have paused or resumed it. Null on one machine. */
export const readSchedule = async (
  flow: string,
  { schedules, pauses, clock }: ScheduleSurroundings,
): Promise<ScheduleState | null> => {
  const schedule = scheduleOf(schedules, flow);
  if (schedule === null) return null;
  const { isPaused, by, at } = await pauses.pause();
  const pausedBy: readonly PausedBy[] = [
    ...(schedule.paused ? [{ kind: 'deployment', by: null, at: null } as const] : []),
    ...(isPaused ? [{ kind: 'person', by, at: toIso(at) } as const] : []),
  ];
  const paused = pausedBy.length > 0;
  return { nextStart: paused ? null : toIso(nextStartOf(schedule, clock.now())), paused, pausedBy };
};

const toIso = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString());
