import type { DemoEmployee } from '../../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import type { SeedEmployee } from '../../../local/demo-vendors/poweroffice/seed.ts';
import type { RunReport } from '../../../shared/flows/employees-to-poweroffice/report.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { changesOf, personIn } from './check-person.ts';

/** Longer than any replica is taken to lag. */
export const A_WHILE_IN_MILLIS = 60_000;

/** A run on the next quiet moment writes nothing at all. */
export const expectQuiet = async (system: SyncSystem): Promise<RunReport> => {
  await system.wait(A_WHILE_IN_MILLIS);
  const { writes } = system.powerOffice;
  const report = await system.run();
  expect(system.powerOffice.writes).toBe(writes);
  expect(report.employees.flatMap(changesOf)).toEqual([]);
  return report;
};

export interface Synced {
  readonly system: SyncSystem;
  readonly report: RunReport;
  readonly person: RunReport['employees'][number];
  /** PowerOffice's record. @throws when there is none */
  readonly record: DemoEmployee;
}

/** Syncs one person (number 42), and makes sure that a second run would write nothing. */
export const sync = async (
  overrides: PersonOverrides = {},
  seed: readonly SeedEmployee[] = [],
  input: Omit<SyncSystemInput, 'people' | 'seed'> = {},
): Promise<Synced> => {
  const system = createSyncSystem({
    ...input,
    people: [buildSimployerPerson(overrides)],
    seed: { employees: seed },
  });
  const report = await system.run();
  const [person] = report.employees;
  if (person === undefined) throw new Error('Nobody is listed');
  await expectQuiet(system);
  return {
    system,
    report,
    person,
    get record() {
      return system.record(42);
    },
  };
};

/** A person that a first run has synced already. */
export const synced = (
  overrides: PersonOverrides = {},
  input: Omit<SyncSystemInput, 'people'> = {},
): Promise<SyncSystem> => sync(overrides, [], input).then(({ system }) => system);

/** Changes something at the source or in PowerOffice, runs, and makes sure that nothing is left to do. */
export const resync = async (system: SyncSystem, change: () => void): Promise<Synced> => {
  await system.wait(A_WHILE_IN_MILLIS);
  change();
  const report = await system.run();
  const person = personIn(report, system.simployer.employees()[0]?.employeeNumber ?? '');
  await expectQuiet(system);
  return { system, report, person, record: system.record(42) };
};
