import type { SimployerEmployment } from '../../../local/demo-vendors/simployer/simployer-tenant.ts';
import { employeeTaskSchema } from '../../../shared/flows/employees-to-poweroffice/task.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import { changesOf, codesOf, personIn } from './check-person.ts';
import { A_WHILE_IN_MILLIS, expectQuiet, resync, sync, synced } from './sync-person.ts';

const EMPLOYMENT = 'employment-42-1';

describe('an end date that cannot be read', () => {
  const ending = { employments: [{ endDate: '2026-12-31T00:00:00.000Z' }] };

  test.each(['31.12.2027', '31/12-2027', '2027-12-31 kl. 12', '1827-12-31', true, ['2027-12-31']])(
    '%j erases neither end nor reason, and is told',
    async (endDate) => {
      const system = await synced(ending);

      const { record, person } = await resync(system, () =>
        system.simployer.spoilRow('employment', EMPLOYMENT, { endDate }),
      );

      expect(record.EndDate).toBe('2026-12-31');
      expect(record.employments[0]).toMatchObject({ EndDate: '2026-12-31', EndDateReason: 'EmployeeHasResigned' });
      expect(person.problems).toMatchObject([
        {
          code: endDate === '1827-12-31' ? 'DATE_IMPLAUSIBLE' : 'VALUE_UNREADABLE',
          severity: 'warning',
          hint: 'HR: enter the end date anew in Simployer > employee > employment > end date.',
        },
      ]);
      expect(person.problems[0]?.message).toContain(typeof endDate === 'string' ? `"${endDate}"` : 'end date');
      expect(person.outcome).toBe('unchanged');
    },
  );

  test('does not hold up another change of the same employment or person', async () => {
    const system = await synced(ending);

    const { record } = await resync(system, () => {
      system.simployer.editEmployment(EMPLOYMENT, { endDate: '31.12.2027' });
      system.simployer.editEmployee('person-42', { lastName: 'Hansen' });
      system.simployer.addCompensation({ employeeId: 'person-42', amount: 700_000, effectiveDate: '2026-04-01' });
    });

    expect(record).toMatchObject({ LastName: 'Hansen', EndDate: '2026-12-31' });
    expect(record.employments[0]?.salaries).toHaveLength(2);
  });

  test('of a new employment is left out', async () => {
    const { record, person } = await sync({ employments: [{ endDate: '31.12.2027' }] });

    expect(codesOf(person)).toEqual(['VALUE_UNREADABLE']);
    expect(person.outcome).toBe('created');
    expect(record.employments).toMatchObject([{ EndDate: null, EndDateReason: null, salaries: [{}] }]);
  });

  test.each(['9999-12-31', '2999-12-31T23:59:59.999Z'])('%s means open-ended', async (endDate) => {
    const system = await synced(ending);
    const { record, person } = await resync(system, () => system.simployer.editEmployment(EMPLOYMENT, { endDate }));

    expect(codesOf(person)).toEqual([]);
    expect(record.EndDate).toBeNull();
    expect(record.employments[0]).toMatchObject({ EndDate: null, EndDateReason: null });
  });

  test.each(['2027-12-31 00:00:00', '2027-12-31 23:59:59Z'])('%s is read', async (endDate) => {
    const { record } = await sync({ employments: [{ endDate }] });
    expect(record.employments[0]?.EndDate).toBe('2027-12-31');
  });

  test('0000-00-00 is none', async () => {
    const system = await synced(ending);
    const { record, person } = await resync(system, () =>
      system.simployer.editEmployment(EMPLOYMENT, { endDate: '0000-00-00' }),
    );
    expect(codesOf(person)).toEqual([]);
    expect(record.employments[0]?.EndDate).toBeNull();
  });
});

describe('a start date that cannot be used', () => {
  test.each([
    ['01.02.2026', 'VALUE_UNREADABLE'],
    ['0023-01-01', 'DATE_IMPLAUSIBLE'],
    ['1899-12-31T00:00:00.000Z', 'DATE_IMPLAUSIBLE'],
    ['2031-03-03', 'DATE_IMPLAUSIBLE'],
  ])('%s blocks the employment and its salary, not the person', async (startDate, code) => {
    const { record, person } = await sync({ employments: [{ startDate }] });

    expect(person.problems).toMatchObject([{ code, severity: 'error' }]);
    expect(person.problems[0]?.message).toContain(startDate.slice(0, 10));
    expect(record).toMatchObject({ LastName: 'Nordmann', StartDate: null, employments: [] });
  });

  test('of five years ahead is one', async () => {
    const { record } = await sync({ employments: [{ startDate: '2031-03-02' }] });
    expect(record.employments).toHaveLength(1);
  });

  test('leaves an employment that payroll has as it is', async () => {
    const system = await synced({ employments: [{ endDate: '2026-12-31' }] });
    const before = structuredClone(system.record(42).employments);

    const { record, person } = await resync(system, () =>
      system.simployer.editEmployment(EMPLOYMENT, { startDate: '01.02.2026', endDate: undefined }),
    );

    expect(codesOf(person)).toEqual(['VALUE_UNREADABLE']);
    expect(record.employments).toEqual(before);
    expect(record).toMatchObject({ StartDate: '2020-01-01', EndDate: '2026-12-31' });
  });
});

describe('a salary that cannot be read', () => {
  test.each(['01.04.2026', '0026-04-01', 20_260_401, false])(
    'dated %j holds every line back, and is told as an error',
    async (effectiveDate) => {
      const system = await synced();

      const { record, person } = await resync(system, () => {
        const raise = system.simployer.addCompensation({
          id: 'raise',
          employeeId: 'person-42',
          amount: 700_000,
          effectiveDate: '2026-04-01',
        });
        system.simployer.spoilRow('compensation', raise.id, { effectiveDate });
        system.simployer.editCompensation('compensation-42-1', { amount: 650_000 });
      });

      expect(person.outcome).toBe('failed');
      expect(person.problems).toMatchObject([
        { severity: 'error', hint: expect.stringContaining('compensation > effective date') },
      ]);
      expect(record.employments[0]?.salaries).toMatchObject([{ FromDate: '2020-01-01', AnnualSalary: 600_000 }]);
    },
  );

  test.each([
    ['amount', '45 833,33'],
    ['amount', { value: 45_833 }],
    ['payoutPeriod', 12],
    ['currency', false],
  ])('for its %s, %j, is not written, and no amount is shown', async (field, value) => {
    const person = buildSimployerPerson();
    const system = createSyncSystem({ people: [person] });
    system.simployer.spoilRow('compensation', 'compensation-42-1', { [field]: value });

    const report = await system.run();

    const { problems } = personIn(report, '42');
    expect(problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'error' }]);
    expect(problems[0]?.message).not.toMatch(/45/);
    expect(system.record(42).employments[0]?.salaries).toEqual([]);
    await expectQuiet(system);
  });
});

describe('which employment is the main one, when it hangs on what cannot be read', () => {
  const two: Partial<SimployerEmployment>[] = [
    { id: 'old', startDate: '2015-01-01T00:00:00.000Z', endDate: '2026-06-30T00:00:00.000Z', note: '7125102' },
    { id: 'new', startDate: '2024-01-01T00:00:00.000Z', endDate: '2027-06-30T00:00:00.000Z' },
  ];

  test.each([
    ['the main employment itself', 'employee', 'person-42', { employmentId: true }],
    ['the end of the latest', 'employment', 'new', { endDate: '31.12.2025' }],
    ['the start of one that is not over', 'employment', 'old', { startDate: '1. mai 2025' }],
  ] as const)('%s: end and default stay, and the salary waits', async (_what, resource, id, fields) => {
    const system = await synced({ employee: { employmentId: undefined }, employments: two });
    const before = structuredClone(system.record(42));
    expect(before.EndDate).toBe('2027-06-30');

    const { record, person } = await resync(system, () => {
      system.simployer.spoilRow(resource, id, fields);
      system.simployer.editCompensation('compensation-42-1', { amount: 650_000 });
    });

    expect(new Set(codesOf(person))).toEqual(new Set(['VALUE_UNREADABLE']));
    expect(person.problems.some(({ severity, message }) => severity === 'error' && /no salary/.test(message))).toBe(
      true,
    );
    expect(record).toMatchObject({ StartDate: '2015-01-01', EndDate: '2027-06-30' });
    expect(record.employments).toEqual(before.employments);
  });
});

describe('somebody who is inactive', () => {
  const inactive = { active: false, hireDate: undefined };
  const seed = () =>
    buildSeedEmployee({ ExternalNumber: 42, ExternalImportReference: 'user-42', HiredDate: null, employments: [] });

  test.each([
    ['without a hire date, whose employment starts later', {}, '2026-05-04T00:00:00.000Z', ['PRE_HIRE']],
    [
      'with an unreadable hire date, whose employment starts later',
      { hireDate: '4. mai' },
      '2026-05-04',
      ['PRE_HIRE', 'VALUE_UNREADABLE'],
    ],
    ['with a hire date in the year 2226', { hireDate: '2226-05-04' }, '2026-05-04', ['DATE_IMPLAUSIBLE', 'PRE_HIRE']],
    ['whose only start cannot be read', {}, '4. mai', ['PRE_HIRE', 'VALUE_UNREADABLE']],
  ])('%s, is neither created nor archived', async (_who, employee, startDate, codes) => {
    const overrides = { employee: { ...inactive, ...employee }, employments: [{ startDate }] };
    const stranger = await sync(overrides);
    expect(codesOf(stranger.person)).toEqual(['PRE_HIRE']);
    expect(stranger.system.powerOffice.state.employees).toEqual([]);

    const { person, record } = await sync(overrides, [seed()]);
    expect(record.IsArchived).toBe(false);
    expect(codesOf(person).toSorted()).toEqual(codes);
  });

  test.each([
    ['without a hire date, whose employment has started', {}],
    ['with an unreadable hire date, whose employment has started', { hireDate: 'i fjor' }],
  ])('%s, is archived', async (_who, employee) => {
    const { record } = await sync({ employee: { ...inactive, ...employee } }, [seed()]);
    expect(record.IsArchived).toBe(true);
  });
});

describe('a field of a wrong type', () => {
  test.each([
    ['title', 'JobTitle', true],
    ['firstName', 'FirstName', 17],
    ['workEmail', 'EmailAddress', false],
    ['privatePhone', 'PhoneNumber', {}],
    ['birthDate', 'DateOfBirth', '01.05.90'],
    ['hireDate', 'HiredDate', '1. januar'],
    ['homeAddress', 'MailAddress', 'Storgata 6'],
    ['userId', 'ExternalImportReference', []],
  ])('%s leaves %s alone, erases nothing, and is told', async (field, target, value) => {
    const system = await synced({ employee: { privateEmail: 'privat@example.no', workPhone: '22 33 44 55' } });
    const before = structuredClone(system.record(42));

    const { record, person } = await resync(system, () =>
      system.simployer.spoilRow('employee', 'person-42', { [field]: value, lastName: 'Hansen' }),
    );

    expect(person.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'warning' }]);
    expect(changesOf(person)).toEqual(['employee update LastName']);
    expect(record).toMatchObject({ [target]: before[target as keyof typeof before] });
  });

  test.each<[string, unknown]>([
    ['account number', { number: ['1234.56.78903'] }],
    ['IBAN', { iban: ['NO9386011117947'] }],
    ['country of the bank account', { number: '86011117947', country: ['NO'] }],
    ['bank account', '86011117947'],
  ])(
    'an account that cannot be read for its %s makes no bank call, is not shown, and fails while pay goes elsewhere',
    async (name, bankAccount) => {
      const system = await synced();

      const { record, person } = await resync(system, () =>
        system.simployer.spoilRow('employee', 'person-42', { bankAccount }),
      );

      expect(person).toMatchObject({ outcome: 'failed', changes: [] });
      expect(person.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'error' }]);
      expect(person.problems[0]?.message).toMatch(
        new RegExp(`^The ${name} .*cannot be read; .* pay goes on to the account that PowerOffice has\\.$`),
      );
      expect(JSON.stringify(person.problems)).not.toMatch(/\d{4}/);
      expect(record.bankAccounts).toHaveLength(1);
    },
  );

  test('an account that cannot be read is a warning while PowerOffice pays to none', async () => {
    const { person, record } = await sync({ employee: { bankAccount: { number: true } as never } });
    expect(person.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'warning' }]);
    expect(record.bankAccounts).toEqual([]);
  });

  test('an IBAN that cannot be read does not hold up the account number beside it', async () => {
    const { person, record } = await sync({ employee: { bankAccount: { number: '86011117947', iban: {} } as never } });
    expect(person.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'warning' }]);
    expect(record.bankAccounts).toHaveLength(1);
  });

  test('a name that cannot be read is not called missing', async () => {
    const { person } = await sync({ employee: { firstName: true as never } });
    expect(codesOf(person)).toEqual(['VALUE_UNREADABLE', 'NAME_MISSING']);
    expect(JSON.stringify(person.problems.map(({ message }) => message))).not.toContain('missing');
  });

  test('an unreadable value survives the message, and so does a message of the version before', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson({ employments: [{ endDate: '31.12.2027' }] })] });
    const { tasks } = await system.start();
    const [task] = tasks;
    expect(task?.subject?.source.employments[0]?.endDate).toEqual({
      field: 'employment.endDate',
      typed: '31.12.2027',
      code: 'VALUE_UNREADABLE',
    });
    const { faults, ...source } = task?.subject?.source ?? {};
    const before = { ...task, subject: { ...task?.subject, source } };
    expect(employeeTaskSchema.parse(before).subject?.source.faults).toEqual(faults);
  });

  test('somebody read afresh is read the same way', async () => {
    const system = await synced({ employments: [{ endDate: '2026-12-31' }] });
    await system.wait(A_WHILE_IN_MILLIS);
    system.simployer.spoilRow('employment', EMPLOYMENT, { endDate: true });
    const { tasks } = await system.start({ runId: 'again' });
    await system.work(tasks, 2);
    expect(system.record(42).employments[0]?.EndDate).toBe('2026-12-31');
    expect(await system.runs.outcomes('again')).toMatchObject([{ problems: [{ code: 'VALUE_UNREADABLE' }] }]);
  });
});

describe('a row that breaks its schema', () => {
  const people = () => [1, 2, 3].map((number) => buildSimployerPerson({ number }));

  test.each([[undefined], [null], ['yes']])('without active (%j) costs its person only', async (active) => {
    const system = createSyncSystem({ people: people() });
    await system.run();
    await system.wait(A_WHILE_IN_MILLIS);
    for (const number of [1, 2, 3]) system.simployer.editEmployee(`person-${number}`, { title: 'Leder' });
    system.simployer.spoilRow('employee', 'person-2', { active });

    const report = await system.run();

    expect(report.abort).toBeNull();
    expect(personIn(report, '2')).toMatchObject({
      outcome: 'failed',
      changes: [],
      problems: [{ code: 'SOURCE_ROW_INVALID', severity: 'error', message: expect.stringContaining('"active"') }],
    });
    expect([1, 2, 3].map((number) => system.record(number).JobTitle)).toEqual(['Leder', 'Engineer', 'Leder']);
    expect(system.record(2).IsArchived).toBe(false);
    await expectQuiet(system);

    system.simployer.spoilRow('employee', 'person-2', {});
    expect((await system.run()).totals).toMatchObject({ updated: 1, failed: 0 });
  });

  test('without active, read afresh, costs its person as well', async () => {
    const system = await synced();
    await system.wait(A_WHILE_IN_MILLIS);
    const { tasks } = await system.start({ runId: 'again' });
    system.simployer.spoilRow('employee', 'person-42', { active: undefined, lastName: 'Hansen' });
    await system.work(tasks, 2);
    expect(system.record(42)).toMatchObject({ LastName: 'Nordmann', IsArchived: false });
    expect(await system.runs.outcomes('again')).toMatchObject([{ problems: [{ code: 'SOURCE_ROW_INVALID' }] }]);
  });

  test('still holds its number against others', async () => {
    const system = createSyncSystem({
      people: [...people(), buildSimployerPerson({ number: 4, employee: { employeeNumber: '0002' } })],
    });
    system.simployer.spoilRow('employee', 'person-2', { active: undefined });

    const report = await system.run();

    expect(codesOf(personIn(report, '0002'))).toEqual(['NUMBER_DUPLICATE']);
    expect(codesOf(personIn(report, '2'))).toEqual(['SOURCE_ROW_INVALID', 'NUMBER_DUPLICATE']);
  });

  test('trips no guard when it is the only one', async () => {
    const system = await synced();
    const { person } = await resync(system, () =>
      system.simployer.spoilRow('employee', 'person-42', { active: undefined }),
    );
    expect(codesOf(person)).toEqual(['SOURCE_ROW_INVALID']);
  });

  test('an employment that does not say whose it is costs its person only', async () => {
    const system = createSyncSystem({ people: people() });
    await system.run();
    await system.wait(A_WHILE_IN_MILLIS);
    system.simployer.spoilRow('employment', 'employment-2-1', { employeeId: undefined });
    const { writes } = system.powerOffice;

    const report = await system.run();

    expect(personIn(report, '2').problems).toMatchObject([
      { code: 'SOURCE_ROW_INVALID', message: expect.stringContaining('"employment-2-1" has no usable "employeeId"') },
    ]);
    expect(report.totals).toMatchObject({ failed: 1, unchanged: 2 });
    expect(system.powerOffice.writes).toBe(writes);
  });

  test.each([
    ['in the run', 1],
    ['read afresh', 2],
  ])(
    'an ended employment that does not say whose it is costs the person whom it was synced for only: %s',
    async (_, delivery) => {
      const employments = [
        { id: 'new', startDate: '2020-01-01' },
        { id: 'old', startDate: '2012-01-01', endDate: '2018-12-31' },
      ];
      const system = createSyncSystem({
        people: [buildSimployerPerson({ employments, employee: { employmentId: 'new' } }), ...people()],
      });
      await system.run();
      await system.wait(A_WHILE_IN_MILLIS);
      const { writes } = system.powerOffice;
      system.simployer.spoilRow('employment', 'old', { employeeId: undefined });

      const { tasks } = await system.start({ runId: 'again' });
      await system.work(tasks, delivery);

      const told = (await system.runs.outcomes('again')).filter(({ problems }) => problems.length > 0);
      expect(told).toMatchObject([
        {
          number: '42',
          outcome: 'failed',
          problems: [{ code: 'SOURCE_ROW_INVALID', message: expect.stringContaining('"old"') }],
        },
      ]);
      expect(system.powerOffice.writes).toBe(writes);
      expect(system.record(42).StartDate).toBe('2012-01-01');
    },
  );

  test('without an id stops the run, before anything is written, and the place is named', async () => {
    const system = createSyncSystem({ people: people() });
    system.simployer.spoilRow('employee', 'person-2', { id: undefined });

    const report = await system.run();

    expect(report.abort).toMatchObject({
      code: 'SOURCE_INCOMPLETE',
      message: expect.stringMatching(/list \/employee .* Row 1 of the list, sorted by id, has no id/),
    });
    expect(system.powerOffice.writes).toBe(0);
  });
});
