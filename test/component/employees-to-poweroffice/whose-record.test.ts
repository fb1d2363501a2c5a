import type { SeedEmployee } from '../../../local/demo-vendors/poweroffice/seed.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import type { SimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { codesOf, personIn } from './check-person.ts';

const A_WHILE_IN_MILLIS = 60_000;
const LATER = '2026-03-03T06:00:00Z';

/** Another human in every respect but the numbers. */
const strangerOf = (number: number, employee: Parameters<typeof buildSimployerPerson>[0] = {}): SimployerPerson =>
  buildSimployerPerson({
    number,
    ...employee,
    employee: {
      firstName: 'Per',
      lastName: `Hansen ${number}`,
      birthDate: '1971-02-03T00:00:00.000Z',
      workEmail: `per.${number}@example.net`,
      ...employee.employee,
    },
  });

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => 100 + index);
const people = (count: number): SimployerPerson[] => range(count).map((number) => buildSimployerPerson({ number }));
const strangers = (count: number): SimployerPerson[] => range(count).map((number) => strangerOf(number));

const synced = async (input: SyncSystemInput): Promise<SyncSystem> => {
  const system = createSyncSystem(input);
  await system.run();
  await system.wait(A_WHILE_IN_MILLIS);
  return system;
};

/** Everything payroll holds, to be compared. */
const payrollOf = ({ powerOffice }: SyncSystem): string => JSON.stringify(powerOffice.state.employees);

describe('a data folder that is used with other keys', () => {
  const DEMO = {
    company: { id: 'company-demo', name: 'Demobruk AS', orgNumber: '974760673' },
    seed: { clientId: 'client-demo', clientName: 'Demobruk AS' },
  };
  const PRODUCTION = {
    company: { id: 'company-real', name: 'Ekte Bruk AS', orgNumber: '999 888 777' },
    seed: { clientId: 'client-real', clientName: 'Ekte Bruk AS' },
    now: LATER,
  };
  const records = (count: number, overrides: SeedEmployee = {}): SeedEmployee[] =>
    range(count).map((number) => buildSeedEmployee({ ExternalNumber: number, ...overrides }, number));

  test('the demo, then production: every link leads to a stranger, and nothing is written', async () => {
    const demo = await synced({ people: people(8), ...DEMO });
    // The ids that the demo gave are those of other people here.
    const production = createSyncSystem({
      people: strangers(8),
      ...PRODUCTION,
      seed: { ...PRODUCTION.seed, employees: records(8, { LastName: 'Olsen', DateOfBirth: '1960-01-01' }) },
      table: demo.table,
    });
    const before = payrollOf(production);

    for (const mode of ['plan', 'apply', 'apply'] as const) {
      const report = await production.run({ mode });

      expect(report).toMatchObject({ status: 'aborted', abort: { code: 'WRONG_CLIENT', people: [] }, employees: [] });
      expect(report.abort?.message).toContain('"Ekte Bruk AS" (client-real)');
      expect(report.abort?.message).toContain('"Demobruk AS" (client-demo)');
      expect(report.abort?.hint).toContain('--data-dir');
      expect(report.connection).toEqual({
        simployer: { id: 'company-real', name: 'Ekte Bruk AS', organisationNumber: '999 888 777' },
        powerOffice: { clientId: 'client-real', name: 'Ekte Bruk AS' },
      });
    }
    expect(production.powerOffice.writes).toBe(0);
    expect(payrollOf(production)).toBe(before);

    // The folder still serves whom it began with, whatever the keys and the names are called by now.
    const again = createSyncSystem({
      people: people(8),
      company: { ...DEMO.company, name: 'Demobruk Gruppen AS' },
      seed: { clientId: 'CLIENT-DEMO', clientName: 'Demobruk Gruppen AS', employees: demo.powerOffice.state.employees },
      now: '2026-03-04T06:00:00Z',
      table: demo.table,
    });
    expect((await again.run()).status).not.toBe('aborted');
  });

  test('right after a run: the other client is told at once, for its lists never show what that run wrote', async () => {
    const demo = createSyncSystem({ people: people(2), ...DEMO });
    await demo.run();
    const now = new Date(demo.clock.now()).toISOString();
    const production = createSyncSystem({ people: people(2), ...PRODUCTION, now, table: demo.table });

    let report: unknown;
    const requests = await production.requestsDuring(async () => {
      report = await production.run();
    });
    expect(report).toMatchObject({ status: 'aborted', abort: { code: 'WRONG_CLIENT' } });
    expect(requests.filter((line) => line === 'GET /Employees')).toHaveLength(1);
  });

  test("another company's token with the same employee numbers, eight of eight: nothing is written", async () => {
    const system = await synced({ people: people(8), ...DEMO });
    const other = createSyncSystem({
      people: strangers(8),
      company: PRODUCTION.company,
      seed: { ...DEMO.seed, employees: records(8) },
      now: LATER,
      table: system.table,
    });

    const report = await other.run();

    expect(report).toMatchObject({ status: 'aborted', abort: { code: 'WRONG_COMPANY' } });
    expect(report.abort?.message).toContain('"Ekte Bruk AS" (company-real)');
    expect(report.abort?.message).toContain('"Demobruk AS" (company-demo)');
    expect(other.powerOffice.writes).toBe(0);
  });

  test.each<[string, (number: number) => SimployerPerson]>([
    ['with the same ids', (number) => strangerOf(number)],
    [
      'with ids of their own',
      (number) => strangerOf(number, { employee: { id: `other-${number}`, userId: `x-${number}` } }),
    ],
  ])('so it is before any company was remembered (%s): the guard names everybody', async (_, toStranger) => {
    const system = await synced({ people: people(8), ...DEMO });
    const [pair] = system.table.items().filter(({ pk }) => pk === 'connection');
    await system.table.remove({ pk: 'connection', sk: 'connection' }, pair?.version ?? 0);
    const other = createSyncSystem({
      people: range(8).map(toStranger),
      ...PRODUCTION,
      seed: { ...PRODUCTION.seed, employees: system.powerOffice.state.employees },
      table: system.table,
    });

    const report = await other.run();

    expect(report).toMatchObject({
      status: 'aborted',
      abort: { code: 'IDENTITY_GUARD', people: range(8).map(String) },
      employees: [],
    });
    expect(report.abort?.message).toContain('8 employees look like somebody else');
    expect(other.powerOffice.writes).toBe(0);
    // Nothing was remembered either: with the right keys all goes on as before.
    expect(system.table.items().filter(({ pk }) => pk === 'connection')).toEqual([]);
    expect(await system.run({ runId: 'last' })).toMatchObject({ status: 'succeeded', totals: { unchanged: 8 } });
  });

  test('a plan, and a run in which nobody is linked, bind nobody', async () => {
    const planned = createSyncSystem({ people: people(2), ...DEMO });
    await planned.run({ mode: 'plan' });
    expect(planned.table.items().filter(({ pk }) => pk === 'connection')).toEqual([]);
    // Killed between remembering and linking.
    await planned.start();
    expect(planned.table.items().filter(({ pk }) => pk === 'connection')).toHaveLength(1);

    const production = createSyncSystem({ people: people(2), ...PRODUCTION, table: planned.table });
    expect(await production.run()).toMatchObject({ status: 'succeeded', totals: { created: 2 } });
  });

  test('a run that is killed after the first link binds its folder', async () => {
    const demo = createSyncSystem({ people: people(2), ...DEMO });
    const { tasks } = await demo.start();
    await demo.work(tasks.slice(0, 1));

    const production = createSyncSystem({ people: people(2), ...PRODUCTION, table: demo.table });
    expect(await production.run()).toMatchObject({ status: 'aborted', abort: { code: 'WRONG_CLIENT' } });
    expect(production.powerOffice.writes).toBe(0);
    await demo.wait(A_WHILE_IN_MILLIS);
    expect(await demo.run({ runId: 'last' })).toMatchObject({
      status: 'succeeded',
      totals: { created: 1, unchanged: 1 },
    });
  });
});

describe('a number that is given again', () => {
  const leaver = buildSimployerPerson({ number: 42, employee: { active: false } });

  /** A leaver's record that has stayed in payroll, and who came after them. */
  const replaced = async (newcomer: SimployerPerson): Promise<{ system: SyncSystem; before: string }> => {
    const system = await synced({ people: [{ ...leaver, employee: { ...leaver.employee, active: true } }] });
    system.simployer.deactivateEmployee('person-42');
    await system.run();
    await system.wait(A_WHILE_IN_MILLIS);
    system.simployer.removeEmployee('person-42');
    system.simployer.addEmployee(newcomer.employee);
    for (const row of newcomer.employments) system.simployer.addEmployment(row);
    for (const row of newcomer.compensations) system.simployer.addCompensation(row);
    return { system, before: payrollOf(system) };
  };
  const newcomerWith = (employee: Partial<SimployerPerson['employee']>, number = 42): SimployerPerson => {
    const person = strangerOf(number, { employee });
    const id = 'newcomer';
    return {
      employee: { ...person.employee, id },
      employments: person.employments.map((row) => ({ ...row, employeeId: id })),
      compensations: person.compensations.map((row) => ({ ...row, employeeId: id })),
    };
  };

  test.each<[string, SimployerPerson]>([
    ['the external number', newcomerWith({ userId: 'user-new' })],
    ['the user', newcomerWith({ employeeNumber: '43', userId: 'user-42' })],
    ['both', newcomerWith({})],
    ['the external number, with the same last name', newcomerWith({ userId: 'user-new', lastName: 'Nordmann' })],
  ])('with the leaver deleted: their record does not become the newcomer’s (%s)', async (_, newcomer) => {
    const { system, before } = await replaced(newcomer);
    const { writes } = system.powerOffice;

    for (const mode of ['plan', 'apply', 'apply'] as const) {
      const report = await system.run({ mode });

      const person = report.employees.find(({ simployerEmployeeId }) => simployerEmployeeId === 'newcomer');
      expect(person).toMatchObject({ outcome: 'failed', powerOfficeEmployeeId: null, changes: [] });
      expect(person?.problems.map(({ code }) => code)).toEqual(['MATCH_CONFLICT']);
      expect(person?.problems[0]?.message).toContain('"Kari Nordmann", born 1990');
      expect(person?.problems[0]?.message).toMatch(/"Per (Hansen 42|Nordmann)", born 1971/);
    }
    expect(system.powerOffice.writes).toBe(writes);
    expect(payrollOf(system)).toBe(before);

    // HR gives them a number and a user of their own.
    system.simployer.editEmployee('newcomer', { employeeNumber: '77', userId: 'user-77' });
    const mended = await system.run();
    expect(codesOf(personIn(mended, '77'))).toEqual([]);
    expect(personIn(mended, '77').outcome).toBe('created');
    expect(system.powerOffice.state.employees).toHaveLength(2);
  });

  test('the same person entered anew is found again', async () => {
    const { system } = await replaced(
      newcomerWith({ firstName: 'Kari', lastName: 'Nordmann', birthDate: '1990-05-01' }),
    );

    const report = await system.run();

    expect(report.employees.find(({ simployerEmployeeId }) => simployerEmployeeId === 'newcomer')).toMatchObject({
      outcome: 'updated',
      powerOfficeEmployeeId: system.record(42).Id,
    });
    expect(system.powerOffice.state.employees).toHaveLength(1);
  });

  test('a different Hansen who has the number in payroll is not adopted', async () => {
    const system = createSyncSystem({
      people: [strangerOf(42, { employee: { lastName: 'Hansen' } })],
      seed: { employees: [buildSeedEmployee({ FirstName: 'Ida', LastName: 'Hansen' })] },
    });
    const before = payrollOf(system);

    const report = await system.run();

    expect(codesOf(personIn(report, '42'))).toEqual(['MATCH_CONFLICT']);
    expect(personIn(report, '42').problems[0]?.message).toContain(
      '"Ida Hansen", born 1990; Simployer has "Per Hansen", born 1971',
    );
    expect(system.powerOffice.writes).toBe(0);
    expect(payrollOf(system)).toBe(before);
  });
});

describe('a linked record', () => {
  const SOMEBODY_ELSE = { lastName: 'Hansen', birthDate: '1971-02-03T00:00:00.000Z' };

  test.each([[true], [false]])(
    'is neither overwritten nor archived when name and birth date became another’s (active: %s)',
    async (active) => {
      const system = await synced({ people: people(1) });
      system.simployer.editEmployee('person-100', { ...SOMEBODY_ELSE, title: 'Sjef', active });
      const before = payrollOf(system);

      for (const mode of ['plan', 'apply', 'apply'] as const) {
        const report = await system.run({ mode });
        expect(codesOf(personIn(report, '100'))).toEqual(['IDENTITY_CHANGED']);
        expect(personIn(report, '100')).toMatchObject({ outcome: 'failed', changes: [] });
      }
      expect(payrollOf(system)).toBe(before);

      // Payroll says who it is: one of the two agrees, and the run goes on.
      system.powerOffice.editEmployee(system.record(100).Id, { LastName: 'Hansen' });
      await system.wait(A_WHILE_IN_MILLIS);
      expect(codesOf(personIn(await system.run(), '100'))).toEqual([]);
      expect(system.record(100)).toMatchObject({ DateOfBirth: '1971-02-03', IsArchived: !active });
    },
  );

  test('follows a wedding, and a birth date that was mistyped', async () => {
    const system = await synced({ people: people(1) });
    system.simployer.editEmployee('person-100', { lastName: 'Hansen' });
    expect((await system.run()).totals).toMatchObject({ updated: 1 });
    await system.wait(A_WHILE_IN_MILLIS);
    system.simployer.editEmployee('person-100', { birthDate: '1991-05-01T00:00:00.000Z' });
    expect((await system.run()).totals).toMatchObject({ updated: 1 });
    expect(system.record(100)).toMatchObject({ LastName: 'Hansen', DateOfBirth: '1991-05-01' });
  });

  test.each([
    ['a message that is delivered again', 2],
    ['a message that is delivered for the first time', 1],
  ])('is not overwritten by %s', async (_, receiveCount) => {
    const system = await synced({ people: people(1) });
    if (receiveCount === 1) system.simployer.editEmployee('person-100', SOMEBODY_ELSE);
    const { tasks } = await system.start();
    // Since the lists were read.
    if (receiveCount === 2) system.simployer.editEmployee('person-100', SOMEBODY_ELSE);
    const before = payrollOf(system);

    await system.work(tasks, receiveCount);

    expect(payrollOf(system)).toBe(before);
    const [outcome] = await system.runs.outcomes('run-2');
    expect(outcome?.problems.map(({ code }) => code)).toEqual(['IDENTITY_CHANGED']);
  });
});

describe('a record that appears while a person is being created', () => {
  const stranger = (overrides: SeedEmployee): SeedEmployee =>
    buildSeedEmployee({ FirstName: 'Ida', LastName: 'Olsen', DateOfBirth: '1960-01-01', ...overrides });

  test('found by a message that is delivered again: nothing is created beside it', async () => {
    const system = createSyncSystem({
      people: [buildSimployerPerson()],
      seed: { employees: [stranger({ Number: 7 })] },
    });
    const { tasks } = await system.start();
    system.powerOffice.editEmployee(system.record(7).Id, { ExternalNumber: 42 });

    await system.work(tasks, 2);

    expect(system.powerOffice.writes).toBe(0);
    expect((await system.runs.outcomes('run-1'))[0]?.problems.map(({ code }) => code)).toEqual(['MATCH_CONFLICT']);
  });

  test('found by the refusal of the first write: it is not adopted', async () => {
    const system = createSyncSystem({
      people: [buildSimployerPerson()],
      seed: { employees: [stranger({ Number: 7 })] },
    });
    const { tasks } = await system.start();
    system.powerOffice.editEmployee(system.record(7).Id, { ExternalImportReference: 'user-42' });
    const before = payrollOf(system);

    await system.work(tasks);

    expect(payrollOf(system)).toBe(before);
    expect((await system.runs.outcomes('run-1'))[0]?.problems.map(({ code }) => code)).toEqual(['MATCH_CONFLICT']);
    expect(system.table.items().filter(({ pk }) => pk.startsWith('intents#'))).toEqual([]);
  });

  test('found by the look-up after a lost answer: nothing is sent a second time', async () => {
    const system = createSyncSystem({
      people: [buildSimployerPerson()],
      seed: { employees: [stranger({ Number: 7 })] },
    });
    const { tasks } = await system.start();
    system.powerOffice.setFaults(({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/Employees')) return null;
      system.powerOffice.editEmployee(system.record(7).Id, { ExternalNumber: 42 });
      return { before: 'reset' };
    });

    await system.work(tasks);

    expect(system.powerOffice.writes).toBe(0);
    expect((await system.runs.outcomes('run-1'))[0]?.problems.map(({ code }) => code)).toEqual(['MATCH_CONFLICT']);
  });
});

describe('many records that are somebody else’s', () => {
  /** So many people of whom some have become others. */
  const company = async (size: number, others: number): Promise<SyncSystem> => {
    const system = await synced({ people: people(size) });
    for (const number of range(others)) {
      system.simployer.editEmployee(`person-${number}`, { lastName: 'Hansen', birthDate: '1971-02-03' });
    }
    return system;
  };

  test.each([
    [25, 5, true],
    [25, 6, false],
    [30, 6, true],
    [30, 7, false],
  ])('of %d people %d: goes on %s', async (size, others, goesOn) => {
    const system = await company(size, others);
    const { writes } = system.powerOffice;

    const report = await system.run();

    expect(system.powerOffice.writes).toBe(writes);
    if (goesOn) expect(report).toMatchObject({ status: 'completed_with_errors', totals: { failed: others } });
    else {
      expect(report).toMatchObject({
        status: 'aborted',
        abort: { code: 'IDENTITY_GUARD', people: range(others).map(String) },
      });
      expect(report.abort?.message).toMatch(
        new RegExp(`${others} employees .* ${Math.max(5, size / 5)} is the most .*${size} are in scope`),
      );
    }
  });

  test('stand in a plan, and what is held stays held when the guard is accepted', async () => {
    const system = await company(8, 7);
    const { writes } = system.powerOffice;
    await system.run({ mode: 'plan', isStored: true, runId: 'plan' });
    const guards = (await system.runs.getRun('plan'))?.plan?.overview?.guards;
    expect(guards).toMatchObject([{ code: 'IDENTITY_GUARD', people: range(7).map(String) }]);

    expect((await system.run({ applies: { planId: 'plan', accept: [] } })).abort?.code).toBe('IDENTITY_GUARD');
    const accepted = await system.run({ applies: { planId: 'plan', accept: ['IDENTITY_GUARD'] }, runId: 'accepted' });

    expect(accepted).toMatchObject({ status: 'completed_with_errors', totals: { failed: 7, unchanged: 1 } });
    expect(system.powerOffice.writes).toBe(writes);
  });

  test('pass where the settings say so, and for the people that a run is asked for', async () => {
    const system = await company(8, 8);
    expect((await system.run()).abort?.code).toBe('IDENTITY_GUARD');
    expect((await system.run({ employees: ['100'] })).totals).toMatchObject({ inScope: 1, failed: 1 });

    system.configure({ guards: { identityAbsolute: 8 } });
    expect((await system.run()).totals).toMatchObject({ failed: 8 });
    system.configure({ guards: { identityAbsolute: 0, identityShare: 1 } });
    expect((await system.run()).totals).toMatchObject({ failed: 8 });
  });

  test('who has no number that may be shown is named by the Simployer id', async () => {
    const system = await company(8, 8);
    system.simployer.editEmployee('person-100', { employeeNumber: '01017012345' });
    system.simployer.editEmployee('person-101', { employeeNumber: '' });

    expect((await system.run()).abort?.people.toSorted()).toEqual(
      ['person-100', 'person-101', ...range(8).slice(2).map(String)].toSorted(),
    );
  });
});
