import { toCalendarDate } from '../../../shared/records/values/calendar-date.ts';
import { daysFrom, weekdayOf } from '../../../shared/records/values/days.ts';
import type {
  SimployerLeave,
  SimployerLeaveTransaction,
  SimployerWorkDay,
  SimployerWorkWeek,
} from './simployer-tenant.ts';

const OFFICE_DAY = 7.5;

/** Monday to Friday, 7.5 hours: what an office works that has said nothing. */
const OFFICE_HOURS = [OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, 0, 0];

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/**
 * The days of absence of one leave (Simployer fact 25): none of one that is not approved, and none on days that nobody
 * works. A graded day is absence for that part of its hours.
 * @param office where the employee works
 */
export const toTransactions = (
  leave: SimployerLeave,
  office: string | undefined,
  weeks: readonly SimployerWorkWeek[],
): readonly SimployerLeaveTransaction[] => {
  const { id, status, typeId, employeeId } = leave;
  const [first, end] = [toCalendarDate(leave.startDate), toCalendarDate(leave.endDate)];
  if ((status !== 'APPROVED' && status !== 'CONFIRMED') || first === null || end === null) return [];
  const last = leave.duration === 'longer' ? end : first;
  const week =
    weeks.find((own) => own.employeeId === employeeId) ??
    weeks.find((shared) => shared.employeeId === undefined && shared.officeId === office);
  return daysFrom(first, last).flatMap((date) => {
    const full = hoursOf(week, weekdayOf(date));
    if (full === 0) return [];
    const hours = Math.min(full, hoursOff(leave, full));
    return [
      {
        id: `${id}${date.replaceAll('-', '')}`,
        parent: { id, type: 'Leave' as const },
        status,
        leaveTypeId: typeId,
        employeeId,
        childId: '',
        date: `${date}T00:00:00.000Z`,
        hours,
        extent: (100 * hours) / full,
        description: leave.description ?? '',
      },
    ];
  });
};

const hoursOff = ({ duration, startDate, endDate, gradePercentage = 100 }: SimployerLeave, full: number): number => {
  if (duration === 'minutes') return (Date.parse(endDate) - Date.parse(startDate)) / 3_600_000;
  return duration === 'half_day' ? full / 2 : (full * gradePercentage) / 100;
};

const hoursOf = (week: SimployerWorkWeek | undefined, weekday: number): number => {
  const name = WEEKDAYS[weekday];
  if (week === undefined || name === undefined) return OFFICE_HOURS[weekday] ?? 0;
  return week[name].working ? hoursOfShifts(week[name]) : 0;
};

const hoursOfShifts = ({ shifts }: SimployerWorkDay): number =>
  shifts.reduce(
    (sum, { startHour, startMinute, endHour, endMinute }) => sum + endHour - startHour + (endMinute - startMinute) / 60,
    0,
  );
