/*
 * Which employments count for X-ledger, and what the last day is. An employment counts that has not ended, is of a type
 * that goes to X-ledger, and is of 100 %. Of those, the one with the latest end is chosen, an open one being the latest;
 * of somebody with none that counts, and of a leaver, the latest of all. For example, beside a permanent employment of
 * 100 % a temporary one of 20 % is passed over.
 */
import { normalisedTypeName } from '../../../model/employment-type.ts';
import type { SourceEmployee, SourceEmployment } from '../../../model/employee.ts';
import { isUnreadable, readOrNull } from '../../../model/source-value.ts';
import type { SourceValue } from '../../../model/source-value.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { compareText } from '../../../records/values/text.ts';
import type { XledgerSettings } from '../settings.ts';

const FULL_TIME = 100;
const OPEN = '9999-12-31';

/** Whether an employment's type is among those named, by id or by name. */
export const isOfType = ({ typeId, typeName }: SourceEmployment, types: readonly string[]): boolean =>
  types.some(
    (type) =>
      type === readOrNull(typeId) || (typeName !== null && normalisedTypeName(type) === normalisedTypeName(typeName)),
  );

/** Those that have a start (rule W7). One that cannot be read is there all the same. */
export const startedEmployments = ({ employments }: SourceEmployee): readonly SourceEmployment[] =>
  employments.filter(({ startDate }) => startDate !== null);

/** Current and future employments that go to X-ledger (rule W8). */
export const exportedEmployments = (
  source: SourceEmployee,
  { employmentTypes, fullTimeOnly }: XledgerSettings,
  today: CalendarDate,
): readonly SourceEmployment[] =>
  startedEmployments(source).filter(
    (employment) =>
      (readOrNull(employment.endDate) ?? OPEN) >= today &&
      isOfType(employment, employmentTypes) &&
      (!fullTimeOnly || Number(readOrNull(employment.rate) ?? Number.NaN) === FULL_TIME),
  );

/** The employment that speaks for the person; null without any. */
export const chosenEmployment = (
  source: SourceEmployee,
  settings: XledgerSettings,
  today: CalendarDate,
): SourceEmployment | null => {
  const exported = source.active === false ? [] : exportedEmployments(source, settings, today);
  return latestOf(exported.length > 0 ? exported : source.employments);
};

/** The one that ends last; of several the one that started last, then by id, so that every run agrees. */
export const latestOf = (employments: readonly SourceEmployment[]): SourceEmployment | null =>
  employments.toSorted(
    (one, other) =>
      compareText(readOrNull(other.endDate) ?? OPEN, readOrNull(one.endDate) ?? OPEN) ||
      compareText(readOrNull(other.startDate) ?? '', readOrNull(one.startDate) ?? '') ||
      compareText(one.id, other.id),
  )[0] ?? null;

/**
 * The last day: the end date of the employee, else the end of the chosen employment, else the off-boarding date; by
 * option the off-boarding date first. One that cannot be read stands for those after it.
 */
export const lastDay = (
  source: SourceEmployee,
  settings: XledgerSettings,
  today: CalendarDate,
): SourceValue<CalendarDate> => {
  const { endDate, offboardDate } = source.leaving;
  const ends = [endDate, chosenEmployment(source, settings, today)?.endDate ?? null];
  const dates = settings.lastDay === 'offboardDate' ? [offboardDate, ...ends] : [...ends, offboardDate];
  return dates.find((date) => date !== null && (isUnreadable(date) || date !== '')) ?? null;
};
