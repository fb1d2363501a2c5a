import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';

const PEOPLE = 4;
const AFTER_THE_LAG_IN_MILLIS = 60_000;

/** A company of which two people are synced and have another title since, and two are new; the plan says so. */
const planned = async (): Promise<World> => {
  const world = createWorld({ company: PEOPLE });
  const numbers = world.simployer.employees().map(({ employeeNumber }) => employeeNumber ?? '');
  await world.run({ employees: numbers.slice(0, 2) });
  for (const { id } of world.simployer.employees().slice(0, 2)) world.simployer.editEmployee(id, { title: 'Foreman' });
  await world.advance(AFTER_THE_LAG_IN_MILLIS);
  await world.run({ mode: 'plan', isStored: true, runId: 'plan' });
  return world;
};

const apply = async (world: World, runId: string): Promise<void> => {
  await world.start({ runId, applies: { planId: 'plan', accept: [] } });
  await world.untilQueuesAreEmpty();
};

const titles = (world: World): string[] =>
  world.powerOffice.state.employees.map(({ Number: number, JobTitle }) => `${number} ${JobTitle}`).toSorted();

test('a plan whose run is killed at any moment can be applied again: everybody is written as planned, and once', async () => {
  const calm = await planned();
  const before = calm.crashPoints;
  await apply(calm, 'apply');
  expect((await calm.runs.getRun('plan'))?.plan?.state).toBe('applied');
  const wanted = titles(calm);
  expect(wanted).toHaveLength(PEOPLE);

  // Every fifth moment: which of a process's steps it is changes from one to the next.
  for (let kill = before; kill < calm.crashPoints; kill += 5) {
    const world = await planned();
    world.setFaults({ crash: ({ index }) => index === kill });
    await apply(world, 'apply');
    world.setFaults({});
    await world.advance(AFTER_THE_LAG_IN_MILLIS);
    await apply(world, 'again');

    expect({ kill, titles: titles(world) }).toEqual({ kill, titles: wanted });
    expect({ kill, state: (await world.runs.getRun('plan'))?.plan?.state }).toEqual({ kill, state: 'applied' });
  }
}, 120_000);
