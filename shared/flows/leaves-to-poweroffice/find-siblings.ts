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

/** A leave of PowerOffice that is one of Simployer. */
interface SentLeave {
  readonly sourceId: string;
  readonly leave: LeaveLineId;
}

/** What was sent, by the employment of PowerOffice that it is on. */
export type SentLeaves = ReadonlyMap<EmploymentId, readonly SentLeave[]>;

/** @param linked what is remembered of the leaves that were sent */
export const sentLeaves = (linked: readonly LeaveState[]): SentLeaves =>
  Map.groupBy(
    linked.flatMap(({ sourceId, links }) => links.map((link) => ({ ...link, sourceId }))),
    ({ employment }) => employment,
  );

/**
 * The leaves of PowerOffice, on the employments of a leave, that are other leaves of Simployer.
 * @param isStanding whether a leave that was sent stays as PowerOffice has it
 */
export const takenBy = (
  id: LeaveId,
  { links }: LeaveState,
  person: { readonly employments: readonly { readonly id: EmploymentId }[] | null } | null,
  sent: SentLeaves,
  isStanding: (sourceId: string) => boolean,
): { readonly taken: readonly LeaveLineId[]; readonly standing: readonly LeaveLineId[] } => {
  const concerned = new Set([
    ...(person?.employments ?? []).map((employment) => employment.id),
    ...links.map(({ employment }) => employment),
  ]);
  const others = [...concerned]
    .flatMap((employment) => sent.get(employment) ?? [])
    .filter(({ sourceId }) => sourceId !== id);
  return {
    taken: others.map(({ leave }) => leave),
    standing: others.filter(({ sourceId }) => isStanding(sourceId)).map(({ leave }) => leave),
  };
};
