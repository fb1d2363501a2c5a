import { syntheticAccountNumber } from '../../../local/demo-vendors/company/synthetic-numbers.ts';
import { buildSeedEmployee, buildSeedEmployment } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { codesOf, personIn } from './check-person.ts';
import { A_WHILE_IN_MILLIS } from './sync-person.ts';

const numbersOf = (count: number, first = 101): number[] => Array.from({ length: count }, (_, index) => first + index);
const labelsOf = (numbers: readonly number[]): string[] => numbers.map(String);
const people = (numbers: readonly number[], overrides: PersonOverrides = {}) =>
  numbers.map((number) => buildSimployerPerson({ number, ...overrides }));

/** Everybody is synced, and whatever was written shows. */
const syncedCompany = async (
  numbers: readonly number[],
  input: Omit<SyncSystemInput, 'people'> = {},
): Promise<SyncSystem> => {
  const system = createSyncSystem({ people: people(numbers), ...input });
  expect((await system.run()).abort).toBeNull();
  await system.wait(A_WHILE_IN_MILLIS);
  return system;
};

const pays = (system: SyncSystem, numbers: readonly number[], amount: number) => {
  for (const number of numbers) system.simployer.editCompensation(`compensation-${number}-1`, { amount });
};

const guardsOf = async (system: SyncSystem, runId: string) => (await system.runs.getRun(runId))?.plan?.overview?.guards;

/** Runs, which has to be given up before anything is written. */
const givenUp = async (system: SyncSystem, code: string) => {
  const { writes } = system.powerOffice;
  const { status, abort } = await system.run();
  expect([status, abort?.code]).toEqual(['aborted', code]);
  expect(system.powerOffice.writes).toBe(writes);
  return abort!;
};

const salaryReads = async (system: SyncSystem, work: () => Promise<unknown>): Promise<number> =>
  (await system.requestsDuring(work)).filter((line) => line === 'GET /Employees/Employments/{id}/Salaries').length;

describe('CHANGE_GUARD for pay', () => {
  test('six people whose pay would change by more than 15 % are too many, five are not', async () => {
    const system = await syncedCompany(numbersOf(8));
    pays(system, numbersOf(6), 700_000);
    const abort = await givenUp(system, 'CHANGE_GUARD');
    expect(abort.people).toEqual(labelsOf(numbersOf(6)));
    expect(abort.message).toBe(
      '6 employees would get pay that differs by more than 15 % from what PowerOffice has. 5 is the most of each (8 are in scope).',
    );

    pays(system, [106], 600_000);
    expect(await system.run()).toMatchObject({ abort: null, totals: { updated: 5 } });
  });

  test('a rise of 4 % for everybody is none', async () => {
    const system = await syncedCompany(numbersOf(8));
    pays(system, numbersOf(8), 624_000);
    expect(await system.run()).toMatchObject({ abort: null, totals: { updated: 8 } });
  });

  test('with 40 in scope, eight are a fifth', async () => {
    const system = await syncedCompany(numbersOf(40));
    pays(system, numbersOf(8), 700_000);
    expect(await system.run()).toMatchObject({ abort: null, totals: { updated: 8 } });
    await system.wait(A_WHILE_IN_MILLIS);
    pays(system, numbersOf(9), 900_000);
    expect((await givenUp(system, 'CHANGE_GUARD')).people).toHaveLength(9);
  });

  test('all salaries divided by twelve: nothing is written, the plan shows all of it, and what is accepted is still held', async () => {
    const numbers = numbersOf(7);
    const system = await syncedCompany(numbers);
    pays(system, numbers, 50_000);
    system.simployer.editEmployee('person-101', { title: 'Foreman' });
    const abort = await givenUp(system, 'CHANGE_GUARD');
    expect(abort.people).toEqual(labelsOf(numbers));
    expect(abort.hint).toContain('apply ID --accept CHANGE_GUARD');
    expect(abort.hint).toContain('SALARY_IMPLAUSIBLE');

    const plan = await system.run({ mode: 'plan', isStored: true, runId: 'plan' });
    expect(plan.employees.map(codesOf)).toEqual(numbers.map(() => ['SALARY_IMPLAUSIBLE']));
    expect(personIn(plan, '101').changes).toMatchObject([{ field: 'JobTitle', to: 'Foreman' }]);
    expect(await guardsOf(system, 'plan')).toMatchObject([{ code: 'CHANGE_GUARD', people: labelsOf(numbers) }]);

    expect(await system.run({ applies: { planId: 'plan', accept: [] } })).toMatchObject({
      abort: { code: 'CHANGE_GUARD' },
    });
    const applied = await system.run({ applies: { planId: 'plan', accept: ['CHANGE_GUARD'] } });
    expect(applied).toMatchObject({ abort: null, totals: { failed: 7 } });
    expect(system.record(101)).toMatchObject({
      JobTitle: 'Foreman',
      employments: [{ salaries: [{ AnnualSalary: 600_000 }] }],
    });
  });

  test('counts people whom payroll entered, in a first run', async () => {
    const numbers = numbersOf(7);
    const system = createSyncSystem({
      people: people(numbers, { compensations: [{ amount: 700_000 }] }),
      seed: { employees: numbers.map((number) => buildSeedEmployee({}, number)) },
    });
    expect((await givenUp(system, 'CHANGE_GUARD')).people).toEqual(labelsOf(numbers));
  });

  test('lets a first run pass that finds the pay as it is', async () => {
    const numbers = numbersOf(7);
    const system = createSyncSystem({
      people: people(numbers),
      seed: { employees: numbers.map((number) => buildSeedEmployee({}, number)) },
    });
    expect((await system.run()).abort).toBeNull();
  });

  test('counts a future raise, and pay under a second employment beside that of the first', async () => {
    const system = await syncedCompany(numbersOf(8));
    for (const number of numbersOf(3)) {
      system.simployer.addCompensation({
        ...buildSimployerPerson({ number }).compensations[0]!,
        id: `compensation-${number}-2`,
        amount: 800_000,
        effectiveDate: '2026-09-01T00:00:00.000Z',
      });
    }
    for (const number of numbersOf(3, 104)) {
      system.simployer.editEmployment(`employment-${number}-1`, { startDate: '2026-02-01T00:00:00.000Z' });
    }
    pays(system, numbersOf(3, 104), 480_000);
    expect((await givenUp(system, 'CHANGE_GUARD')).people).toEqual(labelsOf(numbersOf(6)));
  });

  test('reads no pay that could not matter: none of an ordinary night, none of a first load, none of five', async () => {
    const system = createSyncSystem({ people: people(numbersOf(8)) });
    expect(await salaryReads(system, () => system.start({ runId: 'first-load' }))).toBe(0);
    await system.runs.storeEnd('first-load', { abort: { code: 'RUN_LOST', message: '', hint: '', people: [] } }, 0);
    await system.run();
    await system.wait(A_WHILE_IN_MILLIS);
    expect(await salaryReads(system, () => system.start({ mode: 'plan', runId: 'quiet' }))).toBe(0);
    await system.runs.storeEnd('quiet', { abort: { code: 'RUN_LOST', message: '', hint: '', people: [] } }, 0);
    pays(system, numbersOf(5), 900_000);
    expect(await salaryReads(system, () => system.start({ mode: 'plan', runId: 'five' }))).toBe(0);
  });

  test('a limit of the settings is its own', async () => {
    const system = await syncedCompany(numbersOf(8), { settings: { guards: { changeAbsolute: 7 } } });
    pays(system, numbersOf(7), 700_000);
    expect((await system.run()).abort).toBeNull();
    system.configure({ guards: { changeAbsolute: 0, changeShare: 0, changePay: 0.01 } });
    await system.wait(A_WHILE_IN_MILLIS);
    pays(system, [101], 710_000);
    expect((await givenUp(system, 'CHANGE_GUARD')).message).toContain('more than 1 %');
  });
});

describe('CHANGE_GUARD for accounts and employments', () => {
  const otherAccounts = (system: SyncSystem, numbers: readonly number[]) => {
    for (const number of numbers) {
      system.simployer.editEmployee(`person-${number}`, {
        bankAccount: { number: syntheticAccountNumber(number + 500), bank: 'Testbanken', country: 'NO' },
      });
    }
  };
  const secondEmployments = (system: SyncSystem, numbers: readonly number[]) => {
    for (const number of numbers) {
      system.simployer.editEmployment(`employment-${number}-1`, { note: '2141101 - Engineer' });
    }
  };

  test('six people who would be paid to another account are too many', async () => {
    const system = await syncedCompany(numbersOf(8));
    otherAccounts(system, numbersOf(6, 102));
    const abort = await givenUp(system, 'CHANGE_GUARD');
    expect(abort.people).toEqual(labelsOf(numbersOf(6, 102)));
    expect(abort.message).toContain('6 employees would get another salary account');
  });

  test('a first account is none', async () => {
    const numbers = numbersOf(7);
    const system = createSyncSystem({
      people: people(numbers),
      seed: { employees: numbers.map((number) => buildSeedEmployee({ bankAccounts: [] }, number)) },
    });
    expect((await system.run()).abort).toBeNull();
  });

  test('six people who would get a second employment are too many; where the key follows, nobody gets one', async () => {
    const system = await syncedCompany(numbersOf(8));
    secondEmployments(system, numbersOf(6));
    const abort = await givenUp(system, 'CHANGE_GUARD');
    expect(abort.people).toEqual(labelsOf(numbersOf(6)));
    expect(abort.message).toContain('6 employees would get a second employment');

    system.configure({ mapping: { onEmploymentKeyChange: 'update' } });
    expect((await system.run()).abort).toBeNull();
  });

  test('counts the second employments of people whom payroll entered, in a first run', async () => {
    const numbers = numbersOf(7);
    const system = createSyncSystem({
      people: people(numbers),
      seed: {
        employees: numbers.map((number) =>
          buildSeedEmployee({ employments: [buildSeedEmployment({ ProfessionCode: '2141101' })] }, number),
        ),
      },
    });
    expect((await givenUp(system, 'CHANGE_GUARD')).message).toContain('7 employees would get a second employment');
  });

  test('each kind is counted by itself, and the guard stands once with the people of the kinds that are too many', async () => {
    const system = await syncedCompany(numbersOf(20));
    pays(system, numbersOf(5), 900_000);
    otherAccounts(system, numbersOf(5, 106));
    secondEmployments(system, numbersOf(5, 111));
    expect((await system.run({ mode: 'plan', isStored: true, runId: 'none' })).abort).toBeNull();
    expect(await guardsOf(system, 'none')).toEqual([]);

    otherAccounts(system, [118]);
    secondEmployments(system, [119]);
    await system.run({ mode: 'plan', isStored: true, runId: 'two' });
    const guards = await guardsOf(system, 'two');
    expect(guards).toMatchObject([{ code: 'CHANGE_GUARD' }]);
    expect(guards?.[0]?.people).toEqual(labelsOf([...numbersOf(10, 106), 118, 119]));
    expect(guards?.[0]?.message).toBe(
      '6 employees would get another salary account; 6 employees would get a second employment. 5 is the most of each (20 are in scope).',
    );
  });
});

describe('SCOPE_GUARD', () => {
  test('more than five people out of scope are too many; accepted in a plan, they are out from then on', async () => {
    const system = await syncedCompany(numbersOf(10));
    system.configure({ scope: { employees: labelsOf(numbersOf(4)) } });
    const abort = await givenUp(system, 'SCOPE_GUARD');
    expect(abort.people).toEqual(labelsOf(numbersOf(6, 105)));
    expect(abort.message).toContain('6 of the 10 employees');

    await system.run({ mode: 'plan', isStored: true, runId: 'plan' });
    expect(await guardsOf(system, 'plan')).toMatchObject([{ code: 'SCOPE_GUARD', people: { length: 6 } }]);
    const applied = await system.run({ applies: { planId: 'plan', accept: ['SCOPE_GUARD'] } });
    expect(applied).toMatchObject({ abort: null, totals: { inScope: 4 } });
    expect((await system.run()).abort).toBeNull();
  });

  test('a fifth of a larger company may leave', async () => {
    const system = await syncedCompany(numbersOf(35));
    system.configure({ scope: { employees: labelsOf(numbersOf(28)) } });
    expect((await system.run()).abort).toBeNull();
  });

  test('people whom Simployer no longer has count as well', async () => {
    const system = await syncedCompany(numbersOf(10));
    for (const number of numbersOf(6)) system.simployer.removeEmployee(`person-${number}`);
    expect((await givenUp(system, 'SCOPE_GUARD')).people).toEqual(labelsOf(numbersOf(6)));
  });

  test('as many others in their place make it no better', async () => {
    const scope = (numbers: readonly number[]) => ({ scope: { employees: labelsOf(numbers) } });
    const system = createSyncSystem({ people: people(numbersOf(14)), settings: scope(numbersOf(7)) });
    await system.run();
    system.configure(scope(numbersOf(7, 108)));
    expect((await givenUp(system, 'SCOPE_GUARD')).people).toEqual(labelsOf(numbersOf(7)));
  });

  test('neither a run for some nor a plan for some is what a run is compared with, nor is it stopped', async () => {
    const system = await syncedCompany(numbersOf(10));
    await system.run({ mode: 'plan', isStored: true, employees: ['101'], runId: 'for-one' });
    expect((await system.run({ applies: { planId: 'for-one', accept: [] } })).abort).toBeNull();
    expect((await system.run({ employees: ['102'] })).abort).toBeNull();
    system.configure({ scope: { employees: labelsOf(numbersOf(4)) } });
    expect((await system.run({ employees: ['101'] })).abort).toBeNull();
    await givenUp(system, 'SCOPE_GUARD');
  });

  test('a run that was given up changes nothing of it, and HR taking it back ends it', async () => {
    const system = await syncedCompany(numbersOf(10));
    system.configure({ scope: { employees: ['101'] } });
    await givenUp(system, 'SCOPE_GUARD');
    await givenUp(system, 'SCOPE_GUARD');
    system.configure({});
    expect((await system.run()).abort).toBeNull();
  });
});

describe('a plan past its guards', () => {
  test('one for some of its people asks for the same guards, and its rest passes without being counted anew', async () => {
    const system = await syncedCompany(numbersOf(12));
    pays(system, numbersOf(8), 700_000);
    await system.run({ mode: 'plan', isStored: true, runId: 'plan' });
    const some = { planId: 'plan', employees: ['101'] };
    expect(await system.run({ applies: { planId: 'plan', accept: [] }, employees: some.employees })).toMatchObject({
      abort: { code: 'CHANGE_GUARD' },
    });
    const accepted = { planId: 'plan', accept: ['CHANGE_GUARD'] };
    expect(await system.run({ applies: accepted, employees: some.employees })).toMatchObject({
      abort: null,
      totals: { updated: 1 },
    });
    await system.wait(A_WHILE_IN_MILLIS);
    expect(await system.run({ applies: accepted })).toMatchObject({ abort: null, totals: { updated: 7 } });
  });

  test('what has moved since is left out, and stops nobody else', async () => {
    const system = await syncedCompany(numbersOf(12));
    pays(system, numbersOf(4), 624_000);
    await system.run({ mode: 'plan', isStored: true, runId: 'plan' });
    expect(await guardsOf(system, 'plan')).toEqual([]);
    // Enough for CHANGE_GUARD, of people whom the plan shows otherwise and who are not written for that.
    system.configure({ guards: { changeAbsolute: 1, changeShare: 0 } });
    pays(system, numbersOf(3, 110), 900_000);

    const report = await system.run({ applies: { planId: 'plan', accept: [] } });

    expect(report).toMatchObject({ abort: null, totals: { updated: 4, skipped: 3 } });
  });
});
