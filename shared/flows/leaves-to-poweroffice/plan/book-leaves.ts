/*
 * Puts side by side, for every employment, what PowerOffice has there of leaves of Simployer, what Simployer says of the
 * same leaves now, and what the run is to make of them. For example, a leave that waits for an approval again is booked as
 * PowerOffice has it, one that is new as it is to be, and one that is to change as both.
 */
import type { EmploymentId, LeaveLineId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollLeave } from '../../../vendors/poweroffice/leaves.ts';
import type { Booking, Span } from '../rules/day-sums.ts';
import { isWithdrawn } from '../rules/judge-leave.ts';
import type { Judgement } from '../rules/judge-leave.ts';
import { isOurs } from '../rules/wanted-leave.ts';
import type { WantedLeave } from '../rules/wanted-leave.ts';
import type { LeaveLink, LeavePlan } from './plan-leave.ts';

export interface BookedFacts {
  /** What each leave that Simployer is known to have is to PowerOffice, by its id. */
  readonly judgements: ReadonlyMap<string, Judgement>;
  /** What the run is to do about its leaves, by their ids; null for one that is not listed. */
  readonly plans: ReadonlyMap<string, LeavePlan | null>;
  /** Which leaves were sent, by whatever run. */
  readonly linked: readonly { readonly sourceId: string; readonly links: readonly LeaveLink[] }[];
  /** All leaves of every employment that is concerned; those of payroll's own are not booked. */
  readonly payroll: ReadonlyMap<EmploymentId, readonly PayrollLeave[]>;
}

export const bookLeaves = ({ judgements, plans, linked, payroll }: BookedFacts): readonly Booking[] => {
  const written = [...plans].flatMap(([id, plan]) => (plan?.placements ?? []).map((placement) => ({ id, placement })));
  const owners = new Map<LeaveLineId, string>([
    ...linked.flatMap(({ sourceId, links }) => links.map(({ leave }) => [leave, sourceId] as const)),
    ...written.flatMap(({ id, placement: { current } }) => (current === null ? [] : [[current.id, id] as const])),
  ]);
  const takenOver = new Set(
    written.flatMap(({ placement: { current, matchedBy } }) => (matchedBy === 'typeAndStart' ? [current?.id] : [])),
  );
  const deleted = new Set([...plans.values()].flatMap((plan) => plan?.deletions ?? []).map(({ leave }) => leave));
  const bookings = new Map<string, Booking>();
  const book = (id: string, employment: EmploymentId, more: Partial<Booking>): void => {
    const place = `${employment} ${id}`;
    const judgement = judgements.get(id);
    const isOfSource = judgement !== undefined && !isWithdrawn(judgement);
    const sofar = bookings.get(place) ?? { id, employment, held: null, wanted: null, isOfSource, step: null };
    bookings.set(place, { ...sofar, ...more });
  };
  for (const [employment, leaves] of payroll) {
    for (const leave of leaves) {
      const id = owners.get(leave.id) ?? (isOurs(leave) ? leave.id : null);
      if (id === null) continue;
      const step = deleted.has(leave.id) ? 'delete' : null;
      book(id, employment, { held: leave, step, ...(takenOver.has(leave.id) && { isTakenOver: true }) });
    }
  }
  for (const [id, judgement] of judgements) {
    if (judgement.kind !== 'wanted') continue;
    for (const one of judgement.wanted) book(id, one.employment, { wanted: spanOf(one) });
  }
  for (const { id, placement } of written) {
    if (placement.differences.length > 0) book(id, placement.wanted.employment, { step: 'write' });
  }
  return [...bookings.values()];
};

const spanOf = ({ fields }: WantedLeave): Span => ({
  startDate: fields.StartDate,
  endDate: fields.EndDate,
  leavePercentage: fields.LeavePercentage,
});
