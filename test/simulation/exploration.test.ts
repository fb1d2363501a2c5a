import fc from 'fast-check';
import { createWorld } from '../../local/simulation/world.ts';
import type { WorldInput } from '../../local/simulation/world-options.ts';
import { watchCrashMoments } from '../builders/crash-moments.ts';
import type { CrashMoments } from '../builders/crash-moments.ts';
import { createDeciders } from './decisions.ts';
import { edit, faultMix, faultsOf, worldOf } from './fault-mix.ts';
import type { FaultMix } from './fault-mix.ts';
import { before, payrollOf, violations } from './invariants.ts';
import { payrollUndisturbed } from './scenario.ts';

const MINUTE_IN_MILLIS = 60_000;

/** SIMULATION_THOROUGH=1: companies of more people, every crash point there is, and a run after each plan. */
const isThorough = process.env['SIMULATION_THOROUGH'] === '1';

describe('a process dies', () => {
  const watchCalmRun = async (input: WorldInput): Promise<CrashMoments> => {
    const moments = watchCrashMoments();
    await createWorld({ ...input, faults: { crash: moments.crash } }).run();
    return moments;
  };

  const crashAt = async (input: WorldInput & { readonly company: number }, index: number): Promise<string[]> => {
    let where = '';
    const world = createWorld({
      ...input,
      faults: {
        crash: (point) => {
          if (point.index !== index) return false;
          where = `${point.process}, ${point.moment} ${point.operation}`;
          return true;
        },
      },
    });
    const earlier = await before(world);
    await world.run();
    const expected = await payrollUndisturbed(input.company);
    const found = await violations(world, earlier, { expected, isPlanEnough: !isThorough });
    return found.map((text) => `crash point ${index} (${where}): ${text}`);
  };

  test.each([
    { people: isThorough ? 3 : 1, lagInSeconds: 0, step: 1 },
    { people: 3, lagInSeconds: 30, step: isThorough ? 1 : 7 },
  ])(
    'at every await (every $step.) of a first run of $people people, replicas $lagInSeconds s behind',
    async ({ people, lagInSeconds, step }) => {
      const input = { company: people, options: { powerOffice: { replicaLagInMillis: lagInSeconds * 1_000 } } };
      const moments = await watchCalmRun(input);
      const found: string[] = [];
      for (const index of isThorough ? moments.every(step) : moments.distinct(step)) {
        found.push(...(await crashAt(input, index)));
      }

      expect(moments.every(1).length).toBeGreaterThan(50 * people);
      expect(moments.distinct().length).toBeGreaterThan(30 * people);
      expect(found).toEqual([]);
    },
  );
});

/** The payroll that the same company ends with when all goes well. */
const calmPayroll = async (mix: FaultMix): Promise<readonly unknown[]> => {
  const world = createWorld(worldOf(mix));
  await world.run();
  await world.advance(MINUTE_IN_MILLIS);
  edit(world, mix.edits);
  await world.run();
  await world.untilQueuesAreEmpty();
  await world.advance(MINUTE_IN_MILLIS);
  await world.run();
  return payrollOf(world);
};

/** Two runs with HR at work in between, everything else at random. */
const play = async (mix: FaultMix): Promise<string[]> => {
  const world = createWorld({ ...worldOf(mix), faults: faultsOf(mix) });
  const earlier = await before(world);
  const deciders = createDeciders(world);
  await world.start();
  await deciders.make(mix.decisions, 'in the first run');
  await world.untilQueuesAreEmpty();
  const [first] = await world.runs.latestRuns(1);
  if (first === undefined || first.status === 'aborted' || first.status === 'starting') {
    // Whoever leaves before they were ever created is not created: both worlds must see everybody first.
    world.setFaults({});
    await world.advance(30 * MINUTE_IN_MILLIS);
    await world.run();
    world.setFaults(faultsOf({ ...mix, crashes: [] }));
  }
  edit(world, mix.edits);
  await deciders.make(mix.decisions, 'between');
  await world.start({ trigger: 'schedule' });
  await deciders.make(mix.decisions, 'in the second run');
  await world.untilQueuesAreEmpty();

  const checked = await violations(world, earlier, { ignorePace: true, expected: await calmPayroll(mix) });
  const found = [...checked, ...(await deciders.lost())];
  // Of every run, for one that was started by the queue alone is in no report.
  const runs = await world.runs.latestRuns(20);
  const outcomes = await Promise.all(runs.map(({ runId }) => world.runs.outcomes(runId)));
  const inDoubt = outcomes.flat().some(({ problems }) => problems.some(({ code }) => code === 'WRITE_IN_DOUBT'));
  // What is left to a person differs from a calm world, and stays to be done.
  return inDoubt || deciders.moved ? found.filter((text) => !/undisturbed|I1: a plan/.test(text)) : found;
};

test('companies, faults, crashes and interleavings at random end as if nothing had happened', async () => {
  await fc.assert(
    fc.asyncProperty(faultMix, async (mix) => {
      expect(await play(mix)).toEqual([]);
    }),
    { numRuns: isThorough ? 1_000 : 40, seed: isThorough ? Date.now() : 4711, endOnFailure: true },
  );
});

test('a world is the same to the millisecond whenever it is played again', async () => {
  const [mix] = fc.sample(faultMix, { seed: 7, numRuns: 1 });
  const once = async (): Promise<unknown> => {
    const world = createWorld({ ...worldOf(mix!), faults: faultsOf(mix!) });
    await world.start();
    await world.untilQueuesAreEmpty();
    return [world.clock.now(), world.crashPoints(), world.powerOffice.requests, world.table.items()];
  };

  expect(await once()).toEqual(await once());
});
