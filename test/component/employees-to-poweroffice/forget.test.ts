import { readFileSync } from 'node:fs';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem } from '../../builders/sync-system.ts';
import { codesOf, personIn } from './check-person.ts';

const LEAVER = 'person-42';

/** Lets the clock run to a moment, and runs then. */
const runAt = async (system: SyncSystem, at: string, input: Parameters<SyncSystem['run']>[0] = {}) => {
  await system.wait(Date.parse(at) - system.clock.now());
  return system.run(input);
};

/** Two people are synced; then the source loses one of them, which the next run notes. */
const withLeaver = async (settings: SettingsInput = { forgetAfterMonths: 12 }): Promise<SyncSystem> => {
  const system = createSyncSystem({
    people: [buildSimployerPerson(), buildSimployerPerson({ number: 43 })],
    settings,
    now: '2026-03-02T06:00:00Z',
  });
  await system.run();
  system.simployer.removeEmployee(LEAVER);
  await runAt(system, '2026-03-03T06:00:00Z');
  return system;
};

/** Every item that holds the person's Simployer id, in its key or inside; what a run reported lapses by itself. */
const tracesOf = (system: SyncSystem, sourceId: string) =>
  system.table
    .items()
    .filter(
      (item) =>
        (item.expiresAt === undefined || item.pk.startsWith('history#')) && JSON.stringify(item).includes(sourceId),
    );

describe('somebody whom the source no longer has', () => {
  test('is remembered and told every night until the months are over, and forgotten in the run after that', async () => {
    const system = await withLeaver();
    expect(await system.employees.get(LEAVER)).toMatchObject({ missingSince: Date.parse('2026-03-03T06:00:00Z') });

    const before = await runAt(system, '2027-03-03T05:00:00Z');
    expect(codesOf(personIn(before, '42'))).toEqual(['VANISHED']);

    const after = await runAt(system, '2027-03-03T06:30:00Z');
    expect(after.employees.map(({ employeeNumber }) => employeeNumber)).toEqual(['43']);
    expect(tracesOf(system, LEAVER)).toEqual([]);
    expect(system.record(42).IsArchived).toBe(false);
    expect(await system.employees.get('person-43')).toMatchObject({ missingSince: null });
  });

  test('costs one write, not one a night', async () => {
    const system = await withLeaver();
    const { version } = (await system.table.get({ pk: 'employees', sk: LEAVER })) ?? {};
    await runAt(system, '2026-03-05T06:00:00Z');
    await runAt(system, '2026-03-06T06:00:00Z');
    expect(await system.table.get({ pk: 'employees', sk: LEAVER })).toMatchObject({ version });
  });

  test('is known by their link when they come back in time, and counted from anew when they leave again', async () => {
    const system = await withLeaver();
    const { Id } = system.record(42);
    const returner = buildSimployerPerson();
    system.simployer.addEmployee(returner.employee);
    await runAt(system, '2027-03-03T05:00:00Z');
    expect(await system.employees.get(LEAVER)).toMatchObject({ missingSince: null, record: { id: Id } });

    system.simployer.removeEmployee(LEAVER);
    await runAt(system, '2027-06-01T05:00:00Z');
    await runAt(system, '2028-05-31T05:00:00Z');
    expect(await system.employees.get(LEAVER)).toMatchObject({ missingSince: Date.parse('2027-06-01T05:00:00Z') });
    await runAt(system, '2028-06-01T06:00:00Z');
    expect(await system.employees.get(LEAVER)).toBeNull();
  });

  test('is matched afresh when they come back later: the record is found again, and there is no second one', async () => {
    const system = await withLeaver();
    const { Id } = system.record(42);
    await runAt(system, '2027-04-01T06:00:00Z');
    system.simployer.addEmployee(buildSimployerPerson().employee);

    await runAt(system, '2027-05-01T06:00:00Z');

    expect(await system.employees.get(LEAVER)).toMatchObject({ record: { id: Id } });
    expect(system.powerOffice.state.employees).toHaveLength(2);
  });

  test.each<[string, SettingsInput, Parameters<SyncSystem['run']>[0]]>([
    ['a plan', { forgetAfterMonths: 12 }, { mode: 'plan' }],
    ['a run for other people', { forgetAfterMonths: 12 }, { employees: ['43'] }],
    ['a run that is told to keep everybody', { forgetAfterMonths: null }, {}],
  ])('is never forgotten by %s', async (_what, settings, input) => {
    const system = await withLeaver(settings);
    const before = tracesOf(system, LEAVER);
    expect(before.length).toBeGreaterThan(0);
    await runAt(system, '2040-01-01T06:00:00Z', input);
    expect(tracesOf(system, LEAVER)).toEqual(before);
  });

  test('is never forgotten when the source could not be read whole', async () => {
    const system = await withLeaver();
    system.simployer.setFaults([{ fault: { kind: 'status', status: 500 } }]);
    const report = await runAt(system, '2040-01-01T06:00:00Z');
    expect(report).toMatchObject({ status: 'aborted', abort: { code: 'SOURCE_INCOMPLETE' } });
    expect(await system.employees.get(LEAVER)).not.toBeNull();
  });

  test('is noted by no plan', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson(), buildSimployerPerson({ number: 43 })] });
    await system.run();
    system.simployer.removeEmployee(LEAVER);
    await system.run({ mode: 'plan' });
    expect(await system.employees.get(LEAVER)).toMatchObject({ missingSince: null });
  });

  test('is forgotten with what may have been created for them', async () => {
    const system = await withLeaver();
    const open = { sourceId: LEAVER, kind: 'salary', key: '2026-01-01', status: 'open', unanswered: 2 } as const;
    await system.employees.putIntent({ ...open, sentAt: 0, id: null, version: 1 });
    await runAt(system, '2027-04-01T06:00:00Z');
    expect(await system.employees.intents(LEAVER)).toEqual([]);
  });

  test('of no link is forgotten too', async () => {
    const system = createSyncSystem({
      people: [buildSimployerPerson({ employee: { employeeNumber: 'A-42' } }), buildSimployerPerson({ number: 43 })],
      settings: { forgetAfterMonths: 1 },
      now: '2026-03-02T06:00:00Z',
    });
    await system.run();
    expect(await system.employees.get(LEAVER)).toMatchObject({ record: null });
    system.simployer.removeEmployee(LEAVER);
    await runAt(system, '2026-03-03T06:00:00Z');
    await runAt(system, '2026-04-04T06:00:00Z');
    expect(await system.employees.get(LEAVER)).toBeNull();
  });

  test('and about whom was decided before any run met them is forgotten too', async () => {
    const system = createSyncSystem({
      people: [buildSimployerPerson({ number: 43 })],
      settings: { forgetAfterMonths: 1 },
      now: '2026-03-02T06:00:00Z',
    });
    await system.employees.decide(LEAVER, system.clock.now(), (standing, at) => ({
      ...standing,
      link: { kind: 'new', to: null, passedOver: [], companies: {}, by: 'payroll', at },
    }));
    await system.run();
    expect(await system.employees.get(LEAVER)).toMatchObject({ missingSince: Date.parse('2026-03-02T06:00:00Z') });
    await runAt(system, '2026-04-03T06:00:00Z');
    expect(tracesOf(system, LEAVER)).toEqual([]);
  });

  test('stops nobody else who is asked for with them by id; nor does somebody who has left the scope', async () => {
    const [leaver, other, nobody] = ['a', 'b', 'c'].map((letter) => letter.repeat(24));
    const withId = (number: number, id: string | undefined) => {
      const of = [{ employeeId: id! }];
      return buildSimployerPerson({ number, employee: { id: id! }, employments: of, compensations: of });
    };
    const people = [withId(42, leaver), withId(43, other)];
    const system = createSyncSystem({ people });
    await system.run();
    system.simployer.removeEmployee(leaver!);
    const ids = [leaver!, other!];

    const retried = await system.run({ employees: ids });
    expect(retried.totals).toMatchObject({ inScope: 2, unchanged: 1, skipped: 1 });
    expect(codesOf(personIn(retried, '42'))).toEqual(['VANISHED']);

    system.simployer.addEmployee(people[0]!.employee);
    system.configure({ scope: { employees: ['43'] } });
    expect(codesOf(personIn(await system.run({ employees: ids }), '42'))).toEqual(['OUT_OF_SCOPE']);
    expect((await system.run({ employees: [...ids, nobody!] })).abort?.code).toBe('CONFIGURATION_INVALID');
  });
});

test('The runbook names every key under which a person stands', async () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8').split('## Delete one person')[1] ?? '';
  const system = createSyncSystem({ people: [buildSimployerPerson(), buildSimployerPerson({ number: 43 })] });
  await system.run({ runId: 'RUN-ID' });
  // A person of a run that has not ended is on a list as well.
  const { tasks } = await system.start({ runId: 'LATER-RUN-ID' });
  expect(tasks).toHaveLength(2);

  const generic = (text: string): string =>
    text.replaceAll(LEAVER, 'SIMPLOYER-ID').replaceAll(/(?:LATER-)?RUN-ID/g, 'RUN-ID');
  const traces = system.table.items().filter((item) => JSON.stringify(item).includes(LEAVER));
  const kinds = new Set(
    traces.map(({ pk, sk }) =>
      `${generic(pk)} | ${generic(sk).replace(/#\d{6}$/, '#')}`.replace(/((?:intents|history)#\S+ \|) .*/, '$1'),
    ),
  );
  expect([...kinds].toSorted()).toEqual([
    'employees | SIMPLOYER-ID',
    'history#SIMPLOYER-ID |',
    'intents#SIMPLOYER-ID |',
    'run#RUN-ID | outcome#SIMPLOYER-ID',
    'run#RUN-ID | pending#',
  ]);
  for (const key of [
    '`employees`',
    '`history#SIMPLOYER-ID`',
    '`intents#SIMPLOYER-ID`',
    '`run#RUN-ID`',
    '`outcome#SIMPLOYER-ID`',
    '`pending#`',
  ]) {
    expect(runbook).toContain(key);
  }
});
