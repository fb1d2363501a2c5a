/*
 * The routes that decide about a person who goes to X-ledger, over the simulated company. Whatever they write elsewhere
 * than among decisions, writes in doubt and the history fails the test, and so does a mutation sent to X-ledger.
 */
import type { SeedXledgerEmployee } from '../../../local/demo-vendors/xledger/seed.ts';
import { createXledgerEmployeeStore } from '../../../shared/flows/employees-to-xledger/employee-store.ts';
import { createHistoryStore } from '../../../shared/state/history-store.ts';
import { CALLER, createInspectClient } from '../../builders/inspect-client.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';
import type { XledgerSystem, XledgerSystemInput } from '../../builders/xledger-system.ts';

const FLOW = 'employees-to-xledger';
const TITLES = { positionKind: 70_001 };
const STRANGER = { description: 'Per Hansen' };
const HIS_CONTACT = { firstName: 'Per', lastName: 'Hansen', birthday: '1970-01-01' };
/** Invented national ids. */
const kari = buildSimployerPerson({ employee: { ssn: '13097248022' } });
const ola = buildSimployerPerson({
  number: 43,
  employee: { ssn: '13097248022', firstName: 'Ola', lastName: 'Moe', birthDate: '1985-01-01T00:00:00.000Z' },
});

const record = (dbId: number, code: string, fields: object = {}, contact: object = {}): SeedXledgerEmployee => ({
  dbId,
  fields: { code, description: 'Kari Nordmann', ...fields },
  contact: { firstName: 'Kari', lastName: 'Nordmann', birthday: '1990-05-01', ...contact },
});

/** Ola's record; somebody has to be found, or nobody would be created in a first run (CREATE_GUARD). */
const olas = record(8, '43', { description: 'Ola Moe' }, { firstName: 'Ola', lastName: 'Moe', birthday: '1985-01-01' });

const open = (employees: readonly SeedXledgerEmployee[] = [], input: XledgerSystemInput = {}) => {
  const system = createXledgerSystem({
    people: [kari],
    seed: { positionValues: ['Engineer'], employees },
    xledger: TITLES,
    ...input,
  });
  const { call } = createInspectClient(system, { settings: { xledger: TITLES } });
  return {
    system,
    decide: (method: string, what: string, body: object = {}) =>
      call(method, `/employees/42/${what}`, { ...body, flow: FLOW }),
    explain: async () => (await call('GET', `/employees/42/explain?flow=${FLOW}`)).body,
  };
};

const historyOf = async ({ table }: XledgerSystem) => {
  const entries = [];
  for await (const { entry } of createHistoryStore(table).entriesAfter({ flow: FLOW, sourceId: 'person-42' }, null)) {
    if (entry.entity === 'decision') entries.push({ action: entry.action, requestedBy: entry.requestedBy });
  }
  return entries;
};

describe('PUT /employees/{number}/link of X-ledger', () => {
  test('links a record of another code: the next run writes onto it, and says by a decision', async () => {
    const { system, decide, explain } = open([record(7, '900')]);
    const answer = await decide('PUT', 'link', { to: 7 });
    expect(answer.body).not.toHaveProperty('differs');
    expect(answer).toMatchObject({
      status: 200,
      body: {
        connection: { xledger: { entityId: '1001' } },
        employeeNumber: '42',
        decision: { kind: 'link', to: '7', by: CALLER },
      },
    });
    expect(await historyOf(system)).toEqual([{ action: 'link', requestedBy: CALLER }]);
    expect((await explain()).steps[2]).toMatchObject({
      matchedBy: 'decision',
      targetId: '7',
      keys: [{ key: 'decision', value: '7', hits: [{ targetId: '7' }] }, {}, {}, {}],
    });
    expect((await system.sync()).told).toEqual(['42: updated NUMBER_DIFFERS HIDDEN_KEPT']);
    expect(system.xledger.employees).toHaveLength(1);
  });

  test("also allows that the record looks like somebody else's", async () => {
    const { system, decide } = open([record(7, '42', STRANGER, HIS_CONTACT)]);
    expect((await system.sync()).told).toEqual(['42: failed MATCH_CONFLICT']);
    const { body } = await decide('PUT', 'link', { to: 7 });
    expect(body.differs).toEqual(['lastName', 'birthDate']);
    for (const value of ['Hansen', 'Nordmann', '1990', '1970']) expect(JSON.stringify(body)).not.toContain(value);
    expect((await system.sync()).told).toEqual(['42: updated HIDDEN_KEPT']);
  });

  test('certainly nobody there: created beside the record that has the number, which was seen and passed over', async () => {
    const { system, decide } = open([record(7, '42', STRANGER, HIS_CONTACT), olas], { people: [kari, ola] });
    expect((await decide('PUT', 'link', { new: true })).body.decision).toMatchObject({ kind: 'new', to: null });
    expect((await system.sync()).told[0]).toBe('42: created');
    expect(system.xledger.employees).toHaveLength(3);
  });

  test('a record that X-ledger does not have, and one that is somebody else’s', async () => {
    const { system, decide } = open([olas], { people: [kari, ola] });
    expect(await decide('PUT', 'link', { to: 999 })).toMatchObject({ status: 404, body: { code: 'RECORD_UNKNOWN' } });
    const taken = { status: 409, body: { code: 'LINK_TAKEN', employeeNumber: '43' } };
    // By the code, before any run; then by the link.
    expect(await decide('PUT', 'link', { to: 8 })).toMatchObject(taken);
    await system.sync();
    expect(await decide('PUT', 'link', { to: 8 })).toMatchObject(taken);
  });

  test('stores nothing of any value', async () => {
    const { system, decide } = open([record(7, '900', STRANGER, HIS_CONTACT)]);
    await decide('PUT', 'link', { to: 7 });
    const stored = JSON.stringify(system.table.items().filter(({ pk }) => /^(decisions|history)/.test(pk)));
    expect(stored).toContain('person-42');
    for (const value of ['Kari', 'Nordmann', 'Per', 'Hansen', '1990', '1970']) expect(stored).not.toContain(value);
  });
});

test('DELETE /employees/{number}/link of X-ledger: matching starts afresh, by the code', async () => {
  const { system, decide, explain } = open([record(7, '900'), record(8, '42')]);
  await decide('PUT', 'link', { to: 7 });
  await system.sync();
  expect(await decide('DELETE', 'link')).toMatchObject({ status: 200, body: { decision: null } });
  expect((await explain()).steps[2]).toMatchObject({ matchedBy: 'code', targetId: '8' });
});

test('PUT /employees/{number}/allow of X-ledger: a new name and a new birth date pass once they were looked at', async () => {
  const { system, decide } = open();
  await system.sync();
  expect(await decide('PUT', 'allow', { code: 'IDENTITY_CHANGED' })).toMatchObject({
    status: 409,
    body: { code: 'NOTHING_HELD' },
  });
  system.simployer.editEmployee('person-42', { lastName: 'Berg', birthDate: '1991-01-01T00:00:00.000Z' });
  await system.advance(120_000);
  expect((await system.sync()).told).toEqual(['42: failed IDENTITY_CHANGED']);
  expect((await decide('PUT', 'allow', { code: 'IDENTITY_CHANGED' })).body.decision).toMatchObject({
    kind: 'allow',
    to: 'IDENTITY_CHANGED',
  });
  expect((await system.sync()).told).toEqual(['42: updated']);
});

describe('POST /employees/{number}/settle of X-ledger', () => {
  const doubt = (system: XledgerSystem) =>
    createXledgerEmployeeStore(system.table).putIntent({
      sourceId: 'person-42',
      kind: 'employee',
      key: 'employee',
      status: 'open',
      unanswered: 2,
      sentAt: system.clock.now(),
      id: null,
      version: 1,
    });

  test('nothing is in doubt', async () => {
    const { decide } = open();
    expect(await decide('POST', 'settle', { kind: 'employee', absent: true })).toMatchObject({
      status: 409,
      body: { code: 'NOTHING_IN_DOUBT' },
    });
  });

  test('the record is there: the next run takes it, and creates nobody', async () => {
    const { system, decide } = open([record(7, '900'), olas], { people: [kari, ola] });
    await doubt(system);
    await system.advance(120_000);
    expect((await system.sync()).told[0]).toBe('42: failed WRITE_IN_DOUBT');
    expect((await decide('POST', 'settle', { kind: 'employee', exists: 7 })).body.decision).toMatchObject({
      kind: 'exists',
      to: 7,
    });
    expect((await system.sync()).told[0]).toBe('42: updated NUMBER_DIFFERS');
    expect(system.xledger.employees).toHaveLength(2);
  });

  test('it is not there: the next run looks once more, and creates it', async () => {
    const { system, decide } = open();
    await doubt(system);
    await system.advance(120_000);
    expect((await decide('POST', 'settle', { kind: 'employee', absent: true })).body.decision).toMatchObject({
      kind: 'absent',
      to: null,
    });
    expect((await system.sync()).told).toEqual(['42: created']);
  });
});
