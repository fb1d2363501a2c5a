import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import type { DemoSeed } from '../../../local/demo-vendors/poweroffice/seed.ts';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { EMPLOYEE_ABORTS } from '../../../shared/flows/employees-to-poweroffice/aborts.ts';
import { LEASE_IN_MILLIS } from '../../../shared/run/limits.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { SimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { changesOf, codesOf, personIn } from './check-person.ts';

const A_WHILE_IN_MILLIS = 60_000;

const people = (count: number, employee: Parameters<typeof buildSimployerPerson>[0] = {}): SimployerPerson[] =>
  Array.from({ length: count }, (_, index) => buildSimployerPerson({ ...employee, number: 100 + index }));

const synced = async (input: SyncSystemInput): Promise<SyncSystem> => {
  const system = createSyncSystem(input);
  await system.run();
  await system.wait(A_WHILE_IN_MILLIS);
  return system;
};

describe('requests', () => {
  /** The lists that everybody's comparison begins with. */
  const LISTS = [
    'GET /ClientIntegrationInformation',
    'GET /ContactBankAccounts',
    'GET /Employees',
    'GET /Employees/Employments',
    'GET /Enterprises',
    'GET /SubLedgerNumberSeries',
  ];
  const countOf = async (system: SyncSystem): Promise<number> =>
    (await system.requestsDuring(() => system.run())).length - LISTS.length;

  test('a first load of somebody is five requests, in an order that leaves them consistent at any interruption', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson()] });

    const requests = await system.requestsDuring(() => system.run());

    expect(requests.slice(0, 6).toSorted()).toEqual(LISTS);
    expect(requests.slice(6)).toEqual([
      'POST /Employees',
      'POST /ContactBankAccounts/{id}',
      'PATCH /Employees/{id}/BankAccounts',
      'POST /Employees/{id}/Employments',
      'POST /Employees/Employments/{id}/Salaries',
    ]);
  });

  test('everything that can change at once is written in that order too', async () => {
    const employments = [
      { id: 'old', startDate: '2020-01-01' },
      { id: 'other', startDate: '2022-01-01', note: '7125102' },
    ];
    const system = await synced({ people: [buildSimployerPerson({ employments })] });
    system.simployer.editEmployment('other', { endDate: '2026-02-28' });
    system.simployer.editEmployment('old', { typeId: 'type-substitute' });
    system.configure({ mapping: { employmentForms: { Vikariat: 'Temporary' } } });
    system.simployer.addEmployment({
      id: 'new',
      employeeId: 'person-42',
      typeId: 'type-permanent',
      startDate: '2026-02-01',
      note: '2141101',
    });
    system.simployer.editEmployee('person-42', {
      active: false,
      lastName: 'Hansen',
      employmentId: 'other',
      bankAccount: { number: '12345678903' },
    });

    const requests = await system.requestsDuring(() => system.run());

    expect(requests.slice(6)).toEqual([
      'PATCH /Employees/{id}',
      'POST /ContactBankAccounts/{id}',
      'PATCH /Employees/{id}/BankAccounts',
      'PATCH /Employees/{id}/Employments/{id}', // the form
      'POST /Employees/{id}/Employments',
      'PATCH /Employees/{id}/Employments/{id}', // the default flag: gained
      'PATCH /Employees/{id}/Employments/{id}', // and lost
      'GET /Employees/Employments/{id}/Salaries',
      'GET /Employees/Employments/{id}/Salaries', // of the employment that was paid before
      'POST /Employees/Employments/{id}/Salaries',
      'PATCH /Employees/{id}/Employments/{id}', // the end
      'PATCH /Employees/{id}', // archived
    ]);
    expect(system.record(42)).toMatchObject({ IsArchived: true, LastName: 'Hansen' });
    const defaults = system.record(42).employments.filter(({ IsDefault }) => IsDefault === true);
    expect(defaults).toMatchObject([
      { ReportingId: 'other', EndDate: '2026-02-28', salaries: [{ AnnualSalary: 600_000 }] },
    ]);
  });

  test.each([[1], [25]])('for %d people: five each at first, one each with nothing changed', async (count) => {
    const system = createSyncSystem({ people: people(count) });

    expect(await countOf(system)).toBe(5 * count);
    await system.wait(A_WHILE_IN_MILLIS);
    expect(await countOf(system)).toBe(count);
  });

  test('with a rolling verification nobody costs a request, but those whose turn it is and those who changed', async () => {
    const system = await synced({ people: people(60), settings: { salaryVerification: 'rolling' } });

    const { length } = (await system.requestsDuring(() => system.run())).slice(LISTS.length);
    expect(length).toBe(2);

    await system.wait(A_WHILE_IN_MILLIS);
    system.simployer.editCompensation('compensation-107-1', { amount: 650_000 });
    const report = await system.run();
    expect(changesOf(personIn(report, '107'))).toEqual(['salary update AnnualSalary']);
    expect(report.totals).toMatchObject({ updated: 1, unchanged: 59 });
  });

  test('a run right after another waits for PowerOffice to show its writes, and writes nothing', async () => {
    const system = createSyncSystem({ people: people(3), powerOfficeOptions: { replicaLagInMillis: 20_000 } });
    await system.run();
    const { writes } = system.powerOffice;

    const report = await system.run();

    expect(system.powerOffice.writes).toBe(writes);
    expect(report.totals).toMatchObject({ inScope: 3, unchanged: 3 });
  });

  test.each([
    [
      'a salary',
      (system: SyncSystem) => void system.simployer.editCompensation('compensation-100-1', { amount: 650_000 }),
    ],
    [
      'a new salary',
      (system: SyncSystem) =>
        void system.simployer.addCompensation({
          employeeId: 'person-100',
          amount: 650_000,
          effectiveDate: '2026-03-01',
        }),
    ],
    [
      'an address',
      (system: SyncSystem) =>
        void system.simployer.editEmployee('person-100', {
          homeAddress: { street: 'Nygata 1', postalCode: '0150', city: 'Oslo' },
        }),
    ],
    [
      'an employment',
      (system: SyncSystem) => void system.simployer.editEmployment('employment-100-1', { endDate: '2027-01-01' }),
    ],
    [
      'a new employment',
      (system: SyncSystem) =>
        void system.simployer.addEmployment({
          employeeId: 'person-100',
          typeId: 'type-permanent',
          startDate: '2026-03-01',
          note: '7125102',
        }),
    ],
    [
      'an account',
      (system: SyncSystem) =>
        void system.simployer.editEmployee('person-100', { bankAccount: { number: '12345678903' } }),
    ],
  ])('so does a run right after one that changed %s', async (_what, change) => {
    const system = await synced({ people: people(2), powerOfficeOptions: { replicaLagInMillis: 20_000 } });
    change(system);
    expect(await system.run()).toMatchObject({ totals: { updated: 1 } });
    const { writes } = system.powerOffice;

    expect(await system.run()).toMatchObject({ totals: { unchanged: 2 } });
    expect(system.powerOffice.writes).toBe(writes);
  });

  test.each([['every-run'], ['rolling']] as const)(
    'a salary changed and changed back in quick succession ends as Simployer has it (%s)',
    async (salaryVerification) => {
      const system = await synced({
        people: people(1),
        powerOfficeOptions: { replicaLagInMillis: 20_000 },
        settings: { salaryVerification },
      });
      system.simployer.editCompensation('compensation-100-1', { amount: 650_000 });
      await system.run();
      system.simployer.editCompensation('compensation-100-1', { amount: 600_000 });

      await system.run();

      expect(system.record(100).employments[0]?.salaries).toMatchObject([{ AnnualSalary: 600_000 }]);
    },
  );

  test('an employment is read in full only when it was touched', async () => {
    const system = await synced({ people: people(2) });
    const [employment] = system.record(101).employments;
    system.powerOffice.editEmployment(employment?.Id ?? 0, { TaxRule: 'Svalbard' });

    const requests = await system.requestsDuring(() => system.run());

    expect(requests.filter((line) => line === 'GET /Employees/{id}/Employments')).toHaveLength(1);
  });

  test('every request is counted in the report, and never more than ten fall into one second', async () => {
    const system = createSyncSystem({ people: people(12) });

    const report = await system.run();

    expect(report.apiCalls).toEqual({
      simployer: system.simployer.requests.length,
      poweroffice: system.powerOffice.requests.length,
    });
    expect(system.powerOffice.maxRequestsInOneSecond()).toBeLessThanOrEqual(10);
    expect(system.powerOffice.requests.filter(({ status }) => status === 429)).toEqual([]);
  });
});

describe('a plan', () => {
  test('says exactly what the run that follows does, and writes nothing', async () => {
    const system = createSyncSystem({
      people: [
        buildSimployerPerson({ number: 100 }),
        buildSimployerPerson({ number: 101, employments: [{ note: '' }] }),
        buildSimployerPerson({ number: 102, employee: { active: false } }),
        buildSimployerPerson({ number: 103, employee: { active: false } }),
        buildSimployerPerson({ number: 104, employments: [{ endDate: '2026-12-31' }] }),
        buildSimployerPerson({ number: 105, compensations: [{ amount: 700_000 }, { effectiveDate: '2027-01-01' }] }),
        buildSimployerPerson({ number: 700_001 }),
        buildSimployerPerson({ number: 106, employee: { employeeNumber: 'X' } }),
      ],
      seed: {
        employees: [
          buildSeedEmployee({}, 103),
          buildSeedEmployee({ JobTitle: 'Gammel', bankAccounts: [] }, 104),
          buildSeedEmployee({ employments: [] }, 105),
        ],
      },
    });

    const plan = await system.run({ mode: 'plan' });
    expect(system.powerOffice.writes).toBe(0);
    expect(await system.employees.all()).toEqual([]);
    const applied = await system.run();

    expect(plan.mode).toBe('plan');
    const withoutWording = ({ employees }: typeof plan) =>
      employees.map((person) => ({
        employeeNumber: person.employeeNumber,
        outcome: person.outcome,
        changes: changesOf(person),
        codes: person.problems.map(({ code }) => code),
      }));
    expect(withoutWording(plan)).toEqual(withoutWording(applied));
    expect(plan.totals).toEqual(applied.totals);
    expect(plan.status).toBe('completed_with_errors');
    expect(personIn(plan, '100')).toMatchObject({ outcome: 'created', powerOfficeEmployeeId: null });
    expect(personIn(plan, '104').powerOfficeEmployeeId).toBe(system.record(104).Id);
  });

  test('forgets nothing that runs have learned', async () => {
    const system = await synced({ people: people(2) });
    const before = await system.employees.all();
    system.simployer.editEmployee('person-100', { title: 'Sjef' });

    const plan = await system.run({ mode: 'plan' });

    expect(changesOf(personIn(plan, '100'))).toEqual(['employee update JobTitle']);
    expect(await system.employees.all()).toEqual(before);
  });
});

describe('who is in scope', () => {
  const staff = [
    buildSimployerPerson({ number: 100, employee: { departmentId: 'department-1', officeId: 'office-1' } }),
    buildSimployerPerson({ number: 101, employee: { departmentId: 'department-2', officeId: 'office-1' } }),
    buildSimployerPerson({ number: 102, employee: { departmentId: 'department-1' } }),
    buildSimployerPerson({ number: 103 }),
  ];

  test.each<[string, SettingsInput['scope'], string[]]>([
    ['everybody', {}, ['100', '101', '102', '103']],
    ['a department by name, without case', { departments: ['DRIFT'] }, ['100', '102']],
    ['a department by id', { departments: ['department-2'] }, ['101']],
    ['department and office together', { departments: ['Drift', 'Salg'], offices: ['oslo'] }, ['100', '101']],
    ['numbers', { employees: ['00103', '101'] }, ['101', '103']],
  ])('%s', async (_what, scope, expected) => {
    const system = createSyncSystem({ people: staff, settings: { scope } });

    const report = await system.run();

    expect(report.employees.map(({ employeeNumber }) => employeeNumber)).toEqual(expected);
    expect(report.totals).toMatchObject({ inScope: expected.length, created: expected.length });
    expect(system.powerOffice.state.employees).toHaveLength(expected.length);
  });

  test.each([[['4711']], [['100', '4711']]])(
    'a number that nobody has ends the run with nothing written: %j',
    async (employees) => {
      const system = createSyncSystem({ people: people(2) });

      const report = await system.run({ employees });

      expect(report).toMatchObject({ status: 'aborted', abort: { code: 'CONFIGURATION_INVALID' }, employees: [] });
      expect(report.abort?.message).toContain('4711');
      expect(report.abort?.message).not.toContain('100');
      expect(system.powerOffice.writes).toBe(0);
    },
  );

  test.each<[SettingsInput['scope'], RegExp]>([
    [{ departments: ['Drift', 'Salgg'] }, /^settings\.scope\.departments: .*"Salgg"; known are "Drift", "Salg"\.$/],
    [{ offices: ['Bergen'] }, /^settings\.scope\.offices: .*"Bergen"; known are "Oslo"\.$/],
    [{ employees: ['100', '4711'] }, /^settings\.scope\.employees: .*"4711"\.$/],
  ])(
    'a scope that names what Simployer does not have ends the run with nothing written: %j',
    async (scope, message) => {
      const system = await synced({ people: staff });
      system.simployer.editEmployee('person-100', { lastName: 'Hansen' });
      const { writes } = system.powerOffice;
      system.configure({ scope });

      for (const input of [{}, { mode: 'plan' }, { employees: ['100'] }] as const) {
        const report = await system.run(input);
        expect(report).toMatchObject({ status: 'aborted', abort: { code: 'CONFIGURATION_INVALID' }, employees: [] });
        expect(report.abort?.message).toMatch(message);
      }
      expect(system.powerOffice.writes).toBe(writes);
    },
  );

  test('a run for some compares normalised numbers, and touches nobody else', async () => {
    const system = await synced({ people: people(3) });
    for (const id of ['person-100', 'person-101', 'person-102']) system.simployer.deactivateEmployee(id);

    const report = await system.run({ employees: ['00101'] });

    expect(report.employees.map(({ employeeNumber }) => employeeNumber)).toEqual(['101']);
    expect(changesOf(personIn(report, '101'))).toEqual(['employee archive']);
    expect(system.record(100).IsArchived).toBe(false);
    expect(system.record(102).IsArchived).toBe(false);
  });
});

describe('a run that is given up', () => {
  const abortedBy = async (system: SyncSystem, code: keyof typeof EMPLOYEE_ABORTS): Promise<string> => {
    const { writes } = system.powerOffice;
    const report = await system.run();
    expect(report).toMatchObject({ status: 'aborted', abort: { code }, employees: [] });
    expect(report.totals.inScope).toBe(0);
    expect(system.powerOffice.writes).toBe(writes);
    // The lease is back: the next run starts at once.
    expect(await system.runs.holder(FIRST_FLOW)).toBeNull();
    expect(report.abort?.hint).toBe(EMPLOYEE_ABORTS[code].hint);
    return report.abort?.message ?? '';
  };

  test('CREDENTIALS_REFUSED when the Simployer token is revoked', async () => {
    const system = createSyncSystem({ people: people(2) });
    system.simployer.setAccessToken('another');

    expect(await abortedBy(system, 'CREDENTIALS_REFUSED')).toMatch(/token .*owner role/s);
    expect(system.simployer.requests).toHaveLength(1);
  });

  test('CREDENTIALS_REFUSED when the PowerOffice client has removed the integration', async () => {
    const system = createSyncSystem({ people: people(2) });
    system.powerOffice.revokeClientKey();

    await abortedBy(system, 'CREDENTIALS_REFUSED');
  });

  test('CREDENTIALS_REFUSED when the lists may not be read', async () => {
    const system = createSyncSystem({ people: people(2), seed: { privileges: ['Enterprises'] } });

    expect(await abortedBy(system, 'CREDENTIALS_REFUSED')).toContain('privilege');
  });

  test('CREDENTIALS_REFUSED once, when the keys die in mid-run', async () => {
    const system = createSyncSystem({ people: people(15) });
    const { tasks } = await system.start();
    system.powerOffice.revokeClientKey();

    await system.work(tasks);

    const run = await system.runs.getRun('run-1');
    expect(run).toMatchObject({ status: 'aborted', abort: { code: 'CREDENTIALS_REFUSED' } });
    expect(system.ends).toHaveLength(1);
    expect(await system.runs.holder(FIRST_FLOW)).toBeNull();
  });

  test.each([
    ['a row is lost', { kind: 'loseRow' as const }],
    ['a page fails for good', { kind: 'status' as const, status: 500 }],
    ['a page is HTML', { kind: 'html' as const }],
    ['a page is cut', { kind: 'cutJson' as const }],
  ])('SOURCE_INCOMPLETE when %s', async (_what, fault) => {
    const system = createSyncSystem({ people: people(120) });
    system.simployer.setFaults([{ fault, resource: 'employee', atOffset: 100 }]);

    await abortedBy(system, 'SOURCE_INCOMPLETE');
  });

  test('a list that adds up at the second reading is good enough', async () => {
    const system = createSyncSystem({ people: people(3) });
    system.simployer.setFaults([{ fault: { kind: 'loseRow' }, resource: 'employee', times: 1 }]);

    expect(await system.run()).toMatchObject({ status: 'succeeded', totals: { created: 3 } });
  });

  test('SOURCE_EMPTY when nobody is left, but links exist', async () => {
    const system = await synced({ people: people(2) });
    system.simployer.setFaults([{ fault: { kind: 'emptyList' } }]);

    expect(await abortedBy(system, 'SOURCE_EMPTY')).toContain('2 are linked');
  });

  test('an empty company is believed as long as nobody is linked', async () => {
    expect(await createSyncSystem().run()).toMatchObject({
      status: 'succeeded',
      totals: { inScope: 0 },
      employees: [],
    });
  });

  test('ARCHIVE_GUARD when most are suddenly inactive, and not when the settings allow it', async () => {
    const system = await synced({ people: people(50) });
    for (const { employee } of people(40)) system.simployer.deactivateEmployee(employee.id);

    expect(await abortedBy(system, 'ARCHIVE_GUARD')).toContain(
      '40 employees would be archived at once; 10 is the most this run may archive (50 are linked).',
    );
    expect(system.powerOffice.state.employees.filter(({ IsArchived }) => IsArchived === true)).toEqual([]);

    system.configure({ guards: { archiveAbsolute: 40 } });
    expect(await system.run()).toMatchObject({ status: 'succeeded', totals: { updated: 40 } });
  });

  test.each([
    [5, true],
    [6, false],
  ])('up to five people may be archived whatever their share (%d of 8)', async (leaving, passes) => {
    const system = await synced({ people: people(8) });
    for (const { employee } of people(leaving)) system.simployer.deactivateEmployee(employee.id);

    expect((await system.run()).status).toBe(passes ? 'succeeded' : 'aborted');
  });

  test('a plan shows the guard at which the run would stop, and what it would do', async () => {
    const system = await synced({ people: people(8) });
    for (const { employee } of people(7)) system.simployer.deactivateEmployee(employee.id);

    expect(await system.run({ mode: 'plan' })).toMatchObject({ status: 'succeeded', totals: { updated: 7 } });
    expect((await system.runs.latestRuns(1))[0]?.plan?.overview?.guards).toMatchObject([
      { code: 'ARCHIVE_GUARD', people: { length: 7 } },
    ]);
  });

  const enterprise = {
    Id: 501,
    EnterpriseNo: '999999999',
    Name: 'A',
    Municipality: 'Oslo',
    EmployerContributionRule: 'GeneralIndustries',
    EmployerContributionZone: 'Zone1',
  } as const;
  test.each<[string, DemoSeed['enterprises']]>([
    ['no enterprise', []],
    ['none that is the default', [{ ...enterprise, IsDefault: false }]],
    [
      'two defaults',
      [
        { ...enterprise, IsDefault: true },
        { ...enterprise, Id: 502, IsDefault: true },
      ],
    ],
  ])('ENTERPRISE_DEFAULT_MISSING with %s', async (_what, enterprises) => {
    const system = createSyncSystem({ people: people(2), seed: { enterprises } });

    await abortedBy(system, 'ENTERPRISE_DEFAULT_MISSING');
  });

  test('POWEROFFICE_UNAVAILABLE when the lists cannot be read, within two minutes', async () => {
    const system = createSyncSystem({ people: people(2) });
    system.powerOffice.setFaults(() => ({ before: 503 }));
    const startedAt = system.clock.now();

    await abortedBy(system, 'POWEROFFICE_UNAVAILABLE');

    expect(system.clock.now() - startedAt).toBeLessThan(120_000);
  });

  test('POWEROFFICE_UNAVAILABLE once, when PowerOffice goes down in mid-run; the next run covers everybody', async () => {
    const system = createSyncSystem({ people: people(15) });
    const { tasks } = await system.start();
    system.powerOffice.setFaults(() => ({ before: 503 }));

    await system.work(tasks);

    expect(await system.runs.getRun('run-1')).toMatchObject({
      status: 'aborted',
      abort: { code: 'POWEROFFICE_UNAVAILABLE' },
    });
    expect(system.ends).toHaveLength(1);

    system.powerOffice.setFaults(null);
    await system.wait(A_WHILE_IN_MILLIS);
    expect(await system.run()).toMatchObject({ status: 'succeeded', totals: { inScope: 15 } });
    expect(system.powerOffice.state.employees).toHaveLength(15);
  });
});

describe('the lease', () => {
  test('a second start while a run is under way is refused, naming the holder', async () => {
    const system = createSyncSystem({ people: people(2) });
    const { tasks } = await system.start();

    expect((await system.start({ runId: 'second' })).result).toEqual({ kind: 'refused', holder: 'run-1' });
    expect(await system.runs.getRun('second')).toBeNull();

    await system.work(tasks);
    expect((await system.run({ runId: 'third' })).status).toBe('succeeded');
  });

  test('a dead holder is taken over once its lease has expired, and its messages do nothing any more', async () => {
    const system = createSyncSystem({ people: people(2) });
    const { tasks } = await system.start();
    await system.wait(LEASE_IN_MILLIS + 1);

    const report = await system.run({ runId: 'second' });
    expect(report).toMatchObject({ status: 'succeeded', totals: { created: 2 } });
    expect(await system.runs.getRun('run-1')).toMatchObject({ status: 'aborted', abort: { code: 'RUN_LOST' } });

    const { requests } = system.powerOffice;
    const { length } = requests;
    await system.work(tasks);
    expect(requests).toHaveLength(length);
  });

  test('a start that is delivered again goes on with the same run, and makes nobody twice', async () => {
    const system = createSyncSystem({ people: people(3) });
    const first = await system.start({ runId: 'run' });
    await system.work(first.tasks.slice(0, 2));

    // The start was killed before it was acknowledged, and some messages were worked on meanwhile.
    const again = await system.start({ runId: 'run' });
    expect(again.result.kind).toBe('repeated');
    await system.work(first.tasks.slice(2));

    expect(await system.runs.getRun('run')).toMatchObject({ status: 'succeeded', totals: { inScope: 3, created: 3 } });
    expect(system.powerOffice.state.employees).toHaveLength(3);
  });
});

describe('a run of which everybody has an outcome while its last process was killed', () => {
  test('is ended by the start when that is delivered again', async () => {
    const system = createSyncSystem({ people: people(2) });
    const { tasks } = await system.start({ runId: 'run' });
    for (const { sourceId, employeeNumber, list } of tasks) {
      const nothing = { targetId: null, outcome: 'unchanged', changes: [], problems: [] } as const;
      await system.runs.recordOutcome('run', { sourceId, number: employeeNumber, ...nothing }, system.clock.now());
      await system.runs.strikeOff('run', [{ sourceId, list }]);
    }
    expect(await system.runs.getRun('run')).toMatchObject({ status: 'running' });

    await system.start({ runId: 'run' });

    expect(await system.runs.getRun('run')).toMatchObject({ status: 'succeeded', totals: { unchanged: 2 } });
    expect(await system.runs.holder(FIRST_FLOW)).toBeNull();
  });

  test('is ended by a message that is delivered again', async () => {
    const system = createSyncSystem({ people: people(1) });
    const { tasks } = await system.start({ runId: 'run' });
    await system.work(tasks);
    const [task] = tasks;
    const second = await system.start({ runId: 'second' });
    await system.runs.recordOutcome(
      'second',
      { ...(await system.runs.outcomes('run'))[0]!, sourceId: task?.sourceId ?? '' },
      system.clock.now(),
    );
    await system.runs.strikeOff('second', [{ sourceId: task?.sourceId ?? '', list: 0 }]);
    expect(await system.runs.getRun('second')).toMatchObject({ status: 'running' });

    await system.work(second.tasks, 2);

    expect(await system.runs.getRun('second')).toMatchObject({ status: 'succeeded' });
  });
});

describe('messages', () => {
  test('one delivered twice changes nothing the second time', async () => {
    const system = createSyncSystem({ people: people(2) });
    const { tasks } = await system.start();

    await system.work([...tasks.slice(0, 1), ...tasks.slice(0, 1)]);
    await system.work(tasks.slice(0, 1), 2);
    await system.work(tasks);

    expect(system.powerOffice.state.employees).toHaveLength(2);
    expect(system.powerOffice.state.employees.flatMap(({ employments }) => employments)).toHaveLength(2);
    expect(await system.runs.getRun('run-1')).toMatchObject({
      status: 'succeeded',
      totals: { inScope: 2, created: 2 },
    });
  });

  test('one delivered again reads both sides afresh', async () => {
    const system = createSyncSystem({ people: people(1) });
    const { tasks } = await system.start();
    system.simployer.editEmployee('person-100', { lastName: 'Hansen' });

    await system.work(tasks, 2);

    expect(system.record(100).LastName).toBe('Hansen');
  });

  test('one without its subject reads the person by itself', async () => {
    const system = createSyncSystem({
      people: people(1),
      seed: { employees: [buildSeedEmployee({ JobTitle: 'Gammel' }, 100)] },
    });
    const { tasks } = await system.start();

    await system.work(tasks.map((task) => ({ ...task, subject: null })));

    expect(system.record(100)).toMatchObject({ ExternalNumber: 100, JobTitle: 'Engineer' });
    expect(system.powerOffice.state.employees).toHaveLength(1);
  });

  test('somebody who has vanished since is skipped', async () => {
    const system = createSyncSystem({ people: people(1) });
    const { tasks } = await system.start();
    system.simployer.removeEmployee('person-100');

    await system.work(tasks, 2);

    const outcomes = await system.runs.outcomes('run-1');
    expect(outcomes).toMatchObject([{ outcome: 'skipped', problems: [{ code: 'VANISHED' }] }]);
    expect(system.powerOffice.writes).toBe(0);
  });

  test('an old message after a newer run writes nothing', async () => {
    const system = createSyncSystem({ people: people(1) });
    const old = await system.start({ runId: 'old' });
    await system.wait(LEASE_IN_MILLIS + 1);
    system.simployer.editEmployee('person-100', { lastName: 'Hansen' });
    await system.run({ runId: 'new' });

    await system.work(old.tasks);
    await system.work(old.tasks, 2);

    expect(system.record(100).LastName).toBe('Hansen');
    expect((await system.employees.get('person-100'))?.runNumber).toBe(2);
  });

  test('a person who fails every delivery is recorded as failed, and the run ends all the same', async () => {
    const system = createSyncSystem({ people: people(3) });
    system.powerOffice.setFaults((request) =>
      request.method === 'POST' && request.body.includes(`"ExternalImportReference":"user-101"`)
        ? { before: 503 }
        : null,
    );

    const report = await system.run();

    expect(report.totals).toMatchObject({ inScope: 3, created: 2, failed: 1 });
    const failed = personIn(report, '101');
    expect(failed.simployerEmployeeId).toBe('person-101');
    expect(codesOf(failed)).toEqual(['WRITE_IN_DOUBT']);
    expect(failed.problems[0]?.hint).not.toBe('');
  });
});
