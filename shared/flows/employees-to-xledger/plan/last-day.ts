/*
 * What becomes of the last day, and of who comes back. A date of Simployer is written. One that was withdrawn is cleared
 * where X-ledger holds the date that a run wrote; any other date is payroll's and stays, and so does any date while
 * Simployer's cannot be read. For example, payroll moves a last day and HR then withdraws it: payroll is asked to look.
 */
import type { Problem } from '../../../records/problem.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import { problem } from '../problems.ts';
import type { DesiredEmployee } from '../rules/map-employee.ts';
import type { Wanted } from '../rules/mapping-row.ts';
import type { Memory } from './memory.ts';

interface LastDayPlan {
  /** The fields as they are wanted once the last day is decided. */
  readonly fields: Readonly<Record<string, Wanted>>;
  readonly problems: readonly Problem[];
  readonly memory: Pick<Memory, 'employmentTo' | 'returnedWith'>;
}

/** @param desired of somebody who is there, or has left: see `DesiredEmployee.active` */
export const planLastDay = (
  desired: Pick<DesiredEmployee, 'fields' | 'active' | 'today' | 'isLastDayUnreadable'>,
  { employmentTo }: Pick<XledgerEmployee, 'employmentTo'>,
  memory: Pick<Memory, 'employmentTo' | 'returnedWith'>,
): LastDayPlan => {
  const { active, today, isLastDayUnreadable } = desired;
  const hireDate = desired.fields['employmentFrom']?.value ?? null;
  const keepsStart = memory.returnedWith !== null && memory.returnedWith === hireDate;
  const fields = keepsStart ? without(desired.fields, 'employmentFrom') : desired.fields;
  const returnedWith = keepsStart ? hireDate : null;
  const wanted = desired.fields['employmentTo']?.value ?? null;
  const isOver = employmentTo !== null && employmentTo < today;
  const isBack =
    active &&
    !isLastDayUnreadable &&
    isOver &&
    employmentTo === memory.employmentTo &&
    (wanted === null || wanted >= today);
  if (isBack) {
    return {
      fields: { ...without(fields, 'employmentFrom'), employmentTo: { value: wanted } },
      problems: [problem('REHIRE', `The employee is back; the old last day ${employmentTo} was removed.`)],
      memory: { employmentTo: wanted, returnedWith: hireDate },
    };
  }
  if (wanted !== null) return { fields, problems: [], memory: { employmentTo: wanted, returnedWith } };

  const kept = { fields, memory: { employmentTo: memory.employmentTo, returnedWith } };
  if (isLastDayUnreadable) return { ...kept, problems: [] };
  if (!active) return { ...kept, problems: employmentTo === null ? [problem('END_DATE_MISSING')] : [] };
  if (employmentTo === null) return { ...kept, problems: [], memory: { employmentTo: null, returnedWith } };
  if (employmentTo !== memory.employmentTo) {
    const detail = `X-ledger has the last day ${employmentTo}, which the sync did not write, and Simployer has none; it was kept.`;
    return { ...kept, problems: [problem('END_DATE_FOREIGN', detail)] };
  }
  const cleared = { employmentTo: { value: null } };
  return { fields: { ...fields, ...cleared }, problems: [], memory: { employmentTo: null, returnedWith } };
};

const without = (fields: Readonly<Record<string, Wanted>>, name: string): Readonly<Record<string, Wanted>> =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
