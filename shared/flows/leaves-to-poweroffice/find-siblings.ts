import type { LeaveId, SourceLeave } from '../../model/time-off.ts';
import type { LeaveProblemCode } from '../../time-off/problems.ts';
import type { EmploymentId, LeaveLineId } from '../../vendors/poweroffice/ids.ts';
import { bookLeaves } from './plan/book-leaves.ts';
import type { BookedFacts } from './plan/book-leaves.ts';
import { orderWrites, overbooked } from './rules/day-sums.ts';
import type { WriteOrder } from './rules/day-sums.ts';
import type { Judgement } from './rules/judge-leave.ts';
import { completingSums } from './rules/short-leaves.ts';
import type { LeaveState } from './state.ts';

/** What is to be said of single leaves because of others of the same person, by their ids. */
export interface Siblings {
  readonly blockedBy: ReadonlyMap<string, readonly LeaveProblemCode[]>;
  /** Which leaves are written before them. */
  readonly after: WriteOrder['after'];
}

/** @param leaves every leave that Simployer is known to have */
export const findSiblings = (
  leaves: readonly SourceLeave[],
  judged: (leave: SourceLeave) => Judgement,
  facts: Omit<BookedFacts, 'judgements'>,
): Siblings => {
  const judgements = new Map<string, Judgement>(leaves.map((leave) => [leave.id, judged(leave)]));
  const bookings = bookLeaves({ ...facts, judgements });
  const tooMuch = overbooked(bookings);
  const { withoutRoom, after } = orderWrites(
    bookings.map((booking) => (tooMuch.has(booking.id) ? { ...booking, step: null } : booking)),
  );
  const completing = [...Map.groupBy(leaves, ({ employeeId }) => employeeId).values()].flatMap((ofPerson) => [
    ...completingSums(shortOnes(ofPerson, judgements)),
  ]);
  return {
    blockedBy: new Map<string, readonly LeaveProblemCode[]>([
      ...[...withoutRoom].map((id) => [id, ['LEAVE_OVERLAP']] as const),
      ...[...tooMuch].map((id) => [id, ['LEAVE_OVERLAP_SOURCE']] as const),
      ...completing.map((id) => [id, ['LEAVE_SHORT_SUM']] as const),
    ]),
    after,
  };
};

const shortOnes = (leaves: readonly SourceLeave[], judgements: ReadonlyMap<string, Judgement>) =>
  leaves.flatMap(({ id }) => {
    const judgement = judgements.get(id);
    return judgement?.kind === 'short' ? [judgement.absence] : [];
  });

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

/** The leaves of PowerOffice, on the employments of a leave, that are other leaves of Simployer. */
export const takenBy = (
  id: LeaveId,
  { links }: LeaveState,
  person: { readonly employments: readonly { readonly id: EmploymentId }[] | null } | null,
  sent: SentLeaves,
): readonly LeaveLineId[] => {
  const concerned = new Set([
    ...(person?.employments ?? []).map((employment) => employment.id),
    ...links.map(({ employment }) => employment),
  ]);
  return [...concerned]
    .flatMap((employment) => sent.get(employment) ?? [])
    .filter(({ sourceId }) => sourceId !== id)
    .map(({ leave }) => leave);
};
