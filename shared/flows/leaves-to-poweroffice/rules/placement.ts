/*
 * On which employments of PowerOffice a leave belongs, and until when (rules L1 and L3). It belongs to the main employment
 * where that covers its first day, and else to a linked one that does; a leave that was sent stays where it is. What goes
 * on after the employment is cut. For example, somebody changes jobs on 1 May during a leave from April to June: the leave
 * stays on the old employment and ends with it, and payroll is told.
 */
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { LeaveProblemCode } from '../../../time-off/problems.ts';
import type { TimeOffSettings } from '../../../time-off/settings.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';

/** An employment of PowerOffice that is linked to one of the person's in Simployer. */
export interface LinkedEmployment {
  readonly id: EmploymentId;
  readonly isMain: boolean;
  /** As PowerOffice has them; null for an employment without one. */
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
}

export interface Placement {
  readonly employment: EmploymentId;
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
}

/**
 * @param linkedTo the employments on which the leave is already
 * @returns none, with `LEAVE_NO_EMPLOYMENT`, when no employment covers the first day
 */
export const placementsOf = (
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
  employments: readonly LinkedEmployment[],
  linkedTo: readonly EmploymentId[],
  { employments: which }: Pick<TimeOffSettings, 'employments'>,
): { readonly placements: readonly Placement[]; readonly problems: readonly LeaveProblemCode[] } => {
  const active = employments.filter(
    ({ startDate, endDate }) => startDate !== null && startDate <= from && (endDate === null || endDate >= from),
  );
  const stays = active.find(({ id }) => linkedTo.includes(id));
  const one = stays ?? active.find(({ isMain }) => isMain) ?? active[0];
  if (one === undefined) return { placements: [], problems: ['LEAVE_NO_EMPLOYMENT'] };
  // The one that would be alone comes first, so that a changed setting leaves its reporting id alone.
  const chosen = which === 'main' ? [one] : [one, ...active.filter((other) => other !== one)];
  const placements = chosen.map(({ id, endDate }) => ({
    employment: id,
    startDate: from,
    endDate: endDate !== null && endDate < to ? endDate : to,
  }));
  return {
    placements,
    problems: [
      ...(which === 'main' && active.length > 1 ? (['SEVERAL_EMPLOYMENTS'] as const) : []),
      ...(placements.some(({ endDate }) => endDate < to) ? (['LEAVE_CLIPPED'] as const) : []),
    ],
  };
};
