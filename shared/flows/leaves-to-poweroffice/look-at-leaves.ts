/*
 * Looks at each leave of a run by itself, with what is known of it on both sides, and says what is to be done about it
 * before others of the person are looked at. A leave that payroll has entered is taken over by one leave of Simployer alone,
 * and counts as that one for all others from then on. For example, two leaves of Simployer have the type and the first day
 * of one of payroll's: the first by its id takes it over, and the second is new.
 */
import type { LeaveType } from '../../model/time-off.ts';
import type { SourceEmployeeId } from '../../model/employee.ts';
import type { CalendarDate } from '../../records/values/calendar-date.ts';
import { compareText } from '../../records/values/text.ts';
import { ownerOf } from '../../time-off/leave-person.ts';
import { typeOf } from '../../time-off/leave-types.ts';
import type { ListedLeave } from '../../time-off/listed-leave.ts';
import type { EmploymentId, LeaveLineId } from '../../vendors/poweroffice/ids.ts';
import { planOf } from './leave-subject.ts';
import type { LeaveSubject } from './leave-subject.ts';
import type { LeaveLink, LeavePlan } from './plan/plan-leave.ts';
import type { PayrollLeaves } from './read-payroll-leaves.ts';
import type { PayrollPerson } from './rules/judge-leave.ts';
import type { LeaveRunSettings } from './run-settings.ts';
import { newLeaveState } from './state.ts';
import type { LeaveState } from './state.ts';
import type { LeaveTask } from './task.ts';

export interface LookedLeave {
  readonly subject: LeaveSubject;
  readonly context: Pick<LeaveTask, 'sourceId' | 'today' | 'person' | 'taken'>;
  readonly plan: LeavePlan | null;
}

export interface LookFacts {
  /** What is remembered of leaves, by their ids. */
  readonly states: ReadonlyMap<string, LeaveState>;
  readonly types: ReadonlyMap<string, LeaveType>;
  readonly payroll: PayrollLeaves;
  readonly persons: ReadonlyMap<SourceEmployeeId, PayrollPerson>;
  readonly today: CalendarDate;
  readonly settings: LeaveRunSettings;
}

export const lookAtLeaves = (leaves: readonly ListedLeave[], facts: LookFacts): readonly LookedLeave[] => {
  const linked = [...facts.states.values()];
  const looked = lookWith(leaves, linked, facts);
  const claims = claimsOf(looked);
  return claims.length === 0 ? looked : lookWith(leaves, [...linked, ...claims], facts);
};

/** Which leaves of PowerOffice are one of Simployer. */
type Linked = Pick<LeaveState, 'sourceId'> & { readonly links: readonly LeaveLink[] };

const lookWith = (
  leaves: readonly ListedLeave[],
  linked: readonly Linked[],
  { states, types, payroll, persons, today, settings }: LookFacts,
): readonly LookedLeave[] => {
  const sent = Map.groupBy(
    linked.flatMap(({ sourceId, links }) => links.map((link) => ({ ...link, sourceId }))),
    ({ employment }) => employment,
  );
  return leaves.map(({ id, leave }) => {
    const before = states.get(id) ?? newLeaveState(id, null);
    const person = ownerOf<PayrollPerson>(leave, persons);
    const subject = { leave, type: typeOf(leave, types), payroll, before };
    const context = { sourceId: id, today, person, taken: takenBy(subject, person, sent) };
    return { subject, context, plan: planOf(subject, { ...context, blockedBy: [] }, settings) };
  });
};

/** The leaves of PowerOffice that were found for the first time, each by one leave: the first by its id. */
const claimsOf = (looked: readonly LookedLeave[]): readonly Linked[] => {
  const claims = new Map<LeaveLineId, Linked>();
  for (const { context, plan } of looked.toSorted((one, other) =>
    compareText(one.context.sourceId, other.context.sourceId),
  )) {
    for (const { wanted, current, matchedBy } of plan?.placements ?? []) {
      if (current === null || matchedBy === 'link' || claims.has(current.id)) continue;
      const links = [{ employment: wanted.employment, leave: current.id }];
      claims.set(current.id, { sourceId: context.sourceId, links });
    }
  }
  return [...claims.values()];
};

/** The leaves of PowerOffice, on the employments of a leave, that are other leaves of Simployer. */
const takenBy = (
  { before: { sourceId, links } }: LeaveSubject,
  person: PayrollPerson | null,
  sent: ReadonlyMap<EmploymentId, readonly (LeaveLink & Pick<Linked, 'sourceId'>)[]>,
): readonly LeaveLineId[] => {
  const concerned = new Set([
    ...(person?.employments ?? []).map((employment) => employment.id),
    ...links.map(({ employment }) => employment),
  ]);
  return [...concerned]
    .flatMap((employment) => sent.get(employment) ?? [])
    .filter((other) => other.sourceId !== sourceId)
    .map(({ leave }) => leave);
};
