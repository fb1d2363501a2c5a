import type { LeaveId, SourceLeave } from '../../model/time-off.ts';
import type { LeaveProblemCode } from '../../time-off/problems.ts';
import type { EmploymentId, LeaveLineId } from '../../vendors/poweroffice/ids.ts';
import type { Judgement } from './rules/judge-leave.ts';
import { completingSums, overbooked } from './rules/siblings.ts';
import type { LeaveState } from './state.ts';

/** What is to be said of single leaves because of others of the same person. */
export const findSiblings = (
  leaves: readonly SourceLeave[],
  judged: (leave: SourceLeave) => Judgement,
): ReadonlyMap<LeaveId, readonly LeaveProblemCode[]> => {
  const found = new Map<LeaveId, readonly LeaveProblemCode[]>();
  for (const ofPerson of Map.groupBy(leaves, ({ employeeId }) => employeeId).values()) {
    const judgements = ofPerson.map((leave) => ({ id: leave.id, judgement: judged(leave) }));
    const wanted = judgements.flatMap(({ id, judgement }) =>
      judgement.kind === 'wanted' ? [{ id, wanted: judgement.wanted }] : [],
    );
    const short = judgements.flatMap(({ judgement }) => (judgement.kind === 'short' ? [judgement.absence] : []));
    for (const id of overbooked(wanted)) found.set(id, ['LEAVE_OVERLAP_SOURCE']);
    for (const id of completingSums(short)) found.set(id, ['LEAVE_SHORT_SUM']);
  }
  return found;
};

/**
 * The leaves of PowerOffice, on the employments of a leave, that are other leaves of Simployer.
 * @param isStanding whether a leave that was sent stays as PowerOffice has it
 */
export const takenBy = (
  id: LeaveId,
  { links }: LeaveState,
  person: { readonly employments: readonly { readonly id: EmploymentId }[] | null } | null,
  linked: readonly LeaveState[],
  isStanding: (sourceId: string) => boolean,
): { readonly taken: readonly LeaveLineId[]; readonly standing: readonly LeaveLineId[] } => {
  const concerned = new Set([
    ...(person?.employments ?? []).map((employment) => employment.id),
    ...links.map(({ employment }) => employment),
  ]);
  const others = linked
    .filter(({ sourceId }) => sourceId !== id)
    .map(({ sourceId, links: linksOfOther }) => ({
      sourceId,
      leaves: linksOfOther.filter(({ employment }) => concerned.has(employment)).map(({ leave }) => leave),
    }));
  return {
    taken: others.flatMap(({ leaves }) => leaves),
    standing: others.flatMap(({ sourceId, leaves }) => (isStanding(sourceId) ? leaves : [])),
  };
};
