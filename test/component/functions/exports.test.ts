import { createApiClient } from '../../builders/api-client.ts';
import { createFileSystem } from '../../builders/file-system.ts';
import { buildSimployerLeave } from '../../builders/simployer-time-off.ts';

const FLOW = 'time-off-to-file';

/** A world with one export of two leaves, `run-2`, and the API over its table. */
const exported = async ({ now = '2026-03-02T05:00:00Z' } = {}) => {
  const system = createFileSystem({
    now,
    timeOff: {
      leaves: ['leave-1', 'leave-2'].map((id) => buildSimployerLeave({ id, typeId: 'vacation' })),
    },
  });
  await system.send();
  return { system, ...createApiClient(system.table) };
};

test('Exports are listed with their period, and with until when their file waits', async () => {
  const { call } = await exported();
  expect(await call('GET', `/exports?flow=${FLOW}`)).toMatchObject({
    status: 200,
    body: {
      exports: [
        {
          exportId: 'run-2',
          state: 'exported',
          planId: 'run-1',
          from: '2024-02-01',
          to: '2024-02-29',
          rows: 2,
          withdrawn: 0,
          confirmed: false,
          keptUntil: expect.stringMatching(/^2026-03-09T/),
        },
      ],
      next: null,
    },
  });
});

test('A file is handed out by a link of fifteen minutes', async () => {
  const { call } = await exported();
  const { status, body } = await call('POST', '/exports/run-2/link', { body: { flow: FLOW } });
  expect(status).toBe(200);
  expect(body.name).toBe('xledger-time-off_2024-02-01_2024-02-29_run-2.csv');
  expect(body.url).toMatch(/^https:\/\/bucket\.example\/run-2\/[^/]+\/xledger-time-off_.*_run-2\.csv\?signed$/);
  // The clock of the client stands at six.
  expect(body.expiresAt).toBe('2026-03-02T06:15:00.000Z');
});

test('an export that there is not is named as it was typed', async () => {
  const { call } = await exported();
  const { body } = await call('POST', '/exports/abc/link', { body: {} });
  expect(body.detail).toBe('There is no export "abc"; "exports" lists those there are.');
});

test.each([
  ['an export that there is not', '/exports/nothing/link', {}, 'EXPORT_UNKNOWN'],
  ['a plan', '/exports/run-1/link', {}, 'EXPORT_UNKNOWN'],
  ['a list that nobody asked for', '/exports/run-2/link', { list: 'withdrawn' }, 'FILE_GONE'],
  ['an export that there is not, to be rebuilt', '/exports/nothing/again', {}, 'EXPORT_UNKNOWN'],
  ['an export that there is not, to be taken back', '/exports/nothing/unmark', {}, 'EXPORT_UNKNOWN'],
])('%s is refused', async (_what, path, body, code) => {
  const { call } = await exported();
  expect(await call('POST', path, { body })).toMatchObject({ status: 404, body: { code } });
});

test('A file that was kept for its days is gone', async () => {
  const { call } = await exported({ now: '2026-02-20T05:00:00Z' });
  expect(await call('POST', '/exports/run-2/link', { body: {} })).toMatchObject({
    status: 404,
    body: { code: 'FILE_GONE' },
  });
});

test('Rebuilding is a run of its own, which stores the file beside and marks nothing', async () => {
  const { system, call, queued } = await exported();
  system.simployer.editLeave('leave-1', { endDate: '2024-02-26T00:00:00.000Z' });
  system.simployer.editLeave('leave-2', { status: 'CANCELLED' });
  const { status, body } = await call('POST', '/exports/run-2/again', { body: {} });
  expect([status, body.exportId]).toEqual([202, 'run-2']);
  expect(queued).toMatchObject([{ mode: 'plan', flow: FLOW, selection: { again: ['run-2'] } }]);
  await system.start({ mode: 'plan', selection: { again: ['run-2'] }, runId: body.runId, isStored: false });
  await system.untilQueuesAreEmpty();
  const rebuilding = await call('GET', `/runs/${body.runId}?flow=${FLOW}`);
  expect(rebuilding.body.records).toMatchObject([
    { sourceId: 'leave-1', group: 'changed', outcome: 'updated' },
    { sourceId: 'leave-2', group: 'withdrawn', outcome: 'skipped', problems: [{ code: 'EXPORTED_WITHDRAWN' }] },
  ]);
  const link = await call('POST', '/exports/run-2/link', { body: { run: body.runId } });
  const name = link.body.url.replace('https://bucket.example/', '').replace('?signed', '');
  const rebuilt = new TextDecoder().decode(system.exportFiles.get(name));
  expect(rebuilt).toContain('"20240226"');
  expect(rebuilt.split('\r\n')).toHaveLength(3);
  expect(await system.exportLedger.exports()).toHaveLength(1);
});

test('Taken back, it is listed so, and a second time changes nothing', async () => {
  const { system, call } = await exported();
  const { exports: before } = (await call('GET', '/exports')).body;
  expect(before[0]).not.toHaveProperty('unmarked');
  const { body: first } = await call('POST', '/exports/run-2/unmark', { body: {} });
  expect(first).toMatchObject({ state: 'unmarked', unmarked: { by: expect.any(String), at: expect.any(String) } });
  expect(await call('POST', '/exports/run-2/unmark', { body: {} })).toMatchObject({ status: 200, body: first });
  expect((await call('GET', '/exports')).body.exports).toEqual([first]);
  expect((await system.plan()).told).toEqual(['leave-1: created new', 'leave-2: created new']);
});

test('The history of an employee has every export of their leaves', async () => {
  const { system, call } = await exported();
  system.simployer.editLeave('leave-1', { endDate: '2024-02-26T00:00:00.000Z' });
  await system.send({ include: ['changed'] });
  const { status, body } = await call('GET', `/employees/42/history?flow=${FLOW}`);
  expect([status, body.employeeNumber]).toEqual([200, '42']);
  expect(
    body.entries.map(({ sourceId, runId, entity, action, unconfirmed = false }: any) =>
      [sourceId, runId, entity, action, ...(unconfirmed ? ['unconfirmed'] : [])].join(' '),
    ),
  ).toEqual(['leave-1 run-4 leave update', 'leave-1 run-2 leave create', 'leave-2 run-2 leave create']);
});

describe('What somebody has corrected by hand', () => {
  test('is what the last plan has shown: whatever comes after it is told again', async () => {
    const { system, call } = await exported();
    system.simployer.editLeave('leave-1', { endDate: '2024-02-26T00:00:00.000Z' });
    system.simployer.editLeave('leave-2', { status: 'CANCELLED' });
    await system.plan();
    // Nobody has seen this one.
    system.simployer.editLeave('leave-1', { endDate: '2024-02-27T00:00:00.000Z' });
    expect(await call('POST', '/acknowledgements', { body: { leaves: ['leave-1', 'leave-2'] } })).toMatchObject({
      status: 200,
      body: { leaves: ['leave-1', 'leave-2'] },
    });
    expect((await system.plan()).told).toEqual([
      'leave-1: skipped changed EXPORTED_CHANGED',
      'leave-2: skipped withdrawn',
    ]);
  });

  test('stands no longer among the problems, and counts for the export that it was about', async () => {
    const { system, call } = await exported();
    system.simployer.editLeave('leave-1', { endDate: '2024-02-26T00:00:00.000Z' });
    await system.send();
    const openCodes = async () =>
      (await call('GET', `/problems?flow=${FLOW}`)).body.problems.map(({ code }: { code: string }) => code);
    expect(await openCodes()).toEqual(['EXPORTED_CHANGED']);
    await call('POST', '/acknowledgements', { body: { leaves: ['leave-1'] } });
    expect(await openCodes()).toEqual([]);
    expect((await system.plan()).told[0]).toBe('leave-1: unchanged same');
    // As it was exported, X-ledger has it no more.
    system.simployer.editLeave('leave-1', { endDate: '2024-02-25T00:00:00.000Z' });
    expect((await system.plan()).told[0]).toBe('leave-1: skipped changed EXPORTED_CHANGED');
  });

  test('is refused as a whole when a plan has shown nothing of one of them', async () => {
    const { system, call } = await exported();
    system.simployer.editLeave('leave-1', { status: 'CANCELLED' });
    await system.plan();
    expect(await call('POST', '/acknowledgements', { body: { leaves: ['leave-1', 'leave-2'] } })).toMatchObject({
      status: 409,
      body: {
        code: 'NOTHING_TO_ACKNOWLEDGE',
        detail: expect.stringContaining('No plan has shown leave-2 as changed or withdrawn'),
        leaves: ['leave-2'],
      },
    });
    expect((await system.plan()).told[0]).toBe('leave-1: skipped withdrawn EXPORTED_WITHDRAWN');
  });
});

test('What was withdrawn is in a list of its own when it is asked for', async () => {
  const { system, call } = await exported();
  system.simployer.editLeave('leave-1', { status: 'CANCELLED' });
  system.simployer.addLeave({ ...buildSimployerLeave({ id: 'leave-3', typeId: 'sick' }) });
  const applied = await system.send({ include: ['withdrawn'] });
  expect(applied.file?.split('\r\n')).toHaveLength(3);
  const { body } = await call('POST', `/exports/${applied.run.runId}/link`, { body: { list: 'withdrawn' } });
  const name = body.url.replace('https://bucket.example/', '').replace('?signed', '');
  expect(name).toMatch(/_withdrawn\.csv$/);
  expect(new TextDecoder().decode(system.exportFiles.get(name))).toBe(
    [
      '"Employee number";"Leave type code";"Absence";"From";"To";"Leave"',
      '"42";"ABC";"Ferie";"20240219";"20240225";"leave-1"',
      '',
    ].join('\r\n'),
  );
});

test('The document of a run has the export that it made, or none', async () => {
  const { system, call } = await exported();
  expect((await call('GET', `/runs/run-2?flow=${FLOW}`)).body).toMatchObject({ exportId: 'run-2' });
  expect((await call('GET', `/runs/run-1?flow=${FLOW}`)).body).not.toHaveProperty('exportId');
  const nothing = await system.send();
  expect((await call('GET', `/runs/${nothing.run.runId}?flow=${FLOW}`)).body).toMatchObject({ exportId: null });
});

test.each([
  ['POST', '/plans', { from: '2026-03-01', to: '2026-03-31' }],
  ['POST', '/runs', {}],
  ['POST', '/runs', { mode: 'plan', from: '2026-03-01', to: '2026-03-31' }],
  ['POST', '/plans/run-1/apply', {}],
])('%s %s is refused for writing absence in X-ledger itself', async (method, path, body) => {
  const { call, queued } = await exported();
  const answer = await call(method, path, { body: { ...body, flow: 'time-off-to-xledger' } });
  expect(answer).toMatchObject({ status: 409, body: { code: 'TARGET_UNVERIFIED' } });
  expect(queued).toEqual([]);
});
