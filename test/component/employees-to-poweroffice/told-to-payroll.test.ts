import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { changesOf, codesOf, personIn } from './check-person.ts';

const DAY_IN_MILLIS = 24 * 3600 * 1000;
/** The system begins on 2026-03-02. */
const YESTERDAY = '2026-03-01T00:00:00.000Z';
const TODAY = '2026-03-02T00:00:00.000Z';
const TOMORROW = '2026-03-03T00:00:00.000Z';

const synced = async (
  overrides: PersonOverrides = {},
  input: Omit<SyncSystemInput, 'people'> = {},
): Promise<SyncSystem> => {
  const system = createSyncSystem({ ...input, people: [buildSimployerPerson(overrides)] });
  await system.run();
  await system.wait(60_000);
  return system;
};

/** What a plan and then a run report of the person; they have to say the same. */
const report = async (system: SyncSystem) => {
  const plan = personIn(await system.run({ mode: 'plan' }), '42');
  const person = personIn(await system.run(), '42');
  expect({ codes: codesOf(plan), changes: changesOf(plan), outcome: plan.outcome }).toEqual({
    codes: codesOf(person),
    changes: changesOf(person),
    outcome: person.outcome,
  });
  await system.wait(60_000);
  return person;
};

describe('a salary that begins before this month', () => {
  test.each([
    ['2026-02-28T00:00:00.000Z', ['SALARY_BACKDATED']],
    ['2026-03-01T00:00:00.000Z', []],
    ['2026-04-01T00:00:00.000Z', []],
  ])('from %s, for somebody who had one: %j', async (effectiveDate, codes) => {
    const system = await synced({
      compensations: [{}, { effectiveDate: '2030-01-01T00:00:00.000Z', amount: 900_000 }],
    });
    system.simployer.editCompensation('compensation-42-2', { effectiveDate, amount: 700_000 });

    const person = await report(system);

    expect(codesOf(person)).toEqual(codes);
    expect(person.outcome).toBe('updated');
    expect(person.problems.map(({ message }) => message).join('')).not.toMatch(/700|600/);
    expect(await report(system)).toMatchObject({ outcome: 'unchanged', problems: [] });
  });

  test('is told as well when the amount of an old line changes', async () => {
    const system = await synced();
    system.simployer.editCompensation('compensation-42-1', { amount: 650_000 });

    const person = await report(system);

    expect(codesOf(person)).toEqual(['SALARY_BACKDATED']);
    expect(person.problems[0]?.message).toBe('The salary from "2020-01-01" begins before this month.');
    expect(await report(system)).toMatchObject({ outcome: 'unchanged', problems: [] });
  });

  test.each([true, false])(
    'is nothing to tell of somebody new (first lines by PowerOffice: %s)',
    async (createsFirstLines) => {
      const system = createSyncSystem({ people: [buildSimployerPerson()], powerOfficeOptions: { createsFirstLines } });

      expect(codesOf(personIn(await system.run(), '42'))).toEqual([]);
    },
  );
});

describe('somebody who is inactive', () => {
  const leave = (system: SyncSystem, endDate: string): void => {
    system.simployer.editEmployment('employment-42-1', { endDate });
    system.simployer.deactivateEmployee('person-42');
  };

  test.each([
    [YESTERDAY, []],
    [TODAY, []],
    [TOMORROW, ['ARCHIVED_BEFORE_END']],
  ])('and ends on %s is archived at once: %j', async (endDate, codes) => {
    const system = await synced();
    leave(system, endDate);

    const person = await report(system);

    expect(codesOf(person)).toEqual(codes);
    expect(person.outcome).toBe('updated');
    expect(system.record(42)).toMatchObject({ IsArchived: true, EndDate: endDate.slice(0, 10) });
    expect(await report(system)).toMatchObject({ outcome: 'unchanged', problems: [] });
  });

  test('is not said to be archived when that was refused', async () => {
    const system = await synced();
    leave(system, TOMORROW);
    system.powerOffice.editEmployee(system.record(42).Id, { hasLedgerBalance: true });

    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['ARCHIVE_REFUSED']);
  });

  test('is archived from the day after the end date where the option says so, and told until then', async () => {
    const system = await synced({}, { settings: { mapping: { archive: 'afterEndDate' } } });
    leave(system, TOMORROW);

    expect(await report(system)).toMatchObject({ outcome: 'updated', problems: [{ code: 'ARCHIVE_LATER' }] });
    expect(system.record(42)).toMatchObject({ IsArchived: false, EndDate: '2026-03-03' });
    await system.wait(DAY_IN_MILLIS);
    // The last day.
    expect(await report(system)).toMatchObject({ outcome: 'unchanged', problems: [{ code: 'ARCHIVE_LATER' }] });
    await system.wait(DAY_IN_MILLIS);

    const person = await report(system);
    expect(person).toMatchObject({ outcome: 'updated', problems: [] });
    expect(changesOf(person)).toEqual(['employee archive']);
    expect(system.record(42).IsArchived).toBe(true);
  });

  test('and waits for the end date does not count as archived in this run', async () => {
    const people = Array.from({ length: 10 }, (_, index) => buildSimployerPerson({ number: 101 + index }));
    const system = createSyncSystem({ people, settings: { mapping: { archive: 'afterEndDate' } } });
    await system.run();
    await system.wait(60_000);
    for (const { employee, employments } of people) {
      system.simployer.editEmployment(employments[0]?.id ?? '', { endDate: TOMORROW });
      system.simployer.deactivateEmployee(employee.id);
    }

    expect(await system.run()).toMatchObject({ status: 'succeeded' });
    await system.wait(2 * DAY_IN_MILLIS);
    expect(await system.run()).toMatchObject({ status: 'aborted', abort: { code: 'ARCHIVE_GUARD' } });
  });
});
