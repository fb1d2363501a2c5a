import { removeExpiredPlans } from '../../../local/cli/remove-expired-plans.ts';
import { syntheticAccountNumber } from '../../../local/demo-vendors/company/synthetic-numbers.ts';
import type { ReportedEmployee, RunReport } from '../../../shared/flows/employees-to-poweroffice/report.ts';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem } from '../../builders/sync-system.ts';
import { A_WHILE_IN_MILLIS, synced } from './sync-person.ts';

const onlyPersonOf = ({ employees }: RunReport): ReportedEmployee => {
  const [person] = employees;
  if (person === undefined || employees.length !== 1) throw new Error(`${employees.length} people are listed`);
  return person;
};

const plan = async (system: SyncSystem): Promise<ReportedEmployee> => {
  await system.wait(A_WHILE_IN_MILLIS);
  const { writes } = system.powerOffice;
  const report = await system.run({ mode: 'plan' });
  expect(system.powerOffice.writes).toBe(writes);
  return onlyPersonOf(report);
};

/** `entity field: from -> to (cause)`; what is not there reads `?`. */
const tell = ({ changes }: ReportedEmployee): string[] =>
  changes.map(
    ({ entity, action, field = action, from, to, cause }) =>
      `${entity} ${field}: ${from === undefined ? '?' : (from ?? '-')} -> ${to === undefined ? '?' : (to ?? '-')} (${cause})`,
  );

const digestOf = async (system: SyncSystem, runId: string): Promise<string> => {
  const [outcome] = await system.runs.outcomes(runId);
  if (outcome?.planned === undefined) throw new Error('Nothing is planned');
  return outcome.planned.digest;
};

/** Payroll changes the title by hand. */
const retitle = (system: SyncSystem, title: string): void =>
  system.powerOffice.editEmployee(system.record(42).Id, { JobTitle: title });

describe('a plan', () => {
  test('says of somebody new who they are, and what is to be made for them', async () => {
    const person = await plan(createSyncSystem({ people: [buildSimployerPerson()] }));

    expect(person).toMatchObject({ name: 'Kari Nordmann', matchedBy: null, outcome: 'created' });
    expect(tell(person)).toEqual([
      'employee create: ? -> born 1990-05-01, from 2020-01-01 (first)',
      'bankAccount create: ? -> changed (first)',
      'bankAccount SalaryBankAccountId: ? -> changed (first)',
      'employment create: ? -> from 2020-01-01, code 3120105, Permanent (first)',
      'salary create: ? -> AnnualSalary new from 2020-01-01 (first)',
    ]);
  });

  test('says of a record that is found what it holds and is to hold', async () => {
    const system = createSyncSystem({
      people: [buildSimployerPerson()],
      seed: { employees: [buildSeedEmployee({ JobTitle: 'Welder', EmailAddress: null })] },
    });
    const person = await plan(system);

    expect(tell(person)).toContain('employee JobTitle: Welder -> Engineer (first)');
    expect(tell(person)).toContain('employee EmailAddress: - -> kari.42@example.com (first)');
  });
});

describe('the cause of a change', () => {
  const cases: readonly [string, (system: SyncSystem) => void, readonly string[]][] = [
    [
      'is the source where HR has changed a field',
      ({ simployer }) => simployer.editEmployee('person-42', { title: 'Foreman' }),
      ['employee JobTitle: Engineer -> Foreman (source)'],
    ],
    [
      'is the target where payroll has changed it',
      (system) => retitle(system, 'Baker'),
      ['employee JobTitle: Baker -> Engineer (target)'],
    ],
    [
      'is both where both have',
      (system) => {
        system.simployer.editEmployee('person-42', { title: 'Foreman' });
        retitle(system, 'Baker');
      },
      ['employee JobTitle: Baker -> Foreman (both)'],
    ],
    [
      'is the source of a new account',
      ({ simployer }) =>
        simployer.editEmployee('person-42', {
          bankAccount: { number: syntheticAccountNumber(7), bank: 'Testbanken', country: 'NO' },
        }),
      ['bankAccount create: ? -> changed (source)', 'bankAccount SalaryBankAccountId: ? -> changed (source)'],
    ],
    [
      'is the source of an end and an archiving',
      ({ simployer }) => simployer.editEmployee('person-42', { active: false }),
      ['employee archive: ? -> ? (source)'],
    ],
  ];

  test.each(cases)('%s', async (_what, change, told) => {
    const system = await synced();
    change(system);
    expect(tell(await plan(system))).toEqual(told);
  });
});

describe('pay in a plan', () => {
  test('reads as percent and date where a line is new', async () => {
    const system = await synced();
    system.simployer.addCompensation({
      employeeId: 'person-42',
      amount: 624_000,
      effectiveDate: '2026-04-01T00:00:00.000Z',
    });
    expect(tell(await plan(system))).toEqual(['salary create: ? -> AnnualSalary +4.0 % from 2026-04-01 (source)']);
  });

  test('reads as percent and date where a line is another one', async () => {
    const system = await synced();
    system.simployer.editCompensation('compensation-42-1', { amount: 556_200, baseAmount: 556_200 });
    expect(tell(await plan(system))).toEqual(['salary AnnualSalary: ? -> -7.3 % from 2020-01-01 (source)']);
  });
});

describe('the digest of a plan', () => {
  const planned = async (overrides: PersonOverrides, settings: SettingsInput = {}): Promise<string> => {
    const system = createSyncSystem({ people: [buildSimployerPerson(overrides)], settings });
    await system.run({ mode: 'plan' });
    return digestOf(system, 'run-1');
  };
  const account = (number: number) => ({
    employee: { bankAccount: { number: syntheticAccountNumber(number), bank: 'Testbanken', country: 'NO' } },
  });

  test('is the same while nothing moves', async () => {
    const system = await synced();
    system.simployer.editEmployee('person-42', { title: 'Foreman' });
    await plan(system);
    await plan(system);
    expect(await digestOf(system, 'run-3')).toBe(await digestOf(system, 'run-4'));
  });

  test('is another one when PowerOffice holds something else', async () => {
    const system = await synced();
    system.simployer.editEmployee('person-42', { title: 'Foreman' });
    await plan(system);
    retitle(system, 'Baker');
    await plan(system);
    expect(await digestOf(system, 'run-3')).not.toBe(await digestOf(system, 'run-4'));
  });

  test.each<[string, PersonOverrides, PersonOverrides]>([
    ['a salary that is not shown', {}, { compensations: [{ amount: 600_001, baseAmount: 600_001 }] }],
    ['an account that is not shown', account(7), account(8)],
    ['a gender that is not shown', {}, { employee: { gender: 'Male' } }],
  ])('is another one for %s', async (_what, one, other) => {
    expect(await planned(one)).not.toBe(await planned(other));
  });

  test('has a part for each step, which stays when the others have been carried out', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson()] });
    await plan(system);
    const before = (await digestOf(system, 'run-1')).split('.').slice(1);
    system.powerOffice.setFaults(({ method, path }) =>
      method === 'POST' && path.endsWith('/Salaries')
        ? { before: 'refuse', status: 400, title: 'No', detail: 'No.' }
        : null,
    );
    await system.run();
    system.powerOffice.setFaults(null);
    await plan(system);
    const after = (await digestOf(system, 'run-3')).split('.').slice(1);

    expect(before).toHaveLength(5);
    expect(after).toEqual([before.at(-1)]);
  });

  test('does not depend on what is shown', async () => {
    expect(await planned({}, { plans: { values: 'names-only' } })).toBe(await planned({}));
  });
});

describe('by what a record was found', () => {
  test.each<[string, Parameters<typeof buildSeedEmployee>[0]]>([
    ['externalNumber', { ExternalNumber: 42n, Number: 77n }],
    ['reference', { ExternalImportReference: 'user-42', Number: 77n }],
    ['number', {}],
  ])('is said: %s', async (expected, seed) => {
    const system = createSyncSystem({
      people: [buildSimployerPerson()],
      seed: { employees: [buildSeedEmployee(seed)] },
    });
    expect((await plan(system)).matchedBy).toBe(expected);
  });

  test('is the link once there is one', async () => {
    expect((await plan(await synced())).matchedBy).toBe('link');
  });
});

describe('names and values', () => {
  /** All that is stored, without what is remembered of people to compare with. */
  const outcomesIn = ({ table }: SyncSystem): string =>
    JSON.stringify(
      table.items().filter(({ sk }) => sk.startsWith('outcome#')),
      (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    );

  test('are in no outcome of a run that writes', async () => {
    const system = await synced();
    await system.wait(A_WHILE_IN_MILLIS);
    system.simployer.editEmployee('person-42', { title: 'Foreman' });
    const person = onlyPersonOf(await system.run());

    expect(person.changes).toEqual([{ entity: 'employee', action: 'update', field: 'JobTitle' }]);
    expect(person).not.toHaveProperty('name');
    expect(person).not.toHaveProperty('matchedBy');
    expect(outcomesIn(system)).not.toMatch(/Kari|Foreman|planned|"cause"|"from"|"to"/);
  });

  test('are in none of a plan under "names-only" either', async () => {
    const system = createSyncSystem({
      people: [buildSimployerPerson()],
      seed: { employees: [buildSeedEmployee({ JobTitle: 'Welder' })] },
      settings: { plans: { values: 'names-only' } },
    });
    const person = await plan(system);

    expect(person.changes).toContainEqual({ entity: 'employee', action: 'update', field: 'JobTitle', cause: 'first' });
    expect(person).not.toHaveProperty('name');
    expect(outcomesIn(system)).not.toMatch(/Kari|Welder|Engineer|"from"|"to"/);
  });

  test('of pay, account and gender are in no plan', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson()] });
    await plan(system);
    expect(outcomesIn(system)).not.toMatch(new RegExp(`600|Female|${syntheticAccountNumber(42)}`));
  });
});

describe('what a plan says of people', () => {
  const HOUR_IN_MILLIS = 3_600_000;
  /** A plan that is kept for an hour, made so long ago. */
  const planned = async (ageInMillis: number): Promise<SyncSystem> => {
    const system = createSyncSystem({
      people: [buildSimployerPerson()],
      settings: { plans: { keepDays: 1 / 24 } },
    });
    await system.run({ mode: 'plan' });
    await system.wait(ageInMillis);
    return system;
  };
  const storedIn = ({ table }: SyncSystem): readonly string[] =>
    table.items().flatMap(({ sk }) => (sk.startsWith('outcome#') ? [sk] : []));

  test('is there while the plan is kept', async () => {
    const system = await planned(0.9 * HOUR_IN_MILLIS);
    expect(await system.runs.outcomes('run-1')).toMatchObject([{ planned: { name: 'Kari Nordmann' } }]);
    await removeExpiredPlans(system.table, system.runs, system.clock.now());
    expect(storedIn(system)).toEqual(['outcome#person-42']);
  });

  test('counts as gone from then on, whether it is removed yet or not', async () => {
    const system = await planned(1.1 * HOUR_IN_MILLIS);
    expect(storedIn(system)).toEqual(['outcome#person-42']);
    expect(await system.runs.outcomes('run-1')).toEqual([]);
    for await (const outcome of system.runs.outcomesAfter('run-1', null)) expect(outcome).toBeUndefined();
    expect((await system.runs.countOutcomes('run-1')).inScope).toBe(0);
  });

  test('is removed from a data folder that is opened again, and nothing of a run that wrote', async () => {
    const system = await planned(1.1 * HOUR_IN_MILLIS);
    await system.run();
    await removeExpiredPlans(system.table, system.runs, system.clock.now());

    expect(storedIn(system)).toEqual(['outcome#person-42']);
    expect(await system.runs.outcomes('run-2')).toHaveLength(1);
    expect(await system.runs.getRun('run-1')).not.toBeNull();
  });
});
