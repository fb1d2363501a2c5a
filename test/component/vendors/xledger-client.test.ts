import * as fc from 'fast-check';
import { listen } from '../../../local/demo-vendors/http-server.ts';
import { createRandom } from '../../../local/demo-vendors/company/random.ts';
import { createDemoXledger } from '../../../local/demo-vendors/xledger/demo-xledger.ts';
import type { DemoXledgerInput, XledgerFaultCase } from '../../../local/demo-vendors/xledger/demo-xledger.ts';
import { allScopes, DEMO_XLEDGER_TOKEN } from '../../../local/demo-vendors/xledger/options.ts';
import type { SeedXledgerEmployee } from '../../../local/demo-vendors/xledger/seed.ts';
import { toTransport } from '../../../local/demo-vendors/vendor-request.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import type { Pacer } from '../../../shared/http/pacer.ts';
import type { Transport } from '../../../shared/http/transport.ts';
import { undiciTransport } from '../../../shared/http/undici-transport.ts';
import type { FieldValue } from '../../../shared/records/field-value.ts';
import type { XledgerEmployeeId } from '../../../shared/vendors/xledger/ids.ts';
import type { XledgerClient } from '../../../shared/vendors/xledger/client.ts';
import { XledgerError } from '../../../shared/vendors/xledger/errors.ts';
import type { XledgerEmployee } from '../../../shared/vendors/xledger/employee-record.ts';
import type { Findings, WrittenFields } from '../../../shared/vendors/xledger/probe.ts';
import { branded } from '../../builders/branded.ts';
import { scriptedTransport } from '../../builders/scripted-transport.ts';
import type { Reply, SentRequest } from '../../builders/scripted-transport.ts';
import { connectXledger, openXledger, SESSION_STARTS } from '../../builders/xledger-session.ts';

const NATIONAL_ID = '13097248022';
const ACCOUNT = '12345678903';

const KARI: readonly FieldValue[] = [
  { field: 'code', value: '1001' },
  { field: 'description', value: 'Kari Nordmann' },
  { field: 'firstName', value: 'Kari' },
  { field: 'lastName', value: 'Nordmann' },
  { field: 'email', value: 'kari@fjord.no' },
  { field: 'birthday', value: '1990-05-01' },
  { field: 'employmentFrom', value: '2024-01-01' },
  { field: 'socialSec', value: NATIONAL_ID },
  { field: 'bankAccount', value: ACCOUNT },
  { field: 'positionValue.dbId', value: '51000001' },
  { field: 'trialTo', value: null },
];

const person = (code: string, more: Partial<SeedXledgerEmployee> = {}): SeedXledgerEmployee => ({
  ...more,
  fields: { code, description: `Person ${code}`, ...more.fields },
});
const people = (count: number): readonly SeedXledgerEmployee[] =>
  Array.from({ length: count }, (_, index) => person(String(index + 1)));

const everyField: WrittenFields = { addEmployees: ['code'], updateEmployees: ['code'], updateContacts: ['jobTitle'] };

const errorOf = (error: unknown): XledgerError => {
  if (error instanceof XledgerError) return error;
  throw new Error(`not an XledgerError: ${String(error)}`);
};

const accountOf = ({ bankAccount }: XledgerEmployee): string | null => bankAccount;

/** A client of a scripted X-ledger. */
const scripted = (script: (request: SentRequest, index: number) => Reply, latencyInMillis = 100) => {
  const clock = createVirtualClock(SESSION_STARTS);
  const { transport, sent } = scriptedTransport(clock, script, latencyInMillis);
  const client = connectXledger(clock, transport);
  return {
    clock,
    sent,
    variablesOf: (index: number): any => JSON.parse(sent[index]?.body ?? '{}').variables,
    outcome: <T>(call: (client: XledgerClient) => Promise<T>): Promise<unknown> =>
      clock.run(call(client).catch((error: unknown) => error)),
  };
};

const groupPage = (ids: readonly unknown[], more: { hasNextPage?: boolean; cursor?: string } = {}): Reply => ({
  status: 200,
  json: {
    data: {
      employeeGroups: {
        edges: ids.map((dbId) => ({
          cursor: more.cursor ?? `c${String(dbId)}`,
          node: { dbId, code: `G${String(dbId)}` },
        })),
        pageInfo: { hasNextPage: more.hasNextPage ?? false },
      },
    },
  },
});
const groups = ({ reader }: XledgerClient) => reader.employeeGroups();

describe('The X-ledger client', () => {
  test('writes everything of a person and reads the same back', async () => {
    const { run, xledger } = openXledger();
    const { employee, read, byCode } = await run(async ({ reader, writer }) => {
      const created = await writer.createEmployee(KARI);
      const contact = created.contact ?? { id: branded('0'), secondId: null };
      await writer.updateContact(contact, [
        { field: 'jobTitle', value: 'Consultant' },
        { field: 'email2', value: 'kari@home.no' },
        { field: 'gender.code', value: 'F' },
        { field: 'homeAddress.streetAddress', value: 'Storgata 5' },
        { field: 'homeAddress.zipCode', value: '0150' },
        { field: 'homeAddress.place', value: 'Oslo' },
        { field: 'homeAddress.country', value: 'Norway' },
      ]);
      return {
        employee: created,
        read: await reader.employee(created.id),
        byCode: await reader.employeesWithCode('1001', 'CURRENT'),
      };
    });
    expect(employee).toMatchObject({ code: '1001', contact: { id: expect.any(String) }, remarks: [] });
    expect(read).toMatchObject({
      id: employee.id,
      code: '1001',
      description: 'Kari Nordmann',
      email: 'kari@fjord.no',
      employmentFrom: '2024-01-01',
      employmentTo: null,
      trialTo: null,
      socialSecurityMasked: '***********',
      bankAccount: ACCOUNT,
      positionValue: { id: '51000001', description: 'Consultant', objectKindId: '70001' },
      contact: {
        id: employee.contact?.id,
        secondId: employee.contact?.secondId,
        firstName: 'Kari',
        birthday: '1990-05-01',
        jobTitle: 'Consultant',
        email2: 'kari@home.no',
        gender: { code: 'F' },
        homeAddress: { streetAddress: 'Storgata 5', zipCode: '0150', place: 'Oslo', country: { code: 'NO' } },
      },
    });
    expect(byCode).toEqual([read]);
    expect(xledger.employees).toHaveLength(1);
    expect(xledger.employees[0]?.fields).toMatchObject({ socialSec: NATIONAL_ID });
  });

  test('changes and clears the fields that are named, and leaves the others', async () => {
    const seed = {
      employees: [person('7', { fields: { employmentTo: '2026-12-31', info: 'kept', timesheet: true } })],
    };
    const { run, xledger } = openXledger({ seed });
    await run(async ({ reader, writer }) => {
      const [employee] = await reader.employees('CURRENT');
      if (employee === undefined) throw new Error('nobody');
      await writer.updateEmployee(employee.id, [
        { field: 'employmentTo', value: null },
        { field: 'email', value: 'per@fjord.no' },
      ]);
    });
    expect(xledger.employees[0]?.fields).toEqual({
      code: '7',
      description: 'Person 7',
      employmentTo: null,
      email: 'per@fjord.no',
      info: 'kept',
      timesheet: true,
    });
  });

  test('does all of it over HTTP, and an answer that is lost there leaves the outcome unknown', async () => {
    const clock = createVirtualClock(SESSION_STARTS);
    const xledger = createDemoXledger({ clock });
    const server = await listen(xledger, { host: '127.0.0.1', port: 0 });
    try {
      const client = connectXledger(clock, undiciTransport(), undefined, { url: `${server.url}/graphql` });
      const findings = await clock.run(client.reader.probe(everyField));
      expect(findings).toMatchObject({ entity: { companyNumber: '999999999' }, isSchemaKnown: true });
      const { id } = await clock.run(client.writer.createEmployee(KARI));
      for (const after of ['reset', 'cutBody', 'emptyBody', 'html', 502] as const) {
        xledger.setFaults(() => ({ after }));
        const lost = await clock.run(
          client.writer
            .updateEmployee(id, [{ field: 'email', value: `${after}@fjord.no` }])
            .catch((error: unknown) => error),
        );
        expect([after, errorOf(lost).kind]).toEqual([after, 'outcomeUnknown']);
        expect(xledger.employees[0]?.fields['email']).toBe(`${after}@fjord.no`);
        xledger.setFaults(null);
        await clock.run(client.writer.updateEmployee(id, [{ field: 'email', value: 'kari@fjord.no' }]));
      }
      xledger.setFaults((_text, sequence) => (sequence % 2 === 0 ? { before: 'reset' } : null));
      expect(await clock.run(client.reader.employees('CURRENT'))).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  test('is only sent the token with the word "token", and JSON', async () => {
    const { outcome, sent } = scripted(() => groupPage([1]));
    await outcome(groups);
    expect(sent[0]).toMatchObject({
      method: 'POST',
      headers: { Authorization: `token ${DEMO_XLEDGER_TOKEN}`, 'Content-Type': 'application/json' },
    });
  });
});

describe('A list of X-ledger', () => {
  test('shows closed records and those of the entities that are asked for', async () => {
    const employees = [person('1'), person('2', { fields: { dateTo: '2020-12-31' } }), person('3', { owner: '11' })];
    const { run } = openXledger({ seed: { employees } });
    const [own, all] = await run(async ({ reader }) => [
      await reader.employees('CURRENT'),
      await reader.employees('ALL'),
    ]);
    expect(own?.map(({ code }) => code)).toEqual(['1', '2']);
    expect(all?.map(({ code, ownerId }) => [code, ownerId])).toEqual([
      ['1', '1001'],
      ['2', '1001'],
      ['3', '1002'],
    ]);
  });

  test('is halved when X-ledger cuts it off, and stays so', async () => {
    const { run, xledger } = openXledger({ seed: { employees: people(1_100) } });
    const rows = await run(({ reader }) => reader.employees('CURRENT'));
    expect(rows.map(({ code }) => Number(code)).toSorted((a, b) => a - b)).toEqual(
      people(1_100).map((_, index) => index + 1),
    );
    expect(xledger.requests.map(({ errors }) => errors)).toEqual([['Your query timed out.'], [], [], []]);
  });

  test.each([
    { heavyAbove: 100, requests: 1 + 3 + 3 },
    { heavyAbove: 249, requests: 1 + 2 + 3 },
    { heavyAbove: 1_000, requests: 1 },
  ])('is asked for in pages that X-ledger can take: %j', async ({ heavyAbove, requests }) => {
    const { run, xledger } = openXledger({ seed: { employees: people(300) }, options: { heavyAbove } });
    expect(await run(({ reader }) => reader.employees('CURRENT'))).toHaveLength(300);
    expect(xledger.requests.length).toBeLessThanOrEqual(requests);
  });

  test('that X-ledger cuts off at a hundred rows too is incomplete', async () => {
    const { failure } = openXledger({ seed: { employees: people(300) }, options: { heavyAbove: 99 } });
    const error = errorOf(await failure(({ reader }) => reader.employees('CURRENT')));
    expect(error.kind).toBe('incomplete');
    expect(error.summary).toContain('broke off after 0 rows');
  });

  test('takes whatever page X-ledger gives', async () => {
    const { run, xledger } = openXledger({ seed: { employees: people(45) }, options: { largestPage: 20 } });
    expect(await run(({ reader }) => reader.employees('CURRENT'))).toHaveLength(45);
    expect(xledger.requests).toHaveLength(3);
  });

  test('goes on after the cursor of the last row', async () => {
    const { outcome, variablesOf } = scripted((_request, index) => groupPage([index + 1], { hasNextPage: index < 2 }));
    expect(await outcome(groups)).toEqual(
      [1, 2, 3].map((id) => ({ id: String(id), code: `G${id}`, description: null })),
    );
    expect([0, 1, 2].map((index) => variablesOf(index))).toEqual([
      { first: 1_000, after: null },
      { first: 1_000, after: 'c1' },
      { first: 1_000, after: 'c2' },
    ]);
  });

  test('whose cursor comes twice is incomplete', async () => {
    const { outcome, sent } = scripted((_request, index) => groupPage([index], { hasNextPage: true, cursor: 'same' }));
    expect(errorOf(await outcome(groups))).toMatchObject({
      kind: 'incomplete',
      message: expect.stringContaining('repeat'),
    });
    expect(sent).toHaveLength(2);
  });

  test('ends at an empty page', async () => {
    const { outcome } = scripted((_request, index) => groupPage(index === 0 ? [1] : [], { hasNextPage: true }));
    expect(await outcome(groups)).toHaveLength(1);
  });

  test('that is empty is empty', async () => {
    const { outcome } = scripted(() => groupPage([]));
    expect(await outcome(groups)).toEqual([]);
  });

  test.each([[null], [{}], ['a b']])('with a row whose id is %j is incomplete', async (dbId) => {
    const { outcome } = scripted(() => groupPage([1, dbId]));
    const error = errorOf(await outcome(groups));
    expect([error.kind, error.summary]).toEqual([
      'incomplete',
      'Row 2 of the list employeeGroups has no id that can be used.',
    ]);
  });

  test('whose second page never comes is incomplete, and whose first page never comes is unavailable', async () => {
    const second = scripted((_request, index) => (index === 0 ? groupPage([1], { hasNextPage: true }) : 'reset'));
    expect(errorOf(await second.outcome(groups)).kind).toBe('incomplete');
    const first = scripted(() => 'reset');
    expect(errorOf(await first.outcome(groups)).kind).toBe('unavailable');
    expect(first.sent).toHaveLength(5);
  });

  test('is not believed where errors stand beside it', async () => {
    const page = groupPage([1]);
    const withError = { status: 200, json: { ...(page as { json: object }).json, errors: [{ message: 'Something' }] } };
    const { outcome, sent } = scripted((_request, index) => (index === 0 ? withError : page));
    expect(await outcome(groups)).toHaveLength(1);
    expect(sent).toHaveLength(2);
  });

  test.each([
    ['HTML', { status: 200, text: '<html>' }],
    ['cut JSON', { status: 200, text: '{"data":{"emplo' }],
    ['an empty body', { status: 200, text: '' }],
    ['another list', { status: 200, json: { data: { employees: null } } }],
    ['500', { status: 500 }],
    ['503', { status: 503, text: 'maintenance' }],
    ['a redirect', { status: 302 }],
    ['404', { status: 404, text: 'nothing here' }],
  ] as const)('is asked for again after %s', async (_name, reply) => {
    const { outcome, sent } = scripted((_request, index) => (index === 0 ? reply : groupPage([1])));
    expect(await outcome(groups)).toHaveLength(1);
    expect(sent).toHaveLength(2);
  });

  test('of data with status 500 is taken: the body is read before the status', async () => {
    const { outcome, sent } = scripted(() => ({ ...(groupPage([1]) as { status: number }), status: 500 }));
    expect(await outcome(groups)).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });

  test('may have ids as numbers or as text, and fields that nobody knows', async () => {
    const { outcome } = scripted(() => ({
      status: 200,
      json: {
        data: {
          employeeGroups: {
            edges: [
              { cursor: 1, node: { dbId: 7, code: 12, description: {}, colour: 'red' }, weight: 3 },
              { cursor: 'x', node: { dbId: '8', code: 'A', description: 'Fast' } },
            ],
            pageInfo: { hasNextPage: false, endCursor: 'z' },
            totalCount: 2,
          },
        },
      },
    }));
    expect(await outcome(groups)).toEqual([
      { id: '7', code: '12', description: null },
      { id: '8', code: 'A', description: 'Fast' },
    ]);
  });

  test('of one code holds those with exactly that code, whatever the filter does', async () => {
    const employees = ['A-1', 'a-1', 'A-1', '7', '007'].map((code) => person(code));
    const { run } = openXledger({ seed: { employees } });
    const found = await run(async ({ reader }) => [
      await reader.employeesWithCode('A-1', 'ALL'),
      await reader.employeesWithCode('007', 'ALL'),
      await reader.employeesWithCode(' ', 'ALL'),
      await reader.employeesWithCode('"} }', 'ALL'),
    ]);
    expect(found.map((rows) => rows.map(({ code }) => code))).toEqual([['A-1', 'A-1'], ['007'], [], []]);
    const ignored = scripted(() => ({
      status: 200,
      json: {
        data: {
          employees: {
            edges: ['1', '2'].map((code) => ({ cursor: code, node: { dbId: Number(code), code } })),
            pageInfo: { hasNextPage: false },
          },
        },
      },
    }));
    expect(await ignored.outcome(({ reader }) => reader.employeesWithCode('2', 'ALL'))).toMatchObject([{ id: '2' }]);
    expect(await ignored.outcome(({ reader }) => reader.employee(branded('3')))).toBeNull();
  });

  test('of employees by their ids are asked in hundreds, up to the greatest id that GraphQL takes', async () => {
    const ids = Array.from({ length: 600 }, (_, index) => branded<XledgerEmployeeId>(String(2 ** 31 - 600 + index)));
    const { outcome, variablesOf, sent } = scripted((_request, index) => ({
      status: 200,
      json: {
        data: {
          employees: {
            edges: [{ cursor: 'c', node: { dbId: 2 ** 31 - 1 - (index === 0 ? 599 : 0) } }],
            pageInfo: { hasNextPage: false },
          },
        },
      },
    }));
    const found = await outcome(({ reader }) => reader.employeesWithIds([...ids, branded('2147483648'), branded('x')]));
    expect(found).toMatchObject([{ id: '2147483048' }, { id: '2147483647' }]);
    expect(sent).toHaveLength(2);
    expect([variablesOf(0).ids.length, variablesOf(1).ids.length]).toEqual([500, 100]);
  });

  test('that hangs once is asked for again', async () => {
    const { outcome, sent } = scripted((_request, index) => (index === 0 ? 'hang' : groupPage([1])));
    expect(await outcome(groups)).toHaveLength(1);
    expect(sent).toHaveLength(2);
  });

  test('of values leaves out those of another list, should the filter be ignored', async () => {
    const edges = [70_001, 70_002].map((objectKindDbId, index) => ({
      cursor: 'c',
      node: { dbId: index, objectKindDbId },
    }));
    const { outcome } = scripted(() => ({
      status: 200,
      json: { data: { objectValues: { edges, pageInfo: { hasNextPage: false } } } },
    }));
    expect(await outcome(({ reader }) => reader.objectValues(branded('70002')))).toMatchObject([{ id: '1' }]);
  });

  test('of values is of one list, and a list that is not named by digits has none', async () => {
    const { run } = openXledger();
    const lists = await run(async ({ reader }) => [
      await reader.objectValues(branded('70001')),
      await reader.objectValues(branded('70002')),
      await reader.objectValues(branded('70001 }')),
    ]);
    expect(lists.map((values) => values.map(({ description }) => description))).toEqual([
      ['Consultant', 'Senior Consultant', 'Accountant', 'Chief Executive'],
      ['Administration', 'Production'],
      [],
    ]);
  });
});

describe('The account of an employee', () => {
  const seed = { employees: [person('1', { bankAccount: ACCOUNT }), person('2')] };
  test.each([
    ['is read where it can be', {}, [ACCOUNT, null]],
    ['comes masked', { bankAccount: 'masked' }, ['*******8903', null]],
    ['comes as null', { bankAccount: 'null' }, [null, null]],
    ['is refused', { bankAccount: 'refused' }, [null, null]],
    ['is no field', { withoutFields: ['Subledger.bankAccount'] }, [null, null]],
    ['has nothing that it could be in', { withoutFields: ['Employee.subledger'] }, [null, null]],
  ] as const)('%s', async (_name, options, expected) => {
    const { run, xledger } = openXledger({ seed, options: options as NonNullable<DemoXledgerInput['options']> });
    const accounts = ({ reader }: XledgerClient) => reader.employees('CURRENT').then((rows) => rows.map(accountOf));
    expect(await run(accounts)).toEqual(expected);
    const before = xledger.requests.length;
    expect(await run(accounts)).toEqual(expected);
    // What was learned is not asked for again.
    expect(xledger.requests).toHaveLength(before + 1);
  });

  test('is not blamed for what else is wrong', async () => {
    const { failure } = openXledger({ seed, options: { withoutFields: ['Employee.trialTo'] } });
    expect(errorOf(await failure(({ reader }) => reader.employees('CURRENT')))).toMatchObject({
      reason: 'contractBroken',
      place: 'Employee.trialTo',
    });
  });
});

test.each([
  ['full', '***********'],
  ['birthday', '130972*****'],
  ['lastDigits', '******48022'],
] as const)('The national id is read as X-ledger masks it: %s', async (mask, expected) => {
  const employees = [person('1', { fields: { socialSec: NATIONAL_ID } }), person('2')];
  const { run } = openXledger({ seed: { employees }, options: { mask } });
  const rows = await run(({ reader }) => reader.employees('CURRENT'));
  expect(rows.map(({ socialSecurityMasked }) => socialSecurityMasked)).toEqual([expected, null]);
});

describe('The limits of X-ledger', () => {
  test.each([1, 3])(
    'are kept by %i processes together: 15 requests in five seconds, one at a time',
    async (clients) => {
      const { clock, xledger, clients: all } = openXledger({ seed: { employees: people(2) } }, { clients });
      const reads = all.flatMap(({ reader }) => Array.from({ length: 40 / clients }, () => reader.employeeGroups()));
      await clock.run(Promise.all(reads));
      expect(xledger.requests.flatMap(({ errors }) => errors)).toEqual([]);
      expect(xledger.mostRequestsInFiveSeconds()).toBeLessThanOrEqual(15);
    },
  );

  test.each(['ok', 'own'] as const)(
    'a burst is waited out for five seconds each time: errors with status %s',
    async (errorStatus) => {
      const faults = (_text: string, sequence: number): XledgerFaultCase | null =>
        sequence <= 2
          ? { before: { error: { message: 'Too many requests', code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' } } }
          : null;
      const { run, xledger } = openXledger({ faults, options: { errorStatus } });
      await run(({ writer }) => writer.createEmployee(KARI));
      const at = xledger.requests.map((request) => request.at - SESSION_STARTS);
      expect(at).toHaveLength(3);
      expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(5_000);
      expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(5_000);
      expect(xledger.employees).toHaveLength(1);
    },
  );

  test('a burst of one process holds the others back too', async () => {
    const error = { message: 'Too many requests', code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' };
    const faults = (_text: string, sequence: number): XledgerFaultCase | null =>
      sequence === 1 ? { before: { error } } : null;
    const { clients, clock, xledger } = openXledger({ faults }, { clients: 2 });
    await clock.run(Promise.all(clients.map(groups)));
    const [first, ...others] = xledger.requests.map(({ at }) => at);
    expect(others).toHaveLength(2);
    for (const at of others) expect(at - (first ?? 0)).toBeGreaterThanOrEqual(5_000);
  });

  test('a request leaves when its turn comes, and waits for another turn when it missed that', async () => {
    const { clock, transport, sent } = (() => {
      const clock = createVirtualClock(SESSION_STARTS);
      return { clock, ...scriptedTransport(clock, () => groupPage([1])) };
    })();
    let turns = 0;
    const pacer: Pacer = {
      acquire: async () => {
        turns += 1;
        const isMissed = turns === 1;
        return Promise.resolve({
          comes: () => clock.sleep(2_000),
          mayLeave: () => !isMissed,
          answered: () => undefined,
        });
      },
      penalise: () => Promise.resolve(),
    };
    let counted = 0;
    const count = (): void => {
      counted += 1;
    };
    const client = connectXledger(clock, transport, undefined, { pacer, count });
    expect(await clock.run(groups(client))).toHaveLength(1);
    expect([turns, counted, sent.length, (sent[0]?.sentAt ?? 0) - SESSION_STARTS]).toEqual([2, 1, 1, 4_000]);
  });

  test.each(['ok', 'own'] as const)('too many at once are sent again: errors with status %s', async (errorStatus) => {
    const { clients, xledger, clock } = openXledger(
      { options: { errorStatus, workInMillis: 400 } },
      // Each process by itself, as if the turnstile were not shared.
      { clients: 3, overrides: { oneAtATime: (task) => task() } },
    );
    const apart = clients.map(({ writer }, index) => writer.createEmployee([{ field: 'code', value: String(index) }]));
    await clock.run(Promise.all(apart));
    expect(xledger.requests.flatMap(({ errors }) => errors)).not.toEqual([]);
    expect(xledger.employees).toHaveLength(3);
  });

  test.each(['zoned', 'local', 'seconds', 'millis'] as const)(
    'credits that come back in two minutes are waited for: told as %s',
    async (resetAt) => {
      const credits = { requests: 1, resetAfterInMillis: 120_000 };
      const { run, xledger, clock } = openXledger({ options: { credits, resetAt } });
      await run(groups);
      await run(({ writer }) => writer.createEmployee(KARI));
      expect(clock.now() - SESSION_STARTS).toBeGreaterThanOrEqual(120_000);
      expect(clock.now() - SESSION_STARTS).toBeLessThan(170_000);
      expect(xledger.employees).toHaveLength(1);
    },
  );

  test.each([
    ['in three hours', { resetAfterInMillis: 3 * 3_600_000, resetAt: 'local' }, SESSION_STARTS + 3 * 3_600_000],
    ['nobody knows when', { resetAfterInMillis: 60_000, resetAt: 'absent' }, null],
  ] as const)('credits that come back %s end the call', async (_name, { resetAfterInMillis, resetAt }, expected) => {
    const credits = { requests: 0, resetAfterInMillis };
    const { failure, clock } = openXledger({ options: { credits, resetAt } });
    const error = errorOf(await failure(({ writer }) => writer.createEmployee(KARI)));
    expect(error).toMatchObject({ kind: 'unavailable', reason: 'creditsUsedUp' });
    if (expected === null) expect(error.resetAt).toBeNull();
    else expect(Math.abs((error.resetAt ?? 0) - expected)).toBeLessThan(2_000);
    expect(clock.now() - SESSION_STARTS).toBeLessThan(1_000);
  });

  test('credits that are used up between two pages are no page that is missing', async () => {
    const credits = { requests: 1, resetAfterInMillis: 3_600_000 };
    const { failure } = openXledger({ seed: { employees: people(9) }, options: { credits, largestPage: 5 } });
    expect(errorOf(await failure(({ reader }) => reader.employees('CURRENT'))).reason).toBe('creditsUsedUp');
  });

  test('429 without a body is a limit too, and waits as it is asked to', async () => {
    const { outcome, sent } = scripted((_request, index) =>
      index === 0 ? { status: 429, headers: { 'retry-after': '20' } } : groupPage([1]),
    );
    expect(await outcome(groups)).toHaveLength(1);
    expect((sent[1]?.sentAt ?? 0) - (sent[0]?.sentAt ?? 0)).toBeGreaterThanOrEqual(20_000);
  });

  test('what does not fit before the deadline is not sent', async () => {
    const { failure, xledger } = openXledger({}, { overrides: { deadline: () => SESSION_STARTS + 10_000 } });
    expect(errorOf(await failure(({ writer }) => writer.createEmployee(KARI))).kind).toBe('outOfTime');
    expect(xledger.requests).toHaveLength(0);
  });
});

describe('The token', () => {
  test.each(['ok', 'own'] as const)(
    'of the wrong form is refused at once: errors with status %s',
    async (errorStatus) => {
      const { failure, xledger } = openXledger({ options: { errorStatus } }, { overrides: { token: 'not/a token' } });
      const error = errorOf(await failure(({ reader }) => reader.probe(everyField)));
      expect(error.kind).toBe('credentialsRefused');
      expect(error.message).toContain('API tokens');
      expect(`${error.message}${error.summary}`).not.toContain('not/a token');
      expect(xledger.requests).toHaveLength(1);
    },
  );

  test.each([
    ['ok', 3],
    ['own', 1],
  ] as const)('that X-ledger does not know ends the probe: errors with status %s', async (errorStatus, requests) => {
    const { failure, xledger } = openXledger({ options: { errorStatus }, token: 'b3RoZXI=' });
    const error = errorOf(await failure(({ reader }) => reader.probe(everyField)));
    expect([error.kind, error.message]).toEqual(['credentialsRefused', 'The API token is not valid']);
    expect(xledger.requests).toHaveLength(requests);
  });

  test.each(['ok', 'own'] as const)(
    'that may not read employees ends the probe, in words of X-ledger: errors with status %s',
    async (errorStatus) => {
      const scopes = allScopes.filter((scope) => scope !== 'Human Resources');
      const { failure } = openXledger({ scopes, options: { errorStatus } });
      const error = errorOf(await failure(({ reader }) => reader.probe(everyField)));
      expect([error.kind, error.message]).toEqual([
        'credentialsRefused',
        'The API token lacks the scope "Human Resources: read".',
      ]);
    },
  );

  test('that may not read entities leaves the company unknown', async () => {
    const { run } = openXledger({ scopes: ['Human Resources'] });
    const nothing: Findings = { entity: null, environment: 'xledger.test', isSchemaKnown: true };
    expect(await run(({ reader }) => reader.probe(everyField))).toEqual(nothing);
  });

  test('is in no message, even when X-ledger quotes it', async () => {
    const error = { message: `Something about ${DEMO_XLEDGER_TOKEN} is wrong` };
    const { failure } = openXledger({ faults: () => ({ before: { error } }) });
    const thrown = errorOf(await failure(groups));
    expect(thrown.message).toBe('Something about *** is wrong');
    expect(JSON.stringify(thrown)).not.toContain(DEMO_XLEDGER_TOKEN);
  });
});

describe('The probe', () => {
  test('tells the entity, its company and the lists of its dimensions, in four requests', async () => {
    const { run, xledger } = openXledger({ seed: { tokenEntity: '11', employees: people(3) } });
    expect(await run(({ reader }) => reader.probe(everyField))).toEqual({
      entity: {
        id: '1002',
        code: '11',
        description: 'Fjordbruk Demo Nord AS',
        companyNumber: '999999980',
        parentId: '1001',
        dimensions: [
          { dimension: 'GL object 1', objectKindId: '70002' },
          { dimension: 'GL object 2', objectKindId: '70003' },
        ],
      },
      environment: 'xledger.test',
      isSchemaKnown: true,
    });
    expect(xledger.requests).toHaveLength(4);
    expect(xledger.writes).toBe(0);
  });

  test('takes the uppermost of several entities for the own one', async () => {
    const entities = [
      { code: '11', description: 'Nord', companyNumber: '999999980', parent: '10' },
      { code: '10', description: 'Fjordbruk', companyNumber: '999999999', parent: null },
    ];
    const { clock, xledger } = openXledger({ seed: { entities } });
    const toDemo = toTransport(xledger, { clock, latencyInMillis: 150 });
    // An X-ledger that shows all entities, whichever are asked for.
    const transport: Transport = ({ body, ...request }) =>
      toDemo({ ...request, body: body?.replace(/(entities\(.*)CURRENT/, '$1ALL') ?? null });
    const { entity } = await clock.run(connectXledger(clock, transport).reader.probe(everyField));
    expect(entity).toMatchObject({ code: '10', companyNumber: '999999999' });
  });

  test.each([
    'Employee.trialTo',
    'Employee.flexiFieldsItem',
    'Contact.homeAddress',
    'ObjectValue.objectKindDbId',
    'AddEmployeesInputNode.initials',
    'UpdateEmployeesInputNode.email',
    'UpdateContactsInputNode.jobTitle',
    'AddEmployeesInput.node',
  ])('names what is gone from the schema: %s', async (place) => {
    const fields = { addEmployees: ['code', 'initials'], updateEmployees: ['email'], updateContacts: ['jobTitle'] };
    const { failure } = openXledger({ options: { withoutFields: [place] } });
    const error = errorOf(await failure(({ reader }) => reader.probe(fields)));
    expect(error).toMatchObject({ kind: 'rejected', reason: 'contractBroken', place });
    expect(error.message).toContain(place);
  });

  test('does not mind what is gone and not used', async () => {
    const { run } = openXledger({
      options: { withoutFields: ['Employee.overview', 'AddEmployeesInputNode.exitReason'] },
    });
    expect(await run(({ reader }) => reader.probe(everyField))).toMatchObject({ isSchemaKnown: true });
  });

  test('goes on where X-ledger does not tell its schema, and a write finds out', async () => {
    const options = { tellsSchema: false, withoutFields: ['AddEmployeesInputNode.birthday'] };
    const { run, failure } = openXledger({ options });
    expect(await run(({ reader }) => reader.probe(everyField))).toMatchObject({ isSchemaKnown: false });
    const error = errorOf(await failure(({ writer }) => writer.createEmployee(KARI)));
    expect(error).toMatchObject({ reason: 'contractBroken', place: 'AddEmployeesInputNode.birthday' });
    // X-ledger quotes the whole record there.
    for (const secret of ['Nordmann', NATIONAL_ID, '1990']) expect(error.message).not.toContain(secret);
  });
});

describe('A write to X-ledger', () => {
  test.each(['ok', 'own'] as const)(
    'whose value is refused says so in words of X-ledger, masked: errors with status %s',
    async (errorStatus) => {
      const { failure, xledger } = openXledger({ options: { errorStatus } });
      const wrong = KARI.map((field) => (field.field === 'socialSec' ? { ...field, value: '130972480' } : field));
      const error = errorOf(await failure(({ writer }) => writer.createEmployee(wrong)));
      expect(error.kind).toBe('rejected');
      expect(error.reason).toBeNull();
      expect(error.message).toBe('Invalid value for argument "socialSec": "***". It is no national id.');
      expect(error.summary).toBe('X-ledger refused a value of addEmployees.');
      expect(xledger.employees).toHaveLength(0);
    },
  );

  test.each(['all', 'each'] as const)(
    'that is refused alone is refused: a bad record fails %s',
    async (batchFailure) => {
      const { failure, xledger } = openXledger({ options: { batchFailure } });
      const error = errorOf(
        await failure(({ writer }) => writer.createEmployee([...KARI, { field: 'initials', value: 'ABCDEF' }])),
      );
      expect([error.kind, error.message]).toEqual([
        'rejected',
        'Invalid value for argument "initials": "ABCDEF". It has at most 5 characters.',
      ]);
      expect(xledger.writes).toBe(0);
    },
  );

  test('with a reference to nothing is refused', async () => {
    const { failure } = openXledger();
    const sent = [{ field: 'positionValue.dbId', value: '99' }];
    expect(errorOf(await failure(({ writer }) => writer.createEmployee(sent))).kind).toBe('rejected');
  });

  test('with errors beside the record is written, and they are remarks', async () => {
    const error = { message: `The account ${ACCOUNT} is new`, code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' };
    const { run, xledger } = openXledger({ faults: () => ({ after: { error } }) });
    const written = await run(({ writer }) => writer.createEmployee(KARI));
    expect(written).toMatchObject({ code: '1001', remarks: ['The account *** is new'] });
    expect([xledger.requests.length, xledger.employees.length]).toEqual([1, 1]);
  });

  test.each(['reset', 'hang', 'cutBody', 'emptyBody', 'html', 500, 502] as const)(
    'whose answer is lost (%s) is not repeated',
    async (after) => {
      const { failure, run, xledger } = openXledger({
        faults: (_text, sequence) => (sequence === 1 ? { after } : null),
      });
      expect(errorOf(await failure(({ writer }) => writer.createEmployee(KARI))).kind).toBe('outcomeUnknown');
      expect(xledger.requests).toHaveLength(1);
      expect(await run(({ reader }) => reader.employeesWithCode('1001', 'CURRENT'))).toHaveLength(1);
    },
  );

  test.each([
    ['an error that nobody knows', { before: { error: { message: 'Something went wrong' } } }],
    ['a mutation that is cut off', { before: { error: { message: 'Your query timed out.' } } }],
    ['503', { before: 503 }],
    ['a page of HTML', { before: 'html' }],
  ] as const)('that ends in %s is in doubt', async (_name, fault) => {
    const { failure, xledger } = openXledger({ faults: () => fault });
    expect(errorOf(await failure(({ writer }) => writer.createEmployee(KARI))).kind).toBe('outcomeUnknown');
    expect(xledger.requests).toHaveLength(1);
  });

  test('that never left is certainly not applied', async () => {
    const { outcome, sent } = scripted(() => 'refuse');
    expect(errorOf(await outcome(({ writer }) => writer.createEmployee(KARI))).kind).toBe('unavailable');
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['another id', { dbId: 8, code: '1001' }],
    ['no id', { code: '1001' }],
    ['nothing', null],
  ])('is not proven by an answer with %s', async (_name, node) => {
    const answer = { status: 200, json: { data: { updateEmployees: { edges: [{ clientId: '1', node }] } } } };
    const { outcome } = scripted(() => answer);
    const error = await outcome(({ writer }) =>
      writer.updateEmployee(branded('7'), [{ field: 'email', value: 'a@b.no' }]),
    );
    expect(errorOf(error).kind).toBe('outcomeUnknown');
  });

  test('of a new employee is not proven by somebody with another code', async () => {
    const node = { dbId: 8, code: '1002' };
    const { outcome } = scripted(() => ({ status: 200, json: { data: { addEmployees: { edges: [{ node }] } } } }));
    expect(errorOf(await outcome(({ writer }) => writer.createEmployee(KARI))).kind).toBe('outcomeUnknown');
  });

  test('sends one record, with parts nested, ids as text, and nothing without a value', async () => {
    const { outcome, variablesOf } = scripted(() => ({ status: 200, json: { data: null, errors: [] } }));
    await outcome(({ writer }) => writer.createEmployee(KARI.slice(8)));
    expect(variablesOf(0)).toEqual({
      inputs: [{ clientId: '1', node: { bankAccount: ACCOUNT, positionValue: { dbId: '51000001' } } }],
    });
  });

  test('runs what has to come before it right before it leaves, each time', async () => {
    const before: number[] = [];
    const burst: Reply = { status: 200, json: { errors: [{ message: 'Too many requests' }] } };
    const { outcome, sent, clock } = scripted((_request, index) =>
      index === 0
        ? burst
        : { status: 200, json: { data: { addEmployees: { edges: [{ node: { dbId: 1, code: '1001' } }] } } } },
    );
    await outcome(({ writer }) =>
      writer.createEmployee(KARI, async () => {
        before.push(clock.now());
        return Promise.resolve();
      }),
    );
    expect(before).toEqual(sent.map(({ sentAt }) => sentAt));
    expect(before).toHaveLength(2);
  });

  test('that is refused ends a row of unanswered ones', async () => {
    const refusal = { before: { error: { message: 'x', extensions: { code: 'INVALID_VALUE' } } } } as const;
    const faults = (_text: string, sequence: number): XledgerFaultCase =>
      sequence === 5 ? refusal : { before: 'reset' };
    const { failure, xledger } = openXledger({ faults });
    for (let count = 0; count < 9; count += 1) {
      const error = errorOf(await failure(({ writer }) => writer.updateEmployee(branded('7'), [])));
      expect([count, error.kind, error.isOutage]).toEqual([count, count === 4 ? 'rejected' : 'outcomeUnknown', false]);
    }
    expect(xledger.requests).toHaveLength(9);
  });

  test('of a contact goes with both of its ids, and what it quotes of an address is masked', async () => {
    const error = { message: '"Storgata 5" is too long', extensions: { code: 'INVALID_VALUE' } };
    const { outcome, variablesOf } = scripted(() => ({ status: 200, json: { errors: [error] } }));
    const sent = [{ field: 'homeAddress.streetAddress', value: 'Storgata 5' }];
    const refused = await outcome(({ writer }) => writer.updateContact({ id: branded('7'), secondId: 'C7' }, sent));
    expect(errorOf(refused).message).toBe('"***" is too long');
    expect(variablesOf(0).inputs).toEqual([
      { clientId: '1', node: { dbId: '7', id: 'C7', homeAddress: { streetAddress: 'Storgata 5' } } },
    ]);
  });

  test('is held back while X-ledger leaves five in a row unanswered', async () => {
    const { failure, xledger } = openXledger({ faults: () => ({ before: 'reset' }) });
    const update = ({ writer }: XledgerClient) =>
      writer.updateEmployee(branded('7'), [{ field: 'email', value: 'a@b.no' }]);
    const outcomes = [];
    for (let count = 0; count < 7; count += 1) outcomes.push(errorOf(await failure(update)));
    expect(outcomes.map(({ kind, isOutage }) => [kind, isOutage])).toEqual([
      ...Array.from({ length: 4 }, () => ['outcomeUnknown', false]),
      ['outcomeUnknown', true],
      ['unavailable', false],
      ['unavailable', false],
    ]);
    expect(xledger.requests).toHaveLength(5);
  });

  test('is not sent while the clocks differ by too much', async () => {
    const late = { date: new Date(SESSION_STARTS - 3_600_000).toUTCString() };
    const { outcome, sent } = scripted(() => ({ ...(groupPage([1]) as { status: number }), headers: late }));
    expect(errorOf(await outcome(groups)).kind).toBe('clockWrong');
    expect(errorOf(await outcome(({ writer }) => writer.createEmployee(KARI))).kind).toBe('clockWrong');
    expect(sent).toHaveLength(1);
  });

  test('of a value of a list makes one that can be referred to', async () => {
    const { run } = openXledger();
    const value = await run(({ writer }) =>
      writer.createObjectValue([
        { field: 'description', value: 'Carpenter' },
        { field: 'definition.dbId', value: '70001' },
      ]),
    );
    expect(value).toMatchObject({ description: 'Carpenter', objectKindId: '70001' });
    await run(({ writer }) => writer.createEmployee([{ field: 'positionValue.dbId', value: value.id }]));
  });
});

describe('What nobody knows of X-ledger is safe either way', () => {
  test.each([
    { refusesTakenCodes: false, expected: 2 },
    { refusesTakenCodes: true, expected: 1 },
  ])('a code that is taken: %j', async ({ refusesTakenCodes, expected }) => {
    const { run, xledger } = openXledger({ options: { refusesTakenCodes } });
    await run(({ writer }) => writer.createEmployee(KARI));
    const again = await run(({ writer }) => writer.createEmployee(KARI).catch((error: unknown) => error));
    if (refusesTakenCodes) expect(errorOf(again).kind).toBe('rejected');
    expect(xledger.employees).toHaveLength(expected);
    expect(await run(({ reader }) => reader.employeesWithCode('1001', 'CURRENT'))).toHaveLength(expected);
  });

  test.each([true, false])('a contact that comes along: %s', async (createsContact) => {
    const { run } = openXledger({ options: { createsContact } });
    const { id, contact } = await run(({ writer }) => writer.createEmployee(KARI));
    expect(contact !== null).toBe(createsContact);
    expect((await run(({ reader }) => reader.employee(id)))?.contact !== null).toBe(createsContact);
  });

  test.each([0, 2_000, 30_000])(
    'a query that lags %i ms behind: the answer to the write is what counts',
    async (lagInMillis) => {
      const { run, clock } = openXledger({ options: { lagInMillis } });
      const created = await run(({ writer }) => writer.createEmployee(KARI));
      expect(created).toMatchObject({ code: '1001' });
      const found = await run(({ reader }) => reader.employeesWithCode('1001', 'CURRENT'));
      expect(found).toHaveLength(lagInMillis === 0 ? 1 : 0);
      await clock.advance(lagInMillis);
      expect(await run(({ reader }) => reader.employeesWithCode('1001', 'CURRENT'))).toMatchObject([
        { id: created.id },
      ]);
    },
  );

  test('a request that is slow is waited for, and nothing else is sent meanwhile', async () => {
    const { clients, clock, xledger } = openXledger({ faults: () => ({ slowInMillis: 8_000 }) }, { clients: 2 });
    await clock.run(Promise.all(clients.map(({ writer }) => writer.createEmployee(KARI))));
    const [first, second] = xledger.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(8_000);
    expect(xledger.requests.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test('whatever an answer is, it ends as a record or as an error of the client, and never shows a secret', async () => {
    const texts = fc.constantFrom(
      'Too many requests',
      'Your query timed out.',
      `The id ${NATIONAL_ID} is wrong`,
      'argument',
      '',
    );
    const error = fc.oneof(
      fc.record({ message: texts, code: fc.constantFrom('INVALID_VALUE', 'X', null), path: fc.jsonValue() }),
      fc.jsonValue(),
    );
    const node = fc.oneof(
      fc.record({ dbId: fc.jsonValue(), code: fc.jsonValue(), contact: fc.jsonValue() }),
      fc.jsonValue(),
    );
    const edges = fc.array(fc.record({ cursor: fc.jsonValue(), node }), { maxLength: 3 });
    const list = fc.record({ edges, pageInfo: fc.oneof(fc.record({ hasNextPage: fc.boolean() }), fc.jsonValue()) });
    const data = fc.oneof(
      fc.record({ employees: list }),
      fc.record({ addEmployees: fc.record({ edges }) }),
      fc.jsonValue(),
    );
    const body = fc.oneof(
      fc.record({ data, errors: fc.oneof(fc.array(error, { maxLength: 2 }), fc.jsonValue()) }),
      fc.record({ data }),
      fc.jsonValue(),
    );
    const status = fc.constantFrom(200, 400, 401, 403, 404, 429, 500, 503);
    await fc.assert(
      fc.asyncProperty(body, status, async (json, code) => {
        const { outcome } = scripted(() => ({ status: code, json }));
        for (const call of [
          ({ reader }: XledgerClient) => reader.employees('CURRENT'),
          ({ writer }: XledgerClient) => writer.createEmployee(KARI),
        ]) {
          const result = await outcome<unknown>(call);
          if (result instanceof Error) expect(errorOf(result).message).not.toContain(NATIONAL_ID);
          else expect(result).toEqual(expect.anything());
        }
      }),
      { numRuns: 60, seed: 12 },
    );
  });
});

test('Whatever goes wrong now and then, everybody is written once and read back', async () => {
  const random = createRandom(5);
  const faults = (): XledgerFaultCase | null =>
    random.fraction() > 0.3
      ? null
      : random.fraction() > 0.5
        ? { before: { error: { message: 'Too many requests', code: 'BAD_REQUEST.CONCURRENCY_LIMIT_REACHED' } } }
        : { before: { error: { message: 'Too many requests', code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' } } };
  const { clients, clock, xledger } = openXledger({ faults }, { clients: 2, overrides: { deadline: () => Infinity } });
  const writes = clients.flatMap(({ writer }, client) =>
    Array.from({ length: 10 }, (_, index) => writer.createEmployee([{ field: 'code', value: `${client}-${index}` }])),
  );
  await clock.run(Promise.all(writes));
  expect(new Set(xledger.employees.map(({ fields }) => fields['code'])).size).toBe(20);
  expect(xledger.employees).toHaveLength(20);
});
