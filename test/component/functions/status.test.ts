import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { createApiClient } from '../../builders/api-client.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';

const NIGHTLY = { days: ['MON' as const, 'TUE' as const], time: '05:30', paused: false };

describe('GET /status', () => {
  test('before anything has run, on one machine', async () => {
    const { call } = createApiClient(createMemoryTable());
    expect(await call('GET', '/status')).toMatchObject({
      status: 200,
      body: {
        connection: null,
        lastRun: null,
        nextStart: null,
        paused: null,
        pausedBy: [],
        waiting: null,
        problems: {},
        keys: null,
        budget: null,
      },
    });
  });

  test('after a run: what came of it, what is open by code, what it took', async () => {
    const people = [
      buildSimployerPerson({ employments: [{ note: 'Engineer' }] }),
      buildSimployerPerson({ number: 43, employments: [{ note: 'Engineer' }], employee: { firstName: 'Ola' } }),
    ];
    const system = createSyncSystem({ people });
    await system.run();
    const { body } = await createApiClient(system.table).call('GET', '/status');
    expect(body).toMatchObject({
      connection: { simployer: { name: 'Testbruk AS' } },
      lastRun: { runId: 'run-1', status: 'completed_with_errors', totals: { failed: 2 } },
      problems: { OCCUPATION_CODE_MISSING: 2 },
      keys: 'accepted',
      budget: { simployer: expect.any(Number), poweroffice: expect.any(Number), seconds: expect.any(Number) },
    });
    expect(body.lastRun).not.toHaveProperty('employees');
  });

  test('while the first plan waits, before anything was written, documents name the pair that it has seen', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson()], settings: { firstRun: 'plan' } });
    await system.run();
    const { call } = createApiClient(system.table);
    const connection = { simployer: { name: 'Testbruk AS' } };
    expect((await call('GET', '/status')).body).toMatchObject({ connection, waiting: { planId: 'run-1' } });
    for (const path of ['/plans', '/runs', '/problems'])
      expect((await call('GET', path)).body).toMatchObject({ connection });
  });

  test('keys that the last run was refused with', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson()] });
    system.simployer.setAccessToken('another');
    await system.run();
    const { body } = await createApiClient(system.table).call('GET', '/status');
    expect(body).toMatchObject({ keys: 'refused', lastRun: { abort: { code: 'CREDENTIALS_REFUSED' } } });
  });

  test('on a stack, the next start; none while it is paused', async () => {
    const statusWith = async (paused: boolean) =>
      (
        await createApiClient(createMemoryTable(), { schedules: { [FIRST_FLOW]: { ...NIGHTLY, paused } } }).call(
          'GET',
          '/status',
        )
      ).body;
    expect(await statusWith(false)).toMatchObject({ paused: false, nextStart: '2026-03-03T04:30:00.000Z' });
    expect(await statusWith(true)).toMatchObject({
      paused: true,
      pausedBy: [{ kind: 'deployment', by: null, at: null }],
      nextStart: null,
    });
  });

  test('a parameter is refused', async () => {
    const { call } = createApiClient(createMemoryTable());
    expect(await call('GET', '/status?all=1')).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  });
});
