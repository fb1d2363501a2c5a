import type { SeedEmployee } from '../../../local/demo-vendors/poweroffice/seed.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystemInput } from '../../builders/sync-system.ts';
import { codesOf, personIn } from './check-person.ts';

/** Kari of Simployer, number 42, and what payroll has entered by hand. */
const systemWith = (record: SeedEmployee, input: SyncSystemInput = {}) =>
  createSyncSystem({
    people: [buildSimployerPerson()],
    seed: { employees: [buildSeedEmployee({ Number: 312, EmailAddress: null, ...record })] },
    ...input,
  });

describe('somebody whom payroll has entered by hand, under another number', () => {
  test.each<[string, SeedEmployee, string]>([
    ['as she is', {}, '(number "312")'],
    ['archived', { IsArchived: true }, '(number "312", archived)'],
    ['in other letters', { FirstName: ' KARI', LastName: 'nordMANN' }, '(number "312")'],
    ["with somebody's external number", { ExternalNumber: 9_000 }, '(number "312")'],
  ])('is not created again (%s), in a plan and in a run', async (_, record, shown) => {
    const system = systemWith(record);

    for (const mode of ['plan', 'apply', 'apply'] as const) {
      const report = await system.run({ mode });

      expect(personIn(report, '42')).toMatchObject({ outcome: 'failed', changes: [], powerOfficeEmployeeId: null });
      expect(codesOf(personIn(report, '42'))).toEqual(['POSSIBLE_DUPLICATE']);
      expect(personIn(report, '42').problems[0]?.message).toContain(shown);
    }
    expect(system.powerOffice.writes).toBe(0);
  });

  test('is not created again when the message is delivered again', async () => {
    const system = systemWith({});
    const { tasks } = await system.start({ runId: 'run' });

    await system.work(tasks, 2);

    expect(await system.runs.outcomes('run')).toMatchObject([{ problems: [{ code: 'POSSIBLE_DUPLICATE' }] }]);
    expect(system.powerOffice.writes).toBe(0);
  });

  test('is linked once payroll has entered the employee number as the external number', async () => {
    const system = systemWith({});
    await system.run();
    system.powerOffice.editEmployee(system.record(312).Id, { ExternalNumber: 42 });

    const report = await system.run();

    expect(personIn(report, '42')).toMatchObject({
      outcome: 'updated',
      powerOfficeEmployeeId: system.record(312).Id,
      problems: [{ code: 'NUMBER_DIFFERS' }],
    });
    expect(system.powerOffice.state.employees).toHaveLength(1);
  });
});

test.each<[string, SeedEmployee, SyncSystemInput]>([
  ['whose birth date is another', { DateOfBirth: '1990-05-02' }, {}],
  ['whose birth date payroll does not know', { DateOfBirth: null }, {}],
  ['whose name has another accent', { FirstName: 'Kåri' }, {}],
  ['whom the settings say to create', {}, { settings: { onPossibleDuplicate: 'create' } }],
])('somebody is created beside a record %s', async (_, record, input) => {
  const system = systemWith(record, input);

  expect(personIn(await system.run(), '42').outcome).toBe('created');
  expect(system.powerOffice.state.employees).toHaveLength(2);
});

test('a namesake with a record of their own holds nobody up', async () => {
  const twin = buildSimployerPerson({ number: 43, employee: { workEmail: 'other@example.com' } });
  const system = createSyncSystem({ people: [buildSimployerPerson()] });
  await system.run();
  system.simployer.addEmployee(twin.employee);

  expect(personIn(await system.run(), '43').outcome).toBe('created');
});

test('somebody who is not to be created is not told of', async () => {
  const system = systemWith({}, { people: [buildSimployerPerson({ employee: { active: false } })] });

  expect(codesOf(personIn(await system.run(), '42'))).toEqual(['INACTIVE_NOT_CREATED']);
});
