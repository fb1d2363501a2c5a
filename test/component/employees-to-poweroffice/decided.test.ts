/*
 * What people decide of a person outranks what keys, names and birth dates say, in plans and in runs alike, and is
 * neither lost nor overruled. Kari of Simployer has the number 42. PowerOffice has a record 312 that looks like her.
 */
import type { SeedEmployee } from '../../../local/demo-vendors/poweroffice/seed.ts';
import type { LinkDecision } from '../../../shared/records/decisions.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { codesOf, personIn } from './check-person.ts';

const STRANGER = { FirstName: 'Per', LastName: 'Hansen', DateOfBirth: '1970-01-01' };

const systemWith = (records: readonly SeedEmployee[], input: SyncSystemInput = {}) =>
  createSyncSystem({
    people: [buildSimployerPerson()],
    seed: { employees: records.map((record) => buildSeedEmployee({ Number: 312, EmailAddress: null, ...record })) },
    ...input,
  });

const decide = (
  { employees, clock }: SyncSystem,
  link: Partial<LinkDecision> & Pick<LinkDecision, 'kind'>,
  sourceId = 'person-42',
) =>
  employees.decide(sourceId, clock.now(), (standing, at) => ({
    ...standing,
    link: { to: null, passedOver: [], companies: {}, by: 'payroll', ...link, at },
  }));

describe('a record that somebody says is hers', () => {
  test.each<[string, SeedEmployee]>([
    ['a possible duplicate', {}],
    ['one that is archived', { IsArchived: true }],
    ['one of another birth date', { DateOfBirth: '1991-01-01' }],
  ])('%s is linked, and no second one is made', async (_, record) => {
    const system = systemWith([record]);
    const { Id } = system.record(312);
    await decide(system, { kind: 'link', to: Id });

    const plan = await system.run({ mode: 'plan' });
    expect(personIn(plan, '42')).toMatchObject({ matchedBy: 'decision', powerOfficeEmployeeId: Id });
    for (const outcome of ['updated', 'unchanged']) {
      expect(personIn(await system.run(), '42')).toMatchObject({ outcome, powerOfficeEmployeeId: Id });
    }
    expect(system.powerOffice.state.employees).toHaveLength(1);
  });

  test('is read afresh when the message is delivered again, or is older than the decision', async () => {
    for (const receiveCount of [1, 2]) {
      const system = systemWith([{ DateOfBirth: '1991-01-01' }]);
      const { tasks } = await system.start({ runId: 'run' });
      const { Id } = system.record(312);
      await decide(system, { kind: 'link', to: Id });

      await system.work(tasks, receiveCount);

      expect(await system.runs.outcomes('run')).toMatchObject([{ outcome: 'updated', targetId: Id }]);
      expect(await system.employees.get('person-42')).toMatchObject({ record: { id: Id } });
      expect(system.powerOffice.state.employees).toHaveLength(1);
    }
  });

  test('is matched afresh once it is gone, and that is told', async () => {
    const system = systemWith([{}]);
    await decide(system, { kind: 'link', to: 999_999 });

    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['LINK_LOST', 'POSSIBLE_DUPLICATE']);
  });
});

describe('somebody who is certainly nobody there', () => {
  test('is created beside the record that was passed over, once', async () => {
    const system = systemWith([{}]);
    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['POSSIBLE_DUPLICATE']);
    await decide(system, { kind: 'new', passedOver: [system.record(312).Id] });

    const plan = await system.run({ mode: 'plan' });
    expect(personIn(plan, '42')).toMatchObject({ outcome: 'created', matchedBy: null });
    for (const outcome of ['created', 'unchanged']) {
      expect(personIn(await system.run(), '42')).toMatchObject({ outcome });
    }
    expect(system.powerOffice.state.employees).toHaveLength(2);
  });

  test('is not given the record that was passed over when PowerOffice names it in a refusal', async () => {
    const system = systemWith([{ Number: 900, ExternalNumber: 42, ...STRANGER }]);
    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['MATCH_CONFLICT']);
    await decide(system, { kind: 'new', passedOver: [system.record(900).Id] });

    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['POWEROFFICE_REJECTED']);

    expect(system.powerOffice.state.employees).toMatchObject([{ FirstName: 'Per' }]);
    expect(await system.employees.get('person-42')).toMatchObject({ record: null });
  });

  test('is not created again when the link is lost on the way', async () => {
    const system = systemWith([{}]);
    await decide(system, { kind: 'new', passedOver: [system.record(312).Id] });
    const { tasks } = await system.start({ runId: 'run' });
    await system.work(tasks);
    const [item] = await system.table.query('employees');
    await system.table.remove({ pk: 'employees', sk: 'person-42' }, item?.version ?? 0);

    await system.run();

    expect(system.powerOffice.state.employees).toHaveLength(2);
    expect((await system.employees.get('person-42'))?.record?.id).toBe(system.record(42).Id);
  });

  test('is held again when another record of that name turns up before the first run', async () => {
    const system = systemWith([{}, { Number: 313 }]);
    await decide(system, { kind: 'new', passedOver: [system.record(312).Id] });

    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['POSSIBLE_DUPLICATE']);
  });
});

describe('a link that is forgotten', () => {
  test('lets matching start afresh, and what it finds is linked', async () => {
    const system = systemWith([{ ExternalNumber: 42 }]);
    await system.run();
    await decide(system, { kind: 'none' });
    expect(await system.employees.get('person-42')).toMatchObject({ record: null });

    const plan = await system.run({ mode: 'plan' });
    expect(personIn(plan, '42')).toMatchObject({ matchedBy: 'externalNumber' });
    await system.run();

    expect(personIn(await system.run({ mode: 'plan' }), '42')).toMatchObject({ matchedBy: 'link' });
    expect(system.powerOffice.state.employees).toHaveLength(1);
  });
});

describe('a decision that is made while a run is under way', () => {
  test('stands when the run stores what it did before', async () => {
    const system = systemWith([{ ExternalNumber: 42 }, { Number: 313, DateOfBirth: '1991-01-01' }]);
    const [other] = [system.record(313).Id];
    const { tasks } = await system.start({ runId: 'run' });
    await system.work(tasks);
    const learned = (await system.employees.get('person-42'))!;
    await decide(system, { kind: 'link', to: other, passedOver: [system.record(312).Id] });
    // The run stores once more, what it learned before the decision.
    await system.employees.save(learned);

    expect(personIn(await system.run({ mode: 'plan' }), '42')).toMatchObject({
      matchedBy: 'decision',
      powerOfficeEmployeeId: other,
    });
  });
});

test('a decision for other companies than the keys lead to binds: nothing is written', async () => {
  const system = systemWith([{}]);
  await decide(system, {
    kind: 'link',
    to: system.record(312).Id,
    companies: {
      simployer: { id: 'company-1', name: 'Testbruk AS', organisationNumber: null },
      powerOffice: { clientId: 'another', name: 'Another AS', environment: 'demo' },
    },
  });

  const report = await system.run();

  expect(report.abort?.code).toBe('WRONG_CLIENT');
  expect(system.powerOffice.writes).toBe(0);
});
