import type { LeaveGroup } from '../../time-off/groups.ts';
import type { Guard } from '../../state/plan.ts';

/** So many leaves that were sent, or this share of them, may be changed or withdrawn at once. */
const MOST = 10;
const MOST_SHARE = 0.2;

/** A leave that was sent, and in which group it is now. */
export interface SentLeave {
  readonly sourceId: string;
  readonly number: string | null;
  readonly group: LeaveGroup;
}

/**
 * `LEAVE_GUARD`: none, or the one that speaks against carrying the plan out.
 * @param sent the leaves of the plan that are in PowerOffice by a link
 * @param ofPeriod how many of the period are, whomever and whatever the plan is for
 */
export const leaveGuard = (sent: readonly SentLeave[], ofPeriod: number): readonly Guard[] => {
  const touched = sent.filter(({ group }) => group === 'changed' || group === 'withdrawn');
  const allowed = Math.max(MOST, Math.floor(ofPeriod * MOST_SHARE));
  if (touched.length <= allowed) return [];
  return [
    {
      code: 'LEAVE_GUARD',
      message: `${touched.length} of the ${ofPeriod} leaves of the period that were sent are changed or withdrawn; ${allowed} is the most.`,
      people: [...new Set(touched.map(({ number, sourceId }) => number ?? sourceId))],
    },
  ];
};
