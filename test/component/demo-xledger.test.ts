import { createDemoXledger } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import type { DemoXledgerInput } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import { DEMO_XLEDGER_TOKEN } from '../../local/demo-vendors/xledger/options.ts';
import type { SeedXledgerEmployee } from '../../local/demo-vendors/xledger/seed.ts';
import { vendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { createVirtualClock } from '../../local/simulation/virtual-clock.ts';

const STARTS = '2026-03-02T06:00:00Z';

/** A client that is as plain as can be: one query, one answer. Time moves first, so that no limit is in the way. */
const setUp = (input: Omit<DemoXledgerInput, 'clock'> = {}) => {
  const clock = createVirtualClock(STARTS);
  const xledger = createDemoXledger({ clock, ...input });
  const ask = async (query: string, variables: object = {}, pauseInMillis = 400): Promise<any> => {
    if (pauseInMillis > 0) await clock.advance(pauseInMillis);
    const headers = { Authorization: `token ${DEMO_XLEDGER_TOKEN}`, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ query, variables });
    const answer = await clock.run(xledger.handle(vendorRequest('POST', '/graphql', headers, body)));
    return { status: answer.status, headers: answer.headers, ...JSON.parse(answer.body) };
  };
  return { clock, xledger, ask };
};

const person = (code: string, fields: SeedXledgerEmployee['fields'] = {}, owner = '10'): SeedXledgerEmployee => ({
  owner,
  fields: { code, ...fields },
});

const codes = (answer: any): string[] => answer.data.employees.edges.map(({ node }: any) => node.code);

const list = (args: string): string =>
  `{ employees${args} { edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage } } }`;

const ADD =
  'mutation($i: [AddEmployeesInput!]!) { addEmployees(inputs: $i) { edges { clientId node { dbId code } } } }';

describe('A list of the demo X-ledger', () => {
  const employees = [
    person('1', { employmentFrom: '2020-01-01', employmentTo: null, email: 'a@fjord.no' }),
    person('2', { employmentFrom: '2024-01-01', employmentTo: '2026-12-31' }),
    person('3', { dateTo: '2025-12-31' }),
    person('4', {}, '11'),
    person('5', { dateTo: '2026-03-02' }),
  ];

  test.each([
    ['', ['1', '2', '5']],
    ['(objectStatus: OPEN)', ['1', '2', '5']],
    ['(objectStatus: CLOSED)', ['3']],
    ['(objectStatus: ALL)', ['1', '2', '3', '5']],
    ['(ownerSet: LOWER)', ['4']],
    ['(ownerSet: UPPER)', []],
    ['(ownerSet: ALL)', ['1', '2', '4', '5']],
    ['(ownerSet: ALL, objectStatus: ALL)', ['1', '2', '3', '4', '5']],
  ])('hides what is not asked for, leavers first of all: %s', async (args, expected) => {
    const { ask } = setUp({ seed: { employees } });
    expect(codes(await ask(list(args)))).toEqual(expected);
  });

  test.each([
    ['code: "2"', ['2']],
    ['code_in: ["1", "3"]', ['1', '3']],
    ['code_gt: "10"', ['2', '3', '5']],
    ['employmentTo: null', ['1', '3', '5']],
    ['employmentFrom_gte: "2021-01-01"', ['2']],
    ['employmentFrom_lte: "2021-01-01"', ['1']],
    ['email: "a@fjord.no"', ['1']],
    ['dbId_in: [21000001, 21000003]', ['1', '3']],
    ['dbId_gt: 21000002', ['3', '5']],
    ['OR: [{ code: "1" }, { code: "2" }]', ['1', '2']],
    ['AND: [{ code_gt: "1" }, { code: "2" }]', ['2']],
    ['modifiedAt_gte: "2030-01-01T00:00:00"', []],
  ])('is filtered by { %s }', async (filter, expected) => {
    const { ask } = setUp({ seed: { employees } });
    expect(codes(await ask(list(`(objectStatus: ALL, filter: { ${filter} })`)))).toEqual(expected);
  });

  test('goes by the cursor of the last row, forwards and backwards', async () => {
    const { ask } = setUp({ seed: { employees: ['1', '2', '3', '4', '5'].map((code) => person(code)) } });
    const first = await ask(list('(first: 2)'));
    expect([codes(first), first.data.employees.pageInfo]).toEqual([
      ['1', '2'],
      { hasNextPage: true, hasPreviousPage: false },
    ]);
    const cursor = first.data.employees.edges[1].cursor;
    const second = await ask(list(`(first: 3, after: "${cursor}")`));
    expect([codes(second), second.data.employees.pageInfo]).toEqual([
      ['3', '4', '5'],
      { hasNextPage: false, hasPreviousPage: true },
    ]);
    expect(codes(await ask(list('(last: 1)')))).toEqual(['5']);
    const none = await ask(list(`(first: 3, after: "${second.data.employees.edges[2].cursor}")`));
    expect([codes(none), none.data.employees.pageInfo.hasNextPage]).toEqual([[], false]);
  });

  test('has no endCursor, and refuses what it does not know without carrying anything out', async () => {
    const { ask, xledger } = setUp();
    const { status, errors, data } = await ask('{ employees { pageInfo { endCursor } } }');
    expect([status, data]).toEqual([200, null]);
    expect(errors[0].message).toContain('Cannot query field "endCursor" on type "PageInfo"');
    const guess = await ask('mutation { addPayrollRates(inputs: []) { edges { clientId } } }');
    expect(guess.errors[0].message).toContain('Cannot query field "addPayrollRates" on type "Mutation"');
    expect(xledger.writes).toBe(0);
  });

  test('has the ids of employees as numbers and all others as text, and stamps as a clock in Oslo shows them', async () => {
    const { ask } = setUp({ seed: { employees: [person('1')] } });
    const { data } = await ask('{ employees { edges { node { dbId createdAt ownerDbId contact { dbId } } } } }');
    expect(data.employees.edges[0].node).toEqual({
      dbId: 21_000_001,
      createdAt: '2026-03-02T07:00:00',
      ownerDbId: '1001',
      contact: { dbId: '31000001' },
    });
  });

  test('shows other lists: contacts, accounts, kinds, groups', async () => {
    const { ask } = setUp({
      seed: { employees: [{ ...person('1'), bankAccount: '12345678903', contact: { lastName: 'Fjord' } }] },
    });
    const { data } = await ask(`{
      contacts { edges { node { lastName } } }
      subledgers { edges { cursor node { bankAccount } } }
      objectKinds { edges { node { name } } }
      employeeGroups { edges { node { code } } }
    }`);
    expect(data.contacts.edges).toEqual([{ node: { lastName: 'Fjord' } }]);
    expect(data.subledgers.edges).toEqual([{ cursor: '1.41000001.0', node: { bankAccount: '12345678903' } }]);
    expect(data.objectKinds.edges[0]).toEqual({ node: { name: 'Position value' } });
    expect(data.employeeGroups.edges.map(({ node }: any) => node.code)).toEqual(['FAST', 'MID']);
  });
});

describe('A mutation of the demo X-ledger', () => {
  test('takes a code twice', async () => {
    const { ask, xledger } = setUp();
    for (let count = 0; count < 2; count += 1) await ask(ADD, { i: [{ clientId: 'x', node: { code: '1' } }] });
    expect(xledger.employees.map(({ fields }) => fields['code'])).toEqual(['1', '1']);
  });

  test('takes a single record for a list of one, and echoes the id of its client', async () => {
    const { ask } = setUp();
    const { data } = await ask(ADD, { i: { clientId: 'mine', node: { code: '1' } } });
    expect(data.addEmployees.edges).toEqual([{ clientId: 'mine', node: { dbId: 21_000_001, code: '1' } }]);
  });

  test.each([
    ['all', [], null],
    ['each', ['1', '3'], [{ code: '1' }, null, { code: '3' }]],
  ] as const)('with one bad record of three fails %s', async (batchFailure, written, nodes) => {
    const { ask, xledger } = setUp({ options: { batchFailure } });
    const bad = { code: '2', birthday: '1990-02-30' };
    const answer = await ask(ADD, { i: [{ code: '1' }, bad, { code: '3' }].map((node) => ({ node })) });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INVALID_VALUE' } }]);
    expect(answer.errors[0].message).toContain('"birthday"');
    expect(answer.data.addEmployees?.edges.map(({ node }: any) => node && { code: node.code }) ?? null).toEqual(nodes);
    expect(xledger.employees.map(({ fields }) => fields['code'])).toEqual(written);
    expect(xledger.writes).toBe(written.length);
  });

  test('takes at most 500 records', async () => {
    const { ask, xledger } = setUp();
    const records = (count: number) => ({ i: Array.from({ length: count }, () => ({ node: {} })) });
    expect((await ask(ADD, records(501))).errors[0].message).toContain('500');
    expect(xledger.employees).toHaveLength(0);
    expect((await ask(ADD, records(500))).errors).toBeUndefined();
    expect(xledger.employees).toHaveLength(500);
  });

  test.each([
    ['birthday', '01.05.1990'],
    ['email', 'nobody'],
    ['initials', 'ABCDEF'],
    ['socialSec', '123'],
    ['bankAccount', '123'],
    ['positionValue', { dbId: '70' }],
    ['positionValue', { description: 'Astronaut' }],
    ['positionValue', { code: '100' }],
    ['positionValue', {}],
    ['employeeGroup', { code: 'NONE' }],
    ['superior', { dbId: '1' }],
  ])('refuses %s = %j', async (field, value) => {
    const { ask, xledger } = setUp();
    const { errors } = await ask(ADD, { i: [{ node: { code: '1', [field]: value } }] });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_VALUE' } }]);
    expect(errors[0].message).toContain(`"${field}"`);
    expect(xledger.writes).toBe(0);
  });

  test('keeps references, free fields and flags, clears with null, and leaves what is absent', async () => {
    const { ask, xledger } = setUp({ seed: { employees: [person('9', { info: 'kept' })] } });
    const update =
      'mutation($i: [UpdateEmployeesInput!]!) { updateEmployees(inputs: $i) { edges { node {' +
      ' positionValue { description } glObject1 { code } employeeGroup { code } superior { code }' +
      ' flexiFieldsItem { text3 text4 } timesheet exitReason { code } } } } }';
    const dbId = xledger.employees[0]?.dbId;
    const node = {
      dbId,
      positionValue: { description: 'Accountant' },
      glObject1: { code: '100' },
      employeeGroup: { code: 'FAST' },
      superior: { code: '9' },
      flexiFieldItem: { text3: 'mine' },
      timesheet: true,
    };
    expect((await ask(update, { i: [{ node }] })).data.updateEmployees.edges[0].node).toEqual({
      positionValue: { description: 'Accountant' },
      glObject1: { code: '100' },
      employeeGroup: { code: 'FAST' },
      superior: { code: '9' },
      flexiFieldsItem: { text3: 'mine', text4: null },
      timesheet: true,
      exitReason: null,
    });
    const cleared = await ask(update, { i: [{ node: { dbId, positionValue: null, timesheet: null } }] });
    expect(cleared.data.updateEmployees.edges[0].node).toMatchObject({
      positionValue: null,
      glObject1: { code: '100' },
      timesheet: null,
      flexiFieldsItem: { text3: 'mine' },
    });
    expect(xledger.employees[0]?.fields['info']).toBe('kept');
  });

  test('needs the scope, and writes nothing without it', async () => {
    const { ask, xledger } = setUp({ scopes: ['Common'] });
    const { errors } = await ask(ADD, { i: [{ node: { code: '1' } }] });
    expect(errors[0].message).toContain('"Human Resources: write"');
    expect(errors[0].code).toBeUndefined();
    xledger.setScopes(['Human Resources']);
    await ask(ADD, { i: [{ node: { code: '1' } }] });
    expect(xledger.employees).toHaveLength(1);
  });
});

describe('The demo X-ledger by hand', () => {
  test('is edited by payroll, and the stamp of an employee does not move with the contact', async () => {
    const { ask, clock, xledger } = setUp({ seed: { employees: [person('1')] } });
    const look = async () =>
      (
        await ask('{ employees(objectStatus: ALL) { edges { node { modifiedAt info contact { phone } } } } }')
      ).data.employees.edges.map(({ node }: any) => node);
    await clock.advance(60_000);
    xledger.editContact(21_000_001, { phone: '99887766' });
    expect(await look()).toEqual([{ modifiedAt: '2026-03-02T07:00:00', info: null, contact: { phone: '99887766' } }]);
    xledger.editEmployee(21_000_001, { info: 'by hand' });
    expect(await look()).toMatchObject([{ modifiedAt: '2026-03-02T07:01:00', info: 'by hand' }]);
    xledger.removeEmployee(21_000_001);
    expect(await look()).toEqual([]);
    expect(() => xledger.editEmployee(21_000_001, {})).toThrow('There is no employee 21000001');
  });

  test('gives no id twice, whatever the seed names', async () => {
    const employees = [person('1'), { ...person('2'), dbId: 21_000_001 }, person('3')];
    const { ask, xledger } = setUp({ seed: { employees } });
    await ask(ADD, { i: [{ node: { code: '4' } }] });
    const ids = xledger.employees.map(({ dbId }) => dbId);
    expect(new Set(ids).size).toBe(4);
    expect(xledger.employees.find(({ fields }) => fields['code'] === '2')?.dbId).toBe(21_000_001);
  });
});

describe('The limits of the demo X-ledger', () => {
  test('twenty requests go in any five seconds, and the next one says so with status 200', async () => {
    const { ask, clock } = setUp({ options: { workInMillis: 0 } });
    const statuses = [];
    for (let count = 0; count < 21; count += 1) statuses.push(await ask('{ __typename }', {}, 0));
    expect(statuses.slice(0, 20).every(({ data }) => data.__typename === 'Query')).toBe(true);
    expect(statuses[20]).toMatchObject({
      status: 200,
      errors: [{ message: 'Too many requests', code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' }],
    });
    await clock.advance(5_000);
    expect((await ask('{ __typename }', {}, 0)).errors).toBeUndefined();
  });

  test('a second request while one is worked on is refused', async () => {
    const { xledger, clock } = setUp();
    const headers = { Authorization: `token ${DEMO_XLEDGER_TOKEN}` };
    const request = () => xledger.handle(vendorRequest('POST', '/graphql', headers, '{"query":"{ __typename }"}'));
    const answers = await clock.run(Promise.all([request(), request()]));
    expect(answers.map(({ body }) => JSON.parse(body).errors?.[0].code)).toEqual([
      undefined,
      'BAD_REQUEST.CONCURRENCY_LIMIT_REACHED',
    ]);
  });

  test('credits come back when it said that they would', async () => {
    const { ask, clock } = setUp({ options: { credits: { requests: 2, resetAfterInMillis: 60_000 } } });
    for (let count = 0; count < 2; count += 1) expect((await ask('{ __typename }')).errors).toBeUndefined();
    const refused = await ask('{ __typename }');
    expect(refused.errors[0]).toMatchObject({
      code: 'BAD_REQUEST.INSUFFICIENT_CREDITS',
      extensions: { resetAt: expect.stringMatching(/^2026-03-02T07:01:0\d$/) },
    });
    await clock.advance(60_000);
    expect((await ask('{ __typename }')).errors).toBeUndefined();
  });

  test.each([
    ['no header', {}, 'Bad format for API Token'],
    ['another word', { Authorization: `Bearer ${DEMO_XLEDGER_TOKEN}` }, 'Bad format for API Token'],
    ['a token that is none', { Authorization: 'token a b' }, 'Bad format for API Token'],
    ['another token', { Authorization: 'token b3RoZXI=' }, 'The API token is not valid'],
  ])('with %s nothing is answered', async (_name, headers, message) => {
    const { xledger, clock } = setUp();
    const body = '{"query":"{ __typename }"}';
    const answer = await clock.run(xledger.handle(vendorRequest('POST', '/graphql', headers, body)));
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { errors: [{ message }] }]);
  });

  test.each([
    ['a GET', 'GET', '/graphql', ''],
    ['another path', 'POST', '/', '{"query":"{ __typename }"}'],
  ])('%s meets a page of HTML', async (_name, method, path, body) => {
    const { xledger, clock } = setUp();
    const answer = await clock.run(xledger.handle(vendorRequest(method, path, {}, body)));
    expect([answer.status, answer.headers['content-type']]).toEqual([502, 'text/html']);
  });

  test.each(['', 'no JSON', '{}', '{"query":7}', '{"query":"{"}', '{"query":"{ nothing }"}'])(
    'a body that is no query is an error: %j',
    async (body) => {
      const { xledger, clock } = setUp();
      const headers = { Authorization: `token ${DEMO_XLEDGER_TOKEN}` };
      const answer = await clock.run(xledger.handle(vendorRequest('POST', '/graphql', headers, body)));
      expect([answer.status, JSON.parse(answer.body).errors.length]).toEqual([200, 1]);
    },
  );

  test('every answer has the time on it', async () => {
    const { ask } = setUp();
    expect((await ask('{ __typename }')).headers.date).toBe('Mon, 02 Mar 2026 06:00:00 GMT');
  });
});
