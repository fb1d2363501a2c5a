import { renewEmployeeBase } from '../../../shared/flows/employees-to-poweroffice/base.ts';
import { listDrift } from '../../../shared/flows/employees-to-poweroffice/inspect/list-drift.ts';
import type { LookDependencies } from '../../../shared/flows/employees-to-poweroffice/inspect/look.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { mapEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/settings.ts';
import { newEmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { buildPayrollEmployee } from '../../builders/payroll-record.ts';
import { buildSourceEmployee } from '../../builders/source-employee.ts';
import { createInspectClient } from '../../builders/inspect-client.ts';
import type { InspectClientOptions } from '../../builders/inspect-client.ts';
import { createApiClient } from '../../builders/api-client.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';

/** Long enough for replicas to have caught up. */
const A_WHILE_IN_MILLIS = 60_000;

const kari = buildSimployerPerson();
const ola = buildSimployerPerson({ number: 43, employee: { firstName: 'Ola', birthDate: '1985-01-01T00:00:00.000Z' } });

/** Two people whom a run has synced, some time ago. */
const synced = async (input: SyncSystemInput = {}): Promise<SyncSystem> => {
  const system = createSyncSystem({ people: [kari, ola], ...input });
  await system.run();
  await system.wait(A_WHILE_IN_MILLIS);
  return system;
};

/** What fails the test when it writes anything, on either side. */
const drift = (system: SyncSystem, query = '', options: InspectClientOptions = {}) =>
  createInspectClient(system, options).get(`/drift${query}`);

const lines = (body: any): string[] =>
  body.fields.map(
    ({ employeeNumber, entity, field, willBe }: any) => `${employeeNumber} ${entity} ${field}: ${willBe}`,
  );

const employmentIdOf = (system: SyncSystem, number: number): number => system.record(number).employments[0]?.Id ?? 0;

describe('GET /drift', () => {
  test('is empty right after a sync, and says who was compared and what nobody could compare', async () => {
    const system = await synced();
    const { status, body } = await drift(system);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        connection: { simployer: { name: 'Testbruk AS' } },
        fields: [],
        totals: { compared: 2, withoutBase: 0 },
        next: null,
      },
    });
    expect(body.notCompared).toEqual(
      expect.arrayContaining(['NationalIdNumber', 'Gender', 'AnnualSalary', 'FtePercentage']),
    );
  });

  test('a hand edit is in it, is overwritten by the next run, stands in the history with who asked, and is gone', async () => {
    const system = await synced();
    const syncedAt = (await system.employees.get('person-42'))?.syncedAt ?? 0;
    system.powerOffice.editEmployee(system.record(42).Id, { JobTitle: 'Director' });
    await system.wait(A_WHILE_IN_MILLIS);

    const { body } = await drift(system);
    expect(body.fields).toEqual([
      {
        employeeNumber: '42',
        simployerEmployeeId: 'person-42',
        entity: 'employee',
        field: 'JobTitle',
        lastSyncedAt: new Date(syncedAt).toISOString(),
        willBe: 'overwritten',
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Director|Engineer|Nordmann/);

    await system.run({ requestedBy: 'payroll' });
    expect(system.record(42).JobTitle).toBe('Engineer');
    const history = await createApiClient(system.table).call('GET', '/employees/42/history?limit=1');
    expect(history.body.entries).toMatchObject([{ requestedBy: 'payroll', fields: ['JobTitle'], row: '5' }]);
    await system.wait(A_WHILE_IN_MILLIS);
    expect((await drift(system)).body.fields).toEqual([]);
  });

  test.each<[string, (system: SyncSystem) => void, readonly string[]]>([
    [
      'the weekly hours (rows 30, 36, 37), which are set once',
      (system) => {
        system.powerOffice.editEmployment(employmentIdOf(system, 42), { FullTimeHoursPerWeek: 40 });
      },
      ['42 employment FullTimeHoursPerWeek: kept'],
    ],
    [
      'the form of the employment',
      (system) => system.powerOffice.editEmployment(employmentIdOf(system, 42), { EmploymentForm: 'Temporary' }),
      ['42 employment EmploymentForm: overwritten'],
    ],
    [
      'archived by hand',
      (system) => system.powerOffice.editEmployee(system.record(42).Id, { IsArchived: true }),
      ['42 employee IsArchived: overwritten'],
    ],
    [
      'a name and an e-mail address in other letters, which compare as the same',
      (system) => {
        const { Id, EmailAddress } = system.record(42);
        system.powerOffice.editEmployee(Id, { LastName: 'Hansen', EmailAddress: EmailAddress?.toUpperCase() ?? null });
      },
      ['42 employee LastName: overwritten'],
    ],
    [
      'a field that no row maps',
      (system) => system.powerOffice.editEmployee(system.record(42).Id, { DepartmentId: 7 }),
      [],
    ],
    [
      'two people',
      (system) => {
        for (const number of [43, 42])
          system.powerOffice.editEmployee(system.record(number).Id, { JobTitle: 'Director' });
      },
      ['42 employee JobTitle: overwritten', '43 employee JobTitle: overwritten'],
    ],
  ])('%s', async (_what, edit, expected) => {
    const system = await synced();
    edit(system);
    await system.wait(A_WHILE_IN_MILLIS);
    expect(lines((await drift(system)).body)).toEqual(expected);
  });

  test('what HR has changed is no drift; what both have changed will be overwritten', async () => {
    const system = await synced();
    system.simployer.editEmployee('person-42', { title: 'Foreman' });
    expect((await drift(system)).body.fields).toEqual([]);
    system.powerOffice.editEmployee(system.record(42).Id, { JobTitle: 'Director' });
    expect(lines((await drift(system)).body)).toEqual(['42 employee JobTitle: overwritten']);
  });

  test('what HR has changed to the very same is kept, as is everything of somebody out of scope', async () => {
    const system = await synced();
    system.powerOffice.editEmployee(system.record(42).Id, { JobTitle: 'Director' });
    expect(lines((await drift(system, '', { settings: { scope: { employees: ['43'] } } })).body)).toEqual([
      '42 employee JobTitle: kept',
    ]);
    system.simployer.editEmployee('person-42', { title: 'Director' });
    expect(lines((await drift(system)).body)).toEqual(['42 employee JobTitle: kept']);
  });

  test('a value that is kept says when a run last confirmed it, however many runs have passed it since', async () => {
    const system = await synced();
    const { syncedAt } = (await system.employees.get('person-42')) ?? {};
    system.powerOffice.editEmployment(employmentIdOf(system, 42), { FullTimeHoursPerWeek: 40 });
    await system.wait(A_WHILE_IN_MILLIS);
    for (let night = 0; night < 3; night += 1) {
      await system.run();
      await system.wait(24 * 3600_000);
    }
    const { body } = await drift(system);
    expect(lines(body)).toEqual(['42 employment FullTimeHoursPerWeek: kept']);
    expect(Date.parse(body.fields[0].lastSyncedAt)).toBe(Math.floor((syncedAt ?? 0) / 1000) * 1000);
  });

  test('pay is compared for somebody who is named, a salary account for everybody', async () => {
    const system = await synced();
    const { Id } = system.record(42);
    const line = system.record(42).employments[0]?.salaries[0];
    system.powerOffice.editSalary(line?.Id ?? 0, { AnnualSalary: 700_000 });
    system.powerOffice.editEmployee(Id, { SalaryBankAccountId: null });
    await system.wait(A_WHILE_IN_MILLIS);

    expect(lines((await drift(system)).body)).toEqual(['42 bankAccount BankAccountNumber: overwritten']);
    const named = (await drift(system, '?employee=0042')).body;
    expect(lines(named)).toEqual([
      '42 bankAccount BankAccountNumber: overwritten',
      '42 salary AnnualSalary: overwritten',
    ]);
    expect(named.notCompared).toEqual(['NationalIdNumber', 'Gender']);
    expect(JSON.stringify(named)).not.toMatch(/700000|600000/);
    expect((await drift(system, '?employee=person-43')).body.fields).toEqual([]);
  });

  test('the reason of an end (row 29) is kept, the end itself overwritten', async () => {
    const leaver = buildSimployerPerson({ employments: [{ endDate: '2026-12-31T00:00:00.000Z' }] });
    const system = await synced({ people: [leaver] });
    const employment = employmentIdOf(system, 42);
    system.powerOffice.editEmployment(employment, {
      EndDate: '2026-11-30',
      EndDateReason: 'EmployerHasDismissedTheEmployee',
    });
    await system.wait(A_WHILE_IN_MILLIS);
    expect(lines((await drift(system)).body)).toEqual([
      '42 employment EndDate: overwritten',
      '42 employment EndDateReason: kept',
    ]);
  });

  test('people without a base are counted and not listed', async () => {
    const system = await synced();
    const item = await system.table.get({ pk: 'employees', sk: 'person-42' });
    await system.table.put({ ...item!, base: null, version: item!.version + 1 });
    system.powerOffice.editEmployee(system.record(42).Id, { JobTitle: 'Director' });
    expect((await drift(system)).body).toMatchObject({ fields: [], totals: { compared: 1, withoutBase: 1 } });
    expect((await drift(createSyncSystem({ people: [kari] }))).body).toMatchObject({
      fields: [],
      totals: { compared: 0, withoutBase: 0 },
    });
  });

  test('an edit right behind a run is in it all the same', async () => {
    const system = createSyncSystem({ people: [kari, ola] });
    await system.run();
    system.powerOffice.editEmployee(system.record(42).Id, { JobTitle: 'Director' });
    expect(lines((await drift(system)).body)).toEqual(['42 employee JobTitle: overwritten']);
  });

  test('whom the lists do not show yet as a run has just left them is left out', async () => {
    const system = await synced({ people: [kari], powerOfficeOptions: { replicaLagInMillis: 30_000 } });
    system.simployer.editEmployee('person-42', { title: 'Foreman' });
    await system.run();
    expect(system.record(42).JobTitle).toBe('Foreman');
    expect((await drift(system)).body.fields).toEqual([]);
  });

  test.each([
    ['nobody', '?employee=4711', 404, 'EMPLOYEE_UNKNOWN'],
    ['what is longer than any id', `?employee=${'x'.repeat(201)}`, 400, 'INPUT_INVALID'],
    ['blanks', '?employee=%20', 400, 'INPUT_INVALID'],
    ['two people at once', '?employee=42&employee=43', 400, 'INPUT_INVALID'],
    ['a page of nothing', '?limit=0', 400, 'INPUT_INVALID'],
    ['a cursor of something else', '?after=WyJydW5zIiwieCJd', 400, 'INPUT_INVALID'],
  ])('refuses %s', async (_what, query, status, code) => {
    expect(await drift(await synced(), query)).toMatchObject({ status, body: { code } });
  });

  test('a number that two have is refused with both ids', async () => {
    const twin = buildSimployerPerson({ number: 44, employee: { employeeNumber: '0042' } });
    const system = await synced({ people: [kari, twin] });
    expect(await drift(system, '?employee=42')).toMatchObject({
      status: 400,
      body: { simployerEmployeeIds: ['person-42', 'person-44'] },
    });
  });
});

describe('many people', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      buildSimployerPerson({
        number: 100 + index,
        employee: { birthDate: new Date(Date.UTC(1980, 0, 1 + index)).toISOString() },
      }),
    );
  const withTitlesTyped = async (count: number): Promise<SyncSystem> => {
    const system = await synced({ people: many(count) });
    for (const { Id } of system.powerOffice.state.employees) {
      system.powerOffice.editEmployee(Id, { JobTitle: 'Director', PhoneNumber: '90000000' });
    }
    await system.wait(A_WHILE_IN_MILLIS);
    return system;
  };
  const allPages = async (system: SyncSystem, limit: number) => {
    const pages: any[] = [];
    let next: string | null = null;
    do {
      const { body }: any = await drift(system, `?limit=${limit}${next === null ? '' : `&after=${next}`}`);
      pages.push(body);
      next = body.next;
    } while (next !== null);
    return pages;
  };

  test('nobody who is in step costs a request: six to PowerOffice and one to Simployer', async () => {
    const { body } = await drift(await synced({ people: many(25) }));
    expect(body).toMatchObject({ fields: [], totals: { compared: 25 } });
    expect(body.apiCalls.poweroffice).toBeLessThanOrEqual(7);
    expect(body.apiCalls.simployer).toBe(1);
  });

  test.each([1, 3, 500])('pages of %i give each field once', async (limit) => {
    const system = await withTitlesTyped(6);
    const fields = (await allPages(system, limit)).flatMap((page) => lines(page));
    expect(fields).toHaveLength(12);
    expect(new Set(fields).size).toBe(12);
  });

  test('a page ends early rather than late for whoever waits at the gateway, and the next one goes on', async () => {
    const system = await withTitlesTyped(40);
    const pages = await allPages(system, 500);
    expect(pages.length).toBeGreaterThan(1);
    expect(new Set(pages.flatMap((page) => lines(page))).size).toBe(80);
  });

  test('on one machine nobody waits at a gateway: one page', async () => {
    const system = await withTitlesTyped(40);
    const { body } = await drift(system, '?limit=500', { answerWithinSeconds: null });
    expect([body.fields.length, body.next]).toEqual([80, null]);
  });
});

test('20,000 people: what is left of the lists is compared at once, and only who has drifted is read', async () => {
  const PEOPLE = 20_000;
  const DRIFTED = [7, 9_999, 19_999];
  /** The end of the value: enough to tell two titles apart, and nothing to wait for. */
  const digest = (text: string): string => text.slice(-10, -2);
  const context = { settings: DEFAULT_SETTINGS.mapping, today: '2025-06-15', peers: NO_PEERS };
  const desired = mapEmployee(buildSourceEmployee(), context);
  const records = Array.from({ length: PEOPLE }, (_, index) => buildPayrollEmployee({ id: index + 1 }));
  // Of everybody's own record, and the same: the digest of these tests shows no more than the end of a value.
  const base = renewEmployeeBase(
    null,
    desired,
    { record: buildPayrollEmployee(), accounts: [] },
    DEFAULT_SETTINGS.mapping,
    digest,
  );
  const states = records.map((record, index) => ({
    ...newEmployeeState(`person-${String(index).padStart(5, '0')}`, String(index + 1)),
    record: {
      id: record.id,
      base,
      employments: {},
      knownEmployments: [],
      employeeStamp: null,
      addressStamp: null,
      salaryDigest: null,
      salaryStamp: null,
    },
  }));
  const asked: string[] = [];
  const answer = await listDrift({ asked: null, after: null, limit: 2, enoughAt: Number.POSITIVE_INFINITY }, {
    employees: { all: () => Promise.resolve(states), get: () => Promise.resolve(null) },
    connections: { get: () => Promise.resolve(null) },
    simployer: {
      company: () => Promise.resolve([]),
      employee: (id: string) => Promise.resolve(void asked.push(id)).then(() => null),
    },
    reader: {
      integrationInformation: () =>
        Promise.resolve({ clientId: 'c', clientName: 'C', validPrivileges: [], environment: null }),
      enterprises: () => Promise.resolve([]),
      employeeNumberSeries: () => Promise.resolve([]),
      employees: () =>
        Promise.resolve(
          records.map((record, index) => (DRIFTED.includes(index) ? { ...record, jobTitle: 'Director' } : record)),
        ),
      employmentSummaries: () => Promise.resolve([]),
      bankAccounts: () => Promise.resolve([]),
    },
    settings: DEFAULT_SETTINGS,
    clock: { now: () => 0 },
    deadline: () => 0,
    digest,
    takeApiCalls: () => ({}),
  } as unknown as LookDependencies);

  expect(answer).toMatchObject({
    kind: 'listed',
    drift: { fields: { length: 2 }, totals: { compared: PEOPLE, withoutBase: 0 } },
    last: { sourceId: 'person-09999' },
  });
  expect(asked).toHaveLength(DRIFTED.length);
});
