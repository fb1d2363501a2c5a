import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';
import type { Table } from '../../../shared/state/table.ts';

const FLOW = 'words-to-words';
const PLAN = { isStored: true, isGated: false, state: 'open', expiresAt: 1, overview: null } as const;

describe('a plan that is offered', () => {
  test.each([0, 1, 2])(
    'is the only open one in the end, killed after %i writes and offered again',
    async (survived) => {
      const stored = createMemoryTable();
      const runs = createRunStore(stored);
      for (const runId of ['first', 'second']) {
        await runs.addLostRun({
          runId,
          flow: FLOW,
          mode: 'plan',
          trigger: 'api',
          requestedBy: null,
          employees: null,
          now: 0,
        });
        await runs.notePlan(runId, PLAN);
      }
      await runs.offerPlan(FLOW, 'first');
      let writes = 0;
      const killed: Table = {
        ...stored,
        put: (item) => {
          writes += 1;
          return writes > survived ? Promise.reject(new Error('killed')) : stored.put(item);
        },
      };

      await createRunStore(killed)
        .offerPlan(FLOW, 'second')
        .catch(() => null);
      await runs.offerPlan(FLOW, 'second');

      expect((await runs.getRun('first'))?.plan?.state).toBe('superseded');
      expect((await runs.getRun('second'))?.plan?.state).toBe('open');
      expect(await runs.openPlan(FLOW)).toBe('second');
    },
  );

  test('that is noted a second time keeps its overview, and all of it once its messages are out', async () => {
    const runs = createRunStore(createMemoryTable());
    const request = { flow: FLOW, mode: 'plan', trigger: 'api', requestedBy: null, employees: null, now: 0 } as const;
    await runs.addLostRun({ ...request, runId: 'plan' });
    const overview = { guards: [{ code: 'MANY', message: '3 of 4.', people: [] }], match: {}, findings: [] };
    await runs.notePlan('plan', { ...PLAN, overview });
    await runs.notePlan('plan', { ...PLAN, overview: null });
    expect((await runs.getRun('plan'))?.plan?.overview).toEqual(overview);
    await runs.markRunning('plan');
    await runs.closePlan(FLOW, 'plan');
    await runs.notePlan('plan', { ...PLAN, overview: { ...overview, guards: [] } });
    expect((await runs.getRun('plan'))?.plan).toMatchObject({ state: 'applied', overview });
  });
});
