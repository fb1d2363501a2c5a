import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { createDemoSimployer } from '../../local/demo-vendors/simployer/create-demo-simployer.ts';
import type { DemoSimployer, DemoSimployerOptions } from '../../local/demo-vendors/simployer/create-demo-simployer.ts';
import { startDemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import { listen } from '../../local/demo-vendors/http-server.ts';
import { vendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import type { VendorResponse } from '../../local/demo-vendors/vendor-request.ts';

const accessToken = 'demo-token';
const company = createDemoCompany({ today: '2026-03-14', size: 250, flaws: false });

const setUp = (options: Partial<DemoSimployerOptions> = {}) => {
  const time = { now: Date.parse('2026-03-14T09:00:00.000Z') };
  const simployer = createDemoSimployer({ clock: { now: () => time.now }, tenant: company, accessToken, ...options });
  return { simployer, time };
};

interface Body {
  readonly status?: string;
  readonly statusCode?: number;
  readonly message?: unknown;
  readonly error?: string;
  readonly data: Record<string, unknown>[];
  readonly total: number;
  readonly count: number;
  readonly offset: number;
  readonly relations?: Record<string, Record<string, unknown>[]>;
}

const request = (simployer: DemoSimployer, path: string, headers?: Record<string, string>): Promise<VendorResponse> =>
  simployer.handle(vendorRequest('GET', `/v1${path}`, headers ?? { Authorization: `Bearer ${accessToken}` }));

const get = async (simployer: DemoSimployer, path: string): Promise<Body> => {
  const { status, body } = await request(simployer, path);
  if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
  return JSON.parse(body) as Body;
};
const idsOf = ({ data }: Body) => data.map(({ id }) => id);

/** Reads to the end as a client does: on by what was received, until nothing is left. */
const readAll = async (simployer: DemoSimployer, path: string): Promise<unknown[]> => {
  const ids: unknown[] = [];
  for (;;) {
    const page = await get(simployer, `${path}&offset=${ids.length}`);
    ids.push(...idsOf(page));
    if (page.count === 0 || ids.length >= page.total) return ids;
  }
};

describe('Access', () => {
  test.each([
    ['no header', {}],
    ['another token', { Authorization: 'Bearer other' }],
    ['another scheme', { Authorization: `Basic ${accessToken}` }],
  ])('with %s it is 401', async (_case, headers) => {
    const { status, body } = await request(setUp().simployer, '/company', headers);
    expect([status, JSON.parse(body)]).toEqual([
      401,
      { statusCode: 401, message: 'Unauthorized', error: 'Unauthorized' },
    ]);
  });

  test('the scheme may be written in any casing', async () => {
    const { status } = await request(setUp().simployer, '/company', { authorization: `bearer ${accessToken}` });
    expect(status).toBe(200);
  });

  test('a replaced token works no more, the new one does', async () => {
    const { simployer } = setUp();
    simployer.setAccessToken('new-token');
    expect((await request(simployer, '/company')).status).toBe(401);
    expect((await request(simployer, '/company', { Authorization: 'Bearer new-token' })).status).toBe(200);
  });

  test.each(['/leaves', '/employee/x/y', '/compensation/1', '/'])('%s is no route', async (path) => {
    expect((await request(setUp().simployer, path)).status).toBe(404);
  });

  test('nothing can be written', async () => {
    const { simployer } = setUp();
    const { status } = await simployer.handle(
      vendorRequest('POST', '/v1/employee', { Authorization: `Bearer ${accessToken}` }, '{}'),
    );
    expect(status).toBe(404);
    expect(simployer.employees()).toEqual(company.employees);
  });
});

describe('Lists', () => {
  test('the envelope tells all there is, what came, and from where', async () => {
    const { data, ...envelope } = await get(setUp().simployer, '/employee?limit=20&offset=240');
    expect(envelope).toEqual({ status: 'ok', total: 250, count: 10, offset: 240 });
    expect(data).toHaveLength(10);
  });

  test('unsorted, rows come in the order in which they were entered', async () => {
    expect(idsOf(await get(setUp().simployer, '/employee?limit=3'))).toEqual(
      company.employees.slice(0, 3).map(({ id }) => id),
    );
  });

  test('a limit above the most allowed is cut without a word', async () => {
    expect((await get(setUp().simployer, '/employee?limit=500')).count).toBe(100);
    expect((await get(setUp({ maxLimit: 7 }).simployer, '/employee?limit=500')).count).toBe(7);
  });

  test('pages sorted by id hold every row once', async () => {
    const ids = await readAll(setUp().simployer, '/employee?limit=60&sort[id]=asc');
    expect(ids).toEqual(company.employees.map(({ id }) => id).toSorted());
  });

  test('a row added ahead of the page moves the others on', async () => {
    const { simployer } = setUp();
    const [first] = await readAll(simployer, '/employee?limit=100&sort[id]=asc');
    const added = simployer.addEmployee({ id: '000000000000000000000001' });
    expect(idsOf(await get(simployer, '/employee?limit=2&sort[id]=asc'))).toEqual([added.id, first]);
  });

  test('descending and second sort fields count', async () => {
    const { data } = await get(
      setUp({ maxLimit: 1000 }).simployer,
      '/compensation?limit=1000&sort[payoutPeriod]=desc&sort[amount]=asc',
    );
    const seen = data.map(({ payoutPeriod, amount }) => [String(payoutPeriod), Number(amount)] as const);
    const sorted = seen.toSorted(([p, a], [q, b]) => (p === q ? a - b : p < q ? 1 : -1));
    expect(seen).toEqual(sorted);
    expect(new Set(seen.map(([period]) => period)).size).toBeGreaterThan(1);
  });
});

describe('Select, relations and filters', () => {
  test('without select, address and bank account come along', async () => {
    const { data } = await get(setUp().simployer, '/employee?limit=1');
    expect(Object.keys(data[0] ?? {})).toEqual(expect.arrayContaining(['homeAddress', 'bankAccount', 'custom']));
  });

  test('with select, only the selected fields come', async () => {
    const { data } = await get(setUp().simployer, '/employee?limit=1&select=id,lastName');
    expect(data).toEqual([{ id: company.employees[0]?.id, lastName: 'Solbakken' }]);
  });

  test('get-one knows select too', async () => {
    const { simployer } = setUp();
    const { body } = await request(simployer, `/employee/${company.employees[0]?.id}?select=firstName`);
    expect(JSON.parse(body)).toEqual({ status: 'ok', data: { firstName: 'Ingrid' } });
  });

  test('relations hold what the rows point at, each row once', async () => {
    const { relations } = await get(setUp().simployer, '/employee?limit=10&relations=office,employment,child');
    const ten = company.employees.slice(0, 10);
    expect(relations?.['employment']?.map(({ id }) => id)).toEqual(ten.map(({ employmentId }) => employmentId));
    expect(new Set(relations?.['office']?.map(({ name }) => name))).toEqual(new Set(['Ålesund', 'Alta']));
    expect(relations?.['office']).toHaveLength(2);
    expect(relations?.['child']).toEqual([]);
  });

  const numbers = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
  test.each([
    ['filters[employeeNumber]=1007', ['1007']],
    ['filters[employeeNumber][$eq]=1007', ['1007']],
    ['filters[employeeNumber][$in][]=1007&filters[employeeNumber][$in][]=1009', ['1007', '1009']],
    ['filters[employeeNumber][$gte]=1248&filters[employeeNumber][$neq]=1249', ['1248', '1250']],
    ['filters[employeeNumber][$gt]=1248', ['1249', '1250']],
    ['filters[employeeNumber][$lte]=1002', ['1001', '1002']],
    ['filters[employeeNumber][$lt]=1002', ['1001']],
    ['filters[employeeNumber][$between][]=1005&filters[employeeNumber][$between][]=1008', numbers(1005, 1008)],
    [
      'filters[employeeNumber][$lte]=1004&filters[employeeNumber][$nin][]=1002&filters[employeeNumber][$nin][]=1003',
      ['1001', '1004'],
    ],
    ['filters[active][$eq]=false', []],
    ['filters[division][$eq]=none', []],
  ])('%s', async (query, expected) => {
    const body = await get(setUp().simployer, `/employee?limit=100&${query}`);
    expect(body.data.map(({ employeeNumber }) => employeeNumber)).toEqual(expected);
    expect(body.total).toBe(expected.length);
  });

  test('numbers are compared as numbers', async () => {
    const { data } = await get(setUp().simployer, '/compensation?limit=100&filters[amount][$lt]=1000');
    expect(data.length).toBeGreaterThan(0);
    expect(new Set(data.map(({ payoutPeriod }) => payoutPeriod))).toEqual(new Set(['HOURLY']));
  });

  test('what was updated since a day or a moment can be asked for', async () => {
    const { simployer, time } = setUp();
    const edited = simployer.editEmployee(String(company.employees[5]?.id), { lastName: 'Berg' });
    time.now += 3_600_000;
    for (const since of ['2026-03-14', '2026-03-14T10:00:00%2B01:00']) {
      expect(idsOf(await get(simployer, `/employee?filters[updated][$gte]=${since}`))).toEqual([edited.id]);
    }
    expect(idsOf(await get(simployer, '/employee?filters[updated][$gt]=2026-03-14T09:00:00Z'))).toEqual([]);
  });

  test.each([
    ['select=id,homeAddress', 'select: homeAddress is not allowed'],
    ['relations=employees', 'relations: employees is not allowed'],
    ['sort[bankAccount]=asc', 'sort: bankAccount is not allowed'],
    ['sort[id]=up', 'sort: id must be asc or desc'],
    ['filters[custom]=1', 'filters: custom is not allowed'],
    ['filters[id][$like]=a', 'filters: $like is not an operator'],
    ['filters[id][$between][]=a', 'filters: id $between needs two values'],
    ['filters[id]=a&filters[id]=b', 'filters: id $eq takes one value'],
    ['limit=ten', 'limit must be an integer not less than 1'],
    ['limit=0', 'limit must be an integer not less than 1'],
    ['offset=-1', 'offset must be an integer not less than 0'],
    ['page=2', 'page is not allowed'],
    ['limit=x&page=2', ['limit must be an integer not less than 1', 'page is not allowed']],
  ])('%s is refused with 400', async (query, message) => {
    const { status, body } = await request(setUp().simployer, `/employee?${query}`);
    expect([status, JSON.parse(body)]).toEqual([400, { statusCode: 400, message, error: 'Bad Request' }]);
  });

  test('get-one takes no paging', async () => {
    const { status } = await request(setUp().simployer, `/employee/${company.employees[0]?.id}?limit=1`);
    expect(status).toBe(400);
  });
});

describe('Edits', () => {
  test('a change shows at once and moves the stamp', async () => {
    const { simployer } = setUp();
    const { id } = simployer.employeeByNumber('1003');
    simployer.editEmployee(id, { title: undefined, lastName: 'Guttorm' });
    const { data } = await get(simployer, '/employee?filters[employeeNumber]=1003');
    expect(data[0]).toMatchObject({ id, lastName: 'Guttorm', updated: '2026-03-14T09:00:00.000Z' });
    expect(data[0]).not.toHaveProperty('title');
  });

  test('the company it was made from stays as it was', () => {
    const { simployer } = setUp();
    simployer.removeEmployee(simployer.employeeByNumber('1003').id);
    expect(setUp().simployer.employeeByNumber('1003').lastName).toBe('Sara');
  });

  test('a removed person is gone with employments and salaries', async () => {
    const { simployer } = setUp();
    const { id } = simployer.employeeByNumber('1003');
    simployer.removeEmployee(id);
    expect((await request(simployer, `/employee/${id}`)).status).toBe(404);
    for (const list of ['employment', 'compensation']) {
      expect((await get(simployer, `/${list}?filters[employeeId]=${id}`)).total).toBe(0);
    }
    expect((await get(simployer, '/employee')).total).toBe(249);
  });

  test('a deactivated person is listed as inactive', async () => {
    const { simployer } = setUp();
    const { id } = simployer.deactivateEmployee(simployer.employeeByNumber('1003').id);
    expect(idsOf(await get(simployer, '/employee?filters[active]=false'))).toEqual([id]);
  });

  test('employments and compensations can be added, changed and removed', async () => {
    const { simployer } = setUp();
    const { id: employeeId } = simployer.employeeByNumber('1003');
    const employment = simployer.addEmployment({ employeeId, typeId: 'type', startDate: '2026-05-01T00:00:00.000Z' });
    const pay = simployer.addCompensation({ employeeId, amount: 600_000, effectiveDate: '2026-05-01T00:00:00.000Z' });
    simployer.editEmployment(employment.id, { endDate: '2026-06-30T23:59:59.999Z' });
    simployer.editCompensation(pay.id, { amount: 610_000 });
    expect((await get(simployer, `/employment?filters[id]=${employment.id}`)).data).toMatchObject([
      { employeeId, endDate: '2026-06-30T23:59:59.999Z', rate: 100, country: 'NO' },
    ]);
    expect((await get(simployer, `/compensation?filters[id]=${pay.id}`)).data).toMatchObject([
      { employeeId, amount: 610_000, currency: 'NOK', payoutPeriod: 'ANNUAL' },
    ]);
    simployer.removeEmployment(employment.id);
    simployer.removeCompensation(pay.id);
    expect((await get(simployer, `/employment?filters[id]=${employment.id}`)).total).toBe(0);
    expect((await get(simployer, `/compensation?filters[id]=${pay.id}`)).total).toBe(0);
  });

  test('nobody is edited by mistake', () => {
    const { simployer } = setUp();
    expect(() => simployer.editEmployee('unknown', {})).toThrow('There is no row unknown');
    expect(() => simployer.removeEmployment('unknown')).toThrow('There is no row unknown');
    expect(() => simployer.employeeByNumber('1')).toThrow('There is not exactly one employee 1');
  });
});

describe('Faults', () => {
  test('a rule strikes the page it names, as often as it says', async () => {
    const { simployer } = setUp({
      faults: [{ resource: 'employee', atOffset: 100, times: 2, fault: { kind: 'status', status: 500 } }],
    });
    const statuses: number[] = [];
    for (const path of [
      '/employee',
      '/employment?offset=100',
      '/employee?offset=100',
      '/employee?offset=100',
      '/employee?offset=100',
    ]) {
      statuses.push((await request(simployer, path)).status);
    }
    expect(statuses).toEqual([200, 200, 500, 500, 200]);
  });

  test('without a number of times it strikes for good, until it is healed', async () => {
    const { simployer } = setUp({ faults: [{ fault: { kind: 'status', status: 403 }, skip: 1 }] });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await request(simployer, '/company')).status);
    simployer.setFaults([]);
    statuses.push((await request(simployer, '/company')).status);
    expect(statuses).toEqual([200, 403, 403, 403, 200]);
  });

  test('a function may decide call by call', async () => {
    const { simployer } = setUp({ faults: ({ index }) => (index % 2 === 1 ? { kind: 'status', status: 503 } : null) });
    expect((await request(simployer, '/company')).status).toBe(200);
    expect((await request(simployer, '/company')).status).toBe(503);
  });

  test.each([['2'], ['Sat, 14 Mar 2026 09:00:02 GMT'], [undefined]])('429 with Retry-After %s', async (retryAfter) => {
    const fault = { kind: 'status', status: 429, ...(retryAfter !== undefined && { retryAfter }) } as const;
    const { status, headers } = await request(setUp({ faults: [{ fault }] }).simployer, '/company');
    expect([status, headers['retry-after']]).toEqual([429, retryAfter]);
  });

  test('a repeated row makes the page longer, the total stays', async () => {
    const page = await get(setUp({ faults: [{ fault: { kind: 'repeatRow' } }] }).simployer, '/employee?limit=10');
    expect([page.count, page.total, new Set(idsOf(page)).size]).toEqual([11, 250, 10]);
  });

  test('a lost row is not found by reading on; the total counts it', async () => {
    const { simployer } = setUp({ faults: [{ atOffset: 100, fault: { kind: 'loseRow' } }] });
    const ids = await readAll(simployer, '/employee?limit=100&sort[id]=asc');
    expect([ids.length, new Set(ids).size]).toEqual([250, 249]);
  });

  test('a list may be empty with 200', async () => {
    const { simployer } = setUp({ faults: [{ resource: 'employee', fault: { kind: 'emptyList' } }] });
    expect(await get(simployer, '/employee')).toEqual({ status: 'ok', data: [], total: 0, count: 0, offset: 0 });
  });

  test('rows change between two pages', async () => {
    const { simployer } = setUp();
    simployer.setFaults([
      {
        atOffset: 100,
        times: 1,
        fault: { kind: 'meanwhile', happens: () => simployer.removeEmployee(simployer.employeeByNumber('1001').id) },
      },
    ]);
    const first = await get(simployer, '/employee?limit=100');
    const second = await get(simployer, '/employee?limit=100&offset=100');
    expect([first.total, second.total]).toEqual([250, 249]);
    expect(idsOf(second)[0]).toBe(company.employees[101]?.id);
  });

  test('HTML, cut JSON and an empty body come with 200', async () => {
    const { simployer } = setUp({
      faults: [
        { times: 1, fault: { kind: 'html' } },
        { times: 1, fault: { kind: 'cutJson' } },
        { times: 1, fault: { kind: 'emptyBody' } },
      ],
    });
    const [html, cut, empty] = [
      await request(simployer, '/company'),
      await request(simployer, '/company'),
      await request(simployer, '/company'),
    ];
    expect([html.status, html.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(cut.status).toBe(200);
    expect(cut.body).toMatch(/^\{"status":"ok"/);
    expect(() => JSON.parse(cut.body)).toThrow(SyntaxError);
    expect([empty.status, empty.body]).toEqual([200, '']);
  });

  test('a client over HTTP meets resets as resets', async () => {
    const { simployer } = setUp({ faults: [{ times: 1, fault: { kind: 'wire', fault: 'reset' } }] });
    const server = await listen(simployer, { host: '127.0.0.1', port: 0 });
    try {
      const call = () => fetch(`${server.url}/v1/company`, { headers: { Authorization: `Bearer ${accessToken}` } });
      await expect(call()).rejects.toThrow('fetch failed');
      expect(((await (await call()).json()) as Body).data[0]?.['name']).toBe('Fjordlys Entreprenør AS');
    } finally {
      await server.close();
    }
  });
});

test('the log of requests tells what was asked, when and with what success, and holds no token', async () => {
  const { simployer } = setUp({ faults: [{ skip: 1, fault: { kind: 'wire', fault: 'hang' } }] });
  await request(simployer, '/employee?limit=1&sort[id]=asc');
  await request(simployer, '/office');
  expect(simployer.requests).toEqual([
    {
      method: 'GET',
      path: '/v1/employee',
      query: 'limit=1&sort[id]=asc',
      resource: 'employee',
      status: 200,
      at: Date.parse('2026-03-14T09:00:00.000Z'),
    },
    {
      method: 'GET',
      path: '/v1/office',
      query: '',
      resource: 'office',
      status: null,
      at: Date.parse('2026-03-14T09:00:00.000Z'),
    },
  ]);
  expect(JSON.stringify(simployer.requests)).not.toContain(accessToken);
});

test('the demo vendors start on loopback, with the company of 40, and take the keys they name', async () => {
  const vendors = await startDemoVendors();
  try {
    const { environment, keys } = vendors;
    const { simployerBaseUrl, powerOfficeBaseUrl, powerOfficeTokenUrl, xledgerUrl } = vendors;
    for (const address of [simployerBaseUrl, powerOfficeBaseUrl, powerOfficeTokenUrl, xledgerUrl]) {
      expect(new URL(address).hostname).toBe('127.0.0.1');
    }
    const employees = await fetch(`${environment['SIMPLOYER_BASE_URL']}/employee`, {
      headers: { Authorization: `Bearer ${environment['SIMPLOYER_ACCESS_TOKEN']}` },
    });
    expect(((await employees.json()) as Body).total).toBe(40);

    const basic = Buffer.from(`${keys.powerOfficeApplicationKey}:${keys.powerOfficeClientKey}`).toString('base64');
    const subscription = { 'Ocp-Apim-Subscription-Key': keys.powerOfficeSubscriptionKey };
    const token = await fetch(vendors.powerOfficeTokenUrl, {
      method: 'POST',
      headers: {
        ...subscription,
        Authorization: `Basic ${basic}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const { access_token: accessTokenOfPowerOffice } = (await token.json()) as { access_token: string };
    const records = await fetch(`${vendors.powerOfficeBaseUrl}/Employees`, {
      headers: { ...subscription, Authorization: `Bearer ${accessTokenOfPowerOffice}` },
    });
    expect(((await records.json()) as unknown[]).length).toBe(vendors.powerOffice.state.employees.length);
    expect(vendors.powerOffice.state.employees).toHaveLength(14);

    const query = '{ employees(ownerSet: ALL, objectStatus: ALL) { edges { node { code } } } }';
    const coded = await fetch(environment['XLEDGER_URL'] ?? '', {
      method: 'POST',
      headers: { Authorization: `token ${environment['XLEDGER_TOKEN']}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await coded.json()) as { data: { employees: { edges: unknown[] } } };
    expect(data.employees.edges).toHaveLength(11);
  } finally {
    await vendors.close();
  }
});
