import type { FailingFlow } from '../../run/flow.ts';
import { leaveProblem } from '../../time-off/problems.ts';
import type { LeaveStore } from './leave-store.ts';

/** What ends leaves that nobody could work on. */
export const failLeaves = (leaves: Pick<LeaveStore, 'noteFailed'>, clock: { now(): number }): FailingFlow => ({
  failRecord: async ({ mode, sourceId, number, runNumber }) => {
    const problems = [leaveProblem('PROCESSING_FAILED')];
    if (mode === 'apply') await leaves.noteFailed({ sourceId, number, runNumber }, problems, clock.now());
    return { sourceId, number, targetId: null, outcome: 'failed', changes: [], problems, group: 'held' };
  },
});
