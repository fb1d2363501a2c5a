import { WEEKDAYS } from '../../shared/config/schedule.ts';
import type { ScheduleSettings } from '../stage-settings.ts';

/** The longest time between two scheduled starts, in days: 3 for Monday to Friday, 7 for one day a week. */
export const longestGapInDays = ({ days }: Pick<ScheduleSettings, 'days'>): number => {
  const indexes = WEEKDAYS.flatMap((day, index) => (days.includes(day) ? [index] : []));
  const gaps = indexes.map((index, position) => {
    const next = indexes[position + 1] ?? (indexes[0] ?? 0) + WEEKDAYS.length;
    return next - index;
  });
  return Math.max(...gaps);
};
