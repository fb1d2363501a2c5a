import { createSimployerClient } from '../../../shared/vendors/simployer/client.ts';
import type { SimployerClient } from '../../../shared/vendors/simployer/client.ts';
import { VendorError } from '../../../shared/records/vendor-error.ts';
import { readSourceSnapshot } from '../../../shared/vendors/simployer/read-source-snapshot.ts';
import { readEmployee } from '../../../shared/vendors/simployer/read-employee.ts';
import { scriptedTransport } from '../../builders/scripted-transport.ts';
import type { Reply, SentRequest } from '../../builders/scripted-transport.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { branded } from '../../builders/branded.ts';

const START = Date.parse('2026-03-02T06:00:00Z');
const TOKEN = 'the-access-token';

type Script = (request: SentRequest, index: number) => Reply;

const setUp = (script: Script, { deadlineInMillis = Infinity, latencyInMillis = 100 } = {}) => {
  const clock = createVirtualClock(START);
  const { transport, sent } = scriptedTransport(clock, script, latencyInMillis);
  let counted = 0;
  const client = createSimployerClient({
    baseUrl: 'http://simployer.test/v1/',
    accessToken: TOKEN,
    transport,
    clock,
    random: () => 0.5,
    deadline: () => START + deadlineInMillis,
    count: (vendor) => {
      expect(vendor).toBe('simployer');
      counted += 1;
    },
  });
  /** What a call comes to: its value, or the error it throws. */
  const outcome = <T>(call: (client: SimployerClient) => Promise<T>): Promise<unknown> =>
    clock.run(call(client).catch((error: unknown) => error));
  return { clock, client, sent, outcome, counted: () => counted };
};

const people = (total: number): { id: string; active: boolean }[] =>
  Array.from({ length: total }, (_, index) => ({ id: `e${String(index).padStart(4, '0')}`, active: index % 3 !== 0 }));

const page = (rows: readonly unknown[], { query }: SentRequest, total = rows.length): Reply => {
  const offset = Number(query.get('offset'));
  const data = rows.slice(offset, offset + Number(query.get('limit')));
  return { status: 200, json: { status: 'ok', data, total, count: data.length, offset } };
};

const kindOf = (error: unknown): unknown => (error instanceof VendorError ? error.kind : error);
const ids = (rows: unknown): unknown => (Array.isArray(rows) ? rows.map((row: { id: string }) => row.id) : rows);

describe('a list of Simployer', () => {
  test('is read in pages of 100, sorted by id, with the token and without select', async () => {
    const rows = people(230);
    const { outcome, sent, counted } = setUp((request) => page(rows, request));
    expect(ids(await outcome((client) => client.employees()))).toEqual(rows.map(({ id }) => id));
    expect(sent.map(({ path, query }) => [path, Object.fromEntries(query)])).toEqual(
      ['0', '100', '200'].map((offset) => ['/v1/employee', { limit: '100', offset, 'sort[id]': 'asc' }]),
    );
    expect(new Set(sent.map(({ headers }) => headers['Authorization']))).toEqual(new Set([`Bearer ${TOKEN}`]));
    expect(counted()).toBe(3);
  });

  test('advances by the rows received when Simployer caps the page', async () => {
    const rows = people(120);
    const capped: Script = (request) => {
      const offset = Number(request.query.get('offset'));
      return { status: 200, json: { status: 'ok', data: rows.slice(offset, offset + 50), total: 120, count: 50 } };
    };
    const { outcome, sent } = setUp(capped);
    expect(await outcome((client) => client.employees())).toHaveLength(120);
    expect(sent.map(({ query }) => query.get('offset'))).toEqual(['0', '50', '100']);
  });

  test('that is empty is empty', async () => {
    const { outcome } = setUp((request) => page([], request));
    expect(await outcome((client) => client.employees())).toEqual([]);
  });

  test('that repeats one row and loses another is read once more', async () => {
    const rows = people(250);
    const { outcome, sent } = setUp((request, index) =>
      page(index === 2 ? rows.with(220, rows[0] ?? { id: '', active: true }) : rows, request),
    );
    expect(ids(await outcome((client) => client.employees()))).toEqual(rows.map(({ id }) => id));
    expect(sent).toHaveLength(6);
  });

  test.each([
    ['always repeats a row', (rows: unknown[]) => rows.with(220, rows[0])],
    ['has a row without an id', (rows: unknown[]) => rows.with(7, { active: true })],
    [
      'has a row with an id of 1,500 characters',
      (rows: unknown[]) => rows.with(7, { id: 'x'.repeat(1_500), active: true }),
    ],
    ['has a row that is no object', (rows: unknown[]) => rows.with(7, null)],
  ])('that %s is incomplete', async (_name, spoil) => {
    const rows = spoil(people(250));
    const { outcome } = setUp((request) => page(rows, request));
    expect(kindOf(await outcome((client) => client.employees()))).toBe('incomplete');
  });

  test('names the place of a row without an id', async () => {
    const rows = people(250).with(107, { id: ' ', active: true });
    const { outcome } = setUp((request) => page(rows, request));
    expect(String(await outcome((client) => client.employees()))).toContain(
      'The list /employee has 250 rows according to Simployer, but 249 usable ones arrived. Row 108 of the list',
    );
  });

  test('with a row that does not say whether it is active is complete', async () => {
    const rows: unknown[] = people(250);
    const { outcome, sent } = setUp((request) => page(rows.with(7, { id: 'e0007' }), request));
    expect(await outcome((client) => client.employees())).toHaveLength(250);
    expect(sent).toHaveLength(3);
  });

  test('with fewer rows than its total is incomplete', async () => {
    const rows = people(250);
    const { outcome, sent } = setUp((request) => page(rows, request, 251));
    expect(kindOf(await outcome((client) => client.employees()))).toBe('incomplete');
    // A pass of three pages, and one of three and the empty one behind them.
    expect(sent).toHaveLength(7);
  });

  test('from which a row goes while it is read is read once more, for the next row has moved to a page that was read', async () => {
    const rows = people(250);
    const { outcome, sent } = setUp((request, index) => page(index === 0 ? rows : rows.toSpliced(5, 1), request));
    expect(ids(await outcome((client) => client.employees()))).toEqual(rows.toSpliced(5, 1).map(({ id }) => id));
    expect(sent).toHaveLength(6);
  });

  test('of a Simployer that takes a second to answer is read as fast as the pace allows: 20,000 rows in under a minute', async () => {
    const rows = people(20_000);
    const { clock, outcome, sent } = setUp((request) => page(rows, request), { latencyInMillis: 1_000 });
    expect(await outcome((client) => client.employees())).toHaveLength(20_000);
    expect(sent).toHaveLength(200);
    expect(clock.now() - START).toBeLessThan(60_000);
    const mostInASecond = sent.map(
      ({ sentAt }) => sent.filter((other) => other.sentAt >= sentAt && other.sentAt < sentAt + 1_000).length,
    );
    expect(Math.max(...mostInASecond)).toBe(4);
  });

  test('of which a page fails for good asks for no further page', async () => {
    const rows = people(10_000);
    const { outcome, sent } = setUp((request) =>
      request.query.get('offset') === '300' ? { status: 400, json: {} } : page(rows, request),
    );
    expect(kindOf(await outcome((client) => client.employees()))).toBe('incomplete');
    expect(sent.length).toBeLessThanOrEqual(8);
  });

  test('whose third page fails for good is incomplete', async () => {
    const rows = people(650);
    const { outcome } = setUp((request) =>
      request.query.get('offset') === '200' ? { status: 500 } : page(rows, request),
    );
    expect(kindOf(await outcome((client) => client.employees()))).toBe('incomplete');
  });

  test('whose third page fails twice is complete', async () => {
    const rows = people(650);
    const { outcome, sent } = setUp((request, index) =>
      index === 2 || index === 3 ? { status: 502 } : page(rows, request),
    );
    expect(await outcome((client) => client.employees())).toHaveLength(650);
    expect(sent).toHaveLength(9);
  });

  test('of one employee is asked for by filter, and checked', async () => {
    const rows = [
      { id: 'm1', employeeId: 'e1' },
      { id: 'm2', employeeId: 'e2' },
    ];
    const { outcome, sent } = setUp((request) => page(rows, request));
    expect(ids(await outcome((client) => client.employmentsOf(branded('e1'))))).toEqual(['m1']);
    expect(ids(await outcome((client) => client.compensationsOf(branded('e2'))))).toEqual(['m2']);
    expect(sent.map(({ path, query }) => [path, query.get('filters[employeeId][$eq]')])).toEqual([
      ['/v1/employment', 'e1'],
      ['/v1/compensation', 'e2'],
    ]);
  });

  test('at an address that does not exist is no empty list', async () => {
    const { outcome } = setUp(() => ({ status: 404, json: { statusCode: 404 } }));
    expect(kindOf(await outcome((client) => client.departments()))).toBe('unavailable');
  });
});

describe('one employee of Simployer', () => {
  test('is read by id', async () => {
    const { outcome, sent } = setUp(() => ({
      status: 200,
      json: { status: 'ok', data: { id: 'a/b', active: false } },
    }));
    expect(await outcome((client) => client.employee(branded('a/b')))).toMatchObject({ id: 'a/b', active: false });
    expect(sent[0]?.url).toBe('http://simployer.test/v1/employee/a%2Fb');
  });

  test('is null when there is none', async () => {
    const { outcome } = setUp(() => ({ status: 404, json: { statusCode: 404 } }));
    expect(await outcome((client) => client.employee(branded('e1')))).toBeNull();
    expect(await outcome((client) => readEmployee(client, branded('e1')))).toBeNull();
  });

  test('under another id is not taken for the one asked for', async () => {
    const { outcome } = setUp(() => ({ status: 200, json: { data: { id: 'e2', active: true } } }));
    expect(kindOf(await outcome((client) => client.employee(branded('e1'))))).toBe('unavailable');
  });

  test('comes with employments, compensations and the names of the types', async () => {
    const { outcome } = setUp((request) => {
      if (request.path.startsWith('/v1/employee/')) return { status: 200, json: { data: { id: 'e1', active: true } } };
      const rows: Record<string, unknown[]> = {
        '/v1/employment': [{ id: 'm1', employeeId: 'e1', typeId: 't1' }],
        '/v1/compensation': [{ id: 'c1', employeeId: 'e1', amount: 1 }],
        '/v1/employment-type': [{ id: 't1', name: 'permanent_employment' }],
      };
      return page(rows[request.path] ?? [], request);
    });
    expect(await outcome((client) => readEmployee(client, branded('e1')))).toMatchObject({
      id: 'e1',
      employments: [{ id: 'm1', typeName: 'permanent_employment' }],
      compensations: [{ id: 'c1', amount: '1' }],
    });
  });
});

describe('a company of Simployer', () => {
  test('is read in seven lists, one request at a time and at most four a second', async () => {
    let open = 0;
    const { outcome, sent, clock } = setUp((request) => {
      const rows = request.path === '/v1/employee' ? people(300) : [{ id: 'x', name: 'X', employeeId: 'e0001' }];
      open += 1;
      expect(open).toBe(1);
      void clock.sleep(99).then(() => (open -= 1));
      return page(rows, request);
    });
    expect(await outcome(readSourceSnapshot)).toMatchObject({
      companies: [{ id: 'x', name: 'X', organisationNumber: null }],
      departments: [{ id: 'x', name: 'X' }],
      offices: [{ id: 'x', name: 'X' }],
      employees: { length: 300 },
    });
    expect([...new Set(sent.map(({ path }) => path.replace('/v1/', '')))]).toEqual([
      'company',
      'employment-type',
      'department',
      'office',
      'employee',
      'employment',
      'compensation',
    ]);
    for (const [index, { sentAt }] of sent.entries()) {
      expect(sentAt - (sent[index - 4]?.sentAt ?? -Infinity)).toBeGreaterThanOrEqual(1_000);
    }
  });
});

describe('a Simployer that fails', () => {
  test.each([
    ['refuses the connection', 'refuse'],
    ['resets it', 'reset'],
    ['answers 500', { status: 500 }],
    ['answers 503', { status: 503 }],
    ['answers 200 with HTML', { status: 200, text: '<html>Sorry</html>' }],
    ['answers 200 with cut JSON', { status: 200, text: '{"status":"ok","data":[{"id":' }],
    ['answers 200 with an empty body', { status: 200, text: '' }],
    ['answers 200 without a total', { status: 200, json: { data: [] } }],
  ] as const)('once and %s is asked again', async (_name, reply) => {
    const { outcome, sent } = setUp((request, index) => (index === 0 ? reply : page([{ id: 'x' }], request)));
    expect(await outcome((client) => client.offices())).toHaveLength(1);
    expect(sent).toHaveLength(2);
    expect((sent[1]?.sentAt ?? 0) - START).toBeGreaterThanOrEqual(1_000);
  });

  test.each(['refuse', 'reset', 'hang', { status: 500 }, { status: 200, text: '<html>' }] as const)(
    'for good (%p) is unavailable after about a minute at most',
    async (reply) => {
      const { outcome, clock } = setUp(() => reply);
      expect(kindOf(await outcome((client) => client.company()))).toBe('unavailable');
      expect(clock.now() - START).toBeLessThanOrEqual(65_000);
    },
  );

  test.each([401, 403])('with %p refuses the credentials, at once, and says why', async (status) => {
    const { outcome, sent } = setUp(() => ({ status, json: { statusCode: status } }));
    const error = await outcome((client) => client.company());
    expect(kindOf(error)).toBe('credentialsRefused');
    expect(String(error)).toContain('loses the owner role');
    expect(String(error)).not.toContain(TOKEN);
    expect(sent).toHaveLength(1);
  });

  test('with 400 is not asked again', async () => {
    const { outcome, sent } = setUp(() => ({ status: 400, json: { statusCode: 400, message: ['limit'] } }));
    expect(kindOf(await outcome((client) => client.company()))).toBe('unavailable');
    expect(sent).toHaveLength(1);
  });

  test('with 429 for two minutes is waited for, longer every time', async () => {
    const { outcome, sent } = setUp((request) =>
      request.sentAt < START + 120_000
        ? { status: 429, headers: { 'retry-after': '2' } }
        : page([{ id: 'x' }], request),
    );
    expect(await outcome((client) => client.offices())).toHaveLength(1);
    expect(sent.length).toBeLessThan(12);
    expect((sent[1]?.sentAt ?? 0) - START).toBeGreaterThanOrEqual(2_000);
  });

  test('with 429 for ever is unavailable in the end', async () => {
    const { outcome, clock } = setUp(() => ({ status: 429 }));
    expect(kindOf(await outcome((client) => client.offices()))).toBe('unavailable');
    expect(clock.now() - START).toBeLessThanOrEqual(310_000);
  });

  test('a request that does not fit before the deadline is not sent', async () => {
    const { outcome, sent } = setUp((request) => page([], request), { deadlineInMillis: 29_000 });
    expect(kindOf(await outcome((client) => client.company()))).toBe('outOfTime');
    expect(sent).toEqual([]);
  });
});

test('a Simployer whose clock is an hour from ours is not believed', async () => {
  const date = new Date(START - 3_600_000).toUTCString();
  const { outcome, sent } = setUp((request) => ({
    ...(page([{ id: 'a' }], request) as object),
    status: 200,
    headers: { date },
  }));
  const error = await outcome((client) => client.company());

  expect(kindOf(error)).toBe('clockWrong');
  expect(error).toHaveProperty(
    'message',
    'The clock here says 2026-03-02T06:00:00Z, and that of Simployer 2026-03-02T05:00:00Z.',
  );
  expect(sent).toHaveLength(1);
});
