import { START_POSTPONED_BY_MINUTES } from '../../shared/run/limits.ts';
import { WEEKDAYS } from '../../shared/config/schedule.ts';
import type { ScheduleSettings, Weekday } from '../stage-settings.ts';

const MINUTES_A_DAY = 24 * 60;
const DAYLIGHT_SAVING_BEGINS = 2 * 60;
/** For how long EventBridge Scheduler tries to put a message into the start queue; what comes hours late would meet the next start. */
export const SCHEDULER_TRIES_FOR_MINUTES = 15;
/** A start that had to be repeated: by EventBridge Scheduler, or because another run held the lease. */
const SLACK_IN_MINUTES = SCHEDULER_TRIES_FOR_MINUTES + START_POSTPONED_BY_MINUTES;

/** When a scheduled run must have ended. */
export interface ExpectedEnd {
  /** Not those of the start when midnight lies between. */
  readonly days: readonly Weekday[];
  /** Of Europe/Oslo. */
  readonly hour: number;
  readonly minute: number;
  /** How far back from then the end may lie, at most: to the start, on the longest night of the year. */
  readonly withinMinutes: number;
}

/**
 * When every scheduled run must have ended: the longest run's time after its start, and a little. Between 02:00 and
 * 03:00 an hour is skipped on one Sunday and repeated on another, so whoever waits across it waits an hour longer, and
 * looks back an hour further.
 */
export const expectedEndOf = (schedule: ScheduleSettings, longestRunInMinutes: number): ExpectedEnd => {
  const [hour = 0, minute = 0] = schedule.time.split(':').map(Number);
  const start = hour * 60 + minute;
  const end = start + longestRunInMinutes + SLACK_IN_MINUTES;
  const nextChange = start <= DAYLIGHT_SAVING_BEGINS ? DAYLIGHT_SAVING_BEGINS : DAYLIGHT_SAVING_BEGINS + MINUTES_A_DAY;
  const change = end >= nextChange ? 60 : 0;
  const at = end + change;
  const laterDays = Math.floor(at / MINUTES_A_DAY);
  const days = schedule.days.map((day) => (WEEKDAYS.indexOf(day) + laterDays) % WEEKDAYS.length);
  return {
    days: WEEKDAYS.filter((_, index) => days.includes(index)),
    hour: Math.floor(at / 60) % 24,
    minute: at % 60,
    withinMinutes: at - start + change,
  };
};
