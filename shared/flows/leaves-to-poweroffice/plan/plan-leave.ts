/*
 * What is to be done about one leave of Simployer, on every employment that it belongs to, and in which of the six groups
 * that puts it. A leave is written whole or not at all: an error on one employment keeps it from all. For example, a leave
 * that was sent and has been cancelled since is `withdrawn`; by default nobody deletes it, and payroll is told.
 */
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { LeaveGroup } from '../../../time-off/groups.ts';
import { LEAVE_PROBLEMS } from '../../../time-off/problems.ts';
import type { NotForTarget } from '../../../time-off/not-for-target.ts';
import type { LeaveProblemCode } from '../../../time-off/problems.ts';
import type { TimeOffSettings } from '../../../time-off/settings.ts';
import type { EmploymentId, LeaveLineId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollLeave } from '../../../vendors/poweroffice/leaves.ts';
import { isWithdrawn } from '../rules/judge-leave.ts';
import type { Judgement } from '../rules/judge-leave.ts';
import { planPlacement } from './plan-placement.ts';
import type { PlannedPlacement } from './plan-placement.ts';

/** Which leave of PowerOffice one of Simployer is. */
export interface LeaveLink {
  readonly employment: EmploymentId;
  readonly leave: LeaveLineId;
}

export interface LeavePlan {
  readonly group: LeaveGroup;
  readonly placements: readonly PlannedPlacement[];
  /** Leaves that are to be deleted, of one that was withdrawn. */
  readonly deletions: readonly LeaveLink[];
  /** Links of which nothing is left in PowerOffice, with nothing to be done about it. */
  readonly gone: readonly LeaveLink[];
  readonly problems: readonly LeaveProblemCode[];
  /** Why it is not for PowerOffice; null for one that is. */
  readonly rule: NotForTarget | null;
}

export interface LeavePlanFacts {
  readonly links: readonly LeaveLink[];
  /** All leaves of each employment that is concerned. */
  readonly leavesOf: (employment: EmploymentId) => readonly PayrollLeave[];
  /** Leaves of PowerOffice that are other leaves of Simployer. */
  readonly taken: ReadonlySet<LeaveLineId>;
  readonly today: CalendarDate;
  /** What was found with everybody's leaves in view. */
  readonly blockedBy: readonly LeaveProblemCode[];
}

const NOTHING = { placements: [], deletions: [], gone: [], rule: null } as const;

/** @returns `null` for a leave that is not listed: withdrawn, and never sent */
export const planLeave = (
  judgement: Judgement,
  facts: LeavePlanFacts,
  settings: Pick<TimeOffSettings, 'onTermsChange' | 'onWithdrawal'>,
): LeavePlan | null => {
  switch (judgement.kind) {
    case 'withdrawn':
      return facts.links.length === 0 ? null : planWithdrawal([], facts, settings);
    case 'notForTarget':
      return facts.links.length > 0 && isWithdrawn(judgement)
        ? { ...planWithdrawal(judgement.problems, facts, settings), rule: judgement.rule }
        : { ...NOTHING, group: 'notForTarget', problems: judgement.problems, rule: judgement.rule };
    case 'short':
      return {
        ...NOTHING,
        group: 'notForTarget',
        rule: 'short',
        problems: facts.blockedBy.length > 0 ? facts.blockedBy : ['LEAVE_SHORT'],
      };
    case 'held':
      return { ...NOTHING, group: 'held', problems: judgement.problems };
    case 'wanted':
      return planWanted(judgement, facts, settings);
  }
};

const planWanted = (
  { wanted, problems }: Extract<Judgement, { readonly kind: 'wanted' }>,
  { links, leavesOf, taken, today, blockedBy }: LeavePlanFacts,
  settings: Pick<TimeOffSettings, 'onTermsChange'>,
): LeavePlan => {
  const placements = wanted.map((one) => {
    const link = links.find(({ employment }) => employment === one.employment)?.leave ?? null;
    return planPlacement(one, { link, leaves: leavesOf(one.employment), taken, today }, settings);
  });
  const all = [...new Set([...problems, ...blockedBy, ...placements.flatMap((placement) => placement.problems)])];
  const isKept = all.some((code) => LEAVE_PROBLEMS[code].severity === 'error' || KEEPS.includes(code));
  if (isKept) return { ...NOTHING, group: 'held', problems: all };
  return { ...NOTHING, group: groupOf(placements), placements, problems: all };
};

/** Warnings that leave what is there as it is. */
const KEEPS: readonly LeaveProblemCode[] = ['LEAVE_REPORTED', 'LEAVE_TERMS_CHANGED'];

const groupOf = (placements: readonly PlannedPlacement[]): LeaveGroup => {
  if (placements.some(({ matchedBy }) => matchedBy !== 'link')) return 'new';
  return placements.some(({ differences }) => differences.length > 0) ? 'changed' : 'same';
};

/** Nothing is deleted unless the settings say so, and what was reported never is. */
const planWithdrawal = (
  reasons: readonly LeaveProblemCode[],
  { links, leavesOf }: Pick<LeavePlanFacts, 'links' | 'leavesOf'>,
  { onWithdrawal }: Pick<TimeOffSettings, 'onWithdrawal'>,
): LeavePlan => {
  const found = links.map((link) => ({
    link,
    current: leavesOf(link.employment).find(({ id }) => id === link.leave) ?? null,
  }));
  const there = found.flatMap(({ link, current }) => (current === null ? [] : [{ link, current }]));
  const open = there.filter(({ current }) => !current.endedAndReported);
  return {
    ...NOTHING,
    group: 'withdrawn',
    deletions: onWithdrawal === 'delete' ? open.map(({ link }) => link) : [],
    gone: found.filter(({ current }) => current === null).map(({ link }) => link),
    problems: [
      ...reasons,
      ...(open.length < there.length ? (['LEAVE_REPORTED'] as const) : []),
      ...(open.length > 0 && onWithdrawal === 'report' ? (['LEAVE_WITHDRAWN'] as const) : []),
    ],
  };
};
