import type { SeedEmployee } from '../../../local/demo-vendors/poweroffice/seed.ts';
import type { RunReport } from '../../../shared/flows/employees-to-poweroffice/report.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { changesOf, codesOf, personIn } from './check-person.ts';

/** Longer than any replica is taken to lag. */
const A_WHILE_IN_MILLIS = 60_000;
const CHANGED = { title: 'Controller', lastName: 'Hansen', privatePhone: '99 88 77 66' };
const KEYS = ['employee update ExternalNumber', 'employee update ExternalImportReference'];

/** People whom PowerOffice holds without their links, with these differences on either side. */
const systemOf = (
  numbers: readonly number[],
  employee: NonNullable<PersonOverrides['employee']>,
  seed: SeedEmployee,
  input: Omit<SyncSystemInput, 'people' | 'seed'> = {},
): SyncSystem =>
  createSyncSystem({
    ...input,
    people: numbers.map((number) => buildSimployerPerson({ number, employee })),
    seed: { employees: numbers.map((number) => buildSeedEmployee(seed, number)) },
  });

/** A run for one person: what it reports of them, and how many PATCHes of an employee it took. */
const runFor = async (
  system: SyncSystem,
  number: number,
): Promise<RunReport['employees'][number] & { patches: number }> => {
  await system.wait(A_WHILE_IN_MILLIS);
  let person: RunReport['employees'][number] | null = null;
  const requests = await system.requestsDuring(async () => {
    person = personIn(await system.run({ employees: [String(number)] }), String(number));
  });
  if (person === null) throw new Error('Nobody is listed');
  const found: RunReport['employees'][number] = person;
  return { ...found, patches: requests.filter((line) => line === 'PATCH /Employees/{id}').length };
};

describe('where PowerOffice has no address, and no path below it', () => {
  const options = { powerOfficeOptions: { takesPathsBelowNullAddress: false } };

  test('the address is sent whole, and nothing else of the person is held up', async () => {
    const system = systemOf([42], CHANGED, { MailAddress: null }, options);

    const person = await runFor(system, 42);

    expect(person).toMatchObject({ outcome: 'updated', problems: [], patches: 4 });
    expect(changesOf(person)).toEqual(
      expect.arrayContaining([...KEYS, 'employee update JobTitle', 'employee update MailAddress.City']),
    );
    expect(new Set(changesOf(person)).size).toBe(person.changes.length);
    expect(system.record(42)).toMatchObject({
      JobTitle: 'Controller',
      LastName: 'Hansen',
      ExternalNumber: 42,
      MailAddress: { AddressLine1: 'Storgata 5', ZipCode: '0150', City: 'Oslo', CountryCode: 'NO' },
    });
    expect(await runFor(system, 42)).toMatchObject({ outcome: 'unchanged', patches: 0 });
  });

  test('the next person costs one request', async () => {
    const system = systemOf([42, 43], CHANGED, { MailAddress: null }, options);
    await runFor(system, 42);

    expect(await runFor(system, 43)).toMatchObject({ outcome: 'updated', problems: [], patches: 1 });
    expect(system.record(43)).toMatchObject({ JobTitle: 'Controller', MailAddress: { City: 'Oslo' } });
    expect(await runFor(system, 43)).toMatchObject({ outcome: 'unchanged', patches: 0 });
  });

  test('an address that is refused whole as well is told, and the rest is written', async () => {
    const system = systemOf([42], CHANGED, { MailAddress: null }, options);
    system.powerOffice.setFaults(({ method, body }) =>
      method === 'PATCH' && body.includes('MailAddress')
        ? { before: 'refuse', status: 400, title: 'Employee validation error(s)', detail: 'Not this address.' }
        : null,
    );

    const person = await runFor(system, 42);

    expect(person).toMatchObject({ outcome: 'failed', patches: 4 });
    expect(person.problems).toMatchObject([
      {
        code: 'POWEROFFICE_REJECTED',
        message: 'MailAddress was refused. Employee validation error(s): Not this address.',
      },
    ]);
    expect(system.record(42)).toMatchObject({ JobTitle: 'Controller', LastName: 'Hansen', MailAddress: null });
    // What stands refused is asked for again, in both ways, and nothing else is.
    expect(await runFor(system, 42)).toMatchObject({ outcome: 'failed', patches: 2, changes: [] });
  });
});

test('where PowerOffice takes everything, a person costs one request', async () => {
  const system = systemOf([42], CHANGED, { MailAddress: null });

  expect(await runFor(system, 42)).toMatchObject({ outcome: 'updated', problems: [], patches: 1 });
});

describe('one field that PowerOffice refuses', () => {
  const options = { powerOfficeOptions: { refusedInPatch: ['PhoneNumber'] } };
  const address = { AddressLine1: 'Storgata 5', ZipCode: '5003', City: 'Bergen', CountryCode: 'NO' };

  test('is named, and the others are written; the next run asks for that field alone', async () => {
    const system = systemOf([42], CHANGED, { MailAddress: address }, options);

    const person = await runFor(system, 42);

    expect(person.outcome).toBe('failed');
    expect(person.problems).toMatchObject([
      {
        code: 'POWEROFFICE_REJECTED',
        message: expect.stringMatching(/^PhoneNumber was refused\. Employee validation error\(s\): .*phonenumber/),
      },
    ]);
    expect(changesOf(person).toSorted()).toEqual(
      [
        ...KEYS,
        'employee update JobTitle',
        'employee update LastName',
        'employee update MailAddress.City',
        'employee update MailAddress.ZipCode',
      ].toSorted(),
    );
    expect(system.record(42)).toMatchObject({ JobTitle: 'Controller', LastName: 'Hansen', PhoneNumber: '+4741234567' });

    const again = await runFor(system, 42);
    expect(again).toMatchObject({ outcome: 'failed', changes: [], patches: 1 });
    expect(codesOf(again)).toEqual(['POWEROFFICE_REJECTED']);
  });

  test('of somebody holds up nothing of the next person: it is sent apart, and only once more', async () => {
    const system = systemOf([42, 43], CHANGED, {}, options);
    await runFor(system, 42);

    const person = await runFor(system, 43);

    expect(person).toMatchObject({ outcome: 'failed', patches: 2 });
    expect(codesOf(person)).toEqual(['POWEROFFICE_REJECTED']);
    expect(system.record(43)).toMatchObject({ JobTitle: 'Controller', LastName: 'Hansen' });
  });

  test('for its value alone is sent with the others again once it was taken of somebody', async () => {
    const system = systemOf([42, 43, 44], CHANGED, {});
    const refusesOf42 = new RegExp(`^/v2/Employees/${system.record(42).Id}$`);
    system.powerOffice.setFaults(({ method, path, body }) =>
      method === 'PATCH' && refusesOf42.test(path) && body.includes('JobTitle')
        ? { before: 'refuse', status: 400, title: 'Employee validation error(s)', detail: 'No such title.' }
        : null,
    );
    await runFor(system, 42);

    expect(await runFor(system, 43)).toMatchObject({ outcome: 'updated', problems: [], patches: 2 });
    expect(await runFor(system, 44)).toMatchObject({ outcome: 'updated', problems: [], patches: 1 });
  });

  test('several are each named', async () => {
    const system = systemOf([42], CHANGED, {}, { powerOfficeOptions: { refusedInPatch: ['PhoneNumber', 'JobTitle'] } });

    const person = await runFor(system, 42);

    expect(person.problems.map(({ message }) => message.split(' ')[0])).toEqual(['JobTitle', 'PhoneNumber']);
    expect(changesOf(person).toSorted()).toEqual([...KEYS, 'employee update LastName'].toSorted());
    expect(await runFor(system, 42)).toMatchObject({ outcome: 'failed', changes: [], patches: 2 });
  });

  test('of a rehire: unarchived first, and the rest as ever', async () => {
    const system = systemOf([42], CHANGED, { IsArchived: true }, options);

    const person = await runFor(system, 42);

    expect(changesOf(person)[0]).toBe('employee unarchive');
    expect(system.record(42)).toMatchObject({ IsArchived: false, JobTitle: 'Controller' });
  });
});

test('somebody hired again is unarchived before anything else, also after it was refused of somebody else', async () => {
  const system = systemOf([42, 43], CHANGED, { IsArchived: true });
  const refusesOf42 = new RegExp(`^/v2/Employees/${system.record(42).Id}$`);
  system.powerOffice.setFaults(({ method, path, body }) =>
    method === 'PATCH' && refusesOf42.test(path) && body.includes('IsArchived')
      ? { before: 'refuse', status: 400, title: 'Employee validation error(s)', detail: 'Not this one.' }
      : null,
  );
  expect(codesOf(await runFor(system, 42))).toEqual(['POWEROFFICE_REJECTED']);

  const person = await runFor(system, 43);

  expect(person).toMatchObject({ outcome: 'updated', problems: [], patches: 2 });
  expect(changesOf(person)[0]).toBe('employee unarchive');
});

test('a privilege that is missing is no reason to send the fields apart', async () => {
  const system = systemOf(
    [42],
    CHANGED,
    { MailAddress: null },
    { powerOfficeOptions: { takesPathsBelowNullAddress: false } },
  );
  system.powerOffice.setFaults(({ method, path }) =>
    method === 'PATCH' && /\/Employees\/\d+$/.test(path) ? { before: 403 } : null,
  );

  expect(await runFor(system, 42)).toMatchObject({ outcome: 'failed', changes: [], patches: 1 });
});

test('a plan says what a run would write where nothing is refused, and writes nothing', async () => {
  const system = systemOf(
    [42],
    CHANGED,
    { MailAddress: null },
    { powerOfficeOptions: { takesPathsBelowNullAddress: false } },
  );

  const plan = personIn(await system.run({ mode: 'plan' }), '42');

  expect(plan).toMatchObject({ outcome: 'updated', problems: [] });
  expect(system.powerOffice.writes).toBe(0);
  expect(changesOf(plan).toSorted()).toEqual(changesOf(await runFor(system, 42)).toSorted());
});

describe('an e-mail domain with letters beyond ASCII', () => {
  const employee = { workEmail: 'kari@blåbær.no' };
  const ascii = 'kari@xn--blbr-roah.no';

  test.each([
    [true, 'kari@blåbær.no', 1],
    [false, ascii, 5],
  ])('is changed to what PowerOffice takes (%s: %s)', async (takesDomainsInAllLetters, expected, patches) => {
    const system = systemOf([42, 43], employee, {}, { powerOfficeOptions: { takesDomainsInAllLetters } });

    expect(await runFor(system, 42)).toMatchObject({ outcome: 'updated', problems: [], patches });
    expect(system.record(42).EmailAddress).toBe(expected);
    expect(await runFor(system, 42)).toMatchObject({ outcome: 'unchanged', patches: 0 });
    // Learned from the first.
    expect(await runFor(system, 43)).toMatchObject({ outcome: 'updated', problems: [], patches: 1 });
    expect(system.record(43).EmailAddress).toBe(expected);
  });

  test('is created in ASCII where PowerOffice refuses it, and the next person without a second try', async () => {
    const system = createSyncSystem({
      people: [42, 43].map((number) => buildSimployerPerson({ number, employee })),
      powerOfficeOptions: { takesDomainsInAllLetters: false },
    });
    const posts = async (number: number): Promise<number> => {
      const lines = await system.requestsDuring(() => system.run({ employees: [String(number)] }));
      return lines.filter((line) => line === 'POST /Employees').length;
    };

    expect(await posts(42)).toBe(2);
    expect(await posts(43)).toBe(1);
    expect(system.powerOffice.state.employees.map(({ EmailAddress }) => EmailAddress)).toEqual([ascii, ascii]);
    expect(await runFor(system, 42)).toMatchObject({ outcome: 'unchanged', patches: 0 });
  });
});
