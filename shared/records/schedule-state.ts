import { inNorwegianTime } from './values/to-minute.ts';

/** What keeps the schedule from starting anything. */
export interface PausedBy {
  /** `deployment`: the stage says so, and only another deployment ends it; `person`: somebody has paused it. */
  readonly kind: 'deployment' | 'person';
  /** The IAM principal of the call; null for the deployment, and when nobody said. */
  readonly by: string | null;
  /** ISO date-time; null for the deployment. */
  readonly at: string | null;
}

/** When the next run starts by itself, or what keeps it from starting. */
export interface ScheduleState {
  /** ISO date-time; null while something pauses the schedule. */
  readonly nextStart: string | null;
  readonly paused: boolean;
  /** Empty unless paused. Each has to end before a run starts by itself again. */
  readonly pausedBy: readonly PausedBy[];
}

/** "in the stage", or "by arn:aws:iam::111122223333:user/kari since 2026-03-02 07:00 Norwegian time". */
export const describePause = ({ kind, by, at }: PausedBy): string =>
  kind === 'deployment'
    ? 'in the stage'
    : `by ${by ?? 'somebody'} since ${at === null ? 'a time that nobody noted' : inNorwegianTime(at)}`;
