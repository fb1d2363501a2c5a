import { assembleState } from '../../functions/composition/assemble-state.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import { toRunAbort } from '../../shared/run/abort.ts';
import { watchCrashMoments } from '../builders/crash-moments.ts';

const PEOPLE = 2;
const AFTER_THE_LAG_IN_MILLIS = 60_000;

/** A company of which one person is synced and has another title since, and one is new; the plan says so. */
const planned = async (): Promise<World> => {
  const world = createWorld({ company: PEOPLE });
  const numbers = world.simployer.employees().map(({ employeeNumber }) => employeeNumber ?? '');
  await world.run({ employees: numbers.slice(0, 1) });
  for (const { id } of world.simployer.employees().slice(0, 1)) world.simployer.editEmployee(id, { title: 'Foreman' });
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
  const moments = watchCrashMoments();
  calm.setFaults({ crash: moments.crash });
  await apply(calm, 'apply');
  expect(moments.every(1).length).toBeGreaterThan(50);
  expect((await calm.runs.getRun('plan'))?.plan?.state).toBe('applied');
  const wanted = titles(calm);
  expect(wanted).toHaveLength(PEOPLE);

  // Every fifth moment: which of a process's steps it is changes from one to the next.
  for (const kill of moments.distinct(5)) {
    const world = await planned();
    world.setFaults({ crash: ({ index }) => index === kill });
    await apply(world, 'apply');
    world.setFaults({});
    await world.advance(AFTER_THE_LAG_IN_MILLIS);
    await apply(world, 'again');

    expect({ kill, titles: titles(world) }).toEqual({ kill, titles: wanted });
    expect({ kill, state: (await world.runs.getRun('plan'))?.plan?.state }).toEqual({ kill, state: 'applied' });
  }
});

test('a plan whose run is killed at any moment is carried out when that run has ended', async () => {
  const calm = await planned();
  const moments = watchCrashMoments();
  calm.setFaults({ crash: moments.crash });
  await apply(calm, 'apply');

  for (const kill of moments.distinct(1)) {
    const world = await planned();
    world.setFaults({ crash: ({ index }) => index === kill });
    await apply(world, 'apply');

    const [run, plan] = await Promise.all(['apply', 'plan'].map((runId) => world.runs.getRun(runId)));
    expect({ kill, run: run?.status, plan: plan?.plan?.state }).toEqual({ kill, run: 'succeeded', plan: 'applied' });
  }
});

test('a run that writes takes the place of the open plan, at whatever moment it is killed', async () => {
  const writeBeside = async (world: World): Promise<void> => {
    const [first] = world.simployer.employees();
    await world.start({ runId: 'beside', employees: [first?.employeeNumber ?? ''] });
    await world.untilQueuesAreEmpty();
  };
  const calm = await planned();
  const moments = watchCrashMoments();
  calm.setFaults({ crash: moments.crash });
  const before = titles(calm);
  await writeBeside(calm);
  expect(titles(calm)).not.toEqual(before);

  for (const kill of moments.distinct(1)) {
    const world = await planned();
    world.setFaults({ crash: ({ index }) => index === kill });
    await writeBeside(world);

    const [run, plan] = await Promise.all(['beside', 'plan'].map((runId) => world.runs.getRun(runId)));
    expect({ kill, run: run?.status, plan: plan?.plan?.state }).toEqual({ kill, run: 'succeeded', plan: 'superseded' });
  }
});

test('a plan is carried out although somebody of it is incomplete, whenever a worker dies: no plan mends the rest', async () => {
  const incomplete = async (): Promise<World> => {
    const world = createWorld({ company: PEOPLE });
    const [first] = world.simployer.employees();
    for (const { id, employeeId } of world.simployer.compensations()) {
      if (employeeId === first!.id) world.simployer.editCompensation(id, { currency: 'SEK' });
    }
    await world.run({ mode: 'plan', isStored: true, runId: 'plan' });
    return world;
  };
  const calm = await incomplete();
  const moments = watchCrashMoments();
  calm.setFaults({ crash: moments.crash });
  await apply(calm, 'apply');
  expect(calm.powerOffice.state.employees).toHaveLength(PEOPLE);

  for (const kill of [null, ...moments.distinct(3)]) {
    const world = await incomplete();
    world.setFaults({ crash: ({ index }) => index === kill });
    await apply(world, 'apply');

    const outcomes = (await world.runs.outcomes('apply')).map(({ outcome }) => outcome);
    expect({ kill, failed: outcomes.filter((outcome) => outcome === 'failed').length }).toEqual({ kill, failed: 1 });
    expect({ kill, state: (await world.runs.getRun('plan'))?.plan?.state }).toEqual({ kill, state: 'applied' });
  }
});

test('a run of which PowerOffice refuses every write leaves the open plan as it is', async () => {
  const world = await planned();
  world.setFaults({
    powerOffice: ({ method, path }) =>
      method === 'GET' || path.includes('/Token')
        ? null
        : { before: 'refuse', status: 400, title: 'Refused', detail: 'Not today.' },
  });
  const before = titles(world);
  await world.run({ runId: 'refused' });

  expect(titles(world)).toEqual(before);
  expect((await world.runs.outcomes('refused')).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  expect((await world.runs.getRun('plan'))?.plan?.state).toBe('open');
});

test('a plan stays open for somebody of whom PowerOffice refused a part that it showed', async () => {
  const world = createWorld({
    company: PEOPLE,
    faults: {
      powerOffice: ({ method, path }) =>
        method === 'POST' && path.includes('/ContactBankAccounts')
          ? { before: 'refuse', status: 400, title: 'Refused', detail: 'The account is not one.' }
          : null,
    },
  });
  await world.run({ mode: 'plan', isStored: true, runId: 'plan' });
  await apply(world, 'apply');

  expect((await world.runs.outcomes('apply')).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  expect((await world.runs.getRun('plan'))?.plan?.state).toBe('open');
});

test('a plan whose run somebody stops stays open, and is done once it was applied again', async () => {
  const calm = await planned();
  await apply(calm, 'apply');
  const world = await planned();
  await world.start({ runId: 'apply', applies: { planId: 'plan', accept: [] } });
  await world.advance(1_500);
  const { ending } = assembleState(world.table, { clock: world.clock, tell: null });
  const abort = toRunAbort('INTERRUPTED', 'Stopped by Ctrl-C.');
  await world.clock.run(ending.endRun('apply', { abort }));
  await world.untilQueuesAreEmpty();
  expect((await world.runs.getRun('plan'))?.plan?.state).toBe('open');
  expect(titles(world)).not.toEqual(titles(calm));

  await world.advance(AFTER_THE_LAG_IN_MILLIS);
  await apply(world, 'again');

  expect(titles(world)).toEqual(titles(calm));
  expect((await world.runs.getRun('plan'))?.plan?.state).toBe('applied');
});
