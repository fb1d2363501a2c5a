import type { FailingFlow } from '../../run/flow.ts';
import { leaveProblem } from '../../time-off/problems.ts';

/** The start does all of the work, so that no message of a leave is ever given up. */
export const failExportedLeaves: FailingFlow = {
  failRecord: ({ sourceId, number }) =>
    Promise.resolve({
      sourceId,
      number,
      targetId: null,
      outcome: 'failed',
      changes: [],
      problems: [leaveProblem('PROCESSING_FAILED')],
      group: 'held',
    }),
};
