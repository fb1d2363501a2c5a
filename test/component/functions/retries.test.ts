import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { newEmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { createApiClient } from '../../builders/api-client.ts';

const ID = '618faaa06e096a6a0000003d';
const TWIN = '618faaa06e096a6a0000003e';
const KARI = '618faaa06e096a6a0000003f';

const problem = (code: string) =>
  ({ code, severity: 'error', message: 'm', hint: 'h', firstSeen: 1, lastSeen: 1 }) as const;

/** 1012 has a conflict, somebody without a number has none, two have the number 42, one of whom failed in the run. */
const open = async () => {
  const api = createApiClient(createMemoryTable());
  const save = (sourceId: string, number: string | null, codes: readonly string[]) =>
    api.employees.save({ ...newEmployeeState(sourceId, number), problems: codes.map(problem), runNumber: 1 });
  await save(KARI, '1012', ['MATCH_CONFLICT']);
  await save(ID, null, ['NUMBER_MISSING']);
  await save(TWIN, '42', ['NUMBER_DUPLICATE']);
  await save('d', '0042', []);
  const first = await api.call('POST', '/runs', { body: { employees: ['1'] } });
  const { runId } = first.body;
  const outcome = { changes: [], problems: [], targetId: null };
  await api.runs.recordOutcome(runId, { ...outcome, sourceId: TWIN, number: '42', outcome: 'failed' }, 1);
  await api.runs.recordOutcome(runId, { ...outcome, sourceId: KARI, number: '1012', outcome: 'updated' }, 1);
  await api.ending.endRun(runId, {
    abort: { code: 'INTERRUPTED', message: 'm', hint: 'h', people: [] },
  });
  return { api, runId };
};

test.each<[string, (runId: string) => object, readonly string[]]>([
  ['the people named, by their ids', () => ({ employees: ['1012', ID] }), [KARI, ID]],
  ['somebody whom nobody remembers yet', () => ({ employees: ['77'] }), ['77']],
  ['whoever has a problem open', () => ({ codes: ['MATCH_CONFLICT'] }), [KARI]],
  [
    'also where the number is missing or not their own',
    () => ({ codes: ['NUMBER_MISSING', 'NUMBER_DUPLICATE'] }),
    [ID, TWIN],
  ],
  ['whoever failed in a run', (runId) => ({ run: runId }), [TWIN]],
  ['all of it together, each once', (run) => ({ employees: ['1012'], codes: ['MATCH_CONFLICT'], run }), [KARI, TWIN]],
])('POST /retries starts a run for %s', async (_, body, expected) => {
  const { api, runId } = await open();

  const answer = await api.call('POST', '/retries', { body: body(runId) });

  expect(answer.status).toBe(202);
  expect(api.queued.at(-1)).toMatchObject({ mode: 'apply', employees: expected, runId: answer.body.runId });
});

test.each<[string, object, number, string]>([
  ['nothing at all', {}, 400, 'INPUT_INVALID'],
  ['nobody named', { employees: [] }, 400, 'INPUT_INVALID'],
  ['no code', { codes: [] }, 400, 'INPUT_INVALID'],
  ['a code that is none', { codes: ['match conflict'] }, 400, 'INPUT_INVALID'],
  ['the code of no problem', { codes: ['MATCH_CONFLICT', 'FOO'] }, 400, 'INPUT_INVALID'],
  ['an id that is none', { run: '../runs' }, 400, 'INPUT_INVALID'],
  ['an unknown field', { employees: ['1'], mode: 'plan' }, 400, 'INPUT_INVALID'],
  ['a number that two have', { employees: ['42'] }, 400, 'INPUT_INVALID'],
  ['a run that there is not', { run: 'another' }, 404, 'RUN_UNKNOWN'],
  ['a problem that nobody has', { codes: ['CURRENCY_UNSUPPORTED'] }, 404, 'EMPLOYEE_UNKNOWN'],
])('POST /retries refuses %s, and starts nothing', async (_, body, status, code) => {
  const { api } = await open();
  const before = api.queued.length;

  expect(await api.call('POST', '/retries', { body })).toMatchObject({ status, body: { code } });
  expect(api.queued).toHaveLength(before);
});

test('POST /retries refuses more people than a run can be asked for', async () => {
  const { api } = await open();
  for (let n = 0; n < 501; n += 1) {
    const state = newEmployeeState(`many-${n}`, String(5_000 + n));
    await api.employees.save({ ...state, problems: [problem('LINK_LOST')], runNumber: 1 });
  }
  expect(await api.call('POST', '/retries', { body: { codes: ['LINK_LOST'] } })).toMatchObject({
    status: 413,
    body: { code: 'TOO_LARGE' },
  });
});
