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

describe('The history', () => {
  const changedLater = async () => {
    const { system, call } = await arrange();
    await system.send();
    system.simployer.editLeave('parental', { endDate: '2026-07-31T00:00:00.000Z' });
    await system.send();
    const historyOf = async (whom: string, query = '') =>
      (await call('GET', `/employees/${whom}/history?${FLOW}${query}`)).body;
    const linesOf = ({ entries }: any): readonly string[] =>
      entries.map(({ sourceId, runId, action, fields }: any) => [sourceId, runId, action, ...fields].join(' '));
    return { call, historyOf, linesOf };
  };
  const ALL = ['parental run-4 update EndDate', 'military run-2 create', 'parental run-2 create'];

  test('is of all leaves of an employee, the newest first, each change with its leave', async () => {
    const { historyOf, linesOf } = await changedLater();
    const body = await historyOf('42');
    expect(body).toMatchObject({ employeeNumber: '42', next: null });
    expect(body).not.toHaveProperty('simployerEmployeeId');
    expect(linesOf(body)).toEqual(ALL);
  });

  test('is of one leave by its id', async () => {
    const { historyOf, linesOf } = await changedLater();
    const body = await historyOf('parental');
    expect(body).toMatchObject({ employeeNumber: '42' });
    expect(linesOf(body)).toEqual(ALL.filter((line) => line.startsWith('parental')));
    expect((await historyOf('unmapped')).entries).toEqual([]);
  });

  test('comes in pages, each change once', async () => {
    const { historyOf, linesOf } = await changedLater();
    const lines: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const body: any = await historyOf('42', `&limit=1${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`);
      lines.push(...linesOf(body));
      after = body.next;
    }
    expect(lines).toEqual(ALL);
  });

  test('of nobody is refused', async () => {
    const { call } = await changedLater();
    expect(await call('GET', `/employees/99/history?${FLOW}`)).toMatchObject({ body: { code: 'EMPLOYEE_UNKNOWN' } });
  });
});
