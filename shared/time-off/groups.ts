/** In which of six ways a leave that touches the period stands to a target; each is in exactly one. */
export const LEAVE_GROUPS = ['new', 'changed', 'same', 'withdrawn', 'held', 'notForTarget'] as const;
export type LeaveGroup = (typeof LEAVE_GROUPS)[number];
