import type { Outcome } from '../records/outcome.ts';

/** In which of six ways a leave that touches the period stands to a target; each is in exactly one. */
export const LEAVE_GROUPS = ['new', 'changed', 'same', 'withdrawn', 'held', 'notForTarget'] as const;
export type LeaveGroup = (typeof LEAVE_GROUPS)[number];

/** How many of a plan's leaves are in each group, none left out. */
export const countGroups = (outcomes: readonly Outcome[]): Readonly<Record<string, number>> =>
  Object.fromEntries(LEAVE_GROUPS.map((group) => [group, outcomes.filter(({ group: one }) => one === group).length]));
