/*
 * What is to be done about one leave on one employment: which leave of PowerOffice it is, and what of that differs. What
 * was reported is never touched, nothing is written over a leave of payroll's, and new terms of a leave that may be
 * reported are for people. For example, payroll has entered a leave of the same type from the same day: it is adopted, and
 * only its end is written where that differs.
 */
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { LeaveProblemCode } from '../../../time-off/problems.ts';
import type { TimeOffSettings } from '../../../time-off/settings.ts';
import type { LeaveLineId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollLeave } from '../../../vendors/poweroffice/leaves.ts';
import { heldFields, isOurs, LEAVE_FIELDS } from '../rules/wanted-leave.ts';
import type { LeaveField, WantedLeave } from '../rules/wanted-leave.ts';

/** A field that PowerOffice has otherwise; null where it has none. */
interface LeaveDifference {
  readonly field: LeaveField;
  readonly from: string | null;
  readonly to: string;
}

/** By what a leave of PowerOffice was recognised. */
type MatchedBy = 'link' | 'reportingId' | 'typeAndStart';

export interface PlannedPlacement {
  readonly wanted: WantedLeave;
  /** The leave that it is; null for one that is new. */
  readonly current: PayrollLeave | null;
  readonly matchedBy: MatchedBy | null;
  readonly isLinkLost: boolean;
  /** What is to be written of it: nothing when it is as wanted, or when a problem keeps it. */
  readonly differences: readonly LeaveDifference[];
  readonly problems: readonly LeaveProblemCode[];
}

export interface PlacementFacts {
  /** The leave that it was when it was last written. */
  readonly link: LeaveLineId | null;
  /** All leaves of the employment. */
  readonly leaves: readonly PayrollLeave[];
  /** Those that are other leaves of Simployer. */
  readonly taken: ReadonlySet<LeaveLineId>;
  /** The run's day in Oslo. */
  readonly today: CalendarDate;
}

export const planPlacement = (
  wanted: WantedLeave,
  facts: PlacementFacts,
  settings: Pick<TimeOffSettings, 'onTermsChange'>,
): PlannedPlacement => {
  const match = matchLeave(wanted, facts);
  const isLinkLost = facts.link !== null && match.by !== 'link';
  const planned = { wanted, current: match.current, matchedBy: match.by, isLinkLost };
  const lost: readonly LeaveProblemCode[] = isLinkLost ? ['LEAVE_LINK_LOST'] : [];
  if (match.isAmbiguous) return { ...planned, differences: [], problems: [...lost, 'LEAVE_AMBIGUOUS'] };
  const differences = differencesOf(wanted, match.current);
  const kept = differences.length === 0 ? null : keptBy(wanted, match.current, differences, facts, settings);
  return kept === null
    ? { ...planned, differences, problems: lost }
    : { ...planned, differences: [], problems: [...lost, kept] };
};

interface Match {
  readonly current: PayrollLeave | null;
  readonly by: MatchedBy | null;
  readonly isAmbiguous: boolean;
}

/** By link, then by reporting id, then by type and first day among those that nobody is. */
const matchLeave = ({ reportingId, fields }: WantedLeave, { link, leaves, taken }: PlacementFacts): Match => {
  const linked = leaves.find(({ id }) => id === link);
  if (linked !== undefined) return { current: linked, by: 'link', isAmbiguous: false };
  const free = leaves.filter(({ id }) => !taken.has(id));
  const created = free.filter((leave) => leave.reportingId === reportingId);
  if (created.length > 0) return toMatch(created, 'reportingId');
  const alike = free.filter(
    (leave) => !isOurs(leave) && leave.typeOfLeave === fields.TypeOfLeave && leave.startDate === fields.StartDate,
  );
  return toMatch(alike, 'typeAndStart');
};

const toMatch = (leaves: readonly PayrollLeave[], by: MatchedBy): Match => {
  const [one] = leaves;
  if (one === undefined) return { current: null, by: null, isAmbiguous: false };
  return leaves.length === 1
    ? { current: one, by, isAmbiguous: false }
    : { current: null, by: null, isAmbiguous: true };
};

const differencesOf = ({ fields }: WantedLeave, current: PayrollLeave | null): readonly LeaveDifference[] => {
  const held = current === null ? null : heldFields(current);
  return LEAVE_FIELDS.map((field) => ({ field, from: held?.[field] ?? null, to: fields[field] })).filter(
    ({ from, to }) => from !== to,
  );
};

/** Why what differs is not to be written; null when it may be. */
const keptBy = (
  { fields }: WantedLeave,
  current: PayrollLeave | null,
  differences: readonly LeaveDifference[],
  { leaves, taken, today }: PlacementFacts,
  { onTermsChange }: Pick<TimeOffSettings, 'onTermsChange'>,
): LeaveProblemCode | null => {
  if (current?.endedAndReported) return 'LEAVE_REPORTED';
  const isOfOtherTerms = differences.some(({ field }) => field === 'LeavePercentage' || field === 'TypeOfLeave');
  if (current !== null && isOfOtherTerms && onTermsChange === 'hold') {
    // What began before this month may be reported already, with the terms that it had.
    const began = [current.startDate ?? fields.StartDate, fields.StartDate].toSorted()[0] ?? fields.StartDate;
    if (began < `${today.slice(0, 7)}-01`) return 'LEAVE_TERMS_CHANGED';
  }
  // Of leaves of Simployer the days are added up elsewhere, with all of them in view.
  const isInTheWay = leaves.some(
    (leave) =>
      leave.id !== current?.id &&
      !taken.has(leave.id) &&
      !isOurs(leave) &&
      (leave.startDate ?? '') <= fields.EndDate &&
      (leave.endDate === null || leave.endDate >= fields.StartDate),
  );
  return isInTheWay ? 'LEAVE_OVERLAP' : null;
};
