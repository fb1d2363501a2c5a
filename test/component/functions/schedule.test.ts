import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { createApiClient } from '../../builders/api-client.ts';

const NIGHTLY = { days: ['MON' as const, 'TUE' as const], time: '05:30', paused: false };
const KARI = 'arn:aws:iam::111122223333:user/kari';
const signedBy = (userArn: string) => ({ event: { requestContext: { identity: { userArn } } } });
const LATER = { now: () => Date.parse('2026-03-04T06:00:00Z') };

/** The API of a stack over a table that outlives it, as a deployment leaves it. */
const deploy = (table = createMemoryTable(), overrides: Parameters<typeof createApiClient>[1] = {}) => ({
  table,
  ...createApiClient(table, { schedules: { [FIRST_FLOW]: NIGHTLY }, ...overrides }),
});

describe('PUT /schedule', () => {
  test('pauses, says who since when, and shows in the status', async () => {
    const { call } = deploy();
    const pausedBy = [{ kind: 'person', by: KARI, at: '2026-03-02T06:00:00.000Z' }];
    expect(await call('PUT', '/schedule', { body: { paused: true }, ...signedBy(KARI) })).toMatchObject({
      status: 200,
      body: { connection: null, nextStart: null, paused: true, pausedBy },
    });
    expect((await call('GET', '/status')).body).toMatchObject({ nextStart: null, paused: true, pausedBy });
  });

  test('of a flow that starts by hand alone is refused, and pauses nothing', async () => {
    const schedules = { [FIRST_FLOW]: NIGHTLY, 'leaves-to-poweroffice': null };
    const { call } = deploy(createMemoryTable(), { schedules });
    const body = { paused: true, flow: 'leaves-to-poweroffice' };
    expect(await call('PUT', '/schedule', { body })).toMatchObject({ status: 409, body: { code: 'NO_SCHEDULE' } });
    expect((await call('GET', '/status')).body).toMatchObject({ paused: false });
    expect((await call('GET', '/status?flow=leaves-to-poweroffice')).body).toMatchObject({
      nextStart: null,
      paused: null,
      pausedBy: [],
    });
  });

  test('holds over the next deployment, until somebody resumes it', async () => {
    const { call, table } = deploy();
    await call('PUT', '/schedule', { body: { paused: true } });
    const next = deploy(table);
    expect((await next.call('GET', '/status')).body).toMatchObject({ paused: true });
    expect((await next.call('PUT', '/schedule', { body: { paused: false } })).body).toMatchObject({
      paused: false,
      pausedBy: [],
      nextStart: '2026-03-03T04:30:00.000Z',
    });
  });

  test('of a stage that is deployed paused ends one of the two pauses', async () => {
    const { call } = deploy(createMemoryTable(), { schedules: { [FIRST_FLOW]: { ...NIGHTLY, paused: true } } });
    const deployment = { kind: 'deployment', by: null, at: null };
    expect((await call('PUT', '/schedule', { body: { paused: true } })).body.pausedBy).toEqual([
      deployment,
      { kind: 'person', by: 'arn:aws:iam::000000000000:user/local', at: '2026-03-02T06:00:00.000Z' },
    ]);
    expect((await call('PUT', '/schedule', { body: { paused: false } })).body).toMatchObject({
      paused: true,
      nextStart: null,
      pausedBy: [deployment],
    });
  });

  test('a second pause leaves it to the first who it was', async () => {
    const { call, table } = deploy();
    await call('PUT', '/schedule', { body: { paused: true }, ...signedBy(KARI) });
    const { body } = await deploy(table, { clock: LATER }).call('PUT', '/schedule', { body: { paused: true } });
    expect(body.pausedBy).toEqual([{ kind: 'person', by: KARI, at: '2026-03-02T06:00:00.000Z' }]);
  });

  test('to resume what nobody paused changes nothing', async () => {
    const { call, table } = deploy();
    expect(await call('PUT', '/schedule', { body: { paused: false } })).toMatchObject({
      status: 200,
      body: { paused: false },
    });
    expect(table.items()).toEqual([]);
  });

  test.each([
    ['no body', ''],
    ['no answer', {}],
    ['a text', { paused: 'true' }],
    ['null', { paused: null }],
    ['a list', [true]],
    ['an unknown field', { paused: true, until: '2026-03-04' }],
    ['a field twice', '{"paused":false,"paused":true}'],
    ['no JSON', '{"paused":true'],
  ])('%s is refused, and nothing is stored', async (_, body) => {
    const { call, table } = deploy();
    expect(await call('PUT', '/schedule', { body })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect(table.items()).toEqual([]);
  });

  test('is refused where nothing starts by itself', async () => {
    const table = createMemoryTable();
    expect(await createApiClient(table).call('PUT', '/schedule', { body: { paused: true } })).toMatchObject({
      status: 409,
      body: { code: 'NO_SCHEDULE' },
    });
    expect(table.items()).toEqual([]);
  });
});
