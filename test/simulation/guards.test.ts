import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { createMemoryTable } from '../../local/simulation/memory-table.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import type { Replacements, WorldInput } from '../../local/simulation/world-options.ts';
import type { Run } from '../../shared/state/run.ts';
import { before, violations } from './invariants.ts';
import type { CheckOptions, InvariantName } from './invariants.ts';
import { firstOf, isPost } from './scenario.ts';

/** A guard, a world in which it is needed, and the same world without it. */
interface Guard {
  readonly invariant: InvariantName;
  readonly guard: string;
  readonly without: Replacements;
  readonly world?: WorldInput;
  /** What happens to the world before it is checked; one run by default. */
  readonly story?: (world: World) => Promise<unknown>;
  readonly options?: CheckOptions;
}

const lostEmployment: WorldInput = {
  company: 3,
  faults: { powerOffice: firstOf(1, (request) => isPost('employment', request), { after: 'reset' }) },
};

/** Of the first person of a world's company, so that payroll's record is that person's. */
const [{ lastName } = {}] = createDemoCompany({ today: '2026-03-02', size: 3, seed: 1, flaws: false }).employees;

const GUARDS: readonly Guard[] = [
  {
    invariant: 'I1',
    guard: 'a field is compared with what PowerOffice holds before it is written',
    without: {
      vendors: (vendors) => {
        const { reader, writer } = vendors.powerOffice;
        const employees: typeof reader.employees = async (filter) =>
          (await reader.employees(filter)).map((employee) => ({ ...employee, phoneNumber: null }));
        return { ...vendors, powerOffice: { reader: { ...reader, employees }, writer } };
      },
    },
  },
  {
    invariant: 'I2',
    guard: 'the intent of a POST is stored before it leaves',
    world: lostEmployment,
    without: {
      employees: (store) => ({
        ...store,
        getIntent: () => Promise.resolve(null),
        putIntent: () => Promise.resolve(true),
      }),
    },
  },
  {
    invariant: 'I2',
    guard: 'a look-up waits out the lag of the replicas',
    world: { ...lostEmployment, options: { powerOffice: { replicaLagInMillis: 30_000 } } },
    without: { settings: (settings) => ({ ...settings, replicaLagInSeconds: 0 }) },
  },
  {
    invariant: 'I3',
    guard: 'a run that would archive too many is refused',
    world: { company: 50 },
    without: { settings: (settings) => ({ ...settings, guards: { ...settings.guards, archiveAbsolute: 1_000 } }) },
    story: async (world) => {
      await world.run();
      for (const { id } of world.simployer.employees().slice(0, 15)) world.simployer.deactivateEmployee(id);
      await world.run();
      // Who is back keeps the check's own run from being refused as well.
      for (const { id } of world.simployer.employees()) world.simployer.editEmployee(id, { active: true });
    },
  },
  {
    invariant: 'I4',
    guard: 'a plan has no writer',
    without: { message: (message) => ({ ...message, mode: 'apply' }) },
    story: async (world) => {
      await world.run();
      const [person] = world.simployer.employees();
      world.simployer.editEmployee(person!.id, { title: 'Newly titled' });
      const writes = world.powerOffice.writes;
      await world.run({ mode: 'plan' });
      return world.powerOffice.writes === writes ? [] : ['I4: a plan wrote'];
    },
  },
  {
    invariant: 'I5',
    guard: 'an outcome is recorded before a person is struck off',
    without: {
      runs: (store) => ({
        ...store,
        recordOutcome: async (runId, outcome, now) => {
          if (outcome.number !== '1002') await store.recordOutcome(runId, outcome, now);
        },
      }),
    },
  },
  {
    invariant: 'I6',
    guard: 'account numbers and salaries are kept as keyed hashes only',
    without: { vendors: (vendors) => ({ ...vendors, digest: (text) => text }) },
  },
  {
    invariant: 'I7',
    guard: 'all processes draw on one budget',
    world: { company: 40 },
    without: { pacing: () => createMemoryTable() },
  },
  {
    invariant: 'I8',
    guard: 'a patch holds mapped fields only',
    world: {
      company: 3,
      options: {
        payroll: {
          employees: [
            { Number: 1001, ExternalNumber: 1001, LastName: lastName ?? '', IsArchived: false, DepartmentId: 701 },
          ],
        },
      },
    },
    without: {
      vendors: (vendors) => {
        const { reader, writer } = vendors.powerOffice;
        return {
          ...vendors,
          powerOffice: {
            reader,
            writer: {
              ...writer,
              patchEmployee: (id, fields) =>
                writer.patchEmployee(id, [...fields, { field: 'DepartmentId', value: 702 }]),
            },
          },
        };
      },
    },
  },
  {
    invariant: 'I9',
    guard: 'whoever comes last ends the run',
    without: { runs: (store) => ({ ...store, storeEnd: () => Promise.resolve(null) }) },
    story: (world) => world.start(),
  },
  {
    invariant: 'I9',
    guard: 'an end that was stored and not told is told by whoever comes next',
    without: {
      runs: (store) => {
        const asTold = <T extends Run | null>(run: T): T => (run === null ? run : { ...run, toldAt: run.finishedAt });
        return {
          ...store,
          getRun: async (runId) => asTold(await store.getRun(runId)),
          latestRuns: async (count) => (await store.latestRuns(count)).map(asTold),
        };
      },
    },
    story: async (world) => {
      let released = 0;
      world.setFaults({
        crash: ({ process, operation, moment }) => {
          const isHere = process.startsWith('sync-records') && operation === 'put lease/lease' && moment === 'after';
          // The first is the worker's sign of life; with the second the lease is given back, right before telling.
          if (isHere) released += 1;
          return isHere && released === 2;
        },
      });
      await world.run();
    },
  },
  {
    invariant: 'I10',
    guard: 'a base is renewed by every run that writes or confirms',
    without: {
      employees: (store) => ({
        ...store,
        save: async (state) => {
          const before = (await store.get(state.sourceId))?.record ?? state.record;
          return store.save({ ...state, record: state.record && { ...state.record, base: before?.base ?? null } });
        },
      }),
    },
    story: async (world) => {
      await world.run();
      const [person] = world.simployer.employees();
      world.simployer.editEmployee(person!.id, { title: 'Newly titled' });
      await world.run();
    },
  },
];

/** The violations of a guard's world; a run that does not even end counts as one of I9. */
const outcome = async ({ world: input = {}, story, options = {} }: Guard, replace: Replacements): Promise<string[]> => {
  const world = createWorld({ ...input, options: { ...input.options, replace } });
  const earlier = await before(world);
  const told = await (story ?? (async () => world.run()))(world);
  try {
    return [...(Array.isArray(told) ? (told as string[]) : []), ...(await violations(world, earlier, options))];
  } catch (error) {
    return [`I9: ${(error as Error).message}`];
  }
};

describe.each(GUARDS)('$invariant: $guard', (guard) => {
  test('holds with the guard', async () => {
    expect(await outcome({ ...guard, world: refreshed(guard.world ?? {}) }, {})).toEqual([]);
  });

  test('is seen to fail without it', async () => {
    const found = await outcome({ ...guard, world: refreshed(guard.world ?? {}) }, guard.without);

    expect(found.map((text) => text.split(':')[0])).toContain(guard.invariant);
  });
});

/** Fault plans count what they have seen, so each world needs one of its own. */
const refreshed = (input: WorldInput): WorldInput =>
  input.faults?.powerOffice === undefined
    ? input
    : {
        ...input,
        faults: {
          ...input.faults,
          powerOffice: firstOf(1, (request) => isPost('employment', request), { after: 'reset' }),
        },
      };
