import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { newPlan } from '../../../shared/state/plan.ts';
import { createApiClient } from '../../builders/api-client.ts';

const FLOW = 'leaves-to-poweroffice';
const PERIOD = { flow: FLOW, from: '2026-03-01', to: '2026-03-31' };

const arrange = () => {
  const table = createMemoryTable();
  return { table, ...createApiClient(table) };
};

describe('A plan of a flow of time off', () => {
  test.each<[string, object, object]>([
    ['a period', {}, {}],
    ['some employees of it', { employees: ['101'] }, {}],
    [
      'types, leaves, and what was sent before',
      { types: [' Ferie ', 'SYK'], leaves: ['618faaa06e096a6a00000001'], include: ['changed'] },
      { types: ['Ferie', 'SYK'], leaves: ['618faaa06e096a6a00000001'], include: ['changed'] },
    ],
    ['a day', { from: '2026-03-31' }, { from: ['2026-03-31'] }],
  ])('is asked for %s, and its start is told so', async (_what, asked, selection) => {
    const { call, queued } = arrange();
    const { status, body } = await call('POST', '/plans', { body: { ...PERIOD, ...asked } });
    expect(status).toBe(202);
    expect(queued).toEqual([
      expect.objectContaining({
        flow: FLOW,
        mode: 'plan',
        isStored: true,
        runId: body.planId,
        selection: { from: ['2026-03-01'], to: ['2026-03-31'], ...selection },
      }),
    ]);
  });

  test.each<[string, object, string, RegExp]>([
    ['without a period', { from: undefined, to: undefined }, 'PERIOD_MISSING', /"from" is missing/],
    ['without a last day', { to: undefined }, 'PERIOD_MISSING', /"to" is missing/],
    ['that ends before it begins', { from: '2026-04-01' }, 'PERIOD_MISSING', /ends before it begins/],
    ['of a day that is none', { from: '2026-02-30' }, 'INPUT_INVALID', /^from: a day that there is/],
    ['of a day in another form', { to: '31.03.2026' }, 'INPUT_INVALID', /^to: a day that there is/],
    ['of a moment', { to: '2026-03-31T00:00:00Z' }, 'INPUT_INVALID', /^to: a day that there is/],
    ['of a year that no payroll is about', { from: '0026-03-01' }, 'INPUT_INVALID', /^from: a day that there is/],
    ['of no type at all', { types: [] }, 'INPUT_INVALID', /^types: at least one/],
    ['of a type without a name', { types: [' '] }, 'INPUT_INVALID', /^types\.0: the code, name or id/],
    ['of a leave whose id is none', { leaves: ['../run'] }, 'INPUT_INVALID', /^leaves\.0: the id of a leave/],
    ['with something else included', { include: ['held'] }, 'INPUT_INVALID', /^include\.0: /],
  ])('%s is refused, and nothing is queued', async (_what, asked, code, told) => {
    const { call, queued, table } = arrange();
    const { status, body } = await call('POST', '/plans', { body: { ...PERIOD, ...asked } });
    expect({ status, code: body.code }).toEqual({ status: 400, code });
    expect([...(body.details ?? []), body.detail]).toEqual(expect.arrayContaining([expect.stringMatching(told)]));
    expect(queued).toEqual([]);
    expect(table.items()).toEqual([]);
  });

  test('may be asked for without being kept', async () => {
    const { call, queued } = arrange();
    expect((await call('POST', '/runs', { body: { ...PERIOD, mode: 'plan' } })).status).toBe(202);
    expect(queued).toMatchObject([{ mode: 'plan', selection: { from: ['2026-03-01'] } }]);
    expect((await call('POST', '/runs', { body: { flow: FLOW, mode: 'plan' } })).body.code).toBe('PERIOD_MISSING');
  });
});

describe('What would write without a plan is refused of a flow of time off:', () => {
  test.each<[string, string, object]>([
    ['a run', '/runs', { flow: FLOW }],
    ['a run of a period', '/runs', { ...PERIOD, mode: 'apply' }],
    ['a run of one employee', '/runs', { flow: FLOW, employees: ['101'] }],
    ['a retry', '/retries', { flow: FLOW, employees: ['101'] }],
    ['a retry of a problem', '/retries', { flow: FLOW, codes: ['LEAVE_OVERLAP'] }],
  ])('%s', async (_what, path, body) => {
    const { call, queued } = arrange();
    expect(await call('POST', path, { body })).toMatchObject({ status: 409, body: { code: 'PLAN_FIRST' } });
    expect(queued).toEqual([]);
  });
});

test.each(['/plans', '/runs'])('A flow of employees takes no period: POST %s', async (path) => {
  const { call, queued } = arrange();
  const { from, to } = PERIOD;
  expect(await call('POST', path, { body: { from, to } })).toMatchObject({
    status: 400,
    body: {
      code: 'INPUT_INVALID',
      details: [
        'from: flows of time off take it, and this is employees-to-poweroffice',
        'to: flows of time off take it, and this is employees-to-poweroffice',
      ],
    },
  });
  expect(queued).toEqual([]);
});

test('Carrying a plan out takes no other period than that of the plan', async () => {
  const { call } = arrange();
  const { status, body } = await call('POST', '/plans/20260302T050000-abc123/apply', { body: PERIOD });
  expect({ status, code: body.code }).toEqual({ status: 400, code: 'INPUT_INVALID' });
  expect(body.details[0]).toMatch(/from/);
});

test('A plan that is named without its flow is told which it is of', async () => {
  const { call, runs } = arrange();
  const { planId } = (await call('POST', '/plans', { body: PERIOD })).body;
  await runs.notePlan(planId, newPlan(true, Date.parse('2026-03-03T06:00:00Z')));
  for (const [method, path] of [
    ['GET', `/plans/${planId}`],
    ['POST', `/plans/${planId}/apply`],
  ] as const) {
    expect(await call(method, path)).toMatchObject({
      status: 404,
      body: { code: 'PLAN_UNKNOWN', detail: expect.stringContaining('--flow leaves-to-poweroffice') },
    });
  }
});
