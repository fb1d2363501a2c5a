import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem } from '../../builders/sync-system.ts';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { A_WHILE_IN_MILLIS } from './sync-person.ts';

const born = (birthDate: string) => ({ birthDate: `${birthDate}T00:00:00.000Z` });

/** One of each group, and two whom only payroll has. */
const company = async (settings: SettingsInput = {}): Promise<SyncSystem> => {
  const system = createSyncSystem({
    people: [
      buildSimployerPerson({ number: 101 }),
      buildSimployerPerson({ number: 102 }),
      buildSimployerPerson({ number: 103 }),
      buildSimployerPerson({ number: 104 }),
      buildSimployerPerson({ number: 105, employee: { lastName: 'Dahl', ...born('1980-01-01') } }),
      buildSimployerPerson({ number: 106, employee: { employeeNumber: undefined } }),
      buildSimployerPerson({ number: 107, employee: { lastName: 'Berg', ...born('1970-01-01') } }),
      buildSimployerPerson({ number: 9000, employee: { lastName: 'Moe', ...born('1971-01-01') } }),
      buildSimployerPerson({ number: 108, employee: { active: false, lastName: 'Lie', ...born('1972-01-01') } }),
      buildSimployerPerson({ number: 109, employee: { lastName: 'Vik', ...born('1973-01-01') } }),
    ],
    settings: { scope: { employees: ['101'] }, ...settings },
    seed: {
      numberSeries: [
        {
          Id: '70000000-0000-4000-8000-000000000001',
          Name: 'Ansatte',
          SubLedgerNumberSeriesType: 'Employee',
          IsDefault: true,
          FromInclusive: 1,
          ToInclusive: 999,
        },
      ],
      employees: [
        buildSeedEmployee({ ExternalNumber: 102 }, 502),
        buildSeedEmployee({ ExternalImportReference: 'user-103' }, 503),
        buildSeedEmployee({}, 104),
        buildSeedEmployee({ FirstName: 'Ola', LastName: 'Hansen', DateOfBirth: '1960-01-01' }, 107),
        buildSeedEmployee({ FirstName: 'Kari', LastName: 'Vik', DateOfBirth: '1973-01-01' }, 509),
        buildSeedEmployee({ FirstName: 'Per', LastName: 'Strand', DateOfBirth: '1961-01-01' }, 600),
        buildSeedEmployee({ FirstName: 'Gro', LastName: 'Aas', DateOfBirth: '1962-01-01', IsArchived: true }, 200),
      ],
    },
  });
  expect((await system.run()).abort).toBeNull();
  await system.wait(A_WHILE_IN_MILLIS);
  system.configure(settings);
  return system;
};

const planned = async (system: SyncSystem) => {
  const report = await system.run({ mode: 'plan', isStored: true, runId: 'plan' });
  const overview = (await system.runs.getRun('plan'))?.plan?.overview;
  return { report, overview };
};

const unmatched = async (system: SyncSystem) => {
  const records = [];
  for await (const { record } of system.runs.unmatchedFrom('plan', 0)) records.push(record);
  return records;
};

test('a plan counts who was matched in which way, and every person says in which', async () => {
  const { report, overview } = await planned(await company());

  expect(overview?.match).toEqual({
    linked: 1,
    byExternalNumber: 1,
    byReference: 1,
    byNumber: 1,
    new: 1,
    blocked: 2,
    possibleDuplicate: 1,
    outsideSeries: 1,
    onlyInPowerOffice: 4,
  });
  expect(Object.fromEntries(report.employees.map(({ employeeNumber, group }) => [employeeNumber, group]))).toEqual({
    101: 'linked',
    102: 'byExternalNumber',
    103: 'byReference',
    104: 'byNumber',
    105: 'new',
    null: 'blocked',
    107: 'blocked',
    9000: 'outsideSeries',
    108: null,
    109: 'possibleDuplicate',
  });
});

test('who is only in PowerOffice is named, archived ones last, and kept with the plan', async () => {
  const system = await company();
  await planned(system);

  const records = await unmatched(system);
  expect(records.map(({ number, name, isArchived }) => [number, name, isArchived])).toEqual([
    ['107', 'Ola Hansen', false],
    ['509', 'Kari Vik', false],
    ['600', 'Per Strand', false],
    ['200', 'Gro Aas', true],
  ]);
  const items = system.table.items().filter(({ sk }) => sk.startsWith('unmatched#'));
  const plan = (await system.runs.getRun('plan'))?.plan;
  expect(items.map(({ expiresAt }) => expiresAt)).toEqual([Math.floor((plan?.expiresAt ?? 0) / 1000)]);
});

test('no name is kept where plans have none', async () => {
  const system = await company({ plans: { values: 'names-only' } });
  await planned(system);

  expect((await unmatched(system)).map(({ name }) => name)).toEqual([null, null, null, null]);
  expect(JSON.stringify(system.table.items().filter(({ sk }) => sk.startsWith('unmatched#')))).not.toContain('Strand');
});

test('a plan that is only shown keeps nobody', async () => {
  const system = await company();
  await system.run({ mode: 'plan', runId: 'plan' });

  expect(await unmatched(system)).toEqual([]);
  expect((await system.runs.getRun('plan'))?.plan?.overview?.match['onlyInPowerOffice']).toBe(4);
});

test('employment types without a form and notes without a code are told once for all', async () => {
  const system = createSyncSystem({
    people: [
      buildSimployerPerson({ number: 101, employments: [{ typeId: 'type-substitute' }] }),
      buildSimployerPerson({ number: 102, employments: [{ typeId: 'type-substitute' }] }),
      buildSimployerPerson({ number: 103, employments: [{ note: 'no code' }] }),
      buildSimployerPerson({ number: 104 }),
    ],
  });

  expect((await planned(system)).overview?.findings).toMatchObject([
    { code: 'EMPLOYMENT_TYPE_UNMAPPED', count: 2, message: expect.stringContaining('"Vikariat"') },
    {
      code: 'OCCUPATION_CODE_MISSING',
      count: 1,
      message: 'The note of an employment does not begin with a 7-digit occupational code (1 person).',
    },
  ]);
});
