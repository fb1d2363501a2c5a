import { callWhole, openApi } from '../../../local/cli/api-client.ts';
import { reportNotStarted } from '../../../shared/flows/employees-to-poweroffice/report.ts';
import { createProgram } from '../../../local/cli/commands/sync/create-program.ts';
import { refuseRun } from '../../../local/cli/commands/sync/run-result.ts';
import { explainError } from '../../../local/cli/explain-error.ts';
import { startStackStandIn } from '../../builders/stack-stand-in.ts';
import type { StackStandIn, StandInOptions } from '../../builders/stack-stand-in.ts';

const ENDED = reportNotStarted(
  { runId: 'one', flow: 'employees-to-poweroffice', mode: 'apply', requestedBy: null },
  { code: 'RUN_LOST', message: '', hint: '', people: [] },
);

const before = { ...process.env };
const opened: StackStandIn[] = [];
afterEach(async () => {
  process.env = { ...before };
  for (const standIn of opened.splice(0)) await standIn.close();
});

/** AWS, as a shell finds it. @param overrides variables of the shell; undefined takes one away */
const startAws = async (
  options: StandInOptions = {},
  overrides: Readonly<Record<string, string | undefined>> = {},
): Promise<StackStandIn> => {
  const standIn = await startStackStandIn(options);
  opened.push(standIn);
  const others = Object.entries(before).filter(([name]) => !name.startsWith('AWS_'));
  const variables = [...others, ...Object.entries({ ...standIn.environment, ...overrides })];
  process.env = Object.fromEntries(variables.filter(([, value]) => value !== undefined));
  return standIn;
};

/** What the command line says of a call that is refused. */
const refusalOf = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  return explainError(error);
};

test('a call of a stack goes to the address that its outputs name, signed over query and body', async () => {
  const aws = await startAws();
  const api = await openApi({ stack: 'sync' }, { pauseInMillis: 1 });
  await api.call('GET', '/runs', { query: { limit: '5', after: 'a+b/c= d', code: undefined } });
  await api.call('POST', '/runs', { body: { employees: ['101'], note: 'Ægir' } });
  await api.close();

  expect(aws.calls).toEqual([
    { method: 'GET', path: '/runs?limit=5&after=a%2Bb%2Fc%3D%20d', body: '' },
    { method: 'POST', path: '/runs', body: '{"employees":["101"],"note":"Ægir"}' },
  ]);
});

test('a run on a stack is asked for as an operator, but for one of everybody that writes', async () => {
  const aws = await startAws({
    answer: (method) =>
      method === 'POST' ? { status: 202, body: { runId: 'one' } } : { status: 200, body: { ...ENDED, next: null } },
  });
  for (const words of [['--plan'], ['--yes', '--employee', '101'], ['--yes']]) {
    await createProgram(() => undefined).parseAsync(['run', '--stack', 'sync', '--json', ...words], { from: 'user' });
  }

  const starts = aws.calls.flatMap(({ method, body }, index) =>
    method === 'POST' ? [[JSON.parse(body), aws.agents[index]]] : [],
  );
  expect(starts).toEqual([
    [{ mode: 'plan' }, 'operator'],
    [{ mode: 'apply', employees: ['101'] }, 'operator'],
    [{ mode: 'apply' }, 'simployer-poweroffice-sync'],
  ]);
});

test('a command says which flow it is about, and prints its records as they came', async () => {
  const { employees: _, ...facts } = ENDED;
  const records = [
    { kind: 'word', number: null, sourceId: 'w', targetId: 'w', outcome: 'created', changes: [], problems: [] },
  ];
  const connection = { list: { name: 'Words' } };
  const of = { flow: 'words-to-words', connection };
  const run = { ...facts, ...of, status: 'succeeded', abort: null, apiCalls: { words: 1 }, records, next: null };
  const told = {
    sourceId: 'w',
    number: null,
    code: 'WORD_UGLY',
    severity: 'error',
    summary: 's',
    message: 'm',
    hint: 'h',
  };
  const aws = await startAws({
    answer: (method, path) => {
      if (method === 'POST') return { status: 202, body: { runId: 'one', planId: 'one' } };
      if (path.startsWith('/problems')) return { status: 200, body: { connection, problems: [told], next: null } };
      const plan = { ...run, planId: 'one', state: 'open', createdAt: '', expiresAt: null, guards: [], match: {} };
      return { status: 200, body: path.startsWith('/plans') ? plan : run };
    },
  });
  const documents: any[] = [];
  for (const words of [['run', '--yes'], ['plan'], ['runs', 'one'], ['plans', 'one'], ['apply', 'one'], ['problems']]) {
    const program = createProgram((result) => {
      expect(result?.toText(80)).toMatch(/0 in scope|Plan one|WORD_UGLY/);
      documents.push(result?.document);
    });
    await program.parseAsync([...words, '--stack', 'sync', '--flow', 'words-to-words'], { from: 'user' });
  }
  for (const document of documents.slice(0, 5)) {
    expect(document).toMatchObject({ ...of, records });
    expect(document).not.toHaveProperty('employees');
  }
  expect(documents[5]).toMatchObject({ problems: [told] });
  for (const { method, path, body } of aws.calls)
    expect(method === 'GET' ? path : JSON.parse(body).flow).toContain('words-to-words');
});

test('a document with pages is read whole, and no further than what is wanted', async () => {
  const rows = Array.from({ length: 1_203 }, (_, index) => ({ runId: String(index) }));
  const aws = await startAws({
    answer: (_method, path) => {
      const query = new URL(path, 'http://localhost').searchParams;
      const from = Number(query.get('after') ?? 0);
      const to = from + Number(query.get('limit'));
      return {
        status: 200,
        body: { runs: rows.slice(from, to), next: to < rows.length ? String(to) : null, totals: 1 },
      };
    },
  });
  const api = await openApi({ stack: 'sync' }, { pauseInMillis: 1 });

  expect(await callWhole(api, '/runs', 'runs')).toEqual({ runs: rows, next: null, totals: 1 });
  expect(aws.calls).toHaveLength(3);
  expect(await callWhole(api, '/runs', 'runs', { most: 502 })).toEqual({
    runs: rows.slice(0, 502),
    next: '502',
    totals: 1,
  });
});

test('a call that is throttled is made again; it was not carried out', async () => {
  let refused = 0;
  await startAws({
    answer: () => {
      refused += 1;
      return refused === 1
        ? { status: 429, body: { message: 'Too Many Requests' } }
        : { status: 200, body: { runs: [] } };
    },
  });
  const api = await openApi({ stack: 'sync' }, { pauseInMillis: 1 });
  expect(await api.call('POST', '/runs', { body: {} })).toEqual({ runs: [] });
  expect(refused).toBe(2);
});

test('what reads is sent again when its answer was lost on the way, and what writes is not', async () => {
  let asked = 0;
  const aws = await startAws({
    answer: () => {
      asked += 1;
      return asked % 2 === 1
        ? { status: 502, body: { message: 'Internal server error' } }
        : { status: 200, body: { runs: [] } };
    },
  });
  const api = await openApi({ stack: 'sync' }, { pauseInMillis: 1 });
  expect(await api.call('GET', '/runs')).toEqual({ runs: [] });
  expect(asked).toBe(2);
  expect(await refusalOf(api.call('POST', '/runs', { body: {} }))).toMatchObject({ code: 'UNEXPECTED' });
  expect(asked).toBe(3);

  await aws.close();
  expect(await refusalOf(api.call('GET', '/runs'))).toMatchObject({ code: 'API_UNREACHABLE' });
});

test("a refusal of the API is the problem document that it is, with what is wrong in the command's words", async () => {
  const document = {
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    code: 'INPUT_INVALID',
    detail: 'Wrong.',
    details: ['code: unknown'],
  };
  await startAws({ answer: () => ({ status: 400, body: document }) });
  const api = await openApi({ stack: 'sync' }, { pauseInMillis: 1 });
  expect(await refusalOf(api.call('GET', '/problems'))).toEqual({
    code: 'INPUT_INVALID',
    message: 'Wrong. code: unknown',
    document,
  });
  const typed = { code: 'NOPE', limit: '500' };
  expect(await refusalOf(api.call('GET', '/problems', { query: typed }))).toEqual({
    code: 'INPUT_INVALID',
    message: '--code NOPE: unknown',
    document,
  });
});

test.each<[string, StandInOptions['answer'], string, RegExp]>([
  [
    'lacks the policy',
    () => ({
      status: 403,
      body: { Message: 'User: arn:aws:iam::1:user/x is not authorized to perform: execute-api:Invoke' },
    }),
    'FORBIDDEN',
    /GET \/runs\/20260302T060000-aaaaaa.*policy of the reader: arn:reader/,
  ],
  [
    'meets a version without the route',
    () => ({ status: 403, body: { message: 'Missing Authentication Token' } }),
    'ROUTE_UNKNOWN',
    /another version is deployed/,
  ],
  [
    'has credentials that have expired',
    () => ({ status: 403, body: { message: 'The security token included in the request is expired' } }),
    'AWS_CREDENTIALS_REFUSED',
    /aws sso login.*is expired/,
  ],
  [
    'is answered without a reason',
    () => ({ status: 502, body: { message: 'Internal server error' } }),
    'UNEXPECTED',
    /502/,
  ],
])('a caller who %s is told what to do', async (_what, answer, code, message) => {
  await startAws(answer === undefined ? {} : { answer });
  const api = await openApi({ stack: 'sync' }, { pauseInMillis: 1 });
  const refusal = await refusalOf(api.call('GET', '/runs/20260302T060000-aaaaaa'));
  expect(refusal).toMatchObject({ code, message: expect.stringMatching(message) });
});

test.each<[string, string, StandInOptions, Record<string, undefined | string>, string, RegExp]>([
  ['a stack that is not there', 'sync-tset', {}, {}, 'STACK_UNKNOWN', /no stack sync-tset in eu-north-1/],
  ['a stack without an API', 'sync', { outputs: { ApiUrl: '' } }, {}, 'STACK_UNKNOWN', /no output ApiUrl/],
  ['no region', 'sync', {}, { AWS_REGION: undefined }, 'CONFIGURATION_INVALID', /in which region/],
  [
    'no credentials',
    'sync',
    {},
    { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
    'AWS_CREDENTIALS_MISSING',
    /aws sso login/,
  ],
  ['an old session', 'sync', { refusal: { status: 403, code: 'ExpiredToken' } }, {}, 'AWS_CREDENTIALS_REFUSED', /sso/],
  [
    'nobody of ours',
    'sync',
    { refusal: { status: 403, code: 'AccessDenied' } },
    {},
    'FORBIDDEN',
    /cloudformation:DescribeStacks.*ReaderPolicyArn/,
  ],
])('%s is a refusal that says who mends it', async (_what, stack, options, overrides, code, message) => {
  await startAws(options, overrides);
  const refusal = await refusalOf(openApi({ stack }, { pauseInMillis: 1 }));
  expect(refusal).toMatchObject({ code, message: expect.stringMatching(message) });
});

describe('schedule', () => {
  const schedule = async (...words: readonly string[]): Promise<string> => {
    let text = '';
    const program = createProgram((result) => (text = result?.toText(80) ?? ''));
    await program.parseAsync(['schedule', ...words], { from: 'user' });
    return text;
  };
  const KARI = { kind: 'person', by: 'arn:aws:iam::1:user/kari', at: '2026-03-02T06:00:00.000Z' };

  test.each([
    [
      'pause',
      { nextStart: null, paused: true, pausedBy: [KARI] },
      'Paused by arn:aws:iam::1:user/kari since 2026-03-02 07:00 Norwegian time: nothing starts by itself.',
    ],
    [
      'resume',
      { nextStart: '2026-03-03T04:30:00.000Z', paused: false, pausedBy: [] },
      'Next run: 2026-03-03 05:30 Norwegian time',
    ],
    [
      'resume',
      { nextStart: null, paused: true, pausedBy: [{ kind: 'deployment', by: null, at: null }] },
      'Paused in the stage: nothing starts by itself.',
    ],
  ])('%s asks the stack, and says what came of it: %j', async (action, state, text) => {
    const aws = await startAws({ answer: () => ({ status: 200, body: { connection: null, ...state } }) });
    expect(await schedule(action, '--stack', 'sync')).toBe(text);
    expect(aws.calls).toEqual([{ method: 'PUT', path: '/schedule', body: `{"paused":${action === 'pause'}}` }]);
  });

  test('without a stack is refused: nothing starts by itself on this machine', async () => {
    expect(await refusalOf(schedule('pause'))).toMatchObject({ code: 'NO_SCHEDULE' });
  });
});

test('what was refused is a run document of the flow that was asked about', () => {
  const refusal = { code: 'PLAN_UNKNOWN', message: 'There is no plan with this id.' };
  const aborted = { status: 'aborted', abort: { code: 'PLAN_UNKNOWN' } };
  expect(refuseRun('apply', refusal)).toMatchObject({ document: { ...aborted, employees: [] }, exitCode: 2 });
  const { document, exitCode } = refuseRun('apply', refusal, 'words-to-words');
  expect({ document, exitCode }).toMatchObject({
    document: { ...aborted, flow: 'words-to-words', records: [], connection: null, apiCalls: {} },
    exitCode: 2,
  });
  expect(document).not.toHaveProperty('employees');
});

test('whom a guard speaks of is named in the document of the apply that it refused', () => {
  const refusal = { code: 'LEAVE_GUARD', message: '11 leaves are changed.', document: { people: ['101', '102'] } };
  expect(refuseRun('apply', refusal, 'leaves-to-poweroffice').document).toMatchObject({
    abort: { code: 'LEAVE_GUARD', people: ['101', '102'] },
  });
});
