import { createWorld } from '../../../local/simulation/world.ts';
import type { RememberedRecord } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { syntheticAccountNumber } from '../../../local/demo-vendors/company/synthetic-numbers.ts';
import { besidePayroll, leftIn } from '../../builders/base-beside-payroll.ts';
import { buildSeedEmployee, buildSeedEmployment } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { A_WHILE_IN_MILLIS, resync, synced } from './sync-person.ts';

const PERSON = 'person-42';

const recordOf = async (system: SyncSystem): Promise<RememberedRecord> => {
  const state = await system.employees.get(PERSON);
  if (!state?.record) throw new Error('Nobody is linked');
  return state.record;
};

/** What differs from the base, of the employee and of the employments. */
const left = async (system: SyncSystem, hashKey?: string): Promise<readonly string[]> => {
  const { employee, employments } = besidePayroll(system, await recordOf(system), hashKey);
  return [...leftIn(employee), ...employments.flatMap(leftIn)];
};

const fieldsOf = async (system: SyncSystem) => {
  const { employee, employments } = besidePayroll(system, await recordOf(system));
  return { employee: Object.keys(employee), employments: employments.map((fields) => Object.keys(fields)) };
};

const runAgain = async (system: SyncSystem): Promise<void> => {
  await system.wait(A_WHILE_IN_MILLIS);
  await system.run();
};

/** A person whom payroll has entered, with these differences, and whom a run has adopted. */
const adopted = async (
  seed: Parameters<typeof buildSeedEmployee>[0],
  overrides: PersonOverrides = {},
  input: Omit<SyncSystemInput, 'people' | 'seed'> = {},
): Promise<SyncSystem> => {
  const system = createSyncSystem({
    ...input,
    people: [buildSimployerPerson(overrides)],
    seed: { employees: [buildSeedEmployee(seed)] },
  });
  await system.run();
  return system;
};

/** Refuses every PATCH of an employee that names the field. */
const refusing =
  (field: string): Parameters<SyncSystem['powerOffice']['setFaults']>[0] =>
  ({ method, body }) =>
    method === 'PATCH' && body.includes(field)
      ? { before: 'refuse', status: 400, title: 'Refused', detail: 'This is not taken.' }
      : null;

const EMPLOYEE_FIELDS = [
  'ExternalNumber',
  'ExternalImportReference',
  'EmailAddress',
  'JobTitle',
  'HiredDate',
  'StartDate',
  'EndDate',
  'FirstName',
  'LastName',
  'DateOfBirth',
  'PhoneNumber',
  'MailAddress.AddressLine1',
  'MailAddress.City',
  'MailAddress.ZipCode',
  'MailAddress.CountryCode',
  'IsArchived',
  'BankAccountNumber',
];
const EMPLOYMENT_FIELDS = [
  'StartDate',
  'EndDate',
  'EndDateReason',
  'FullTimeHoursPerWeek',
  'EmploymentForm',
  'ProfessionCode',
  'WorkingHoursArrangement',
  'EmploymentType',
  'IsDefault',
];
const SALARY_FIELDS = ['2020-01-01.RemunerationType', '2020-01-01.AnnualSalary'];

describe('the base after a run', () => {
  test('of somebody who was created has what PowerOffice holds, field by field, of every employment and its pay', async () => {
    const second = { startDate: '2024-01-01T00:00:00.000Z', note: '7121104 - Roofer', rate: 40 };
    const system = createSyncSystem({
      people: [buildSimployerPerson({ employments: [{}, second] })],
      settings: { mapping: { syncFtePercentage: true } },
    });
    await system.run();

    expect(await left(system)).toEqual([]);
    expect(await fieldsOf(system)).toEqual({
      employee: EMPLOYEE_FIELDS,
      employments: [
        [...EMPLOYMENT_FIELDS, 'FtePercentage', ...SALARY_FIELDS],
        [...EMPLOYMENT_FIELDS, 'FtePercentage'],
      ],
    });
  });

  test('of somebody who was found has the same, be it confirmed or written', async () => {
    const system = await adopted({ JobTitle: 'Welder' });

    expect(await left(system)).toEqual([]);
    expect((await fieldsOf(system)).employee).toEqual(EMPLOYEE_FIELDS);
  });

  test('has the values in the form in which they are compared', async () => {
    const system = await adopted({
      EmailAddress: 'KARI.42@Example.com',
      PhoneNumber: '0047 41 23 45 67',
      LastName: ' Nordmann ',
    });

    expect(await left(system)).toEqual([]);
    expect((await fieldsOf(system)).employee).toEqual(EMPLOYEE_FIELDS);
  });

  test('tells nothing under another key, rather than that all has changed', async () => {
    const system = await synced();
    const { employee } = besidePayroll(system, await recordOf(system), 'another-hash-key-0123456789-0123456789');

    expect(new Set(Object.values(employee))).toEqual(new Set(['unknown']));
  });

  test('holds no value, and equal values of two people or of two fields do not look equal', async () => {
    const system = createSyncSystem({ people: [42, 43].map((number) => buildSimployerPerson({ number })) });
    await system.run();

    const digests = (await system.employees.all()).flatMap(({ record }) => [
      ...Object.values(record?.base ?? {}),
      ...Object.values(record?.employments ?? {}).flatMap(({ base }) => Object.values(base ?? {})),
    ]);
    expect(digests).toHaveLength(2 * (EMPLOYEE_FIELDS.length + EMPLOYMENT_FIELDS.length + SALARY_FIELDS.length + 2));
    expect(new Set(digests).size).toBe(digests.length);
    expect(digests.every((digest) => /^[\w-]{8}$/.test(digest))).toBe(true);
  });
});

describe('after somebody changes PowerOffice by hand', () => {
  test.each<[string, string, (system: SyncSystem) => void]>([
    ['a title', 'JobTitle', (system) => editEmployee(system, { JobTitle: 'Foreman' })],
    ['a title, which is removed', 'JobTitle', (system) => editEmployee(system, { JobTitle: null })],
    ['an end date where there was none', 'EndDate', (system) => editEmployee(system, { EndDate: '2030-01-31' })],
    ['the archive', 'IsArchived', (system) => editEmployee(system, { IsArchived: true })],
    ['the account', 'BankAccountNumber', (system) => editEmployee(system, { SalaryBankAccountId: null })],
    ['an occupational code', 'ProfessionCode', (system) => editEmployment(system, { ProfessionCode: '7121104' })],
    ['hours', 'FullTimeHoursPerWeek', (system) => editEmployment(system, { FullTimeHoursPerWeek: 40 })],
  ])('%s: that field has left its base, and no other', async (_, field, edit) => {
    const system = await synced();
    await system.wait(A_WHILE_IN_MILLIS);
    edit(system);

    expect(await left(system)).toEqual([field]);
  });

  test('a run that corrects it makes it the same again', async () => {
    const system = await synced();
    await resync(system, () => editEmployee(system, { JobTitle: 'Foreman', LastName: 'Hansen' }));

    expect(await left(system)).toEqual([]);
    expect(system.record(42)).toMatchObject({ JobTitle: 'Engineer', LastName: 'Nordmann' });
  });

  test('a run that is refused the correction keeps the base of that field alone', async () => {
    const system = await synced();
    await system.wait(A_WHILE_IN_MILLIS);
    editEmployee(system, { JobTitle: 'Foreman', LastName: 'Hansen' });
    system.powerOffice.setFaults(refusing('JobTitle'));
    await system.run();

    expect(await left(system)).toEqual(['JobTitle']);
  });

  test('what belongs to payroll after the creation keeps the base that it was created with', async () => {
    const system = await synced();
    await resync(system, () => editEmployment(system, { FullTimeHoursPerWeek: 40 }));

    expect(await left(system)).toEqual(['FullTimeHoursPerWeek']);
  });

  test('a plan changes nothing', async () => {
    const system = await synced();
    await system.wait(A_WHILE_IN_MILLIS);
    editEmployee(system, { JobTitle: 'Foreman' });
    const before = await recordOf(system);
    await system.run({ mode: 'plan' });

    expect(await recordOf(system)).toEqual(before);
    expect(await left(system)).toEqual(['JobTitle']);
  });
});

describe('a field that a run does not bring in step', () => {
  test('has no base where payroll had another value from the beginning and keeps it', async () => {
    const system = await adopted({ employments: [buildSeedEmployment({ FullTimeHoursPerWeek: 40 })] });

    expect(await left(system)).toEqual([]);
    expect((await fieldsOf(system)).employments[0]).not.toContain('FullTimeHoursPerWeek');
  });

  test('has no base where it was refused from the beginning', async () => {
    const system = createSyncSystem({
      people: [buildSimployerPerson()],
      seed: { employees: [buildSeedEmployee({ JobTitle: 'Welder' })] },
    });
    system.powerOffice.setFaults(refusing('JobTitle'));
    await system.run();

    expect((await fieldsOf(system)).employee).toEqual(EMPLOYEE_FIELDS.filter((field) => field !== 'JobTitle'));
  });

  test('keeps its base when it cannot be read at the source', async () => {
    const system = await synced();
    const before = await recordOf(system);
    await resync(system, () => {
      system.simployer.editEmployee(PERSON, { title: 5 as unknown as string, privatePhone: 'see below' });
    });

    expect((await recordOf(system)).base).toMatchObject(before.base ?? {});
  });

  test('keeps its base as long as an employment or the salary is blocked', async () => {
    const system = await synced();
    const before = await recordOf(system);
    await resync(system, () => system.simployer.editEmployment('employment-42-1', { note: 'no code' }));

    expect((await recordOf(system)).employments).toEqual(before.employments);
    await resync(system, () => {
      system.simployer.editEmployment('employment-42-1', { note: '3120105' });
      system.simployer.editCompensation('compensation-42-1', { currency: 'SEK' });
    });
    expect((await recordOf(system)).employments).toEqual(before.employments);
  });

  test('is the default flag where the main employment is not written: it has no base', async () => {
    const codes = [
      { startDate: '2021-01-01T00:00:00.000Z', note: '7121104' },
      { startDate: '2022-01-01T00:00:00.000Z', note: '7126101' },
    ];
    const system = await synced({ employments: [{ note: 'no code' }, ...codes] });

    const { employments } = await fieldsOf(system);
    const without = EMPLOYMENT_FIELDS.filter((field) => field !== 'IsDefault');
    expect(employments).toEqual([without, without]);
  });

  test('is not looked at: salaries that are trusted keep their base', async () => {
    // Of two people one has their turn a night, and it is the other's.
    const other = buildSimployerPerson({ number: 41, employee: { birthDate: '1985-01-01T00:00:00.000Z' } });
    const system = createSyncSystem({
      people: [buildSimployerPerson(), other],
      settings: { salaryVerification: 'rolling' },
    });
    await system.run();
    const before = await recordOf(system);
    await system.wait(24 * 3600_000);
    const requests = await system.requestsDuring(() => system.run());

    expect(requests.filter((line) => line.includes('Salaries'))).toHaveLength(1);
    expect((await system.employees.get(PERSON))?.salaryDueOn).toBe('2026-03-02');
    expect((await recordOf(system)).employments).toEqual(before.employments);
    expect((await fieldsOf(system)).employments[0]).toEqual(expect.arrayContaining(SALARY_FIELDS));
  });
});

describe('what changes at the source', () => {
  test('is in the base of the run that writes it: account, rise, end', async () => {
    const system = await synced();
    await resync(system, () => {
      system.simployer.editEmployee(PERSON, {
        bankAccount: { number: syntheticAccountNumber(900), bank: 'DNB', country: 'NO' },
      });
      system.simployer.addCompensation({
        employeeId: PERSON,
        amount: 700_000,
        payoutPeriod: 'ANNUAL',
        effectiveDate: '2026-03-01T00:00:00.000Z',
      });
      system.simployer.editEmployment('employment-42-1', { endDate: '2026-12-31T00:00:00.000Z' });
    });

    expect(await left(system)).toEqual([]);
    const { employee, employments } = await fieldsOf(system);
    expect(employee).toEqual(EMPLOYEE_FIELDS);
    expect(employments).toEqual([[...EMPLOYMENT_FIELDS, '2026-03-01.RemunerationType', '2026-03-01.AnnualSalary']]);
  });

  test('is in the base when it was cleared', async () => {
    const system = await synced({ employments: [{ endDate: '2026-12-31T00:00:00.000Z' }] });
    const before = await recordOf(system);
    await resync(system, () => system.simployer.editEmployment('employment-42-1', { endDate: null as never }));

    expect(await left(system)).toEqual([]);
    expect((await recordOf(system)).base?.['EndDate']).not.toBe(before.base?.['EndDate']);
    expect((await fieldsOf(system)).employee).toEqual(EMPLOYEE_FIELDS);
  });
});

test.each(['before', 'after'] as const)(
  'killed right %s it saves what it wrote, a run is followed by the right base',
  async (moment) => {
    let killed = 0;
    const world = createWorld({ company: 1 });
    await world.run();
    await world.advance(A_WHILE_IN_MILLIS);
    const [person] = world.simployer.employees();
    world.simployer.editEmployee(person!.id, { title: 'Foreman' });
    world.setFaults({
      crash: (point) => {
        const isHere = killed === 0 && point.operation.startsWith('put employees') && point.moment === moment;
        if (isHere) killed += 1;
        return isHere;
      },
    });
    await world.run();

    expect(killed).toBe(1);
    const [{ record } = {}] = await world.employees.all();
    expect(world.powerOffice.state.employees).toMatchObject([{ JobTitle: 'Foreman' }]);
    const { employee, employments } = besidePayroll(world, record!);
    expect([...leftIn(employee), ...employments.flatMap(leftIn)]).toEqual([]);
    expect(Object.keys(employee)).toContain('JobTitle');
  },
);

describe('an item of an earlier version', () => {
  test('is read without a base, and has one after the next run', async () => {
    const system = await synced();
    const before = await recordOf(system);
    const key = { pk: 'employees', sk: PERSON };
    const { base: _base, employments, version, ...item } = (await system.table.get(key))!;
    const links = Object.entries(employments as RememberedRecord['employments']);
    await system.table.put({
      ...item,
      employments: Object.fromEntries(links.map(([id, { base: _one, ...link }]) => [id, link])),
      version: version + 1,
    });
    const old = await recordOf(system);
    expect(old).toMatchObject({ id: before.id, base: null });
    expect(Object.values(old.employments).map(({ base }) => base)).toEqual([undefined]);

    await runAgain(system);
    expect(await recordOf(system)).toEqual(before);
  });

  test('of which the base cannot be read is an item without one', async () => {
    const system = await synced();
    const before = await recordOf(system);
    const item = (await system.table.get({ pk: 'employees', sk: PERSON }))!;
    const links = Object.entries(item['employments'] as RememberedRecord['employments']);
    await system.table.put({
      ...item,
      base: { JobTitle: 5 },
      employments: Object.fromEntries(links.map(([id, link]) => [id, { ...link, base: 'a text' }])),
      version: item.version + 1,
    });
    expect(await recordOf(system)).toMatchObject({ id: before.id, base: null });

    await runAgain(system);
    expect(await recordOf(system)).toEqual(before);
  });
});

const editEmployee = (system: SyncSystem, changes: Parameters<SyncSystem['powerOffice']['editEmployee']>[1]): void =>
  system.powerOffice.editEmployee(system.record(42).Id, changes);

const editEmployment = (
  system: SyncSystem,
  changes: Parameters<SyncSystem['powerOffice']['editEmployment']>[1],
): void => system.powerOffice.editEmployment(system.record(42).employments[0]!.Id, changes);
