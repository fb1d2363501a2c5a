import type { SeedEmployee } from '../../../local/demo-vendors/poweroffice/seed.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem } from '../../builders/sync-system.ts';
import { codesOf, personIn } from './check-person.ts';

/** Somebody who is linked to a record that payroll has deleted. */
const withLostRecord = async (
  overrides: PersonOverrides = {},
  others: readonly SeedEmployee[] = [],
): Promise<SyncSystem> => {
  const system = createSyncSystem({ people: [buildSimployerPerson(overrides)], seed: { employees: others } });
  await system.run();
  await system.wait(60_000);
  system.powerOffice.removeEmployee(system.record(42).Id);
  return system;
};

const stored = async (system: SyncSystem) => system.employees.get('person-42');

test('a record that is only planned has no id yet, and the link is kept as it is', async () => {
  const system = await withLostRecord();
  const before = await stored(system);

  const person = personIn(await system.run({ mode: 'plan' }), '42');

  expect(person).toMatchObject({ outcome: 'created', powerOfficeEmployeeId: null });
  expect(codesOf(person)).toEqual(['LINK_LOST']);
  expect(await stored(system)).toEqual(before);
});

test('a record that was refused has no id, and the link is dropped', async () => {
  const system = await withLostRecord();
  system.powerOffice.setFaults(({ method, path }) =>
    method === 'POST' && path.endsWith('/Employees')
      ? { before: 'refuse', status: 400, title: 'Employee validation error(s)', detail: 'No.' }
      : null,
  );

  const person = personIn(await system.run(), '42');

  expect(person).toMatchObject({ outcome: 'failed', powerOfficeEmployeeId: null });
  expect(codesOf(person)).toEqual(['LINK_LOST', 'POWEROFFICE_REJECTED']);
  expect(await stored(system)).toMatchObject({ record: null });
  // The loss was told; what stands is the refusal.
  expect(codesOf(personIn(await system.run(), '42'))).toEqual(['POWEROFFICE_REJECTED']);
});

test.each([1, 2])(
  "somebody whose number is a stranger's meanwhile has no record, on delivery %i",
  async (receiveCount) => {
    const system = await withLostRecord({}, [
      buildSeedEmployee({
        Number: 77,
        FirstName: 'Ola',
        LastName: 'Vik',
        DateOfBirth: '1970-01-01',
        EmailAddress: null,
      }),
    ]);
    system.powerOffice.editEmployee(system.record(77).Id, { Number: 42 });
    await system.wait(60_000);

    const { tasks } = await system.start({ runId: 'run' });
    await system.work(tasks, receiveCount);

    expect(await system.runs.outcomes('run')).toMatchObject([
      { outcome: 'failed', targetId: null, problems: [{ code: 'LINK_LOST' }, { code: 'MATCH_CONFLICT' }] },
    ]);
    expect(await stored(system)).toMatchObject({ record: null });
    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['MATCH_CONFLICT']);
  },
);

test.each<[string, (system: SyncSystem) => unknown, string, string]>([
  ['is inactive', ({ simployer }) => simployer.deactivateEmployee('person-42'), 'skipped', 'INACTIVE_NOT_CREATED'],
  ['has no name', ({ simployer }) => simployer.editEmployee('person-42', { lastName: '' }), 'failed', 'NAME_MISSING'],
])('somebody who %s meanwhile has no record and no link any more', async (_what, change, outcome, code) => {
  const system = await withLostRecord();
  change(system);

  const person = personIn(await system.run(), '42');

  expect(person).toMatchObject({ outcome, powerOfficeEmployeeId: null });
  expect(codesOf(person)).toEqual(['LINK_LOST', code]);
  expect(await stored(system)).toMatchObject({ record: null });
  expect(codesOf(personIn(await system.run(), '42'))).toEqual([code]);
});
