import { createApiClient } from '../../builders/api-client.ts';
import { createLeaveSystem } from '../../builders/leave-system.ts';
import { buildSimployerLeave } from '../../builders/simployer-time-off.ts';

const FLOW = 'flow=leaves-to-poweroffice';

/** Two leaves of one person that are sent, one that is held, and one that is not for PowerOffice. */
const arrange = async () => {
  const days = { startDate: '2026-04-01T00:00:00.000Z', endDate: '2026-06-30T00:00:00.000Z' };
  const leave = (id: string, typeId: string, more: object = {}) =>
    buildSimployerLeave({ id, typeId, ...days, ...more });
  const system = await createLeaveSystem({
    timeOff: {
      leaves: [
        leave('parental', 'parental', { gradePercentage: 60 }),
        leave('military', 'military', { gradePercentage: 40 }),
        leave('unmapped', 'unmapped'),
        leave('vacation', 'vacation'),
      ],
    },
  });
  return { system, call: createApiClient(system.table).call };
};

test('A plan of leaves is told as the API describes it, whole and by group', async () => {
  const { system, call } = await arrange();
  const { runId } = (await system.plan()).run;
  const { body } = await call('GET', `/plans/${runId}?${FLOW}`);
  expect(body).toMatchObject({
    planId: runId,
    flow: 'leaves-to-poweroffice',
    connection: { simployer: { name: expect.any(String) }, powerOffice: { clientId: expect.any(String) } },
    match: { new: 2, changed: 0, same: 0, withdrawn: 0, held: 1, notForTarget: 1 },
    problems: [],
  });
  expect(Object.keys(body.connection.powerOffice).toSorted()).toEqual(['clientId', 'name']);
  expect(body.records.find(({ sourceId }: any) => sourceId === 'parental')).toMatchObject({
    kind: 'leave',
    number: '42',
    targetId: null,
    group: 'new',
    leave: { type: 'Foreldrepermisjon', code: 'PARENTAL_BENEFITS', from: '2026-04-01', to: '2026-06-30', grade: 60 },
    outcome: 'created',
    changes: [
      { entity: 'leave', action: 'create', to: 'Maternity from 2026-04-01 to 2026-06-30, 60 %', cause: 'first' },
    ],
  });
  const held = await call('GET', `/plans/${runId}?${FLOW}&group=held`);
  expect(held.body.records.map(({ sourceId }: any) => sourceId)).toEqual(['unmapped']);
  expect((await call('GET', `/plans/${runId}?${FLOW}&group=linked`)).status).toBe(400);
});

test('What an apply has done is told without what a leave is, and so are its problems', async () => {
  const { system, call } = await arrange();
  const { runId } = (await system.send()).run;
  const { body } = await call('GET', `/runs/${runId}?${FLOW}`);
  const created = { kind: 'leave', group: 'new', outcome: 'created', changes: [{ entity: 'leave', action: 'create' }] };
  expect(body.records).toMatchObject([
    { sourceId: 'military', ...created },
    { sourceId: 'parental', ...created },
    {
      sourceId: 'unmapped',
      group: 'held',
      outcome: 'failed',
      changes: [],
      problems: [{ code: 'LEAVE_TYPE_UNMAPPED' }],
    },
    { sourceId: 'vacation', group: 'notForTarget', outcome: 'skipped', changes: [] },
  ]);
  for (const record of body.records) expect(record).not.toHaveProperty('leave');
  expect((await call('GET', `/problems?${FLOW}`)).body.problems).toMatchObject([
    { number: '42', sourceId: 'unmapped', code: 'LEAVE_TYPE_UNMAPPED', text: { nb: { hint: expect.any(String) } } },
  ]);
  expect((await call('GET', `/status?${FLOW}`)).body).toMatchObject({
    problems: { LEAVE_TYPE_UNMAPPED: 1 },
    lastRun: { connection: { powerOffice: {} } },
  });
});

test('The history is of one leave: a number that has several names them', async () => {
  const { system, call } = await arrange();
  await system.send();
  const { body } = await call('GET', `/employees/parental/history?${FLOW}`);
  expect(body).toMatchObject({ employeeNumber: '42', entries: [{ entity: 'leave', action: 'create' }] });
  expect(await call('GET', `/employees/42/history?${FLOW}`)).toMatchObject({
    status: 400,
    body: {
      code: 'INPUT_INVALID',
      detail: expect.stringMatching(/^Employee 42 has several leaves: name one by its id, .*parental/),
      sourceIds: expect.arrayContaining(['parental', 'military']),
    },
  });
});
