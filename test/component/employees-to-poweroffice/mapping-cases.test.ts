import {
  syntheticAccountNumber,
  syntheticNationalId,
  withWrongCheckDigit,
} from '../../../local/demo-vendors/company/synthetic-numbers.ts';
import { renderReport } from '../../../local/cli/report-table.ts';
import type { DemoEmployee } from '../../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import type { SimployerEmployment } from '../../../local/demo-vendors/simployer/simployer-tenant.ts';
import { buildSeedEmployee, buildSeedEmployment } from '../../builders/seed-employee.ts';
import { buildSimployerPerson, SUBSTITUTE_TYPE_ID } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem } from '../../builders/sync-system.ts';
import { changesOf, codesOf, personIn } from './check-person.ts';
import { A_WHILE_IN_MILLIS, expectQuiet, resync, sync, synced } from './sync-person.ts';

// What comes of every form of a value is said in test/unit/employees-to-poweroffice; here a row is followed from Simployer
// to PowerOffice once, and once more where something is written a second time.

describe('fields of the employee', () => {
  const plainCases: readonly {
    readonly title: string;
    readonly employee: NonNullable<PersonOverrides['employee']>;
    readonly expected: Partial<DemoEmployee>;
    readonly codes?: readonly string[];
  }[] = [
    {
      title: 'leading zeros of the number are dropped',
      employee: { employeeNumber: '0042' },
      expected: { Number: 42, ExternalNumber: 42 },
    },
    {
      title: 'the title becomes the job title',
      employee: { title: ' Prosjektleder ' },
      expected: { JobTitle: 'Prosjektleder' },
    },
    {
      title: 'the private address stands in for an empty work e-mail',
      employee: { workEmail: '', privateEmail: 'x@y.no' },
      expected: { EmailAddress: 'x@y.no' },
    },
    {
      title: 'a work e-mail at a domain with å is written as it is typed',
      employee: { workEmail: 'Kari@Blåbær.no', privateEmail: 'x@y.no' },
      expected: { EmailAddress: 'Kari@Blåbær.no' },
    },
    {
      title: 'characters that nobody can see are written nowhere',
      employee: {
        employeeNumber: '\u200B42\uFEFF',
        firstName: '\u202EKa\u200Bri',
        lastName: 'Nordmann\u0000\u001B[0m',
        title: 'Sjef\uD83D \u{1F600}',
        workEmail: '\uFEFFkari\u200B@example.com',
        privatePhone: '\u202A+47 22 33 44 55\u202C',
      },
      expected: {
        Number: 42,
        ExternalNumber: 42,
        FirstName: 'Kari',
        LastName: 'Nordmann[0m',
        JobTitle: 'Sjef \u{1F600}',
        EmailAddress: 'kari@example.com',
        PhoneNumber: '+4722334455',
      },
    },
    {
      title: 'a phone is read in whatever way it is typed',
      employee: { privatePhone: '0046 70-123 45 67' },
      expected: { PhoneNumber: '+46701234567' },
    },
    {
      title: 'a date-time is its day in Oslo',
      employee: { birthDate: '1990-04-30T22:00:00.000Z' },
      expected: { DateOfBirth: '1990-05-01' },
    },
    { title: '"Kvinne" is female', employee: { gender: 'Kvinne' }, expected: { Gender: 'Female' } },
    {
      title: 'the country of the national id is kept',
      employee: { ssnCountry: 'se' },
      expected: { InternationalIdCountryCode: 'SE' },
    },
  ];
  test.each(plainCases)('$title', async ({ employee, expected, codes = [] }) => {
    const { person, record } = await sync({ employee });

    expect(record).toMatchObject(expected);
    expect(codesOf(person)).toEqual(codes);
    expect(person.outcome).toBe('created');
  });

  const addresses: readonly {
    readonly title: string;
    readonly homeAddress: Readonly<Record<string, string>>;
    readonly expected: Record<string, unknown> | null;
    readonly codes?: readonly string[];
  }[] = [
    {
      title: 'a second line of the street is the second line of the address',
      homeAddress: { street: 'c/o Hansen\nStorgata 5', postalCode: '0150', city: 'Oslo', country: 'NO' },
      expected: { AddressLine1: 'c/o Hansen', AddressLine2: 'Storgata 5', ZipCode: '0150' },
    },
    {
      title: 'a country is known by its name',
      homeAddress: { street: 'Kungsgatan 1', postalCode: '114 55', city: 'Stockholm', country: 'Sweden' },
      expected: { CountryCode: 'SE', ZipCode: '114 55', City: 'Stockholm' },
    },
    {
      title: 'an address without a city is left alone',
      homeAddress: { street: 'Storgata 5', postalCode: '0150', country: 'NO' },
      expected: null,
      codes: ['ADDRESS_INCOMPLETE'],
    },
  ];
  test.each(addresses)('$title', async ({ homeAddress, expected, codes = [] }) => {
    const { person, record } = await sync({ employee: { homeAddress } });

    if (expected === null) expect(record.MailAddress).toBeNull();
    else expect(record.MailAddress).toMatchObject(expected);
    expect(codesOf(person)).toEqual(codes);
  });

  test('a work e-mail that comes later replaces the private one', async () => {
    const system = await synced({ employee: { workEmail: '', privateEmail: 'x@y.no' } });

    const { person, record } = await resync(system, () =>
      system.simployer.editEmployee('person-42', { workEmail: 'kari@example.com' }),
    );

    expect(record.EmailAddress).toBe('kari@example.com');
    expect(changesOf(person)).toEqual(['employee update EmailAddress']);
  });

  test('a second address line that only PowerOffice has is kept', async () => {
    const seed = buildSeedEmployee({
      MailAddress: {
        AddressLine1: 'Gamleveien 1',
        AddressLine2: 'H0203',
        ZipCode: '0150',
        City: 'Oslo',
        CountryCode: 'NO',
      },
    });
    const { record, person } = await sync({}, [seed]);

    expect(record.MailAddress).toMatchObject({ AddressLine1: 'Storgata 5', AddressLine2: 'H0203' });
    expect(changesOf(person)).toContain('employee update MailAddress.AddressLine1');
  });

  test('a value that is missing at the source erases nothing', async () => {
    const { record, person } = await sync(
      {
        employee: {
          title: '',
          workEmail: undefined,
          privatePhone: ' ',
          homeAddress: {},
          birthDate: undefined,
          hireDate: undefined,
          bankAccount: {},
        },
      },
      [buildSeedEmployee()],
    );

    expect(record).toMatchObject({
      JobTitle: 'Engineer',
      EmailAddress: 'kari.42@example.com',
      PhoneNumber: '+4741234567',
      DateOfBirth: '1990-05-01',
      HiredDate: '2020-01-01',
      MailAddress: { AddressLine1: 'Storgata 5' },
    });
    expect(changesOf(person)).toEqual(['employee update ExternalNumber', 'employee update ExternalImportReference']);
  });

  describe('what is written on create only', () => {
    const nationalId = syntheticNationalId({ birthDate: '1990-05-01', gender: 'Female', dNumber: false }, 7);
    const corrected = syntheticNationalId({ birthDate: '1990-05-01', gender: 'Female', dNumber: false }, 9);

    test.each([{ showsHiddenFields: false }, { showsHiddenFields: true }])(
      'a national id or a gender corrected later is never sent ($showsHiddenFields)',
      async (powerOfficeOptions) => {
        const system = await synced({ employee: { ssn: nationalId } }, { powerOfficeOptions });
        expect(system.record(42)).toMatchObject({ NationalIdNumber: nationalId, Gender: 'Female' });

        const { person, record } = await resync(system, () =>
          system.simployer.editEmployee('person-42', { ssn: corrected, gender: 'Mann' }),
        );

        expect(person.outcome).toBe('unchanged');
        expect(record).toMatchObject({ NationalIdNumber: nationalId, Gender: 'Female' });
      },
    );

    test('a national id that PowerOffice lacks is filled in only when the option says so', async () => {
      const seed = [buildSeedEmployee()];
      const person = { employee: { ssn: nationalId } };
      expect((await sync(person, seed)).record.NationalIdNumber).toBeNull();

      const settings = { mapping: { fillEmptyNationalId: true } };
      expect((await sync(person, seed, { settings })).record.NationalIdNumber).toBe(nationalId);
    });

    test('what PowerOffice hides is never written back', async () => {
      const system = await synced({ employee: { ssn: nationalId } });

      const { record } = await resync(system, () => system.simployer.editEmployee('person-42', { title: 'Sjef' }));

      expect(record).toMatchObject({ NationalIdNumber: nationalId, Gender: 'Female', JobTitle: 'Sjef' });
    });
  });

  test('a mapped field edited in PowerOffice is overwritten, an unmapped one is kept', async () => {
    const system = await synced();
    const { Id } = system.record(42);

    const { person, record } = await resync(system, () => {
      system.powerOffice.editEmployee(Id, { JobTitle: 'Noe annet', DepartmentId: 701, ContactGroupIds: [5] });
      const [employment] = system.record(42).employments;
      system.powerOffice.editEmployment(employment?.Id ?? 0, { TaxRule: 'Svalbard', FullTimeHoursPerWeek: 35.5 });
    });

    expect(changesOf(person)).toEqual(['employee update JobTitle']);
    expect(record).toMatchObject({ JobTitle: 'Engineer', DepartmentId: 701, ContactGroupIds: [5] });
    expect(record.employments[0]).toMatchObject({ TaxRule: 'Svalbard', FullTimeHoursPerWeek: 35.5 });
  });
});

describe('the employee number and the record it leads to', () => {
  test.each([
    ['A-102', 'NUMBER_NOT_NUMERIC', '"A-102"'],
    ['', 'NUMBER_MISSING', 'no employee number'],
  ])('number %j: %s', async (employeeNumber, code, words) => {
    const { report, person, system } = await sync({ employee: { employeeNumber } });

    expect(codesOf(person)).toEqual([code]);
    expect(person.problems[0]?.message).toContain(words);
    expect(person).toMatchObject({ outcome: 'failed', powerOfficeEmployeeId: null });
    expect(report.status).toBe('completed_with_errors');
    expect(system.powerOffice.state.employees).toEqual([]);
  });

  test('a number that nobody can read is shown with what nobody can see', async () => {
    const { person, report } = await sync({ employee: { employeeNumber: '\u001B[2J4\u200B2\u202E' } });

    expect(person).toMatchObject({ employeeNumber: '[2J42', outcome: 'failed' });
    expect(person.problems[0]?.message).toContain('"[U+001B][2J4[U+200B]2[U+202E]"');
    const printed = renderReport(report, { environment: null, width: 120 });
    for (const unseen of ['\u001B[2J', '\u200B', '\u202E']) expect(printed).not.toContain(unseen);
  });

  test('a national id typed as employee number is shown nowhere, and the Simployer id tells who it is', async () => {
    const nationalId = syntheticNationalId({ birthDate: '1990-05-01', gender: 'Female', dNumber: false }, 7);
    const [person, other] = [
      buildSimployerPerson({ employee: { employeeNumber: `${nationalId} ` } }),
      buildSimployerPerson({ number: 43 }),
    ];
    const system = createSyncSystem({ people: [person, other] });

    const planned = await system.run({ mode: 'plan' });
    const first = await system.run();
    const second = await system.run({ employees: [nationalId] });

    for (const report of [planned, first, second]) {
      expect(JSON.stringify(report)).not.toContain(nationalId);
      expect(report.employees).toContainEqual(
        expect.objectContaining({ employeeNumber: '***', simployerEmployeeId: 'person-42' }),
      );
    }
    expect(second.totals.inScope).toBe(1);
    const unknown = await system.run({ employees: [withWrongCheckDigit(nationalId)] });
    expect(unknown.abort?.message).toContain('Employee ***: nobody in scope has this number or Simployer id.');
  });

  test('two people with one number are both refused, each naming the other, also the one who is out of scope', async () => {
    const people = [
      buildSimployerPerson({ number: 41, employee: { employeeNumber: '0042' } }),
      buildSimployerPerson({ number: 42 }),
    ];
    const system = createSyncSystem({ people });

    const report = await system.run();

    expect(codesOf(personIn(report, '0042'))).toEqual(['NUMBER_DUPLICATE']);
    expect(personIn(report, '0042').problems[0]?.message).toContain('"42"');
    expect(codesOf(personIn(report, '42'))).toEqual(['NUMBER_DUPLICATE']);
    expect(personIn(report, '42').problems[0]?.message).toContain('"0042"');
    expect(system.powerOffice.writes).toBe(0);

    const departments = createSyncSystem({
      people: [people[0]!, buildSimployerPerson({ employee: { departmentId: 'department-1' } })],
      settings: { scope: { departments: ['drift'] } },
    });
    const scoped = await departments.run();
    expect(scoped.employees.map(({ employeeNumber }) => employeeNumber)).toEqual(['42']);
    expect(codesOf(personIn(scoped, '42'))).toEqual(['NUMBER_DUPLICATE']);
  });

  test('a number outside the series is refused by PowerOffice, and the others go on', async () => {
    const people = [buildSimployerPerson({ number: 42 }), buildSimployerPerson({ number: 700_001 })];
    const system = createSyncSystem({ people });

    const report = await system.run();

    const refused = personIn(report, '700001');
    expect(codesOf(refused)).toEqual(['POWEROFFICE_REJECTED']);
    expect(refused.problems[0]?.message).toContain('not within range');
    expect(personIn(report, '42').outcome).toBe('created');
    expect(report.totals).toMatchObject({ inScope: 2, created: 1, failed: 1 });
    await expectQuiet(system);
  });

  test('a record with the number but another name and birth date belongs to somebody else', async () => {
    const stranger = { Number: 42, FirstName: 'Ola', LastName: 'Hansen', DateOfBirth: '1970-01-01' };
    const { person, record } = await sync({}, [stranger]);

    expect(codesOf(person)).toEqual(['MATCH_CONFLICT']);
    expect(record).toMatchObject({ LastName: 'Hansen', ExternalNumber: null });
  });

  test('a record found by number that carries another external number belongs to somebody else', async () => {
    const { person, record } = await sync({}, [buildSeedEmployee({ ExternalNumber: 99 })]);

    expect(codesOf(person)).toEqual(['MATCH_CONFLICT']);
    expect(record).toMatchObject({ ExternalNumber: 99 });
  });

  test('an external number and a number that lead to different records are ambiguous', async () => {
    const seeds = [buildSeedEmployee({ Number: 7, ExternalNumber: 42 }), buildSeedEmployee({ bankAccounts: [] })];
    const { person, system } = await sync({}, seeds);

    expect(codesOf(person)).toEqual(['MATCH_AMBIGUOUS']);
    expect(system.powerOffice.writes).toBe(0);
  });

  test.each([
    ['last name', { DateOfBirth: '1991-01-01' }],
    ['birth date', { LastName: 'Hansen' }],
  ])('a record found by number is adopted when the %s agrees', async (_what, difference) => {
    const { person, record, system } = await sync({}, [buildSeedEmployee(difference)]);

    expect(person).toMatchObject({ outcome: 'updated', problems: [], powerOfficeEmployeeId: record.Id });
    expect(record).toMatchObject({
      ExternalNumber: 42,
      ExternalImportReference: 'user-42',
      LastName: 'Nordmann',
      DateOfBirth: '1990-05-01',
    });
    expect(system.powerOffice.state.employees).toHaveLength(1);
  });

  test('a number changed at the source: the external number follows, the number stays', async () => {
    const system = await synced();

    const { person, record } = await resync(system, () =>
      system.simployer.editEmployee('person-42', { employeeNumber: '77' }),
    );

    expect(record).toMatchObject({ Number: 42, ExternalNumber: 77 });
    expect(codesOf(person)).toEqual(['NUMBER_DIFFERS']);
    expect(changesOf(person)).toEqual(['employee update ExternalNumber']);
  });

  test('of two who share a user id the first carries the reference', async () => {
    const system = createSyncSystem({
      people: [
        buildSimployerPerson({ number: 42, employee: { userId: 'shared', created: '2021-01-01T08:00:00.000Z' } }),
        buildSimployerPerson({ number: 43, employee: { userId: 'shared', created: '2020-01-01T08:00:00.000Z' } }),
      ],
    });

    const report = await system.run();

    expect(codesOf(personIn(report, '42'))).toEqual(['USER_ID_SHARED']);
    expect(codesOf(personIn(report, '43'))).toEqual([]);
    expect(system.record(42).ExternalImportReference).toBeNull();
    expect(system.record(43).ExternalImportReference).toBe('shared');
    await expectQuiet(system);
  });

  test('a linked record that was deleted is made anew, with a warning', async () => {
    const system = await synced();
    const { Id } = system.record(42);

    const { person, record } = await resync(system, () => system.powerOffice.removeEmployee(Id));

    expect(codesOf(person)).toEqual(['LINK_LOST']);
    expect(person.outcome).toBe('created');
    expect(record.Id).not.toBe(Id);
    expect(record).toMatchObject({ ExternalNumber: 42, employments: [{ salaries: [{ AnnualSalary: 600_000 }] }] });
    expect(record.bankAccounts).toHaveLength(1);
  });
});

describe('names and who is on the payroll', () => {
  test('nobody is created without a name', async () => {
    const { person, system } = await sync({ employee: { lastName: ' ' } });

    expect(codesOf(person)).toEqual(['NAME_MISSING']);
    expect(person.outcome).toBe('failed');
    expect(system.powerOffice.state.employees).toEqual([]);
  });

  test('an inactive person whom PowerOffice does not know is not created', async () => {
    const { person, system } = await sync({ employee: { active: false } });

    expect(person).toMatchObject({ outcome: 'skipped', powerOfficeEmployeeId: null });
    expect(codesOf(person)).toEqual(['INACTIVE_NOT_CREATED']);
    expect(system.powerOffice.writes).toBe(0);
  });

  test.each([
    [[]],
    [
      [
        buildSeedEmployee({
          ExternalNumber: 42,
          ExternalImportReference: 'user-42',
          HiredDate: '2026-06-01',
          StartDate: '2026-06-01',
          employments: [],
        }),
      ],
    ],
  ])('an inactive person hired in the future is neither created nor archived', async (seed) => {
    const employee = { active: false, hireDate: '2026-06-01' };
    const { person, system } = await sync({ employee, employments: [], compensations: [] }, seed);

    expect(codesOf(person)).toEqual(['PRE_HIRE']);
    expect(system.powerOffice.state.employees.map(({ IsArchived }) => IsArchived)).toEqual(seed.map(() => false));
  });

  test('somebody who leaves gets an end date and is archived, in this order', async () => {
    const system = await synced();
    const requests = system.powerOffice.requests.length;

    const { person, record } = await resync(system, () => {
      system.simployer.editEmployment('employment-42-1', { endDate: '2026-02-28T23:59:59.999Z' });
      system.simployer.deactivateEmployee('person-42');
    });

    expect(record).toMatchObject({ IsArchived: true, EndDate: '2026-02-28' });
    expect(record.employments[0]).toMatchObject({ EndDate: '2026-02-28', EndDateReason: 'EmployeeHasResigned' });
    expect(changesOf(person)).toEqual([
      'employee update EndDate',
      'employment update EndDate',
      'employment update EndDateReason',
      'employee archive',
    ]);
    const patches = system.powerOffice.requests.slice(requests).filter(({ method }) => method === 'PATCH');
    expect(patches.map(({ path }) => path.includes('Employments'))).toEqual([false, true, false]);
  });

  test('an archiving that is refused is told and tried again, and the rest is written', async () => {
    const seed = buildSeedEmployee({ hasLedgerBalance: true, JobTitle: 'Gammel' });
    const system = createSyncSystem({
      people: [buildSimployerPerson({ employee: { active: false } })],
      seed: { employees: [seed] },
    });

    const report = await system.run();

    expect(codesOf(personIn(report, '42'))).toEqual(['ARCHIVE_REFUSED']);
    expect(personIn(report, '42').problems[0]?.message).toContain('ledger balances');
    expect(system.record(42)).toMatchObject({ IsArchived: false, JobTitle: 'Engineer' });
    const next = await expectQuiet(system);
    expect(codesOf(personIn(next, '42'))).toEqual(['ARCHIVE_REFUSED']);

    system.powerOffice.editEmployee(system.record(42).Id, { hasLedgerBalance: false });
    const last = await system.run();
    expect(changesOf(personIn(last, '42'))).toEqual(['employee archive']);
    expect(system.record(42).IsArchived).toBe(true);
  });

  test('somebody hired again is unarchived, and gets a new employment beside the old one', async () => {
    const old = buildSeedEmployment({
      StartDate: '2015-01-01',
      EndDate: '2018-12-31',
      EndDateReason: 'EmployerHasDismissedTheEmployee',
    });
    const seed = buildSeedEmployee({ IsArchived: true, EndDate: '2018-12-31', employments: [old] });
    const employments: Partial<SimployerEmployment>[] = [
      { id: 'new', startDate: '2026-03-01T00:00:00.000Z' },
      { id: 'old', startDate: '2015-01-01T00:00:00.000Z', endDate: '2018-12-31T00:00:00.000Z' },
    ];
    const { person, record } = await sync({ employments }, [seed]);

    expect(record).toMatchObject({ IsArchived: false, StartDate: '2015-01-01', EndDate: null });
    expect(record.employments).toHaveLength(2);
    expect(record.employments[0]).toMatchObject({
      StartDate: '2015-01-01',
      EndDate: '2018-12-31',
      EndDateReason: 'EmployerHasDismissedTheEmployee',
      IsDefault: false,
    });
    expect(record.employments[1]).toMatchObject({
      StartDate: '2026-03-01',
      EndDate: null,
      IsDefault: true,
      ReportingId: 'new',
    });
    expect(changesOf(person)).toContain('employee unarchive');
  });

  test('somebody whom Simployer no longer returns is told, and nothing is archived', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson(), buildSimployerPerson({ number: 43 })] });
    await system.run();
    const { Id } = system.record(42);
    system.simployer.removeEmployee('person-42');

    const report = await expectQuiet(system);

    expect(personIn(report, '42')).toMatchObject({ outcome: 'skipped', powerOfficeEmployeeId: Id });
    expect(codesOf(personIn(report, '42'))).toEqual(['VANISHED']);
    expect(report.totals).toMatchObject({ inScope: 2, unchanged: 1, skipped: 1 });
    expect(system.record(42).IsArchived).toBe(false);
  });
});

describe('the bank account', () => {
  const account = '12345678903';
  const withAccount = (number: string) => ({ employee: { bankAccount: { number, bank: 'DNB', bic: 'dnbanokk xxx' } } });

  test('dots are dropped, and the new account is the one that salary is paid to', async () => {
    const { record, person } = await sync(withAccount('1234.56.78903'));

    expect(record.bankAccounts).toHaveLength(1);
    expect(record.bankAccounts[0]).toMatchObject({
      BankAccountNumber: '1234 56 78903',
      BankCode: 'DNB',
      BicSwift: 'DNBANOKKXXX',
      CountryCode: 'NO',
    });
    expect(record.SalaryBankAccountId).toBe(record.bankAccounts[0]?.Id);
    expect(codesOf(person)).toEqual([]);
  });

  test('an account with a wrong check digit is not sent at all', async () => {
    const { record, person } = await sync(withAccount(withWrongCheckDigit(account)));

    expect(record.bankAccounts).toEqual([]);
    expect(record.SalaryBankAccountId).toBeNull();
    expect(codesOf(person)).toEqual(['BANK_ACCOUNT_INVALID']);
    expect(JSON.stringify(person)).not.toContain(withWrongCheckDigit(account));
  });

  test('a new account with a wrong digit fails the person as long as pay goes to the old one', async () => {
    const system = await synced(withAccount(account));
    const typed = withWrongCheckDigit(syntheticAccountNumber(5));

    const { record, person } = await resync(system, () =>
      system.simployer.editEmployee('person-42', { bankAccount: { number: typed } }),
    );

    expect(person.outcome).toBe('failed');
    expect(person.problems).toEqual([
      expect.objectContaining({
        code: 'BANK_ACCOUNT_INVALID',
        severity: 'error',
        message: expect.stringContaining('pay goes on to the account that PowerOffice has'),
      }),
    ]);
    expect(JSON.stringify(person.problems)).not.toMatch(/\d/);
    expect(changesOf(person)).toEqual([]);
    expect(record.bankAccounts).toHaveLength(1);

    const corrected = await resync(system, () =>
      system.simployer.editEmployee('person-42', { bankAccount: { number: syntheticAccountNumber(5) } }),
    );
    expect(corrected.person).toMatchObject({ outcome: 'updated', problems: [] });
    expect(corrected.record.SalaryBankAccountId).toBe(corrected.record.bankAccounts[1]?.Id);
  });

  test('another account is added and chosen, and the old one is left', async () => {
    const system = await synced(withAccount(account));

    const { record, person } = await resync(system, () =>
      system.simployer.editEmployee('person-42', { bankAccount: { number: syntheticAccountNumber(5) } }),
    );

    expect(record.bankAccounts).toHaveLength(2);
    expect(record.SalaryBankAccountId).toBe(record.bankAccounts[1]?.Id);
    expect(changesOf(person)).toEqual(['bankAccount create', 'bankAccount update SalaryBankAccountId']);
  });

  test('an account that is there but not chosen is chosen, not added', async () => {
    const seed = buildSeedEmployee({
      ExternalNumber: 42,
      ExternalImportReference: 'user-42',
      bankAccounts: [
        { BankAccountNumber: '1234 56 78903' },
        { BankAccountNumber: syntheticAccountNumber(9), isSalaryAccount: true },
      ],
    });
    const { record, person } = await sync(withAccount(account), [seed]);

    expect(record.bankAccounts).toHaveLength(2);
    expect(record.SalaryBankAccountId).toBe(record.bankAccounts[0]?.Id);
    expect(changesOf(person)).toEqual(['bankAccount update SalaryBankAccountId']);
  });

  test.each([
    [
      'the list of privileges lacks it',
      [
        'Employee_Full',
        'Employment_Full',
        'EmploymentSalary_Full',
        'ContactBankAccount_Full',
        'Enterprises',
        'CommonServices',
      ],
      0,
    ],
  ])('the account is not chosen when %s', async (_why, privileges, attempts) => {
    const system = createSyncSystem({ people: [buildSimployerPerson(withAccount(account))], seed: { privileges } });

    const report = await system.run();

    expect(codesOf(personIn(report, '42'))).toEqual(['BANK_ACCOUNT_PRIVILEGE']);
    expect(personIn(report, '42').outcome).toBe('created');
    expect(system.record(42).bankAccounts).toHaveLength(1);
    expect(system.record(42).SalaryBankAccountId).toBeNull();
    const choices = system.powerOffice.requests.filter(({ path }) => path.endsWith('/BankAccounts'));
    expect(choices).toHaveLength(attempts);
    expect(codesOf(personIn(await expectQuiet(system), '42'))).toEqual(['BANK_ACCOUNT_PRIVILEGE']);
  });

  test('a choice that PowerOffice refuses costs the choice alone', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson(withAccount(account))] });
    system.powerOffice.setFaults(({ path }) => (path.endsWith('/BankAccounts') ? { before: 403 } : null));

    const report = await system.run();

    expect(codesOf(personIn(report, '42'))).toEqual(['BANK_ACCOUNT_PRIVILEGE']);
    expect(personIn(report, '42').problems[0]?.message).toContain('EmployeeBankAccounts');
    expect(system.record(42).employments[0]?.salaries).toHaveLength(1);
    await expectQuiet(system);
  });

  test.each([{ choosesOnlyBankAccount: true }, { choosesOnlyBankAccount: false }])(
    'an account that PowerOffice may choose by itself: %j (PowerOffice fact 52)',
    async (powerOfficeOptions) => {
      const { record } = await sync(withAccount(account), [], { powerOfficeOptions });

      expect(record.SalaryBankAccountId).toBe(record.bankAccounts[0]?.Id);
    },
  );

  test('option bankCode "omit" sends none', async () => {
    const { record } = await sync(withAccount(account), [], { settings: { mapping: { bankCode: 'omit' } } });

    expect(record.bankAccounts[0]?.BankCode).toBeNull();
  });
});

describe('employments', () => {
  const only = (overrides: Partial<SimployerEmployment>) => ({ employments: [overrides] });

  test('the note gives the profession code, and payroll what Simployer does not have', async () => {
    const { record } = await sync(only({ note: '0110101 - Offiser' }));

    expect(record.employments[0]).toMatchObject({
      ProfessionCode: '0110101',
      StartDate: '2020-01-01',
      EndDate: null,
      EndDateReason: null,
      FullTimeHoursPerWeek: 37.5,
      WorkingHoursArrangement: 'NonShift',
      EmploymentType: 'Ordinary',
      EmploymentForm: 'Permanent',
      EnterpriseId: 501,
      IsDefault: true,
      ReportingId: 'employment-42-1',
    });
  });

  test('a note without a code blocks the employment and its salary, not the employee', async () => {
    const { record, person } = await sync(only({ note: 'Yrkeskode: 3120105' }));

    expect(codesOf(person)).toEqual(['OCCUPATION_CODE_MISSING']);
    expect(person.outcome).toBe('failed');
    expect(record.employments).toEqual([]);
    expect(record).toMatchObject({ LastName: 'Nordmann', StartDate: '2020-01-01' });
    expect(record.bankAccounts).toHaveLength(1);
  });

  test('a name change goes through although the occupational code is missing', async () => {
    const system = await synced(only({ note: '' }));

    const { record, person } = await resync(system, () =>
      system.simployer.editEmployee('person-42', { lastName: 'Hansen' }),
    );

    expect(record.LastName).toBe('Hansen');
    expect(changesOf(person)).toEqual(['employee update LastName']);
    expect(codesOf(person)).toEqual(['OCCUPATION_CODE_MISSING']);
  });

  test('text behind the code may change without a write', async () => {
    const system = await synced();
    system.simployer.editEmployment('employment-42-1', { note: '3120105 - Noe annet' });

    await expectQuiet(system);
  });

  test.each([
    ['an unmapped type', { typeId: SUBSTITUTE_TYPE_ID }, 'EMPLOYMENT_TYPE_UNMAPPED'],
    ['no start date', { startDate: '' }, 'START_DATE_MISSING'],
    ['an end before the start', { endDate: '2019-12-31T00:00:00.000Z' }, 'END_BEFORE_START'],
  ])('%s blocks that employment', async (_what, employment, code) => {
    const { record, person } = await sync(only(employment));

    expect(codesOf(person)).toEqual([code]);
    expect(record.employments).toEqual([]);
    expect(record.LastName).toBe('Nordmann');
  });

  test('a type is mapped by the settings', async () => {
    const settings = { mapping: { employmentForms: { Vikariat: 'Temporary' as const } } };
    const { record } = await sync(only({ typeId: SUBSTITUTE_TYPE_ID }), [], { settings });

    expect(record.employments[0]?.EmploymentForm).toBe('Temporary');
  });

  test('an end comes with a reason, and a reason that payroll has set is kept', async () => {
    const system = await synced();
    const [employment] = system.record(42).employments;
    system.powerOffice.editEmployment(employment?.Id ?? 0, { EndDateReason: 'EmployerHasDismissedTheEmployee' });

    const { record, person } = await resync(system, () =>
      system.simployer.editEmployment('employment-42-1', { endDate: '2026-12-31T23:59:59.999Z' }),
    );

    expect(record.EndDate).toBe('2026-12-31');
    expect(record.employments[0]).toMatchObject({
      EndDate: '2026-12-31',
      EndDateReason: 'EmployerHasDismissedTheEmployee',
    });
    expect(changesOf(person)).toEqual(['employee update EndDate', 'employment update EndDate']);
  });

  test.each([
    [false, { EndDate: null, EndDateReason: null }, []],
    [true, { EndDate: '2026-12-31', EndDateReason: 'EmployeeHasResigned' }, ['EMPLOYMENT_REPORTED']],
  ])('an end that is withdrawn is cleared unless reported (%j)', async (EndedAndReported, expected, codes) => {
    const system = await synced({ employments: [{ endDate: '2026-12-31' }] });
    const [employment] = system.record(42).employments;
    system.powerOffice.editEmployment(employment?.Id ?? 0, { EndedAndReported });

    const { record, person } = await resync(system, () =>
      system.simployer.editEmployment('employment-42-1', { endDate: undefined }),
    );

    expect(record.EndDate).toBeNull();
    expect(record.employments[0]).toMatchObject(expected);
    expect(codesOf(person)).toEqual(codes);
  });

  const three: Partial<SimployerEmployment>[] = [
    { id: 'main', startDate: '2024-01-01T00:00:00.000Z', endDate: '2027-06-30T00:00:00.000Z' },
    { id: 'oldest', startDate: '2015-01-01T00:00:00.000Z', endDate: '2020-12-31T00:00:00.000Z', note: '7125102' },
    { id: 'second', startDate: '2021-01-01T00:00:00.000Z', note: '7125102' },
  ];

  test('of three employments the oldest gives the start and the main one the end', async () => {
    const { record } = await sync({ employments: three });

    expect(record).toMatchObject({ StartDate: '2015-01-01', EndDate: '2027-06-30' });
    expect(
      Object.fromEntries(record.employments.map(({ ReportingId, IsDefault }) => [ReportingId, IsDefault])),
    ).toEqual({
      main: true,
      oldest: false,
      second: false,
    });
  });

  test('ended employments are left out when the option says so', async () => {
    const settings = { mapping: { createEndedEmployments: false } };
    const { record } = await sync({ employments: three }, [], { settings });

    expect(new Set(record.employments.map(({ ReportingId }) => ReportingId))).toEqual(new Set(['main', 'second']));
  });

  test.each([{ clearsOtherDefaults: true }, { clearsOtherDefaults: false }])(
    'the default moves with the main employment, and there is exactly one: %j (PowerOffice fact 44)',
    async (powerOfficeOptions) => {
      const system = await synced({ employments: three }, { powerOfficeOptions });

      const { record } = await resync(system, () =>
        system.simployer.editEmployee('person-42', { employmentId: 'second' }),
      );

      const defaults = record.employments.filter(({ IsDefault }) => IsDefault === true);
      expect(defaults.map(({ ReportingId }) => ReportingId)).toEqual(['second']);
      expect(defaults[0]?.salaries).toHaveLength(1);
    },
  );

  test.each([{ clearsOtherDefaults: true }, { clearsOtherDefaults: false }])(
    'a new main employment takes the default from the old one: %j (PowerOffice fact 44)',
    async (powerOfficeOptions) => {
      const system = await synced({}, { powerOfficeOptions });

      const { record } = await resync(system, () => {
        system.simployer.addEmployment({
          id: 'new',
          employeeId: 'person-42',
          typeId: 'type-permanent',
          startDate: '2026-04-01',
          note: '3120105',
        });
        system.simployer.editEmployee('person-42', { employmentId: 'new' });
      });

      const defaults = record.employments.filter(({ IsDefault }) => IsDefault === true);
      expect(defaults.map(({ ReportingId }) => ReportingId)).toEqual(['new']);
      expect(defaults[0]?.salaries).toMatchObject([{ FromDate: '2026-04-01', AnnualSalary: 600_000 }]);
    },
  );

  test.each([
    ['of an employment that is there', false],
    ['of a new employment', true],
  ])(
    'the default moves also where PowerOffice refuses a second one for a moment: %s (PowerOffice fact 44)',
    async (_case, isNew) => {
      const system = await synced({ employments: three });
      system.powerOffice.setFaults(({ method, body }) => {
        const isTaken = system.powerOffice.state.employees.some(({ employments }) =>
          employments.some(({ IsDefault }) => IsDefault === true),
        );
        const asksForIt = /"IsDefault":true|"path":"\/IsDefault","value":true/.test(body);
        if (method === 'GET' || !isTaken || !asksForIt) return null;
        return { before: 'refuse', status: 400, title: 'Employment validation error(s)', detail: 'Default is taken.' };
      });

      const { record, person } = await resync(system, () => {
        if (!isNew) {
          system.simployer.editEmployee('person-42', { employmentId: 'second' });
          return;
        }
        system.simployer.addEmployment({
          id: 'new',
          employeeId: 'person-42',
          typeId: 'type-permanent',
          startDate: '2026-04-01',
          note: '3120105',
        });
        system.simployer.editEmployee('person-42', { employmentId: 'new' });
      });

      const defaults = record.employments.filter(({ IsDefault }) => IsDefault === true);
      expect(defaults.map(({ ReportingId }) => ReportingId)).toEqual([isNew ? 'new' : 'second']);
      expect(person.problems).toEqual([]);
    },
  );

  test('while the main employment is blocked the others are written, the default stays, and the salary waits', async () => {
    const system = await synced({ employments: three });

    const { record, person } = await resync(system, () => {
      system.simployer.editEmployment('second', { endDate: '2026-03-31' });
      system.simployer.addEmployment({
        id: 'blocked',
        employeeId: 'person-42',
        typeId: 'type-permanent',
        startDate: '2026-04-01',
        note: '',
      });
      system.simployer.editEmployee('person-42', { employmentId: 'blocked' });
      system.simployer.editCompensation('compensation-42-1', { amount: 700_000 });
    });

    expect(codesOf(person)).toEqual(['OCCUPATION_CODE_MISSING']);
    expect(record.employments.find(({ ReportingId }) => ReportingId === 'second')?.EndDate).toBe('2026-03-31');
    const defaults = record.employments.filter(({ IsDefault }) => IsDefault === true);
    expect(defaults.map(({ ReportingId }) => ReportingId)).toEqual(['main']);
    expect(defaults[0]?.salaries).toMatchObject([{ AnnualSalary: 600_000 }]);
  });

  test('with the main employment blocked from the start, the latest active one is the default, without a salary', async () => {
    const [main, ...others] = three;
    const { record, person } = await sync({ employments: [{ ...main, note: '' }, ...others] });

    expect(codesOf(person)).toEqual(['OCCUPATION_CODE_MISSING']);
    expect(record.employments.find(({ IsDefault }) => IsDefault === true)).toMatchObject({
      ReportingId: 'second',
      salaries: [],
    });
  });

  test.each([
    ['occupational code', { note: '2141101 - Sivilingeniør' }, { ProfessionCode: '2141101', StartDate: '2020-01-01' }],
    ['start date', { startDate: '2020-02-01' }, { ProfessionCode: '3120105', StartDate: '2020-02-01' }],
  ])('another %s gives a second employment, with a warning that names both', async (_what, change, expected) => {
    const system = await synced();

    await system.wait(A_WHILE_IN_MILLIS);
    system.simployer.editEmployment('employment-42-1', change);
    const report = await system.run();
    await expectQuiet(system);

    const person = personIn(report, '42');
    expect(codesOf(person)).toContain('EMPLOYMENT_KEY_CHANGED');
    const message = person.problems.find(({ code }) => code === 'EMPLOYMENT_KEY_CHANGED')?.message ?? '';
    expect(message).toContain('3120105');
    expect(message).toContain(expected.ProfessionCode);
    expect(message).toContain(expected.StartDate);
    const { employments } = system.record(42);
    expect(employments).toHaveLength(2);
    expect(employments[1]).toMatchObject({ ...expected, IsDefault: true });
    expect(employments[0]).toMatchObject({ ReportingId: 'employment-42-1', IsDefault: false, EndDate: null });
    // The old one carries the reporting id already; a person never has it twice.
    expect(employments[1]?.ReportingId).not.toBe('employment-42-1');
  });

  test.each([
    ['update', '2141101'],
    ['hold', '3120105'],
  ] as const)('option onEmploymentKeyChange %s leaves one employment', async (onEmploymentKeyChange, code) => {
    const settings = { mapping: { onEmploymentKeyChange } };
    const system = await synced({}, { settings });

    const { record, person } = await resync(system, () =>
      system.simployer.editEmployment('employment-42-1', { note: '2141101' }),
    );

    expect(record.employments).toHaveLength(1);
    expect(record.employments[0]?.ProfessionCode).toBe(code);
    expect(codesOf(person)).toEqual(['EMPLOYMENT_KEY_CHANGED']);
  });

  test("an employment of payroll's own is adopted by start and code, and keeps its reporting id", async () => {
    const seed = buildSeedEmployee({ employments: [buildSeedEmployment({ Id: 24_600, ReportingId: 'POGO_24600' })] });
    const { record } = await sync({}, [seed]);

    expect(record.employments).toHaveLength(1);
    expect(record.employments[0]).toMatchObject({ Id: 24_600, ReportingId: 'POGO_24600', IsDefault: true });
  });

  test('two employments with the same key are ambiguous', async () => {
    const seed = buildSeedEmployee({ employments: [buildSeedEmployment(), buildSeedEmployment({ IsDefault: false })] });
    const { record, person } = await sync({}, [seed]);

    expect(codesOf(person)).toEqual(['EMPLOYMENT_AMBIGUOUS']);
    expect(record.employments).toHaveLength(2);
    expect(record.ExternalNumber).toBe(42);
  });

  test("fixed values are payroll's after the create, unless they are to be re-imposed", async () => {
    const change = (system: SyncSystem) => () => {
      const [employment] = system.record(42).employments;
      system.powerOffice.editEmployment(employment?.Id ?? 0, { WorkingHoursArrangement: 'Offshore' });
    };
    const system = await synced();
    expect((await resync(system, change(system))).record.employments[0]?.WorkingHoursArrangement).toBe('Offshore');

    const strict = await synced({}, { settings: { mapping: { fixedValues: 'always' } } });
    expect((await resync(strict, change(strict))).record.employments[0]?.WorkingHoursArrangement).toBe('NonShift');
  });

  test('the share of full time is written when the option says so', async () => {
    const { record } = await sync(only({ rate: 80 }), [], { settings: { mapping: { syncFtePercentage: true } } });

    expect(record.employments[0]?.ftePercentages).toMatchObject([{ FromDate: '2020-01-01', FtePercentage: 80 }]);
    expect(record.employments[0]?.ftePercentages).toHaveLength(1);
  });
});

describe('salaries', () => {
  const salariesOf = (record: DemoEmployee) =>
    record.employments
      .find(({ IsDefault }) => IsDefault === true)
      ?.salaries.map(({ FromDate, RemunerationType, AnnualSalary, HourlyRate }) => ({
        FromDate,
        RemunerationType,
        AnnualSalary,
        HourlyRate,
      }));

  test.each([
    ['ANNUAL', 600_000, { RemunerationType: 'FixedWage', AnnualSalary: 600_000, HourlyRate: null }],
    ['MONTHLY', 45_833.33, { RemunerationType: 'FixedWage', AnnualSalary: 549_999.96, HourlyRate: null }],
    ['HOURLY', 245.5, { RemunerationType: 'HourlyWage', AnnualSalary: null, HourlyRate: 245.5 }],
  ] as const)('%s %d', async (payoutPeriod, amount, expected) => {
    const { record, person } = await sync({ compensations: [{ payoutPeriod, amount }] });

    expect(salariesOf(record)).toEqual([{ FromDate: '2020-01-01', ...expected }]);
    expect(codesOf(person)).toEqual([]);
  });

  test.each([
    [{ currency: 'EUR' }, 'CURRENCY_UNSUPPORTED'],
    [{ amount: 0 }, 'SALARY_AMOUNT_INVALID'],
    [{ payoutPeriod: 'WEEKLY' as const }, 'PAY_PERIOD_UNSUPPORTED'],
  ])('%j blocks the salary alone: %s', async (compensation, code) => {
    const { record, person } = await sync({ compensations: [compensation] });

    expect(codesOf(person)).toEqual([code]);
    expect(person.outcome).toBe('failed');
    expect(salariesOf(record)).toEqual([]);
  });

  test('the one in force and those to come are sent, the past ones are not', async () => {
    const compensations = [
      { effectiveDate: '2022-01-01', amount: 1 },
      { effectiveDate: '2025-01-01', amount: 600_000 },
      { effectiveDate: '2027-01-01', amount: 650_000 },
    ];
    const { record } = await sync({ compensations });

    expect(salariesOf(record)).toMatchObject([
      { FromDate: '2025-01-01', AnnualSalary: 600_000 },
      { FromDate: '2027-01-01', AnnualSalary: 650_000 },
    ]);
  });

  test('a corrected amount corrects the line of its date, and nothing is deleted', async () => {
    const system = await synced();

    const { record, person } = await resync(system, () =>
      system.simployer.editCompensation('compensation-42-1', { amount: 610_000 }),
    );

    expect(salariesOf(record)).toMatchObject([{ FromDate: '2020-01-01', AnnualSalary: 610_000 }]);
    expect(changesOf(person)).toEqual(['salary update AnnualSalary']);
  });

  test('from an hourly wage to a fixed one', async () => {
    const system = await synced({ compensations: [{ payoutPeriod: 'HOURLY', amount: 245.5 }] });

    const { record } = await resync(system, () =>
      system.simployer.editCompensation('compensation-42-1', { payoutPeriod: 'MONTHLY', amount: 50_000 }),
    );

    expect(salariesOf(record)).toMatchObject([
      { RemunerationType: 'FixedWage', AnnualSalary: 600_000, HourlyRate: null },
    ]);
  });

  test.each([
    { createsFirstLines: true },
    { createsFirstLines: false },
    { createsFirstLines: true, replicaLagInMillis: 5_000 },
    { createsFirstLines: false, replicaLagInMillis: 5_000 },
  ])(
    'a new employment that may come with lines of its own has one salary line: %j (PowerOffice fact 45)',
    async (powerOfficeOptions) => {
      const { record } = await sync({}, [], { powerOfficeOptions, settings: { mapping: { syncFtePercentage: true } } });

      expect(salariesOf(record)).toEqual([
        { FromDate: '2020-01-01', RemunerationType: 'FixedWage', AnnualSalary: 600_000, HourlyRate: null },
      ]);
      expect(record.employments[0]?.ftePercentages).toMatchObject([{ FromDate: '2020-01-01', FtePercentage: 100 }]);
    },
  );
});
