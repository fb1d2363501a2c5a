import type { SourceLeave } from '../../model/time-off.ts';
import type { LeaveProblemCode } from '../../time-off/problems.ts';
import { bookLeaves } from './plan/book-leaves.ts';
import type { BookedFacts } from './plan/book-leaves.ts';
import { leftAlone, orderWrites, overbooked } from './rules/day-sums.ts';
import type { WriteOrder } from './rules/day-sums.ts';
import type { Judgement } from './rules/judge-leave.ts';
import { completingSums } from './rules/short-leaves.ts';
import type { LeaveTask } from './task.ts';

/** What is to be said of single leaves because of others of the same person, by their ids. */
export interface Siblings {
  readonly blockedBy: ReadonlyMap<string, readonly LeaveProblemCode[]>;
  /** Which leaves make room for them first. */
  readonly after: ReadonlyMap<string, LeaveTask['after']>;
  readonly turns: WriteOrder['turns'];
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
  const { withoutRoom, after, turns } = orderWrites(
    bookings.map((booking) => (tooMuch.has(booking.id) ? leftAlone(booking) : booking)),
  );
  const stepOf = (id: string) => ((facts.plans.get(id)?.deletions.length ?? 0) > 0 ? 'delete' : 'write');
  const completing = [...Map.groupBy(leaves, ({ employeeId }) => employeeId).values()].flatMap((ofPerson) => [
    ...completingSums(shortOnes(ofPerson, judgements)),
  ]);
  return {
    blockedBy: new Map<string, readonly LeaveProblemCode[]>([
      ...[...withoutRoom].map((id) => [id, ['LEAVE_OVERLAP']] as const),
      ...[...tooMuch].map((id) => [id, ['LEAVE_OVERLAP_SOURCE']] as const),
      ...completing.map((id) => [id, ['LEAVE_SHORT_SUM']] as const),
    ]),
    after: new Map(
      [...after].map(([id, first]) => [id, [...first].map((sourceId) => ({ sourceId, step: stepOf(sourceId) }))]),
    ),
    turns,
  };
};

const shortOnes = (leaves: readonly SourceLeave[], judgements: ReadonlyMap<string, Judgement>) =>
  leaves.flatMap(({ id }) => {
    const judgement = judgements.get(id);
    return judgement?.kind === 'short' ? [judgement.absence] : [];
  });
