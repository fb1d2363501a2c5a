import type { FailingFlow } from '../../run/flow.ts';
import type { EmployeeStore } from './employee-store.ts';
import { problem } from './problems.ts';

/** What ends people whom nobody could work on. */
export const failEmployees = (employees: Pick<EmployeeStore, 'noteFailed'>, clock: { now(): number }): FailingFlow => ({
  failRecord: async ({ mode, sourceId, number, runNumber }) => {
    const problems = [problem('PROCESSING_FAILED')];
    if (mode === 'apply') await employees.noteFailed({ sourceId, number, runNumber }, problems, clock.now());
    return { sourceId, number, targetId: null, outcome: 'failed', changes: [], problems };
  },
});
