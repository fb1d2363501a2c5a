import { watchCrashMoments } from '../../builders/crash-moments.ts';
import type { CrashMoments } from '../../builders/crash-moments.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem } from '../../builders/sync-system.ts';
import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { createWorld } from '../../../local/simulation/world.ts';
import { codesOf, personIn } from '../employees-to-poweroffice/check-person.ts';

const A_WHILE_IN_MILLIS = 60_000;
const DAY_IN_MILLIS = 24 * 3600 * 1000;

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => buildSimployerPerson({ number: 101 + index }));

/** Everybody is synced, and HR has given each of them another title since. */
const withNewTitles = async (count: number): Promise<SyncSystem> => {
  const system = createSyncSystem({ people: people(count) });
  await system.run();
  await system.wait(A_WHILE_IN_MILLIS);
  for (const { employee } of people(count)) system.simployer.editEmployee(employee.id, { title: 'Foreman' });
  return system;
};

const storedPlan = async (
  system: SyncSystem,
  runId = 'plan',
  employees: readonly string[] | null = null,
): Promise<string> => {
  await system.run({ mode: 'plan', isStored: true, runId, employees });
  return runId;
};

const apply = (
  system: SyncSystem,
  planId: string,
  input: { accept?: string[]; employees?: string[]; runId?: string } = {},
) => {
  const { accept = [], ...rest } = input;
  return system.run({ applies: { planId, accept }, ...rest });
};

const planOf = async (system: SyncSystem, planId: string) => (await system.runs.getRun(planId))?.plan?.state;

describe('a stored plan', () => {
  test('writes nothing; applied, it writes what it showed, and then it is done', async () => {
    const system = await withNewTitles(3);
    const { writes } = system.powerOffice;
    const planId = await storedPlan(system);
    expect(system.powerOffice.writes).toBe(writes);
    expect(await planOf(system, planId)).toBe('open');

    const report = await apply(system, planId);

    expect(report).toMatchObject({ status: 'succeeded', totals: { inScope: 3, updated: 3 } });
    expect(system.record(101).JobTitle).toBe('Foreman');
    expect(await planOf(system, planId)).toBe('applied');
    expect(await apply(system, planId, { runId: 'again' })).toMatchObject({
      status: 'aborted',
      abort: { code: 'PLAN_APPLIED' },
    });
  });

  test('does not write somebody who has changed since on either side, and says what moved', async () => {
    const system = await withNewTitles(4);
    const planId = await storedPlan(system);
    const { writes } = system.powerOffice;
    system.simployer.editEmployee('person-101', { title: 'Boss' });
    system.powerOffice.editEmployee(system.record(102).Id, { JobTitle: 'Clerk' });
    system.simployer.editEmployee('person-103', { firstName: 'Karin' });

    const report = await apply(system, planId);

    expect(report.employees.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'skipped', 'updated']);
    expect(codesOf(personIn(report, '101'))).toEqual(['PLAN_STALE']);
    expect(personIn(report, '101').problems[0]?.message).toContain('employee.JobTitle');
    expect(personIn(report, '103').problems[0]?.message).toContain('employee.FirstName');
    expect(system.powerOffice.writes).toBe(writes + 1);
    expect(await planOf(system, planId)).toBe('open');
  });

  test('writes nobody whom something forbids since, says what, and is not done', async () => {
    const system = await withNewTitles(2);
    const planId = await storedPlan(system);
    system.simployer.editEmployee('person-101', { employeeNumber: 'abc' });

    const report = await apply(system, planId);

    expect(personIn(report, 'abc')).toMatchObject({ outcome: 'failed', changes: [] });
    expect(codesOf(personIn(report, 'abc'))).toEqual(['NUMBER_NOT_NUMERIC']);
    expect(await planOf(system, planId)).toBe('open');
  });

  test('says of those who are gone since that they were not written', async () => {
    const system = await withNewTitles(3);
    const planId = await storedPlan(system);
    system.simployer.removeEmployee('person-101');

    const report = await apply(system, planId);

    expect(report.employees.map(({ outcome }) => outcome)).toEqual(['skipped', 'updated', 'updated']);
    expect(codesOf(personIn(report, '101'))).toEqual(['VANISHED']);
  });

  test('stays as it is when a plan is asked for that names it', async () => {
    const system = await withNewTitles(1);
    const planId = await storedPlan(system);
    const { writes } = system.powerOffice;

    await system.run({ mode: 'plan', applies: { planId, accept: [] }, runId: 'odd' });

    expect(await planOf(system, planId)).toBe('open');
    expect(system.powerOffice.writes).toBe(writes);
  });

  test('is all that its run writes, although the version before has lost the note of it', async () => {
    const system = await withNewTitles(2);
    await system.run({ mode: 'plan', isStored: true, employees: ['101'], runId: 'plan' });
    await system.runs.takeLease({
      runId: 'apply',
      flow: FIRST_FLOW,
      mode: 'apply',
      trigger: 'command-line',
      requestedBy: null,
      employees: null,
      now: system.clock.now(),
      leaseInMillis: A_WHILE_IN_MILLIS,
    });

    const report = await apply(system, 'plan', { runId: 'apply' });

    expect(report.employees.map(({ employeeNumber }) => employeeNumber)).toEqual(['101']);
    expect(system.record(102).JobTitle).toBe('Engineer');
  });

  test('is given up as a whole when too many have changed, before anything is written', async () => {
    const system = await withNewTitles(7);
    const planId = await storedPlan(system);
    const { writes } = system.powerOffice;
    for (const { employee } of people(6)) system.simployer.editEmployee(employee.id, { title: 'Boss' });

    expect(await apply(system, planId)).toMatchObject({
      status: 'aborted',
      abort: { code: 'PLAN_STALE', people: { length: 6 } },
    });
    expect(system.powerOffice.writes).toBe(writes);
    expect(await planOf(system, planId)).toBe('open');
  });

  test.each<[string, (system: SyncSystem, reads: number) => void]>([
    [
      'HR edits',
      ({ simployer }, reads) => {
        if (reads > 1) simployer.editEmployee('person-101', { title: 'Boss' });
      },
    ],
    [
      'somebody decides',
      ({ employees, clock }) => {
        void employees.decide('person-101', clock.now(), (standing, at) => ({
          ...standing,
          link: { kind: 'new', to: null, passedOver: [], companies: {}, by: 'payroll', at },
        }));
      },
    ],
  ])('is what is written, although %s between the comparison and the write', async (_, happens) => {
    const system = await withNewTitles(1);
    const planId = await storedPlan(system);
    const { tasks } = await system.start({ applies: { planId, accept: [] }, runId: 'apply' });
    let reads = 0;
    system.simployer.setFaults(({ resource }) => {
      if (resource !== 'employee') return null;
      reads += 1;
      return { kind: 'meanwhile', happens: () => happens(system, reads) };
    });

    // A message that was delivered before makes its worker read her afresh.
    await system.work(tasks, 2);

    expect(system.record(101).JobTitle).toBe('Foreman');
    expect(reads).toBe(1);
  });

  test.each([101, 102])('writes the pay that it showed of %i alone, whoever is due to be verified', async (number) => {
    const system = createSyncSystem({ people: people(2), settings: { salaryVerification: 'rolling' } });
    await system.run();
    await system.wait(A_WHILE_IN_MILLIS);
    const line = () => system.record(number).employments[0]?.salaries[0];
    const agreed = line()?.AnnualSalary;
    system.powerOffice.editSalary(line()?.Id ?? 0, { AnnualSalary: 590_000 });
    await system.wait(A_WHILE_IN_MILLIS);
    const planId = await storedPlan(system, 'plan', [String(number)]);

    const report = await apply(system, planId);

    expect(personIn(report, String(number)).outcome).toBe('updated');
    expect(line()?.AnnualSalary).toBe(agreed);
    expect(await planOf(system, planId)).toBe('applied');
  });

  test('touches nobody who is not in it, and of it only whom one asks for', async () => {
    const system = await withNewTitles(2);
    const planId = await storedPlan(system);
    system.simployer.addEmployee(
      buildSimployerPerson({ number: 900, employee: { workEmail: 'new@example.com', firstName: 'Ny' } }).employee,
    );

    const some = await apply(system, planId, { employees: ['101'], runId: 'some' });
    expect(some.employees.map(({ employeeNumber, outcome }) => [employeeNumber, outcome])).toEqual([
      ['101', 'updated'],
    ]);
    expect(await planOf(system, planId)).toBe('open');
    await system.wait(A_WHILE_IN_MILLIS);

    const rest = await apply(system, planId, { runId: 'rest' });
    expect(rest.employees.map(({ employeeNumber, outcome }) => [employeeNumber, outcome])).toEqual([
      ['101', 'unchanged'],
      ['102', 'updated'],
    ]);
    expect(await planOf(system, planId)).toBe('applied');
  });

  test('no longer holds once a newer one is stored, or another run has written', async () => {
    const system = await withNewTitles(2);
    const first = await storedPlan(system, 'first');
    const second = await storedPlan(system, 'second');
    expect([await planOf(system, first), await planOf(system, second)]).toEqual(['superseded', 'open']);

    await system.run({ employees: ['101'], runId: 'hand' });

    expect(await planOf(system, second)).toBe('superseded');
    expect(await apply(system, second)).toMatchObject({ abort: { code: 'PLAN_SUPERSEDED' } });
  });

  test('still holds after a run that had nothing to write, and after a plan that was only shown', async () => {
    const system = await withNewTitles(1);
    const planId = await storedPlan(system);
    await system.run({ mode: 'plan', runId: 'shown' });
    expect(await planOf(system, planId)).toBe('open');

    system.simployer.editEmployee('person-101', { title: 'Engineer' });
    await system.run({ runId: 'night' });
    expect(await planOf(system, planId)).toBe('open');
  });

  test('is too old after the days that the settings give it', async () => {
    const system = await withNewTitles(1);
    const planId = await storedPlan(system);
    await system.wait(8 * DAY_IN_MILLIS);

    expect(await apply(system, planId)).toMatchObject({ abort: { code: 'PLAN_EXPIRED' } });
  });

  test('that trips a guard says so, and is carried out only when somebody accepts it', async () => {
    const system = createSyncSystem({ people: people(8) });
    await system.run();
    await system.wait(A_WHILE_IN_MILLIS);
    for (const { employee } of people(7)) system.simployer.deactivateEmployee(employee.id);
    const planId = await storedPlan(system);

    expect(await apply(system, planId, { runId: 'refused' })).toMatchObject({ abort: { code: 'ARCHIVE_GUARD' } });
    expect(await planOf(system, planId)).toBe('open');
    expect(await apply(system, planId, { accept: ['ARCHIVE_GUARD'], runId: 'accepted' })).toMatchObject({
      status: 'succeeded',
      totals: { updated: 7 },
    });
  });
});

test('whom a run is asked for may be named by Simployer id, where a number says nothing', async () => {
  const [first] = people(1);
  const id = '618faaa06e096a6a0000003d';
  const named = buildSimployerPerson({ number: 102, employee: { id } });
  const system = createSyncSystem({ people: [first!, named] });

  const report = await system.run({ employees: [id] });

  expect(report.employees.map(({ employeeNumber, outcome }) => [employeeNumber, outcome])).toEqual([
    ['102', 'created'],
  ]);
  const nobody = id.replaceAll('6', '7');
  expect(await system.run({ employees: [nobody] })).toMatchObject({
    status: 'aborted',
    abort: { code: 'CONFIGURATION_INVALID', message: expect.stringContaining(nobody) },
  });
});

describe('the first run of a connection whose stage asks for approval', () => {
  const gated = () => createSyncSystem({ people: people(2), settings: { firstRun: 'plan' } });

  test('makes a plan in its place; once that is applied, runs write', async () => {
    const system = gated();

    const report = await system.run({ runId: 'first' });

    expect(report).toMatchObject({ mode: 'plan', status: 'awaiting_approval', totals: { created: 2 } });
    expect(system.powerOffice.writes).toBe(0);
    expect(await apply(system, 'first')).toMatchObject({ status: 'succeeded', totals: { created: 2 } });
    system.simployer.editEmployee('person-101', { title: 'Foreman' });
    await system.wait(A_WHILE_IN_MILLIS);
    expect(await system.run({ runId: 'third' })).toMatchObject({ mode: 'apply', totals: { updated: 1 } });
  });

  test('is a plan that can be applied, whenever its start was killed', async () => {
    const started = async (crash: CrashMoments['crash']) => {
      const world = createWorld({ company: 1, options: { settings: { firstRun: 'plan' } }, faults: { crash } });
      await world.start({ runId: 'first' });
      await world.untilQueuesAreEmpty();
      return world;
    };
    const moments = watchCrashMoments();
    await started(moments.crash);
    expect(moments.every(1).length).toBeGreaterThan(50);
    for (const killed of moments.distinct(7)) {
      const { runs } = await started(({ index }) => index === killed);
      const run = await runs.getRun('first');
      expect({ killed, plan: run?.plan }).toMatchObject({ killed, plan: { isStored: true, isGated: true } });
    }
  });

  test('a plan for some people lets nobody else be written', async () => {
    const system = gated();
    await storedPlan(system, 'for-one', ['101']);

    expect(await apply(system, 'for-one')).toMatchObject({ totals: { created: 1 } });
    const { writes } = system.powerOffice;
    await system.wait(A_WHILE_IN_MILLIS);
    const night = await system.run({ runId: 'night' });

    expect(night).toMatchObject({ mode: 'plan', status: 'awaiting_approval', totals: { created: 1, unchanged: 1 } });
    expect(system.powerOffice.writes).toBe(writes);
    expect(await apply(system, 'night', { runId: 'approved' })).toMatchObject({ totals: { created: 1 } });
    system.simployer.editEmployee('person-101', { title: 'Foreman' });
    await system.wait(A_WHILE_IN_MILLIS);
    expect(await system.run({ runId: 'after' })).toMatchObject({ mode: 'apply', totals: { updated: 1 } });
  });

  test('a connection that people are linked for already is not asked', async () => {
    const system = createSyncSystem({ people: people(2) });
    await system.run();
    system.configure({ firstRun: 'plan' });
    system.simployer.editEmployee('person-101', { title: 'Foreman' });
    await system.wait(A_WHILE_IN_MILLIS);

    expect(await system.run()).toMatchObject({ mode: 'apply', totals: { updated: 1 } });
  });
});
