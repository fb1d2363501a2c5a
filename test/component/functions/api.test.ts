import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import fc from 'fast-check';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { totalsOf } from '../../../shared/records/outcome.ts';
import { PROBLEMS_NB } from '../../../shared/flows/employees-to-poweroffice/problems.nb.ts';
import { problem, PROBLEMS } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { newEmployeeState, toEmployeeItem } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import type { EmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import type { Table } from '../../../shared/state/table.ts';
import { anyCharacter } from '../../builders/any-character.ts';
import { createApiClient } from '../../builders/api-client.ts';
import type { ApiClient, ApiResponse } from '../../builders/api-client.ts';
import { TABLES } from '../state/tables.ts';
import type { OpenTable } from '../state/tables.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');
const DAY_IN_MILLIS = 24 * 3600 * 1000;
const CALLER = 'arn:aws:iam::000000000000:user/local';

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));
const sourceId = (index: number): string => `person-${String(index).padStart(5, '0')}`;

/** A run that has ended, with so many people, every third of them failed. */
const seedRun = async (
  { runs }: ApiClient,
  runId: string,
  people: number,
  startedAt = NOW,
  flow: string = FIRST_FLOW,
): Promise<void> => {
  const lease = {
    runId,
    mode: 'apply',
    flow,
    trigger: 'schedule',
    requestedBy: 'schedule',
    employees: null,
  } as const;
  await runs.takeLease({ ...lease, now: startedAt, leaseInMillis: 60_000 });
  const outcomes = numbers(people).map((number, index) => ({
    sourceId: sourceId(index),
    number,
    targetId: index,
    outcome: index % 3 === 0 ? ('failed' as const) : ('unchanged' as const),
    changes: [],
    problems: index % 3 === 0 ? [problem('NAME_MISSING')] : [],
  }));
  for (const outcome of outcomes) await runs.recordOutcome(runId, outcome, startedAt);
  await runs.listPending(runId, [], startedAt);
  await runs.noteInScope(runId, people);
  await runs.markRunning(runId);
  await runs.storeEnd(runId, { totals: totalsOf(outcomes) }, startedAt + 60_000);
};

const personWith = (index: number, codes: readonly Parameters<typeof problem>[0][]): EmployeeState => ({
  ...newEmployeeState(sourceId(index), String(index + 1)),
  problems: codes.map((code) => ({ ...problem(code), firstSeen: NOW - DAY_IN_MILLIS, lastSeen: NOW })),
});

/** Follows `next` to the end. */
const allPages = async (call: ApiClient['call'], path: string): Promise<ApiResponse[]> => {
  const pages: ApiResponse[] = [];
  let next: string | null = null;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const page: ApiResponse = await call('GET', next === null ? path : `${path}${separator}after=${next}`);
    expect(page.status).toBe(200);
    pages.push(page);
    next = page.body.next;
  } while (next !== null);
  return pages;
};

describe.each(TABLES)('the API (%s)', (_name, open) => {
  let opened: OpenTable;
  let api: ApiClient;

  beforeEach(async () => {
    opened = await open();
    api = createApiClient(opened.table);
  });
  afterEach(() => opened.close());

  describe('POST /runs', () => {
    test('starts a run for everybody: 202, and the run can be looked at before it is picked up', async () => {
      const { status, body } = await api.call('POST', '/runs');

      expect({ status, body }).toEqual({ status: 202, body: { runId: expect.any(String) } });
      expect(api.queued).toEqual([
        { trigger: 'api', mode: 'apply', employees: null, requestedBy: CALLER, runId: body.runId },
      ]);
      expect(await api.call('GET', `/runs/${body.runId}`)).toMatchObject({
        status: 200,
        body: {
          runId: body.runId,
          status: 'starting',
          mode: 'apply',
          requestedBy: CALLER,
          endedAt: null,
          employees: [],
        },
      });
    });

    test('takes a plan, and single people', async () => {
      const id = '618faaa06e096a6a0000003d';
      const { status } = await api.call('POST', '/runs', { body: { mode: 'plan', employees: ['0042', ' 7 ', id] } });
      expect(status).toBe(202);
      expect(api.queued).toMatchObject([{ mode: 'plan', employees: ['0042', '7', id] }]);
    });

    test('is refused while a run is under way: 409 with the id of the holder, which answers 200', async () => {
      const first = await api.call('POST', '/runs');
      const second = await api.call('POST', '/runs', { body: { mode: 'plan' } });

      expect(second).toMatchObject({
        status: 409,
        type: 'application/problem+json',
        body: { title: 'Conflict', status: 409, code: 'ALREADY_RUNNING', runId: first.body.runId },
      });
      expect(await api.call('GET', `/runs/${second.body.runId}`)).toMatchObject({ status: 200 });
      expect(api.queued).toHaveLength(1);
    });

    test('takes as many people as it says, with the longest numbers', async () => {
      const { status, body } = await api.call('POST', '/runs', {
        body: { employees: numbers(500).map((number) => number.padStart(19, '9')) },
      });
      expect(status).toBe(202);
      expect(await api.call('GET', `/runs/${body.runId}`)).toMatchObject({ status: 200 });
    });

    test.each<[string, number, string, unknown]>([
      ['one number too many', 413, 'TOO_LARGE', { employees: numbers(501) }],
      ['ninety thousand numbers', 413, 'TOO_LARGE', { employees: numbers(90_000) }],
      ['a long list of anything', 413, 'TOO_LARGE', { employees: Array.from({ length: 501 }, () => ({})) }],
      ['a body of a megabyte', 413, 'TOO_LARGE', `{"employees":["${'1'.repeat(1_000_000)}"]}`],
      ['blanks by the megabyte', 413, 'TOO_LARGE', ' '.repeat(1_000_000)],
      ['nobody', 400, 'INPUT_INVALID', { employees: [] }],
      ['null for everybody', 400, 'INPUT_INVALID', { employees: null }],
      ['a number that is none', 400, 'INPUT_INVALID', { employees: ['A-102'] }],
      ['a number of twenty digits', 400, 'INPUT_INVALID', { employees: ['1'.repeat(20)] }],
      ['a number as a number', 400, 'INPUT_INVALID', { employees: [42] }],
      ['text for a list', 400, 'INPUT_INVALID', { employees: '42' }],
      ['an object for a list', 400, 'INPUT_INVALID', { employees: { 0: '42' } }],
      ['no such mode', 400, 'INPUT_INVALID', { mode: 'dry-run' }],
      ['a misspelt name', 400, 'INPUT_INVALID', { employee: ['42'] }],
      ["somebody else's trigger", 400, 'INPUT_INVALID', { trigger: 'schedule' }],
      ["somebody else's name", 400, 'INPUT_INVALID', { requestedBy: 'somebody else' }],
      ['an id of their own', 400, 'INPUT_INVALID', { runId: 'mine' }],
      ['a prototype', 400, 'INPUT_INVALID', '{"__proto__":{"mode":"plan"}}'],
      ['a prototype of nothing', 400, 'INPUT_INVALID', '{"__proto__":1}'],
      ['a name twice', 400, 'INPUT_INVALID', '{"mode":"plan","mode":"apply"}'],
      ['a name twice, once escaped', 400, 'INPUT_INVALID', String.raw`{"mode":"plan","mod\u0065":"apply"}`],
      ['a list', 400, 'INPUT_INVALID', []],
      ['null', 400, 'INPUT_INVALID', 'null'],
      ['text', 400, 'INPUT_INVALID', '"plan"'],
      ['half a document', 400, 'INPUT_INVALID', '{"mode":"plan"'],
      ['two documents', 400, 'INPUT_INVALID', '{}{}'],
      ['a form', 400, 'INPUT_INVALID', 'mode=plan'],
      ['a very deep list', 400, 'INPUT_INVALID', `{"mode":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ])('refuses %s: %i %s, and stores nothing', async (_what, status, code, body) => {
      const refused = await api.call('POST', '/runs', { body });

      expect(refused).toMatchObject({
        status,
        type: 'application/problem+json',
        body: { type: 'about:blank', title: expect.any(String), status, detail: expect.any(String), code },
      });
      expect(refused.bytes).toBeLessThan(4_000);
      expect(await opened.table.query('runs')).toEqual([]);
      expect(await opened.table.query('lease')).toEqual([]);
      expect(api.queued).toEqual([]);
    });

    test('says what is wrong where', async () => {
      const { body } = await api.call('POST', '/runs', { body: { mode: 'dry', employees: ['1', 'x'] } });
      expect(body.details).toEqual([
        expect.stringMatching(/^mode: .*"apply"\|"plan"/),
        'employees.1: an employee number is 1 to 19 digits, and a Simployer id 24 of 0-9 and a-f',
      ]);
    });

    test.each([
      ['text/plain', 400],
      ['application/x-www-form-urlencoded', 400],
      ['multipart/form-data; boundary=x', 400],
      ['application/json', 202],
      ['Application/JSON; charset=utf-8', 202],
      ['application/vnd.api+json', 202],
    ])('of the content type %s is answered %i', async (type, status) => {
      const answer = await api.call('POST', '/runs', { body: { mode: 'plan' }, headers: { 'Content-Type': type } });
      expect(answer.status).toBe(status);
    });

    test('reads a body that the gateway has encoded', async () => {
      const body = Buffer.from('{"mode":"plan"}').toString('base64');
      const { status } = await api.call('POST', '/runs', { event: { body, isBase64Encoded: true } });
      expect(status).toBe(202);
      expect(api.queued).toMatchObject([{ mode: 'plan' }]);
    });

    test('takes nothing from the address: "?mode=plan" would write for everybody', async () => {
      expect(await api.call('POST', '/runs?mode=plan')).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
      expect(api.queued).toEqual([]);
    });

    test('that cannot be queued gives the lease back, and says so', async () => {
      const broken = createApiClient(opened.table, { queueStart: () => Promise.reject(new Error('Hansen 540000')) });

      const failed = await broken.call('POST', '/runs');
      expect(failed).toMatchObject({ status: 500, body: { code: 'UNEXPECTED' } });
      expect(JSON.stringify([failed, broken.logged])).not.toContain('Hansen');
      expect(await api.runs.latestRuns(1)).toMatchObject([{ status: 'aborted', abort: { code: 'RUN_LOST' } }]);
      expect(broken.ends).toHaveLength(1);
      expect(await api.call('POST', '/runs')).toMatchObject({ status: 202 });
    });

    test('that nobody signed is stored without a name, and one with an endless name with its beginning', async () => {
      const event = { requestContext: { identity: { userArn: null, userAgent: 'curl/8' } } };
      const { body } = await api.call('POST', '/runs', { event });
      expect(await api.call('GET', `/runs/${body.runId}`)).toMatchObject({ body: { requestedBy: null } });
      await api.ending.endRun(body.runId, { abort: { code: 'RUN_LOST', message: '', hint: '', people: [] } });

      const endless = { requestContext: { identity: { userArn: 'a'.repeat(100_000), userAgent: 'curl/8' } } };
      expect(await api.call('POST', '/runs', { event: endless })).toMatchObject({ status: 202 });
      expect(api.queued.at(-1)?.requestedBy).toHaveLength(1_024);
    });
  });

  test('a plan in the making: 202 with its id, then 200 with the state making, and it cannot be applied yet', async () => {
    const { status, body } = await api.call('POST', '/plans');
    expect({ status, body }).toEqual({ status: 202, body: { planId: expect.any(String) } });
    expect(await api.call('GET', `/plans/${body.planId}`)).toMatchObject({
      status: 200,
      body: {
        planId: body.planId,
        state: 'making',
        connection: null,
        guards: [],
        match: {},
        employees: [],
        next: null,
      },
    });
    expect((await api.call('GET', '/plans')).body.plans).toMatchObject([{ planId: body.planId, state: 'making' }]);
    expect(await api.call('POST', `/plans/${body.planId}/apply`)).toMatchObject({
      status: 409,
      body: { code: 'PLAN_NOT_READY' },
    });
  });

  describe('POST /runs of somebody who has only shown to be an operator', () => {
    const asOperator = { headers: { 'user-agent': 'operator' } };

    test.each<[string, object]>([
      ['the agent that IAM asks of an operator', asOperator],
      ['that agent among others', { headers: { 'User-Agent': 'curl/8 Operator' } }],
      [
        'that agent in one of two headers',
        {
          event: {
            headers: { 'User-Agent': 'curl/8' },
            multiValueHeaders: { 'user-agent': ['operator', 'curl/8'] },
          },
        },
      ],
      [
        'that agent as the gateway tells it',
        { event: { requestContext: { identity: { userAgent: 'operator' } }, headers: { 'User-Agent': 'curl/8' } } },
      ],
      ['no agent', { event: { headers: {}, multiValueHeaders: null, requestContext: { identity: null } } }],
    ])('under %s does not write for everybody: 403, and stores nothing', async (_, options) => {
      for (const body of ['', {}, { mode: 'apply' }]) {
        expect(await api.call('POST', '/runs', { body, ...options })).toMatchObject({
          status: 403,
          type: 'application/problem+json',
          body: { code: 'APPROVER_NEEDED' },
        });
      }
      expect(await opened.table.query('runs')).toEqual([]);
      expect(api.queued).toEqual([]);
    });

    test.each<[number, object]>([
      [202, { mode: 'plan' }],
      [202, { employees: ['7'] }],
      [400, { employees: [] }],
      [400, { mode: 'plan', employees: [] }],
    ])('is answered %i to %j', async (status, body) => {
      expect(await api.call('POST', '/runs', { body, ...asOperator })).toMatchObject({ status });
    });
  });

  test.each(['POST /runs', 'POST /plans', 'POST /plans/one/apply'])(
    '%s of no employee is no call for everybody: 400',
    async (route) => {
      const [method = '', path = ''] = route.split(' ');
      expect(await api.call(method, path, { body: { employees: [] } })).toMatchObject({
        status: 400,
        body: { code: 'INPUT_INVALID' },
      });
      expect(api.queued).toEqual([]);
    },
  );

  test('Every call is logged with who made it and what came of it, and nothing of what it held', async () => {
    await api.call('GET', '/problems?code=NAME_MISSING');
    await api.call('POST', '/runs', { body: { employees: ['not a number'] } });
    await api.call('GET', '/runs/gone');
    expect(api.logged).toEqual([
      { event: 'API_CALLED', fields: { operation: 'GET /problems', httpStatus: 200, requestedBy: CALLER } },
      { event: 'API_CALLED', fields: { operation: 'POST /runs', httpStatus: 400, requestedBy: CALLER } },
      { event: 'API_CALLED', fields: { operation: 'GET /runs/{runId}', httpStatus: 404, requestedBy: CALLER } },
    ]);
  });

  test('A route that the gateway has and the table has not is answered 404', async () => {
    const event = { httpMethod: 'DELETE', resource: '/runs' };
    expect(await api.call('GET', '/runs', { event })).toMatchObject({ status: 404, body: { code: 'ROUTE_UNKNOWN' } });
  });

  describe('GET /runs/{runId}', () => {
    test.each([
      ['an id that nobody has', 'gone'],
      ['the key of another item', '..%2Flease'],
      ['a key longer than the table takes', 'x'.repeat(3_000)],
      ['a letter that is none', '%F0%9F%98%80'],
    ])('of %s: 404', async (_what, runId) => {
      expect(await api.call('GET', `/runs/${runId}`)).toMatchObject({
        status: 404,
        type: 'application/problem+json',
        body: { title: 'Not Found', code: 'RUN_UNKNOWN', detail: expect.stringMatching(/^There is no run "/) },
      });
    });

    test('shows everybody once, page by page, with the totals of the whole on each', async () => {
      await seedRun(api, 'one', 25);

      const pages = await allPages(api.call, '/runs/one?limit=10');
      expect(pages.map(({ body }) => body.employees.length)).toEqual([10, 10, 5]);
      for (const { body } of pages) {
        expect(body).toMatchObject({
          status: 'completed_with_errors',
          requestedBy: 'schedule',
          totals: { inScope: 25, failed: 9 },
        });
        expect(body).toMatchObject({ startedAt: '2026-03-02T06:00:00.000Z', endedAt: '2026-03-02T06:01:00.000Z' });
      }
      const seen = pages.flatMap(({ body }) => body.employees.map((employee: any) => employee.simployerEmployeeId));
      expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => sourceId(index)));
    });

    test('is whole on one page when it fits, to the last person', async () => {
      await seedRun(api, 'one', 10);
      const { body } = await api.call('GET', '/runs/one?limit=10');
      expect(body).toMatchObject({ employees: { length: 10 }, next: null });
    });

    test('keeps to one outcome', async () => {
      await seedRun(api, 'one', 25);
      const pages = await allPages(api.call, '/runs/one?outcome=failed&limit=4');
      expect(pages.map(({ body }) => body.employees.length)).toEqual([4, 4, 1]);
      expect(pages.at(-1)?.body.totals).toMatchObject({ inScope: 25, failed: 9 });
    });

    test('counts a run that has not ended', async () => {
      await api.runs.takeLease({
        runId: 'one',
        flow: FIRST_FLOW,
        mode: 'apply',
        trigger: 'schedule',
        requestedBy: null,
        employees: null,
        now: NOW,
        leaseInMillis: 60_000,
      });
      const outcome = { sourceId: 'a', number: '1', targetId: null, changes: [], problems: [] };
      await api.runs.recordOutcome('one', { ...outcome, outcome: 'unchanged' }, NOW);
      await api.runs.noteInScope('one', 3);
      expect(await api.call('GET', '/runs/one')).toMatchObject({ body: { totals: { inScope: 3, unchanged: 1 } } });
    });
  });

  test('GET /runs lists runs, newest first and without people, page by page', async () => {
    for (const [index, runId] of ['20260301', '20260302', '20260303'].entries()) await seedRun(api, runId, index);

    const pages = await allPages(api.call, '/runs?limit=2');
    expect(pages.map(({ body }) => body.runs.map((run: any) => run.runId))).toEqual([
      ['20260303', '20260302'],
      ['20260301'],
    ]);
    expect(pages[0]?.body.runs[0]).toMatchObject({ requestedBy: 'schedule', totals: { inScope: 2, failed: 1 } });
    expect(pages[0]?.body.runs[0]).not.toHaveProperty('employees');
  });

  describe('GET /problems', () => {
    beforeEach(async () => {
      await api.employees.save(personWith(2, ['LINK_LOST', 'NAME_MISSING', 'PRE_HIRE']));
      await api.employees.save(personWith(10, ['NAME_MISSING']));
      await api.employees.save(personWith(1, ['PHONE_INVALID', 'PHONE_INVALID']));
      await api.employees.save(personWith(3, []));
    });
    const shown = (pages: readonly ApiResponse[]): string[][] =>
      pages.map(({ body }) => body.problems.map((found: any) => `${found.employeeNumber} ${found.code}`));

    test('lists errors before warnings, each by employee number, with the totals of each code', async () => {
      const pages = await allPages(api.call, '/problems?limit=2');
      expect(shown(pages)).toEqual([
        ['3 NAME_MISSING', '11 NAME_MISSING'],
        ['2 PHONE_INVALID', '2 PHONE_INVALID'],
        ['3 LINK_LOST'],
      ]);
      for (const { body } of pages) {
        expect(body.totals).toEqual({ NAME_MISSING: 2, PHONE_INVALID: 2, LINK_LOST: 1 });
      }
    });

    test.each([
      ['code=LINK_LOST', [['3 LINK_LOST']]],
      ['severity=error', [['3 NAME_MISSING', '11 NAME_MISSING']]],
      ['severity=warning&code=NAME_MISSING', [[]]],
    ])('keeps to what %s says', async (query, expected) => {
      expect(shown(await allPages(api.call, `/problems?${query}`))).toEqual(expected);
    });

    test('goes on where it was although the problem at its end has been solved', async () => {
      const { body } = await api.call('GET', '/problems?limit=1');
      await api.employees.save(personWith(2, ['LINK_LOST']));
      expect(shown([await api.call('GET', `/problems?after=${body.next}`)])).toEqual([
        ['11 NAME_MISSING', '2 PHONE_INVALID', '2 PHONE_INVALID', '3 LINK_LOST'],
      ]);
    });
  });

  describe('GET /problems in two languages', () => {
    const message = 'The employee number "A-102" is not a positive whole number.';
    const said = { ...problem('NUMBER_NOT_NUMERIC', message), firstSeen: NOW - DAY_IN_MILLIS, lastSeen: NOW };
    const english = { summary: PROBLEMS.NUMBER_NOT_NUMERIC.summary, hint: PROBLEMS.NUMBER_NOT_NUMERIC.hint };
    const norwegian = PROBLEMS_NB.NUMBER_NOT_NUMERIC;
    const inNorwegian = { ...norwegian, message: `${norwegian.summary} Gjelder: «A-102».` };

    beforeEach(() => api.employees.save({ ...personWith(2, []), problems: [said] }));

    test.each([
      ['/problems', { ...english, message }],
      ['/problems?language=en', { ...english, message }],
      ['/problems?language=nb', inNorwegian],
    ])('%s tells both, and the chosen one with its value', async (path, told) => {
      const { body } = await api.call('GET', path);
      expect(body.problems).toMatchObject([{ ...told, text: { en: english, nb: norwegian } }]);
      expect(body.language).toBe(told === inNorwegian ? 'nb' : 'en');
    });

    test('a setting is the default', async () => {
      const { body } = await createApiClient(opened.table, { language: 'nb' }).call('GET', '/problems');
      expect(body).toMatchObject({ language: 'nb', problems: [inNorwegian] });
    });
  });

  test('GET /problems says from when on a problem is new: the start of the last run of everybody', async () => {
    expect((await api.call('GET', '/problems')).body.newSince).toBeNull();
    await seedRun(api, '1', 1, NOW - DAY_IN_MILLIS);
    expect((await api.call('GET', '/problems')).body.newSince).toBe('2026-03-01T06:00:00.000Z');
    await seedRun(api, '2', 1, NOW, 'words-to-words');
    expect((await api.call('GET', '/problems')).body.newSince).toBe('2026-03-01T06:00:00.000Z');
  });

  test.each(['GET /plans/nobodys', 'POST /plans/nobodys/apply'])('%s: there is no such plan', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    expect(await api.call(method, path, method === 'POST' ? { body: {} } : {})).toMatchObject({
      status: 404,
      body: { code: 'PLAN_UNKNOWN', detail: 'There is no plan "nobodys"; "plans" lists those there are.' },
    });
  });

  describe('GET /problems since a run', () => {
    // The run told NAME_MISSING of persons 0, 3 and 6, and ended a minute after it had begun.
    beforeEach(() => seedRun(api, 'then', 7));
    const seenAt = (index: number, code: ProblemCode, firstSeen: number) =>
      api.employees.save({
        ...personWith(index, []),
        problems: [{ ...problem(code), firstSeen, lastSeen: NOW + DAY_IN_MILLIS }],
      });
    const told = (problems: any): string[] => problems.map((found: any) => `${found.employeeNumber} ${found.code}`);
    const LATER = NOW + DAY_IN_MILLIS;

    test('splits them into new, standing and solved, page by page', async () => {
      await seenAt(0, 'NAME_MISSING', NOW);
      await seenAt(3, 'PHONE_INVALID', LATER);
      // Came back after it had been solved: it stood then, and it stands now.
      await seenAt(6, 'NAME_MISSING', LATER);
      // Outside that run, but seen before its end.
      await seenAt(20, 'LINK_LOST', NOW - DAY_IN_MILLIS);

      for (const limit of [1, 2, 500]) {
        const pages = await allPages(api.call, `/problems?since=then&limit=${limit}`);
        const all = (kind: string) => told(pages.flatMap(({ body }) => body[kind]));
        expect(all('new')).toEqual(['4 PHONE_INVALID']);
        expect(all('standing')).toEqual(['1 NAME_MISSING', '7 NAME_MISSING', '21 LINK_LOST']);
        expect(all('solved')).toEqual(['4 NAME_MISSING']);
        expect(pages).toHaveLength(limit === 1 ? 5 : limit === 2 ? 3 : 1);
        for (const { body } of pages) {
          expect(body.totals).toEqual({
            new: { PHONE_INVALID: 1 },
            standing: { NAME_MISSING: 2, LINK_LOST: 1 },
            solved: { NAME_MISSING: 1 },
          });
        }
      }
    });

    test('tells no times of what is solved, and words in the language asked for', async () => {
      const { body } = await api.call('GET', '/problems?since=then&language=nb&code=NAME_MISSING&severity=error');
      expect(told(body.solved)).toEqual(['1 NAME_MISSING', '4 NAME_MISSING', '7 NAME_MISSING']);
      expect(body.solved[0]).toMatchObject(PROBLEMS_NB.NAME_MISSING);
      expect(body.solved[0]).not.toHaveProperty('firstSeen');
      expect(body.solved[0]).not.toHaveProperty('lastSeen');
    });

    test.each([
      ['nobody knows', 'other', 404, 'RUN_UNKNOWN'],
      ['is no id', '../runs', 404, 'RUN_UNKNOWN'],
      ['is a plan', 'plan', 400, 'INPUT_INVALID'],
      ['is of another flow', 'hours', 404, 'RUN_UNKNOWN'],
    ])('that %s is refused: %s', async (_what, since, status, code) => {
      const request = { trigger: 'api', requestedBy: null, employees: null, now: NOW, leaseInMillis: 60_000 };
      await api.runs.takeLease({ ...request, runId: 'plan', mode: 'plan', flow: FIRST_FLOW });
      await api.runs.takeLease({ ...request, runId: 'hours', mode: 'apply', flow: 'hours' });
      expect(await api.call('GET', `/problems?since=${since}`)).toMatchObject({ status, body: { code } });
    });
  });

  const forge = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

  test.each([
    ['no rows', '/runs?limit=0'],
    ['more rows than there may be', '/runs?limit=501'],
    ['fewer rows than none', '/runs?limit=-1'],
    ['rows in another notation', '/runs?limit=1e2'],
    ['an empty limit', '/runs?limit='],
    ['two limits', '/runs?limit=1&limit=2'],
    ['a parameter that nobody knows', '/runs?page=2'],
    ['an empty cursor', '/runs?after='],
    ['text for a cursor', '/runs?after=person-1'],
    ["another list's cursor", `/runs?after=${forge(['problems', 'x'])}`],
    ['a cursor beyond what a key takes', `/runs?after=${forge(['runs', 'x'.repeat(1_000)])}`],
    ['half a letter in a cursor', `/runs?after=${forge(['runs', String.fromCharCode(0xd800)])}`],
    ['a number in a cursor', `/runs?after=${forge(['runs', 7])}`],
    ['half a cursor', `/runs?after=${forge(['runs'])}`],
    ['a cursor of ten thousand characters', `/runs?after=${'x'.repeat(10_000)}`],
    ["another run's cursor", `/runs/one?after=${forge(['runs/two', 'x'])}`],
    ['an outcome that there is not', '/runs/one?outcome=broken'],
    ['a severity that is never listed', '/problems?severity=info'],
    ['a misspelt code', '/problems?code=MISSPELT'],
    ['a language that it does not speak', '/problems?language=sv'],
    ['a cursor of the list since a run', `/problems?after=${forge(['problems/one', { rank: 0 }])}`],
    ['text for a place', `/problems?after=${forge(['problems', 'x'])}`],
    ['half a place', `/problems?after=${forge(['problems', { rank: 0 }])}`],
  ])('%s in the address is refused: 400', async (_what, path) => {
    await seedRun(api, 'one', 1);
    const refused = await api.call('GET', path);
    expect(refused).toMatchObject({ status: 400, type: 'application/problem+json', body: { code: 'INPUT_INVALID' } });
    expect(refused.bytes).toBeLessThan(4_000);
  });
});

describe('Whatever is sent', () => {
  const table = createMemoryTable();
  const api = createApiClient(table);
  const body = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.json(),
    fc.jsonValue().map((value) => JSON.stringify({ employees: value })),
    fc
      .dictionary(fc.constantFrom('mode', 'employees', '__proto__', 'constructor', 'toString', ''), fc.jsonValue())
      .map((value) => JSON.stringify(value)),
    fc
      .array(fc.oneof(fc.stringMatching(/^[0-9]{1,25}$/), fc.string()))
      .map((employees) => JSON.stringify({ employees })),
  );

  test('as a body is answered 202, 400, 409 or 413, and stored only when it is a run', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const before = table.writes;
        const { status, body: document, bytes } = await api.call('POST', '/runs', { body: text });
        expect(bytes).toBeLessThan(4_000);
        if (status === 202) {
          await api.ending.endRun(document.runId, { abort: { code: 'RUN_LOST', message: '', hint: '', people: [] } });
        } else {
          expect([400, 413]).toContain(status);
          expect(table.writes).toBe(before);
        }
      }),
    );
  });
});

/** People with problems as they are stored, without a read before each. */
const storePeople = async (table: Table, people: readonly EmployeeState[]): Promise<void> => {
  for (const person of people) {
    await table.put({ ...toEmployeeItem(person), pk: 'employees', sk: person.sourceId, version: 1 });
  }
};

const everybody = (count: number): EmployeeState[] =>
  Array.from({ length: count }, (_, index) => personWith(index, ['EMPLOYMENT_AMBIGUOUS', 'LINK_LOST']));

describe('No answer is above a megabyte', () => {
  const largest = (pages: readonly ApiResponse[]): number => Math.max(...pages.map(({ bytes }) => bytes));
  const withTwentyThousand = createMemoryTable();
  beforeAll(() => storePeople(withTwentyThousand, everybody(20_000)));

  test('of the problems of 20,000 people with two each', async () => {
    const page = await createApiClient(withTwentyThousand.copy()).call('GET', '/problems?limit=500');

    expect(page.bytes).toBeLessThan(1_000_000);
    expect(page.body).toMatchObject({
      problems: { length: 500 },
      totals: { EMPLOYMENT_AMBIGUOUS: 20_000, LINK_LOST: 20_000 },
      next: expect.any(String),
    });
  });

  test('of the problems of 20,000 people since a run', async () => {
    const api = createApiClient(withTwentyThousand.copy());
    await seedRun(api, 'then', 300);

    const page = await api.call('GET', '/problems?since=then&limit=500');

    expect(page.bytes).toBeLessThan(1_000_000);
    expect(page.body).toMatchObject({
      new: [],
      standing: { length: 500 },
      solved: [],
      totals: { new: {}, standing: { EMPLOYMENT_AMBIGUOUS: 20_000, LINK_LOST: 20_000 }, solved: { NAME_MISSING: 100 } },
      next: expect.any(String),
    });
  });

  test.each([
    ['/problems', 'problems', 3_000],
    ['/runs/one', 'employees', 1_500],
    ['/runs/one?outcome=failed', 'employees', 500],
  ])('of all pages of GET %s, which give each row once', async (path, list, count) => {
    const table = createMemoryTable();
    const api = createApiClient(table);
    await storePeople(table, everybody(1_500));
    await seedRun(api, 'one', 1_500);

    const pages = await allPages(api.call, `${path}${path.includes('?') ? '&' : '?'}limit=500`);

    const rows = pages.flatMap(({ body }) => body[list].map((row: any) => `${row.simployerEmployeeId} ${row.code}`));
    expect(new Set(rows).size).toBe(count);
    expect(rows).toHaveLength(count);
    expect(largest(pages)).toBeLessThan(1_000_000);
  });

  test('with as much to tell of each as is stored: a page ends before', async () => {
    const table = createMemoryTable();
    const long = { ...problem('POWEROFFICE_REJECTED', 'å'.repeat(1_000)), firstSeen: NOW, lastSeen: NOW };
    const people = everybody(50).map((person) => ({ ...person, problems: Array.from({ length: 40 }, () => long) }));
    await storePeople(table, people);

    const pages = await allPages(createApiClient(table).call, '/problems?limit=500');

    expect(pages.flatMap(({ body }) => body.problems)).toHaveLength(2_000);
    expect(largest(pages)).toBeLessThan(1_000_000);
    expect(pages[0]?.body.problems.length).toBeLessThan(500);
  });
});
