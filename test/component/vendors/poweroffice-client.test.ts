import { createDemoPowerOffice } from '../../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import type {
  DemoPowerOffice,
  DemoPowerOfficeInput,
} from '../../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { demoCredentials } from '../../../local/demo-vendors/poweroffice/options.ts';
import { toTransport } from '../../../local/demo-vendors/vendor-request.ts';
import type { FieldValue } from '../../../shared/records/field-value.ts';
import { powerOfficeBudget } from '../../../shared/vendors/poweroffice/budget.ts';
import { createPacer } from '../../../shared/http/pacer.ts';
import { TransportError } from '../../../shared/http/transport.ts';
import type { Transport } from '../../../shared/http/transport.ts';
import { createPowerOfficeClient } from '../../../shared/vendors/poweroffice/client.ts';
import type { PowerOfficeClient } from '../../../shared/vendors/poweroffice/client.ts';
import { PowerOfficeError } from '../../../shared/vendors/poweroffice/errors.ts';
import { readPayrollSnapshot } from '../../../shared/vendors/poweroffice/read-payroll-snapshot.ts';
import { createRandom } from '../../../local/demo-vendors/company/random.ts';
import { createRemotePacingStore } from '../../builders/remote-pacing-store.ts';
import { scriptedTransport } from '../../builders/scripted-transport.ts';
import type { Reply, SentRequest } from '../../builders/scripted-transport.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import type { VirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { branded } from '../../builders/branded.ts';

const START = Date.parse('2026-03-02T06:00:00Z');

const connect = (
  clock: VirtualClock,
  transport: Transport,
  { deadlineInMillis = 900_000, store = createRemotePacingStore(clock), onRequest = (): void => undefined } = {},
): PowerOfficeClient =>
  createPowerOfficeClient({
    baseUrl: 'http://poweroffice.test/v2/',
    tokenUrl: 'http://poweroffice.test/OAuth/Token',
    ...demoCredentials,
    writeTimeoutInMillis: 20_000,
    transport,
    clock,
    random: createRandom(1).fraction,
    pacer: createPacer({ key: 'k', budget: powerOfficeBudget(10), store, clock, random: createRandom(2).fraction }),
    deadline: () => START + deadlineInMillis,
    count: (vendor) => {
      expect(vendor).toBe('poweroffice');
      onRequest();
    },
  });

type Call<T> = (client: PowerOfficeClient) => Promise<T>;

/** A client of a scripted PowerOffice. Tokens are given out unless the script sees to them. */
const scripted = (
  script: (request: SentRequest, index: number) => Reply,
  { deadlineInMillis = 900_000, scriptsTokens = false, latencyInMillis = 100 } = {},
) => {
  const clock = createVirtualClock(START);
  let tokens = 0;
  let calls = 0;
  const { transport, sent } = scriptedTransport(
    clock,
    (request) => {
      if (request.path !== '/OAuth/Token' || scriptsTokens) return script(request, calls++);
      tokens += 1;
      return { status: 200, json: { access_token: `token-${tokens}`, token_type: 'bearer', expires_in: 1200 } };
    },
    latencyInMillis,
  );
  let counted = 0;
  const client = connect(clock, transport, { deadlineInMillis, onRequest: () => (counted += 1) });
  return {
    clock,
    sent,
    /** All but the requests for a token. */
    calls: () => sent.filter(({ path }) => path !== '/OAuth/Token'),
    counted: () => counted,
    /** What a call comes to: its value, or the error it throws. */
    outcome: <T>(call: Call<T>): Promise<unknown> => clock.run(call(client).catch((error: unknown) => error)),
  };
};

/** A client of the demo PowerOffice. */
const demo = (input: Omit<DemoPowerOfficeInput, 'clock'> = {}, clients = 1) => {
  const clock = createVirtualClock(START);
  const powerOffice: DemoPowerOffice = createDemoPowerOffice({ clock, ...input });
  const transport = toTransport(powerOffice, { clock, latencyInMillis: 150 });
  const store = createRemotePacingStore(clock);
  const all = Array.from({ length: clients }, () => connect(clock, transport, { store }));
  const run = <T>(call: Call<T>): Promise<T> => {
    const [client] = all;
    if (client === undefined) throw new Error('no client');
    return clock.run(call(client));
  };
  return { clock, powerOffice, clients: all, run };
};

const errorOf = (error: unknown): PowerOfficeError => {
  if (error instanceof PowerOfficeError) return error;
  throw new Error(`not a PowerOfficeError: ${String(error)}`);
};

const KARI: readonly FieldValue[] = [
  { field: 'Number', value: 1001n },
  { field: 'ExternalNumber', value: 9_007_199_254_740_993n },
  { field: 'ExternalImportReference', value: 'user-1' },
  { field: 'FirstName', value: 'Kari' },
  { field: 'LastName', value: 'Nordmann' },
  { field: 'DateOfBirth', value: '1990-05-01' },
  { field: 'MailAddress.AddressLine1', value: 'Storgata 5' },
  { field: 'MailAddress.City', value: 'Oslo' },
  { field: 'MailAddress.ZipCode', value: '0150' },
];

const EMPLOYMENT: readonly FieldValue[] = [
  { field: 'StartDate', value: '2026-01-01' },
  { field: 'ProfessionCode', value: '0110101' },
  { field: 'EmploymentForm', value: 'Permanent' },
  { field: 'EmploymentType', value: 'Ordinary' },
  { field: 'EnterpriseId', value: 501 },
  { field: 'FullTimeHoursPerWeek', value: 37.5 },
  { field: 'WorkingHoursArrangement', value: 'NonShift' },
  { field: 'IsDefault', value: true },
  { field: 'ReportingId', value: 'employment-1' },
];

describe('the PowerOffice client against the demo PowerOffice', () => {
  test.each([
    ['as it is', {}],
    ['with a time part on dates and without nulls', { datesWithTime: true, omitsNulls: true }],
  ] as const)('writes everything of a person and reads the same back: %s', async (_name, options) => {
    const { run, powerOffice } = demo({ options });
    const written = await run(async ({ writer }) => {
      const employee = await writer.createEmployee([...KARI, { field: 'NationalIdNumber', value: null }]);
      const account = await writer.createBankAccount(employee.id, [
        { field: 'BankAccountNumber', value: '12345678903' },
      ]);
      const paid = await writer.chooseSalaryAccount(employee.id, account.id);
      const employment = await writer.createEmployment(employee.id, EMPLOYMENT);
      const salary = await writer.createSalary(employment.id, [
        { field: 'FromDate', value: '2026-01-01' },
        { field: 'RemunerationType', value: 'FixedWage' },
        { field: 'AnnualSalary', value: 549_999.96 },
      ]);
      const fte = await writer.createFtePercentage(employment.id, [
        { field: 'FromDate', value: '2026-01-01' },
        { field: 'FtePercentage', value: 37.5 },
      ]);
      return { employee, account, paid, employment, salary, fte };
    });
    expect(written.employee).toMatchObject({
      number: '1001',
      externalNumber: '9007199254740993',
      externalImportReference: 'user-1',
      lastName: 'Nordmann',
      isArchived: false,
      dateOfBirth: '1990-05-01',
      mailAddress: { addressLine1: 'Storgata 5', addressLine2: null, city: 'Oslo', zipCode: '0150' },
      hasNationalIdNumber: false,
    });
    const { employee, account, employment } = written;
    expect(account).toMatchObject({ contactId: employee.id, isActive: true });
    expect(written.paid.salaryBankAccountId).toBe(account.id);
    expect(employment).toMatchObject({
      employeeId: employee.id,
      startDate: '2026-01-01',
      endDate: null,
      professionCode: '0110101',
      fullTimeHoursPerWeek: '37.5',
      isDefault: true,
      reportingId: 'employment-1',
    });
    expect(written.salary).toMatchObject({
      fromDate: '2026-01-01',
      remunerationType: 'FixedWage',
      annualSalary: '549999.96',
    });
    expect(written.fte).toMatchObject({ fromDate: '2026-01-01', ftePercentage: '37.5' });

    const read = await run(async ({ reader }) => ({
      employee: await reader.employee(employee.id),
      byExternalNumber: await reader.employees({ externalNumber: '9007199254740993' }),
      byReference: await reader.employees({ externalImportReference: 'user-1' }),
      byNumber: await reader.employees({ number: '1001' }),
      byNothing: await reader.employees({ number: ' ' }),
      accounts: await reader.bankAccounts(employee.id),
      employments: await reader.employmentsOf(employee.id),
      summaries: await reader.employmentSummaries(),
      salaries: await reader.salaries(employment.id),
      ftePercentages: await reader.ftePercentages(employment.id),
      nobody: await reader.employee(branded(employee.id + 77_777)),
      noSalaries: await reader
        .employmentsOf(employee.id)
        .then(() => reader.bankAccounts(branded(employee.id + 77_777))),
    }));
    const now = powerOffice.state.employee(employee.id);
    expect(now?.employments).toHaveLength(1);
    expect(read.employee).toMatchObject({ id: employee.id, salaryBankAccountId: account.id });
    for (const found of [read.byExternalNumber, read.byReference, read.byNumber])
      expect(found).toEqual([read.employee]);
    expect(read.byNothing).toEqual([]);
    expect(read.accounts).toEqual([account]);
    expect(read.employments).toMatchObject([{ id: employment.id, salaryCount: 1, ftePercentageCount: 1 }]);
    expect(read.summaries).toMatchObject([{ id: employment.id, employeeId: employee.id, startDate: '2026-01-01' }]);
    expect(read.salaries).toMatchObject([{ annualSalary: '549999.96' }]);
    expect(read.ftePercentages).toMatchObject([{ ftePercentage: '37.5' }]);
    expect(read.nobody).toBeNull();
    expect(read.noSalaries).toEqual([]);
  });

  test('changes and clears fields, and leaves the others', async () => {
    const { run } = demo();
    const patched = await run(async ({ writer }) => {
      const { id } = await writer.createEmployee([...KARI, { field: 'EndDate', value: '2026-12-31' }]);
      const employment = await writer.createEmployment(id, EMPLOYMENT);
      return {
        employee: await writer.patchEmployee(id, [
          { field: 'MailAddress.City', value: 'Bergen' },
          { field: 'EndDate', value: null },
          { field: 'IsArchived', value: true },
        ]),
        employment: await writer.patchEmployment(id, employment.id, [
          { field: 'EndDate', value: '2026-06-30' },
          { field: 'EndDateReason', value: 'EmployeeHasResigned' },
        ]),
      };
    });
    expect(patched.employee).toMatchObject({
      endDate: null,
      isArchived: true,
      lastName: 'Nordmann',
      mailAddress: { addressLine1: 'Storgata 5', city: 'Bergen', zipCode: '0150' },
    });
    expect(patched.employment).toMatchObject({ endDate: '2026-06-30', endDateReason: 'EmployeeHasResigned' });
  });

  test('changes salary and full-time lines', async () => {
    const { run } = demo();
    const lines = await run(async ({ writer }) => {
      const { id } = await writer.createEmployee(KARI);
      const employment = await writer.createEmployment(id, EMPLOYMENT);
      const salary = await writer.createSalary(employment.id, [
        { field: 'FromDate', value: '2026-01-01' },
        { field: 'RemunerationType', value: 'HourlyWage' },
        { field: 'HourlyRate', value: 245.5 },
      ]);
      const fte = await writer.createFtePercentage(employment.id, [
        { field: 'FromDate', value: '2026-01-01' },
        { field: 'FtePercentage', value: 100 },
      ]);
      return {
        salary: await writer.patchSalary(employment.id, salary.id, [{ field: 'HourlyRate', value: 250 }]),
        fte: await writer.patchFtePercentage(employment.id, fte.id, [{ field: 'FtePercentage', value: 80 }]),
      };
    });
    expect(lines.salary).toMatchObject({ remunerationType: 'HourlyWage', hourlyRate: '250.00', annualSalary: null });
    expect(lines.fte.ftePercentage).toBe('80');
  });

  test("says in PowerOffice's own words what it refuses, and who holds a reference", async () => {
    const { run } = demo();
    const first = await run(({ writer }) => writer.createEmployee(KARI));
    const again = KARI.map((field) => (field.field === 'Number' ? { ...field, value: 1002n } : field));
    const error = errorOf(await run(({ writer }) => writer.createEmployee(again).catch((thrown: unknown) => thrown)));
    expect(error.kind).toBe('rejected');
    expect(error.contactId).toBe(first.id);
    expect(error.message).toContain(`(contact) Id = ${first.id}`);
  });

  test('reads a snapshot in six requests besides the token', async () => {
    const { run, powerOffice } = demo();
    const id = await run(async ({ writer }) => {
      const employee = await writer.createEmployee(KARI);
      await writer.createEmployment(employee.id, EMPLOYMENT);
      await writer.createBankAccount(employee.id, [{ field: 'BankAccountNumber', value: '12345678903' }]);
      return employee.id;
    });
    const before = powerOffice.requests.length;
    const snapshot = await run(({ reader }) => readPayrollSnapshot(reader));
    expect(powerOffice.requests.length - before).toBe(6);
    expect(snapshot.integration.validPrivileges).toContain('EmployeeBankAccounts');
    expect(snapshot.enterprises.filter(({ isDefault }) => isDefault)).toMatchObject([
      { id: 501, enterpriseNumber: '999999999' },
    ]);
    expect(snapshot.employeeNumberSeries).toMatchObject([{ from: '1', to: '99999' }]);
    expect(snapshot.employees).toHaveLength(1);
    expect(snapshot.employmentsByEmployeeId.get(id)).toHaveLength(1);
    expect(snapshot.bankAccountsByEmployeeId.get(id)).toHaveLength(1);
  });

  test('of a list with rows that cannot be read, the first three places are told by their row', async () => {
    const rows = [{ Id: 1, EmployeeId: 1 }, { EmployeeId: 2 }, { Id: 3 }, {}];
    const { outcome } = scripted(() => ({ status: 200, json: rows }));
    const error = errorOf(await outcome(({ reader }) => reader.employmentSummaries()));
    expect(error.message).toContain('promises: 1.Id, 2.EmployeeId, 3.Id.');
  });

  test('an empty company is empty, not an error', async () => {
    const { run } = demo();
    expect(await run(({ reader }) => readPayrollSnapshot(reader))).toMatchObject({ employees: [] });
  });

  test('names the privilege that is missing', async () => {
    const { run, powerOffice } = demo();
    const { id } = await run(({ writer }) => writer.createEmployee(KARI));
    powerOffice.setPrivileges(['Employee_Full']);
    for (const [call, privilege] of [
      [({ writer }: PowerOfficeClient) => writer.createEmployment(id, EMPLOYMENT), 'Employment_Full'],
      [({ writer }: PowerOfficeClient) => writer.chooseSalaryAccount(id, branded(1)), 'EmployeeBankAccounts'],
      [({ reader }: PowerOfficeClient) => reader.enterprises(), 'Enterprises'],
    ] as const) {
      const error = errorOf(
        await run((client) => (call(client) as Promise<unknown>).catch((thrown: unknown) => thrown)),
      );
      expect(error.kind).toBe('forbidden');
      expect(error.message).toContain(`privilege ${privilege},`);
    }
  });

  test('goes on with a new token when the old ones are revoked in mid-run', async () => {
    const { run, powerOffice } = demo();
    await run(({ reader }) => reader.enterprises());
    powerOffice.revokeTokens();
    expect(await run(({ writer }) => writer.createEmployee(KARI))).toMatchObject({ number: '1001' });
    expect(powerOffice.requests.filter(({ status }) => status === 401)).toHaveLength(1);
    expect(powerOffice.state.employees).toHaveLength(1);
  });

  test('stops when the client key is revoked in mid-run', async () => {
    const { run, powerOffice } = demo();
    await run(({ reader }) => reader.enterprises());
    powerOffice.revokeClientKey();
    const error = errorOf(await run(({ writer }) => writer.createEmployee(KARI).catch((thrown: unknown) => thrown)));
    expect(error.kind).toBe('credentialsRefused');
    expect(error.message).toContain('invalid_client');
    for (const key of Object.values(demoCredentials)) expect(error.message).not.toContain(key);
  });

  test.each([
    { clients: 1, inFlight: 10 },
    { clients: 1, inFlight: 25 },
    { clients: 5, inFlight: 10 },
    // Here the queue for a slot is ten seconds long, five times a token's life.
    { clients: 5, inFlight: 20 },
  ])('works with tokens that live for two seconds, within the limit: %o', async ({ clients, inFlight }) => {
    const { clock, powerOffice, clients: all } = demo({ options: { tokenLifetimeInSeconds: 2 } }, clients);
    let remaining = 600;
    const worker = async ({ reader }: PowerOfficeClient): Promise<void> => {
      while (remaining > 0) {
        remaining -= 1;
        await reader.enterprises();
      }
    };
    await clock.run(Promise.all(all.flatMap((client) => Array.from({ length: inFlight }, () => worker(client)))));
    expect(powerOffice.requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(powerOffice.maxRequestsInOneSecond()).toBeLessThanOrEqual(10);
    expect(clock.now() - START).toBeLessThan(400_000);
  });

  test('keeps the limit busy and never breaks it, with several processes', async () => {
    const { clock, powerOffice, clients } = demo({}, 4);
    let remaining = 1_000;
    const worker = async ({ reader }: PowerOfficeClient): Promise<void> => {
      while (remaining > 0) {
        remaining -= 1;
        await reader.enterprises();
      }
    };
    await clock.run(Promise.all(clients.flatMap((client) => Array.from({ length: 5 }, () => worker(client)))));
    expect(powerOffice.requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(powerOffice.maxRequestsInOneSecond()).toBeLessThanOrEqual(10);
    expect(powerOffice.requests.length / ((clock.now() - START) / 1000) / 10).toBeGreaterThanOrEqual(0.92);
  });

  test.each(['seconds', 'date', 'garbage', 'absent'] as const)(
    '429 on a fifth of the calls, Retry-After %s: everything is done once',
    async (retryAfter) => {
      const { run, powerOffice } = demo({
        options: { retryAfter },
        faults: (_request, sequence) => (sequence % 5 === 0 ? { before: 429 } : null),
      });
      const people = Array.from({ length: 20 }, (_, index): FieldValue[] => [
        { field: 'Number', value: 100 + index },
        { field: 'FirstName', value: 'A' },
        { field: 'LastName', value: 'B' },
      ]);
      const created = await run(({ writer }) => Promise.all(people.map((fields) => writer.createEmployee(fields))));
      expect(new Set(created.map(({ id }) => id)).size).toBe(20);
      expect(powerOffice.state.employees).toHaveLength(20);
    },
  );

  test.each([
    ['reset', { after: 'reset' }],
    ['hang', { after: 'hang' }],
    ['cut body', { after: 'cutBody' }],
    ['empty body', { after: 'emptyBody' }],
    ['HTML', { after: 'html' }],
    ['500', { after: 500 }],
  ] as const)(
    'a POST that is carried out and answered by %s has an unknown outcome, and is not sent again',
    async (_name, fault) => {
      const { run, powerOffice } = demo({
        faults: ({ method, path }) => (method === 'POST' && path.endsWith('/Employees') ? fault : null),
      });
      const error = errorOf(await run(({ writer }) => writer.createEmployee(KARI).catch((thrown: unknown) => thrown)));
      expect(error.kind).toBe('outcomeUnknown');
      expect(powerOffice.state.employees).toHaveLength(1);
      expect(powerOffice.writes).toBe(1);
    },
  );
});

describe('what the client sends', () => {
  const employee = { Id: 1 };

  test('every call carries token and subscription key; the token is asked for once', async () => {
    const { outcome, sent, counted } = scripted(() => ({ status: 200, json: [{ Id: 1, IsDefault: true }] }));
    await outcome(({ reader }) => Promise.all(Array.from({ length: 5 }, () => reader.enterprises())));
    const [token, ...calls] = sent;
    expect(token).toMatchObject({
      method: 'POST',
      url: 'http://poweroffice.test/OAuth/Token',
      body: 'grant_type=client_credentials',
      headers: {
        Authorization: `Basic ${Buffer.from('demo-application-key:demo-client-key').toString('base64')}`,
        'Content-Type': 'application/x-www-form-urlencoded',
        'Ocp-Apim-Subscription-Key': 'demo-subscription-key',
      },
    });
    expect(calls).toHaveLength(5);
    for (const { headers } of calls) {
      expect(headers).toMatchObject({
        Authorization: 'Bearer token-1',
        'Ocp-Apim-Subscription-Key': 'demo-subscription-key',
      });
    }
    expect(counted()).toBe(6);
  });

  test('a POST: nested, in PascalCase, int64 digit by digit, without what is null', async () => {
    const { outcome, calls } = scripted(() => ({ status: 201, json: employee }));
    await outcome(({ writer }) =>
      writer.createEmployee([
        { field: 'Number', value: 9_223_372_036_854_775_807n },
        { field: 'MailAddress.City', value: 'Oslo' },
        { field: 'MailAddress.ZipCode', value: '0150' },
        { field: 'IsArchived', value: false },
        { field: 'EndDate', value: null },
      ]),
    );
    expect(calls()[0]).toMatchObject({
      method: 'POST',
      url: 'http://poweroffice.test/v2/Employees',
      body: '{"Number":9223372036854775807,"MailAddress":{"City":"Oslo","ZipCode":"0150"},"IsArchived":false}',
    });
    expect(calls()[0]?.headers['Content-Type']).toBe('application/json');
  });

  test('a PATCH: one JSON Patch, remove for null', async () => {
    const { outcome, calls } = scripted(() => ({ status: 200, json: { Id: 7 } }));
    await outcome(({ writer }) =>
      writer.patchEmployee(branded(7), [
        { field: 'MailAddress.City', value: 'Oslo' },
        { field: 'ExternalNumber', value: 9_007_199_254_740_993n },
        { field: 'EndDate', value: null },
      ]),
    );
    expect(calls()).toMatchObject([
      {
        method: 'PATCH',
        url: 'http://poweroffice.test/v2/Employees/7',
        body:
          '[{"op":"replace","path":"/MailAddress/City","value":"Oslo"},' +
          '{"op":"replace","path":"/ExternalNumber","value":9007199254740993},{"op":"remove","path":"/EndDate"}]',
      },
    ]);
    expect(calls()[0]?.headers['Content-Type']).toBe('application/json-patch+json');
  });

  test('a PATCH with an object: added as a whole, and its lines masked where PowerOffice echoes them', async () => {
    const detail = "MailAddress.AddressLine1 'Storgata 5' is too long.";
    const { outcome, calls } = scripted(() => ({
      status: 400,
      json: { title: 'Employee validation error(s)', detail },
    }));
    const error = await outcome(({ writer }) =>
      writer.patchEmployee(branded(7), [{ field: 'MailAddress', value: { AddressLine1: 'Storgata 5', City: 'Oslo' } }]),
    );
    expect(calls()[0]?.body).toBe(
      '[{"op":"add","path":"/MailAddress","value":{"AddressLine1":"Storgata 5","City":"Oslo"}}]',
    );
    expect(errorOf(error).message).toContain('is too long');
    expect(errorOf(error).message).not.toContain('Storgata');
  });

  test('what must happen before a write leaves happens each time, after the wait for its turn', async () => {
    const replies: Reply[] = [{ status: 429 }, { status: 401 }, { status: 201, json: employee }];
    const { outcome, calls, clock } = scripted((_request, index) => replies[index] ?? { status: 500 });
    const announced: number[] = [];
    const beforeSend = async (): Promise<void> => {
      announced.push(clock.now());
    };
    expect(await outcome(({ writer }) => writer.createEmployee(KARI, beforeSend))).toMatchObject({ id: 1 });
    expect(announced).toEqual(calls().map(({ sentAt }) => sentAt));
    expect(announced).toHaveLength(3);
  });

  test('a write whose announcement fails does not leave', async () => {
    const { outcome, calls } = scripted(() => ({ status: 201, json: employee }));
    const outpaced = new Error('somebody else was first');
    expect(await outcome(({ writer }) => writer.createEmployee(KARI, () => Promise.reject(outpaced)))).toBe(outpaced);
    expect(calls()).toEqual([]);
  });
});

describe('the lists of PowerOffice', () => {
  const rows = (from: number, count: number): { Id: number }[] =>
    Array.from({ length: count }, (_, index) => ({ Id: from + index }));
  const idsOf = (found: unknown): number[] => (found as { id: number }[]).map(({ id }) => id);

  test('are asked for in pages of 20,000, sorted by id', async () => {
    const { outcome, calls } = scripted(() => ({ status: 204 }));
    expect(await outcome(({ reader }) => reader.employees())).toEqual([]);
    expect(calls()[0]?.url).toBe('http://poweroffice.test/v2/Employees?PageNumber=1&PageSize=20000&OrderBy=Id%20asc');
  });

  test('follow the next link of X-Pagination, and drop what comes twice', async () => {
    const link = (next: string): Record<string, string> => ({ 'x-pagination': JSON.stringify({ nextPageLink: next }) });
    const { outcome, calls } = scripted(({ query }) =>
      query.get('PageNumber') === '1'
        ? { status: 200, json: rows(1, 3), headers: link('http://elsewhere.test/') }
        : { status: 200, json: rows(3, 2), headers: link('') },
    );
    expect(idsOf(await outcome(({ reader }) => reader.employees()))).toEqual([1, 2, 3, 4]);
    expect(calls().map(({ url }) => new URL(url).host)).toEqual(['poweroffice.test', 'poweroffice.test']);
  });

  test.each([20_000, 5_000])('without X-Pagination, %p rows are asked to go on', async (size) => {
    const { outcome, calls } = scripted(({ query }) =>
      query.get('PageNumber') === '1'
        ? { status: 200, json: rows(1, size) }
        : query.get('PageNumber') === '2'
          ? { status: 200, json: rows(size + 1, 7) }
          : { status: 204 },
    );
    expect(await outcome(({ reader }) => reader.employees())).toHaveLength(size + 7);
    expect(calls()).toHaveLength(2);
  });

  test('whose pages repeat for ever end', async () => {
    const { outcome, calls } = scripted(() => ({
      status: 200,
      json: rows(1, 3),
      headers: { 'x-pagination': '{"nextPageLink":"more"}' },
    }));
    expect(errorOf(await outcome(({ reader }) => reader.employees())).kind).toBe('unavailable');
    expect(calls()).toHaveLength(2);
  });

  test.each([
    ['PowerOffice', { title: 'Object(s) not found', detail: 'Could not find.' }, 'notFound'],
    ['the gateway', { statusCode: 404, message: 'Resource not found' }, 'unavailable'],
    ['nobody in particular', undefined, 'notFound'],
  ])('are never empty by a 404, said by %s', async (_name, json, kind) => {
    const { outcome } = scripted(() => ({ status: 404, json }));
    expect(errorOf(await outcome(({ reader }) => reader.employmentSummaries())).kind).toBe(kind);
  });

  test('with a filter that PowerOffice ignores hold only what was asked for', async () => {
    const json = [
      { Id: 1, ExternalNumber: 42, Number: 7, ExternalImportReference: 'a' },
      { Id: 2, ExternalNumber: 420, Number: 42, ExternalImportReference: 'b' },
    ];
    const { outcome, calls } = scripted(() => ({ status: 200, json }));
    expect(idsOf(await outcome(({ reader }) => reader.employees({ externalNumber: '42' })))).toEqual([1]);
    expect(idsOf(await outcome(({ reader }) => reader.employees({ number: '42' })))).toEqual([2]);
    expect(idsOf(await outcome(({ reader }) => reader.employees({ externalImportReference: 'B' })))).toEqual([2]);
    expect(calls().map(({ query }) => [...query.entries()][0])).toEqual([
      ['externalNos', '42'],
      ['employeeNos', '42'],
      ['externalImportReference', 'B'],
    ]);
  });

  test('tolerate unknown fields and values, and missing ones', async () => {
    const json = [
      {
        Id: 5,
        Number: '77',
        Gender: 'Hidden',
        NationalIdNumber: 'hidden',
        FirstName: null,
        LastName: '  ',
        HiredDate: '2021-01-01T00:00:00',
        EndDate: 'soon',
        SomethingNew: { a: 1 },
        MailAddress: null,
      },
    ];
    const { outcome } = scripted(() => ({ status: 200, json }));
    expect(await outcome(({ reader }) => reader.employees())).toEqual([
      expect.objectContaining({
        id: 5,
        number: '77',
        hasNationalIdNumber: true,
        firstName: null,
        lastName: null,
        hiredDate: '2021-01-01',
        endDate: null,
        isArchived: false,
        mailAddress: { addressLine1: null, addressLine2: null, city: null, zipCode: null, countryCode: null },
      }),
    ]);
  });
});

describe('a PowerOffice that fails', () => {
  const good: Reply = { status: 200, json: [{ Id: 1 }] };

  test.each([
    ['refuses the connection', 'refuse'],
    ['resets it', 'reset'],
    ['answers 500', { status: 500 }],
    ['answers 503', { status: 503 }],
    ['answers 200 with HTML', { status: 200, text: '<html>' }],
    ['answers 200 with cut JSON', { status: 200, text: '[{"Id":1},{"I' }],
    ['answers 200 with an empty body', { status: 200, text: '' }],
    ['answers rows without ids', { status: 200, json: [{ Name: 'x' }] }],
  ] as const)('once and %s is read again', async (_name, reply) => {
    const { outcome, calls } = scripted((_request, index) => (index === 0 ? reply : good));
    expect(await outcome(({ reader }) => reader.enterprises())).toHaveLength(1);
    expect(calls()).toHaveLength(2);
  });

  test('a list that breaks off while it arrives is read again, and has no row of the first try', async () => {
    const clock = createVirtualClock(START);
    const { transport } = scriptedTransport(clock, ({ path }) =>
      path === '/OAuth/Token' ? { status: 200, json: { access_token: 't', expires_in: 3600 } } : good,
    );
    let tries = 0;
    const arriving: Transport = async (request) => {
      const { body, ...response } = await transport(request);
      if (request.takeText === undefined) return { ...response, body };
      tries += 1;
      request.takeText(tries === 1 ? '[{"Id":77},' : body);
      if (tries === 1) throw new TransportError('unknown', 'No answer (ECONNRESET).');
      return { ...response, body: '' };
    };
    const read = await clock.run(connect(clock, arriving).reader.enterprises());
    expect(read.map(({ id }) => id)).toEqual([1]);
    expect(tries).toBe(2);
  });

  test.each(['refuse', 'reset', 'hang', { status: 500 }, { status: 200, text: '<html>' }] as const)(
    'for good (%p) is unavailable after about a minute at most',
    async (reply) => {
      for (const scriptsTokens of [true, false]) {
        const { outcome, clock } = scripted(() => reply, { scriptsTokens });
        expect(errorOf(await outcome(({ reader }) => reader.enterprises())).kind).toBe('unavailable');
        expect(clock.now() - START).toBeLessThanOrEqual(70_000);
      }
    },
  );

  test('a bulk list may hang once, and be read the second time', async () => {
    const { outcome } = scripted((_request, index) => (index === 0 ? 'hang' : { status: 204 }));
    expect(await outcome(({ reader }) => reader.employees())).toEqual([]);
  });

  test.each([
    ['reset', 'reset', 'outcomeUnknown'],
    ['timeout', 'hang', 'outcomeUnknown'],
    ['500', { status: 500 }, 'outcomeUnknown'],
    ['503', { status: 503 }, 'outcomeUnknown'],
    ['201 with cut JSON', { status: 201, text: '{"Id":1' }, 'outcomeUnknown'],
    ['201 without an id', { status: 201, json: {} }, 'outcomeUnknown'],
    ['204 without a body', { status: 204 }, 'outcomeUnknown'],
    ['connection refused', 'refuse', 'unavailable'],
    ['400', { status: 400, json: { title: 'T', detail: 'D' } }, 'rejected'],
    ['409', { status: 409, json: { Title: 'T', Detail: 'D' } }, 'rejected'],
    ['403', { status: 403 }, 'forbidden'],
    ['404', { status: 404, json: { title: 'T', detail: 'Employee with id = 7 not found.' } }, 'notFound'],
    ['302', { status: 302 }, 'outcomeUnknown'],
  ] as const)('by %s leaves a write, sent once, as it should', async (_name, reply, kind) => {
    for (const write of [
      ({ writer }: PowerOfficeClient): Promise<unknown> => writer.createEmployment(branded(7), EMPLOYMENT),
      ({ writer }: PowerOfficeClient): Promise<unknown> =>
        writer.patchEmployee(branded(7), [{ field: 'JobTitle', value: 'x' }]),
    ]) {
      const { outcome, calls } = scripted(() => reply);
      expect(errorOf(await outcome(write)).kind).toBe(kind);
      expect(calls()).toHaveLength(1);
    }
  });

  test.each<[string, Call<unknown>, unknown]>([
    [
      'a new employee with the number of another one',
      ({ writer }) => writer.createEmployee([{ field: 'Number', value: 42n }]),
      { Id: 1, Number: 777 },
    ],
    [
      'a new employee with the reference of another one',
      ({ writer }) => writer.createEmployee([{ field: 'ExternalImportReference', value: 'user-1' }]),
      { Id: 1, ExternalImportReference: 'user-2' },
    ],
    [
      'another employee',
      ({ writer }) => writer.patchEmployee(branded(7), [{ field: 'JobTitle', value: 'x' }]),
      { Id: 8 },
    ],
    [
      'another employee to whom an account is chosen',
      ({ writer }) => writer.chooseSalaryAccount(branded(7), branded(70)),
      { Id: 8 },
    ],
    [
      "somebody else's account",
      ({ writer }) => writer.createBankAccount(branded(7), [{ field: 'BankAccountNumber', value: '1' }]),
      { Id: 70, ContactId: 8 },
    ],
    [
      "somebody else's new employment",
      ({ writer }) => writer.createEmployment(branded(7), EMPLOYMENT),
      { Id: 70, EmployeeId: 8 },
    ],
    [
      'another employment',
      ({ writer }) => writer.patchEmployment(branded(7), branded(70), [{ field: 'IsDefault', value: true }]),
      { Id: 71, EmployeeId: 7 },
    ],
    [
      'a new salary of another day',
      ({ writer }) => writer.createSalary(branded(70), [{ field: 'FromDate', value: '2026-03-01' }]),
      { Id: 1, FromDate: '2026-04-01' },
    ],
    [
      "another employment's new salary",
      ({ writer }) => writer.createSalary(branded(70), [{ field: 'FromDate', value: '2026-03-01' }]),
      { Id: 1, EmploymentId: 71, FromDate: '2026-03-01' },
    ],
    [
      'another salary',
      ({ writer }) => writer.patchSalary(branded(70), branded(1), [{ field: 'HourlyRate', value: 250 }]),
      { Id: 2, EmploymentId: 70, FromDate: '2026-03-01' },
    ],
    [
      'another full-time line',
      ({ writer }) => writer.patchFtePercentage(branded(70), branded(1), [{ field: 'FtePercentage', value: 80 }]),
      { Id: 2, FromDate: '2026-03-01', FtePercentage: 80 },
    ],
  ])('by an answer about %s leaves a write in doubt', async (_what, write, json) => {
    const { outcome, calls } = scripted(() => ({ status: 200, json }));
    expect(errorOf(await outcome(write))).toMatchObject({ kind: 'outcomeUnknown' });
    expect(calls()).toHaveLength(1);
  });

  test.each<[string, Call<unknown>, unknown]>([
    ['an employee', ({ reader }) => reader.employee(branded(7)), { Id: 8 }],
    ['salaries', ({ reader }) => reader.salaries(branded(70)), [{ Id: 1, EmploymentId: 71, FromDate: '2026-03-01' }]],
    [
      'full-time lines',
      ({ reader }) => reader.ftePercentages(branded(70)),
      [{ Id: 1, EmploymentId: 71, FromDate: '2026-03-01', FtePercentage: 80 }],
    ],
  ])('and answers a question for %s with those of somebody else is unavailable', async (_what, read, json) => {
    const { outcome } = scripted(() => ({ status: 200, json }));
    expect(errorOf(await outcome(read))).toMatchObject({ kind: 'unavailable' });
  });

  test('a new employee is known by the keys that were sent, however they are written', async () => {
    const { outcome } = scripted(() => ({
      status: 201,
      json: { Id: 1, Number: '42', ExternalNumber: 42, ExternalImportReference: 'USER-1' },
    }));
    const fields: FieldValue[] = [
      { field: 'Number', value: 42n },
      { field: 'ExternalNumber', value: 42n },
      { field: 'ExternalImportReference', value: 'user-1' },
    ];
    expect(await outcome(({ writer }) => writer.createEmployee(fields))).toMatchObject({ id: 1 });
  });

  test('404 to a new employee is about its content: a department code, say', async () => {
    const { outcome } = scripted(() => ({
      status: 404,
      json: { title: 'Employee validation error(s)', detail: "Department with code = 'Avdeling10' not found." },
    }));
    expect(errorOf(await outcome(({ writer }) => writer.createEmployee(KARI))).kind).toBe('rejected');
  });

  test('with 429 on everything for minutes is waited for, reads and writes alike', async () => {
    const { outcome, calls } = scripted(({ sentAt, method }) =>
      sentAt < START + 180_000
        ? { status: 429, headers: { 'retry-after': '1' } }
        : { status: 200, json: method === 'GET' ? [] : { Id: 1 } },
    );
    const [read, written] = (await outcome(({ reader, writer }) =>
      Promise.all([reader.salaries(branded(1)), writer.createEmployee(KARI)]),
    )) as unknown[];
    expect(read).toEqual([]);
    expect(written).toMatchObject({ id: 1 });
    expect(calls().length).toBeLessThan(30);
  });

  test('with 429 for ever is given up at the deadline, certainly not applied', async () => {
    const { outcome, clock } = scripted(() => ({ status: 429 }), { deadlineInMillis: 120_000 });
    expect(errorOf(await outcome(({ writer }) => writer.createEmployee(KARI))).kind).toBe('outOfTime');
    expect(clock.now() - START).toBeLessThanOrEqual(120_000);
  });

  test('with 429 slows every call down, not only the one refused', async () => {
    const { outcome, calls } = scripted((_request, index) =>
      index === 0 ? { status: 429, headers: { 'retry-after': '5' } } : good,
    );
    await outcome(({ reader }) => Promise.all(Array.from({ length: 25 }, () => reader.enterprises())));
    const [first, ...others] = calls().map(({ sentAt }) => sentAt);
    const refusedAt = (first ?? 0) + 100;
    expect(others.filter((at) => at > refusedAt && at < refusedAt + 5_000)).toEqual([]);
  });

  test('with 401 again after a new token refuses the credentials', async () => {
    const { outcome, sent } = scripted(() => ({ status: 401 }));
    expect(errorOf(await outcome(({ writer }) => writer.createEmployee(KARI))).kind).toBe('credentialsRefused');
    expect(sent.map(({ path }) => path)).toEqual(['/OAuth/Token', '/v2/Employees', '/OAuth/Token', '/v2/Employees']);
    expect(sent.at(-1)?.headers['Authorization']).toBe('Bearer token-2');
  });

  test('that missed its turn is not sent, and goes out in a later one', async () => {
    const clock = createVirtualClock(START);
    const { transport, sent } = scriptedTransport(clock, ({ path }) =>
      path === '/OAuth/Token'
        ? { status: 200, json: { access_token: 'token', expires_in: 1200 } }
        : { status: 201, json: { Id: 7 } },
    );
    let counted = 0;
    const client = connect(clock, transport, { onRequest: () => (counted += 1) });
    let stored = 0;
    const beforeSend = async (): Promise<void> => {
      stored += 1;
      // The first time, storing the intent takes longer than the turn lasts.
      if (stored === 1) await clock.sleep(5_000);
    };
    const record = await clock.run(client.writer.createEmployee([{ field: 'FirstName', value: 'Kari' }], beforeSend));
    expect(record.id).toBe(7);
    expect(stored).toBe(2);
    expect(sent.filter(({ path }) => path === '/v2/Employees')).toHaveLength(1);
    expect(counted).toBe(2);
  });

  test('a call that does not fit before the deadline is not sent', async () => {
    const { outcome, sent } = scripted(() => good, { deadlineInMillis: 19_000 });
    expect(errorOf(await outcome(({ writer }) => writer.createEmployee(KARI))).kind).toBe('outOfTime');
    expect(sent).toEqual([]);
  });
});

describe('the token', () => {
  const byPath =
    (token: Reply): ((request: SentRequest) => Reply) =>
    ({ path }) =>
      path === '/OAuth/Token' ? token : { status: 200, json: [] };

  test.each([
    [
      '400 invalid_client',
      { status: 400, json: { error: 'invalid_client', error_description: 'not found' } },
      'invalid_client',
    ],
    ['401 of the gateway', { status: 401, json: { statusCode: 401, message: 'Access denied' } }, '401'],
    ['403', { status: 403 }, '403'],
  ] as const)('refused by %s means refused credentials, at once', async (_name, reply, said) => {
    const { outcome, sent } = scripted(byPath(reply), { scriptsTokens: true });
    const error = errorOf(await outcome(({ reader }) => reader.enterprises()));
    expect(error.kind).toBe('credentialsRefused');
    expect(error.message).toContain(said);
    expect(sent).toHaveLength(1);
  });

  test('asked for at a wrong address says so', async () => {
    const { outcome } = scripted(byPath({ status: 404 }), { scriptsTokens: true });
    const error = errorOf(await outcome(({ reader }) => reader.enterprises()));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain('token URL');
  });

  test('is renewed ahead of its end, and not before', async () => {
    const { outcome, sent, clock } = scripted(byPath({ status: 200, json: { access_token: 't', expires_in: '600' } }), {
      scriptsTokens: true,
    });
    const requestsAt = async (seconds: number): Promise<number> => {
      await clock.advance(START + seconds * 1000 - clock.now());
      await outcome(({ reader }) => reader.enterprises());
      return sent.filter(({ path }) => path === '/OAuth/Token').length;
    };
    expect([await requestsAt(0), await requestsAt(530), await requestsAt(541)]).toEqual([1, 1, 2]);
  });

  test.each([{ status: 429 }, { status: 503 }, 'reset', { status: 200, text: '<html>' }] as const)(
    'is asked for again after %p',
    async (reply) => {
      let tokens = 0;
      const { outcome, sent } = scripted(
        ({ path }) => {
          if (path !== '/OAuth/Token') return { status: 200, json: [] };
          tokens += 1;
          return tokens === 1 ? reply : { status: 200, json: { access_token: 't', expires_in: 600 } };
        },
        { scriptsTokens: true },
      );
      expect(await outcome(({ reader }) => reader.enterprises())).toEqual([]);
      expect(sent).toHaveLength(3);
      expect((sent[1]?.sentAt ?? 0) - START).toBeGreaterThanOrEqual(850);
    },
  );
});

describe('a refusal in words', () => {
  const refusedWith = async (body: Record<string, string>): Promise<PowerOfficeError> => {
    const { outcome } = scripted(() => ({ status: 400, json: body }));
    return errorOf(await outcome(({ writer }) => writer.createEmployee(KARI)));
  };

  test.each([
    ['in lower case', { title: 'Employee validation error(s)', detail: 'Number is in use.' }],
    ['in Pascal case', { Title: 'Employee validation error(s)', Detail: 'Number is in use.' }],
  ])('%s is passed on', async (_name, body) => {
    const error = await refusedWith(body);
    expect(error.message).toBe('Employee validation error(s): Number is in use.');
    expect(error).toMatchObject({
      status: 400,
      title: 'Employee validation error(s)',
      detail: 'Number is in use.',
      contactId: null,
    });
  });

  test.each([
    '30011679680',
    '300116 79680',
    '1234.56.78903',
    'NO93 8601 1117 947',
    'NO9386011117947',
    'DE89370400440532013000',
  ])('never shows the national id or account %p, but the contact that holds it', async (secret) => {
    const detail = `Value '${secret}' is already in use. '${secret}' is used on (contact) Id = 123456789.`;
    const error = await refusedWith({ title: `Not ${secret}`, detail });
    for (const shown of [error.message, error.title, error.detail, String(error), JSON.stringify(error)]) {
      expect(shown).not.toContain(secret);
      expect(shown).not.toContain(secret.slice(-6));
    }
    expect(error.message).toContain('(contact) Id = 123456789');
    expect(error.contactId).toBe(123_456_789);
  });

  test('never shows an employee number that is a national id without its leading zero', async () => {
    const { outcome } = scripted(() => ({ status: 400, json: { title: 'T', detail: 'Number 1859010071 is taken.' } }));
    const refused = async (number: bigint): Promise<string> =>
      errorOf(await outcome(({ writer }) => writer.createEmployee([{ field: 'Number', value: number }]))).message;
    expect(await refused(1_859_010_071n)).toBe('T: Number *** is taken.');
    expect(await refused(42n)).toBe('T: Number 1859010071 is taken.');
  });

  test('long words are cut between characters', async () => {
    const error = await refusedWith({ title: 'T', detail: `${'x'.repeat(999)}\u{1F600}` });
    expect(error.detail).toBe('x'.repeat(999));
  });

  test.each(['545000', '545 000', '545.000,00', '545000.00'])(
    'never shows the pay that was sent, echoed as %p',
    async (echo) => {
      const { outcome } = scripted(() => ({
        status: 400,
        json: { title: 'Salary', detail: `The value '${echo}' is too high.` },
      }));
      const error = errorOf(
        await outcome(({ writer }) =>
          writer.createSalary(branded(7), [
            { field: 'FromDate', value: '2026-01-01' },
            { field: 'RemunerationType', value: 'FixedWage' },
            { field: 'AnnualSalary', value: 545_000 },
          ]),
        ),
      );
      expect(error.message).toBe("Salary: The value '***' is too high.");
    },
  );

  test('its summary and its own properties, which a logger takes, hold no word of PowerOffice', async () => {
    const error = await refusedWith({ title: 'Kari Nordmann', detail: 'kari@example.no is in use.' });
    expect(error.summary).toBe('PowerOffice answered 400 to POST /Employees.');
    expect(JSON.stringify(error)).not.toMatch(/kari/i);
  });
});

describe('the clock of PowerOffice, by the Date of its answers', () => {
  const HOUR_IN_MILLIS = 3_600_000;
  const TOKEN = { access_token: 'token', token_type: 'bearer', expires_in: 1200 };

  /** A PowerOffice whose clock is so far from ours, whatever it is asked. */
  const elsewhen = (date: () => string) =>
    scripted(
      ({ path }) => ({ status: 200, headers: { date: date() }, json: path === '/OAuth/Token' ? TOKEN : { Id: 42 } }),
      { scriptsTokens: true },
    );
  const patch: Call<unknown> = ({ writer }) =>
    writer.patchEmployee(branded(42), [{ field: 'JobTitle', value: 'Engineer' }]);

  test.each<[string, Call<unknown>]>([
    ['a read', ({ reader }) => reader.employee(branded(42))],
    ['a write', patch],
  ])('an hour from ours keeps %s from leaving', async (_what, call) => {
    const { outcome, sent } = elsewhen(() => new Date(START + HOUR_IN_MILLIS).toUTCString());

    expect(errorOf(await outcome(call))).toMatchObject({
      kind: 'clockWrong',
      message: 'The clock here says 2026-03-02T06:00:00Z, and that of PowerOffice 2026-03-02T07:00:00Z.',
    });
    expect(sent.map(({ path }) => path)).toEqual(['/OAuth/Token']);
  });

  test('that goes wrong in mid-run costs no answer to a write; the next is kept back until the clock is right', async () => {
    let offInMillis = 0;
    const { outcome, sent, clock } = elsewhen(() => new Date(clock.now() + offInMillis).toUTCString());
    await outcome(({ reader }) => reader.employee(branded(42)));
    offInMillis = HOUR_IN_MILLIS;

    expect(await outcome(patch)).toMatchObject({ id: 42 });
    expect(errorOf(await outcome(patch)).kind).toBe('clockWrong');
    expect(errorOf(await outcome(patch)).kind).toBe('clockWrong');
    offInMillis = 0;
    expect(await outcome(patch)).toMatchObject({ id: 42 });
    expect(sent.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
  });
});
