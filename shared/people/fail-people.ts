import type { Problem } from '../records/problem.ts';
import type { FailingFlow } from '../run/flow.ts';
import type { PersonStore } from './person-store.ts';

/** What ends people whom nobody could work on. @param told how that is told */
export const failPeople = (
  people: Pick<PersonStore, 'noteFailed'>,
  clock: { now(): number },
  told: Problem,
): FailingFlow => ({
  failRecord: async ({ mode, sourceId, number, runNumber }) => {
    const problems = [told];
    if (mode === 'apply') await people.noteFailed({ sourceId, number, runNumber }, problems, clock.now());
    return { sourceId, number, targetId: null, outcome: 'failed', changes: [], problems };
  },
});
