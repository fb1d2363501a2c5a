import { apiFlows } from '../../../functions/composition/api-flows.ts';
import { assembleFileState } from '../../../functions/composition/file/assemble-file-state.ts';
import { assembleXledgerState } from '../../../functions/composition/xledger/assemble-xledger-state.ts';
import { createLeaveStore } from '../../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { problem } from '../../../shared/flows/employees-to-xledger/problems.ts';
import { newXledgerEmployeeState } from '../../../shared/flows/employees-to-xledger/state.ts';
import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { newEmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { createApiClient } from '../../builders/api-client.ts';

const FLOW = 'employees-to-xledger';
const NIGHTLY = { days: ['MON' as const], time: '05:30', paused: false };

/** Kari, known to both flows under one id, each with a problem of its own. */
const arrange = async () => {
  const table = createMemoryTable();
  const api = createApiClient(table);
  const { employees } = assembleXledgerState(table);
  const seen = { firstSeen: 1, lastSeen: 1 };
  await employees.save({
    ...newXledgerEmployeeState('kari', '1012'),
    problems: [{ ...problem('TITLE_MISSING'), ...seen }],
  });
  await api.employees.save(newEmployeeState('kari', '1012'));
  return api;
};

describe('A call about X-ledger', () => {
  test('lists what stands open there, in both languages, and nothing of it to the first flow', async () => {
    const { call } = await arrange();
    const { body } = await call('GET', `/problems?flow=${FLOW}&language=nb`);
    expect(body).toMatchObject({
      problems: [
        {
          number: '1012',
          sourceId: 'kari',
          code: 'TITLE_MISSING',
          summary: expect.stringMatching(/stilling/),
          text: { en: { hint: expect.stringMatching(/^HR: enter the job title/) } },
        },
      ],
      totals: { TITLE_MISSING: 1 },
    });
    expect((await call('GET', '/problems')).body.problems).toEqual([]);
    expect((await call('GET', `/problems?flow=${FLOW}&code=OCCUPATION_CODE_MISSING`)).status).toBe(400);
  });

  test('retries whoever has a problem open there, in a run of that flow', async () => {
    const { call, queued } = await arrange();
    expect(await call('POST', '/retries', { body: { codes: ['TITLE_MISSING'], flow: FLOW } })).toMatchObject({
      status: 202,
    });
    expect(queued).toMatchObject([{ mode: 'apply', flow: FLOW, employees: ['kari'] }]);
    expect(await call('POST', '/retries', { body: { codes: ['TITLE_MISSING'] } })).toMatchObject({
      status: 400,
      body: {
        code: 'INPUT_INVALID',
        detail: expect.stringMatching(/^employees-to-poweroffice has no problem TITLE_MISSING;/),
      },
    });
    expect((await call('POST', '/retries', { body: { flow: FLOW } })).status).toBe(400);
  });

  test('tells what was decided there, and nothing of it to the first flow', async () => {
    const { call, history } = await arrange();
    const decision = { action: 'link', fields: [], requestedBy: 'per', at: 1, keepMonths: 24 };
    await history.decide({ flow: FLOW, sourceId: 'kari', ...decision }, () => Promise.resolve());
    const { body } = await call('GET', `/employees/1012/history?flow=${FLOW}`);
    expect(body).toMatchObject({ employeeNumber: '1012', entries: [{ entity: 'decision', action: 'link' }] });
    expect((await call('GET', '/employees/1012/history')).body.entries).toEqual([]);
  });

  test.each([
    ['that there is not', '20260302T050000-abc123', 404, 'PLAN_NOT_FOUND'],
    ['whose id is none', 'x', 404, 'PLAN_NOT_FOUND'],
  ])('refuses a plan %s in its own words', async (_what, id, status, code) => {
    const { call } = await arrange();
    expect(await call('GET', `/plans/${id}?flow=${FLOW}`)).toMatchObject({ status, body: { code } });
    expect(await call('POST', `/plans/${id}/apply`, { body: { flow: FLOW } })).toMatchObject({
      status,
      body: { code },
    });
    expect((await call('GET', `/plans/${id}`)).body.code).toBe('PLAN_UNKNOWN');
  });

  test('refuses a plan that is still being made, which cannot be carried out', async () => {
    const { call } = await arrange();
    const { planId } = (await call('POST', '/plans', { body: { flow: FLOW } })).body;
    expect(await call('POST', `/plans/${planId}/apply`, { body: { flow: FLOW } })).toMatchObject({
      status: 409,
      body: { code: 'PLAN_NOT_OPEN' },
    });
  });

  test('pauses what starts by itself of every flow, and tells of its own next start', async () => {
    const table = createMemoryTable();
    const schedules = { [FIRST_FLOW]: NIGHTLY, [FLOW]: { ...NIGHTLY, time: '06:15' } };
    const { call } = createApiClient(table, { schedules });
    const next = async (flow: string) => (await call('GET', `/status?flow=${flow}`)).body.nextStart;
    expect(await next(FIRST_FLOW)).toMatch(/T04:30/);
    expect(await next(FLOW)).toMatch(/T05:15/);
    expect((await call('PUT', '/schedule', { body: { paused: true, flow: FLOW } })).body).toMatchObject({
      paused: true,
    });
    expect(await next(FIRST_FLOW)).toBeNull();
  });
});

test('A stack that does not carry a flow knows nothing of it', async () => {
  const table = createMemoryTable();
  const api = createApiClient(table);
  const schedules = { [FLOW]: NIGHTLY };
  const state = {
    ...api,
    connections: { get: () => Promise.resolve(null) },
    xledger: assembleXledgerState(table),
    leaves: createLeaveStore(table),
    file: assembleFileState(table),
  };
  const { call } = createApiClient(table, { schedules, flows: apiFlows(state as never, schedules) });
  expect((await call('GET', `/status?flow=${FLOW}`)).status).toBe(200);
  expect(await call('GET', '/status')).toMatchObject({
    status: 400,
    body: { code: 'INPUT_INVALID', details: [`flow: one of ${FLOW}`] },
  });
});
