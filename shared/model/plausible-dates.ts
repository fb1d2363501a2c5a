import type { SourceEmployee, SourceField } from './employee.ts';
import { isUnreadable } from './source-value.ts';
import type { SourceValue } from './source-value.ts';
import type { CalendarDate } from '../records/values/calendar-date.ts';

const EARLIEST = '1900-01-01';
const YEARS_AHEAD = 5;
/** Such an end is how "never" is written. */
const NEVER = '2099-01-01';

/**
 * The employee with its typing errors set apart (ground rule "Typing errors"): a date before 1900, and an employment
 * start or a hire date more than five years ahead, count as unreadable. An end in 2099 or later is no end. Birth dates
 * have a rule of their own (DateOfBirth, row 17).
 * @param today the run's day in Oslo
 */
export const withPlausibleDates = (source: SourceEmployee, today: CalendarDate): SourceEmployee => {
  const latestStart = `${Number(today.slice(0, 4)) + YEARS_AHEAD}${today.slice(4)}`;
  return {
    ...source,
    hireDate: plausible('hireDate', source.hireDate, latestStart),
    leaving: {
      endDate: plausibleEnd('leaving.endDate', source.leaving.endDate),
      offboardDate: plausibleEnd('leaving.offboardDate', source.leaving.offboardDate),
    },
    employments: source.employments.map((employment) => ({
      ...employment,
      startDate: plausible('employment.startDate', employment.startDate, latestStart),
      endDate: plausibleEnd('employment.endDate', employment.endDate),
    })),
    compensations: source.compensations.map((compensation) => ({
      ...compensation,
      effectiveDate: plausible('compensation.effectiveDate', compensation.effectiveDate),
    })),
  };
};

const plausible = (
  field: SourceField,
  date: SourceValue<CalendarDate>,
  latest: CalendarDate = '9999-12-31',
): SourceValue<CalendarDate> =>
  date === null || isUnreadable(date) || (date >= EARLIEST && date <= latest)
    ? date
    : { field, typed: date, code: 'DATE_IMPLAUSIBLE' };

const plausibleEnd = (field: SourceField, endDate: SourceValue<CalendarDate>): SourceValue<CalendarDate> =>
  isNever(endDate) ? null : plausible(field, endDate);

const isNever = (endDate: SourceValue<CalendarDate>): boolean =>
  endDate !== null && !isUnreadable(endDate) && endDate >= NEVER;
