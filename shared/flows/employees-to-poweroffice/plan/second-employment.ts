import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import type { EmploymentsPlan } from './plan-employments.ts';

interface Period {
  readonly startDate: CalendarDate | null;
  /** Null while it has no end. */
  readonly endDate: CalendarDate | null;
}

/**
 * Whether somebody would get an employment beside one that they have in PowerOffice, both on the same days. One that
 * follows on another is none, such as that of somebody who comes back, nor is one from before.
 * @param existing all employments of the record
 */
export const getsSecondEmployment = (
  { employments }: Pick<DesiredEmployee, 'employments'>,
  existing: readonly PayrollEmployment[],
  { steps }: Pick<EmploymentsPlan, 'steps'>,
): boolean => {
  const created = new Set(steps.flatMap((step) => (step.kind === 'create' ? [step.sourceId] : [])));
  const held = existing.map(({ id, startDate, endDate }): Period => {
    const written = steps
      .flatMap((step) => (step.kind === 'update' && step.id === id ? step.fields : []))
      .filter(({ field }) => field === 'EndDate')
      .at(-1);
    return { startDate, endDate: written === undefined ? endDate : toDate(written.value) };
  });
  return employments
    .filter(({ sourceId }) => created.has(sourceId))
    .some(({ startDate, endDate = null }) => held.some((period) => overlaps(period, { startDate, endDate })));
};

const toDate = (value: unknown): CalendarDate | null => (typeof value === 'string' ? value : null);

const overlaps = (one: Period, other: Period): boolean => begins(one, other) && begins(other, one);

/** Whether one begins before the other is over. */
const begins = ({ startDate }: Period, { endDate }: Period): boolean => (startDate ?? '') <= (endDate ?? '9999');
