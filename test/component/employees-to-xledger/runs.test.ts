/*
 * Runs to X-ledger from end to end, over the demo vendors: what is written for whom, and that nothing is written twice.
 */
import { buildSimployerPerson, SUBSTITUTE_TYPE_ID } from '../../builders/simployer-company.ts';
import type { PersonOverrides } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';
import type { XledgerSystemInput } from '../../builders/xledger-system.ts';

const SEED = { positionValues: ['Engineer', 'Welder'] };
const TITLES = { positionKind: 70_001 };
/** Invented national ids. */
const ID = '13097248022';
const OTHER_ID = '29029600013';
const LAG_IN_MILLIS = 40_000;

const person = (number: number, { employee, ...overrides }: PersonOverrides = {}) =>
  buildSimployerPerson({ number, ...overrides, employee: { ssn: ID, ...employee } });
const kari = (overrides: PersonOverrides = {}) => person(42, overrides);

const systemOf = ({ xledger = {}, seed = {}, ...input }: XledgerSystemInput = {}) =>
  createXledgerSystem({ people: [kari()], ...input, seed: { ...SEED, ...seed }, xledger: { ...TITLES, ...xledger } });

/** Kari as payroll has her before the first run. */
const KARI_IN_XLEDGER = {
  dbId: 21_000_500,
  fields: { code: '42', description: 'Kari Nordmann', email: 'old@example.com', employmentFrom: '2020-01-01' },
  contact: { firstName: 'Kari', lastName: 'Nordmann', birthday: '1990-05-01' },
};

describe('A first load', () => {
  test('creates everybody, and a second run writes nothing', async () => {
    const people = [41, 42, 43].map((number) =>
      person(number, { employee: { privateEmail: `own.${number}@example.com` } }),
    );
    const system = systemOf({ people });

    const first = await system.sync();
    const second = await system.sync();

    expect(first.told).toEqual(['41: created', '42: created', '43: created']);
    expect(first.run).toMatchObject({
      flow: 'employees-to-xledger',
      status: 'succeeded',
      connection: { simployer: { id: 'company-1' }, xledger: { entityId: '1001', organisationNumber: '999999999' } },
      apiCalls: { simployer: 6, xledger: first.requests },
    });
    expect(system.record('42')).toMatchObject({
      fields: { description: 'Kari Nordmann', employmentFrom: '2020-01-01', dateFrom: '2020-01-01', initials: 'KN' },
      bankAccount: expect.stringMatching(/^\d{11}$/),
      shown: { positionValue: { description: 'Engineer' } },
      contact: { email2: 'own.42@example.com', birthday: '1990-05-01' },
    });
    expect(second.told).toEqual(['41: unchanged', '42: unchanged', '43: unchanged']);
    expect(second.writes).toBe(0);
  });

  test('is followed by a run that writes nothing, though X-ledger shows it half a minute later', async () => {
    const system = systemOf({ people: [kari(), person(43)], options: { lagInMillis: 30_000 } });
    await system.sync();
    expect(await system.sync()).toMatchObject({ told: ['42: unchanged', '43: unchanged'], writes: 0 });
  });

  test('adopts who is there, and leaves fields outside the mapping as they were', async () => {
    const system = systemOf({
      seed: { employees: [{ ...KARI_IN_XLEDGER, fields: { ...KARI_IN_XLEDGER.fields, yourReference: 'keep' } }] },
    });

    // Nobody's account is shown by this X-ledger, so it may have one.
    expect((await system.sync()).told).toEqual(['42: updated HIDDEN_KEPT']);
    expect((await system.sync()).writes).toBe(0);
    expect(system.xledger.employees).toHaveLength(1);
    expect(system.record('42').fields).toMatchObject({ email: 'kari.42@example.com', yourReference: 'keep' });
  });

  test('creates nobody whom a rule leaves out, and tells why', async () => {
    const people = [
      person(1, { employee: { title: '' } }),
      person(2, { employments: [{ typeId: SUBSTITUTE_TYPE_ID }] }),
      person(3, { employee: { active: false } }),
    ];
    const system = systemOf({ people });

    expect((await system.sync()).told).toEqual([
      '1: failed TITLE_MISSING',
      '2: skipped EMPLOYMENT_NOT_EXPORTED',
      '3: skipped INACTIVE_NOT_CREATED',
    ]);
    expect(system.xledger.writes).toBe(0);
  });

  test('refuses a number that lives in an entity below', async () => {
    const system = systemOf({ seed: { employees: [{ ...KARI_IN_XLEDGER, owner: '11' }] } });
    const { told, outcomes } = await system.sync();
    expect(told).toEqual(['42: failed FOUND_IN_OTHER_ENTITY']);
    expect(outcomes[0]?.problems[0]?.message).toContain('Fjordbruk Demo Nord AS');
    expect(system.xledger.writes).toBe(0);
  });

  test('of whose creation the answer is lost makes one employee, though the entities that are read are those below', async () => {
    let isLost = false;
    const isFirst = (text: string): boolean => text.includes('addEmployees(inputs') && !isLost && (isLost = true);
    const system = systemOf({
      xledger: { ownerSet: 'LOWER' },
      faults: { xledger: (text) => (isFirst(text) ? { after: 'reset' } : null) },
    });
    expect((await system.sync()).told).toEqual(['42: created']);
    expect(system.xledger.employees).toHaveLength(1);
    await system.advance(LAG_IN_MILLIS);
    expect((await system.sync()).writes).toBe(0);
  });

  test('leaves contact fields waiting where X-ledger makes no contact', async () => {
    const system = systemOf({ options: { createsContact: false } });
    expect((await system.sync()).told).toEqual(['42: created CONTACT_MISSING']);
    await system.advance(LAG_IN_MILLIS);
    expect(await system.sync()).toMatchObject({ told: ['42: unchanged CONTACT_MISSING'], writes: 0 });
  });
});

describe('A change', () => {
  test.each<[what: string, change: PersonOverrides['employee'], fields: readonly string[]]>([
    ['of a title', { title: 'Welder' }, ['positionValue.dbId']],
    ['of a name', { lastName: 'Hansen' }, ['description', 'lastName']],
    ['of the mail address', { workEmail: 'kari@new.example.com' }, ['email']],
    ['of the national id', { ssn: OTHER_ID }, ['socialSec']],
    ['of the account', { bankAccount: { number: '1234.56.78903' } }, ['bankAccount']],
  ])('%s is one update, and then none', async (_what, change, fields) => {
    const system = systemOf();
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    system.simployer.editEmployee('person-42', change as object);

    const changed = await system.sync();

    expect(changed.outcomes[0]?.changes.map(({ field }) => field)).toEqual(fields);
    expect(changed.writes).toBe(1);
    expect((await system.sync()).writes).toBe(0);
  });

  test('of one in a hundred writes for one, and reads as much as a run without a change', async () => {
    const people = Array.from({ length: 100 }, (_, index) => person(100 + index));
    const system = systemOf({ people });
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    const idle = await system.sync();
    system.simployer.editEmployee('person-150', { title: 'Welder' });

    const changed = await system.sync();

    expect(changed.run.totals).toMatchObject({ inScope: 100, updated: 1, unchanged: 99 });
    expect(changed.writes).toBe(1);
    expect(changed.requests).toBe(idle.requests + 1);
  });

  test('by hand in a mapped field is overwritten, and one in any other field stays', async () => {
    const system = systemOf();
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    const { dbId } = system.record('42');
    system.xledger.editEmployee(dbId, { email: 'by.hand@example.com', yourReference: 'by hand' });
    system.xledger.editContact(dbId, { phone: '99 99 99 99', jobTitle: 'by hand' });

    const { outcomes } = await system.sync();

    expect(outcomes[0]?.changes.map(({ field }) => field)).toEqual(['email', 'phone']);
    expect(system.record('42')).toMatchObject({
      fields: { email: 'kari.42@example.com', yourReference: 'by hand' },
      contact: { jobTitle: 'by hand' },
    });
    expect((await system.sync()).writes).toBe(0);
  });
});

describe('Leaving and returning', () => {
  test('a last day is written, cleared when it is withdrawn, and kept when payroll has moved it', async () => {
    const system = systemOf();
    await system.sync();
    const setEnd = (endDate: string | undefined) => system.simployer.editEmployee('person-42', { endDate });

    setEnd('2026-06-30T00:00:00.000Z');
    expect((await system.sync()).told).toEqual(['42: updated']);
    expect(system.record('42').fields['employmentTo']).toBe('2026-06-30');

    setEnd(undefined);
    expect((await system.sync()).told).toEqual(['42: updated']);
    expect(system.record('42').fields['employmentTo']).toBeNull();

    setEnd('2026-06-30T00:00:00.000Z');
    await system.sync();
    system.xledger.editEmployee(system.record('42').dbId, { employmentTo: '2026-07-31' });
    setEnd(undefined);
    expect(await system.sync()).toMatchObject({ told: ['42: unchanged END_DATE_FOREIGN'], writes: 0 });
  });

  test('of a leaver the last day alone is written; who comes back keeps the record and the first day', async () => {
    const system = systemOf();
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    system.simployer.editEmployee('person-42', { endDate: '2026-02-28T00:00:00.000Z', title: 'Welder' });
    system.simployer.deactivateEmployee('person-42');
    const left = await system.sync();
    expect(left.outcomes[0]?.changes.map(({ field }) => field)).toEqual(['employmentTo']);
    expect((await system.sync()).writes).toBe(0);

    system.simployer.editEmployee('person-42', {
      active: true,
      endDate: undefined,
      offboardDate: undefined,
      hireDate: '2026-03-01T00:00:00.000Z',
    });
    const back = await system.sync();

    expect(back.told).toEqual(['42: updated REHIRE']);
    expect(system.xledger.employees).toHaveLength(1);
    expect(system.record('42').fields).toMatchObject({ employmentTo: null, employmentFrom: '2020-01-01' });
    expect((await system.sync()).writes).toBe(0);
  });

  test('somebody who is gone from Simployer is told and left alone', async () => {
    const system = systemOf({ people: [kari(), person(43)] });
    await system.sync();
    system.simployer.removeEmployee('person-42');
    expect(await system.sync()).toMatchObject({ told: ['42: skipped VANISHED', '43: unchanged'], writes: 0 });
  });
});

describe('Whose record it is', () => {
  test('a link outlives a new number', async () => {
    const system = systemOf();
    await system.sync();
    system.simployer.editEmployee('person-42', { employeeNumber: '77' });
    expect(await system.sync()).toMatchObject({ told: ['77: unchanged NUMBER_DIFFERS'], writes: 0 });
  });

  test('a record that payroll has deleted is made anew, with a warning', async () => {
    const system = systemOf({ people: [kari(), person(43)] });
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    system.xledger.removeEmployee(system.record('42').dbId);
    expect((await system.sync()).told).toEqual(['42: created LINK_LOST', '43: unchanged']);
    expect((await system.sync()).writes).toBe(0);
  });

  test('many linked records that the list no longer shows are asked for in one request', async () => {
    const people = Array.from({ length: 9 }, (_, index) => person(100 + index));
    const system = systemOf({ people });
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    const idle = await system.sync();
    for (const { dbId } of system.xledger.employees) system.xledger.removeEmployee(dbId);

    const plan = await system.sync({ mode: 'plan' });

    expect(plan.told[0]).toBe('100: created LINK_LOST');
    // The links; the positions are known by the settings, and nobody is in another entity.
    expect(plan.requests - idle.requests).toBeLessThanOrEqual(3);
  });

  test('what was linked to a record of a person is linked to the one that takes its place', async () => {
    const second = buildSimployerPerson({ number: 99, employee: { employeeNumber: '42', userId: 'user-42', ssn: ID } });
    const system = systemOf({ people: [kari(), second] });
    expect((await system.sync()).told).toEqual(['42: created', '42: skipped EARLIER_RECORD_USED']);
    const { dbId } = system.record('42');

    system.simployer.deactivateEmployee('person-42');
    await system.sync();
    const settled = await system.sync();

    expect(settled.told.toSorted()).toEqual(['42: skipped INACTIVE_NOT_CREATED', '42: unchanged']);
    expect(settled.writes).toBe(0);
    expect(system.xledger.employees.map((one) => one.dbId)).toEqual([dbId]);
    const linked = (await system.xledgerEmployees.all()).filter(({ record }) => record !== null);
    expect(linked.map(({ sourceId, record }) => [sourceId, record?.id])).toEqual([['person-99', String(dbId)]]);
  });
});

describe('A title that X-ledger does not have', () => {
  const people = [
    person(41, { employee: { title: 'Carpenter' } }),
    person(42, { employee: { title: 'Carpenter' } }),
    person(43, { employee: { title: 'WELDER' } }),
  ];

  test('is told and waits', async () => {
    const { told } = await systemOf({ people }).sync();
    expect(told).toEqual(['41: created TITLE_UNKNOWN', '42: created TITLE_UNKNOWN', '43: created TITLE_UNKNOWN']);
  });

  test('is added by option, once for everybody who has it, unless it is there in another spelling', async () => {
    const system = systemOf({ people, xledger: { createPositionValues: true } });
    const plan = await system.sync({ mode: 'plan', isStored: true, runId: 'plan' });
    expect(plan.writes).toBe(0);
    expect(plan.outcomes.find(({ number }) => number === '41')?.changes[0]).toMatchObject({
      entity: 'positionValue',
      action: 'create',
    });

    const { told } = await system.sync({ applies: { planId: 'plan', accept: [] } });

    expect(told).toEqual(['41: created', '42: created', '43: created TITLE_UNKNOWN']);
    for (const code of ['41', '42']) {
      expect(system.record(code).shown).toMatchObject({ positionValue: { description: 'Carpenter' } });
    }
    const added = system.xledger.requests.filter(({ text }) => text.includes('addObjectValues(inputs'));
    expect(added).toHaveLength(1);
    await system.advance(LAG_IN_MILLIS);
    expect((await system.sync()).writes).toBe(0);
  });

  test('and that X-ledger refuses is told by itself; the employee is written', async () => {
    const INVALID = { message: 'Invalid value for argument', extensions: { code: 'INVALID_VALUE' } };
    const system = systemOf({
      people: people.slice(0, 1),
      xledger: { createPositionValues: true },
      faults: { xledger: (text) => (text.includes('addObjectValues(inputs') ? { before: { error: INVALID } } : null) },
    });
    const { told, outcomes } = await system.sync();
    expect(told).toEqual(['41: failed XLEDGER_REJECTED']);
    expect(outcomes[0]?.problems[0]?.message).toContain('The job title was refused.');
    expect(system.record('41').fields['description']).toBe('Kari Nordmann');
  });

  test('and of which X-ledger twice does not say whether it was added is told with what payroll does about it', async () => {
    const system = systemOf({
      people: people.slice(0, 1),
      xledger: { createPositionValues: true },
      faults: {
        xledger: (text) => (text.includes('addObjectValues(inputs') ? { before: 'reset' } : null),
      },
    });
    const { told, outcomes } = await system.sync();
    expect(told).toEqual(['41: failed WRITE_IN_DOUBT']);
    expect(outcomes[0]?.problems[0]).toMatchObject({
      message: expect.stringContaining('the job title "Carpenter"'),
      hint: expect.stringContaining('add the title to X-ledger'),
    });
  });
});

describe('By option', () => {
  test('the cost centre goes to a posting dimension, by its code', async () => {
    const costCenter = (id: string, code: string) => ({ id, companyId: 'company-1', code, name: code });
    const people = ['cc-1', 'cc-2'].map((costCenterId, index) => person(41 + index, { employee: { costCenterId } }));
    const system = systemOf({
      people,
      costCenters: [costCenter('cc-1', '200'), costCenter('cc-2', '999')],
      xledger: { costCenter: 'glObject1' },
    });
    expect((await system.sync()).told).toEqual(['41: created', '42: created DIMENSION_UNKNOWN']);
    expect(system.record('41').shown).toMatchObject({ glObject1: { code: '200' } });
    await system.advance(LAG_IN_MILLIS);
    expect((await system.sync()).writes).toBe(0);
  });

  test('the manager follows in the run after the one that creates both', async () => {
    const system = systemOf({
      people: [kari({ employee: { managerEmployeeId: 'person-43' } }), person(43)],
      xledger: { manager: true },
    });
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    const second = await system.sync();
    expect(second.told).toEqual(['42: updated', '43: unchanged']);
    expect(second.outcomes[0]?.changes).toEqual([{ entity: 'employee', action: 'update', field: 'superior.dbId' }]);
    await system.advance(LAG_IN_MILLIS);
    expect((await system.sync()).writes).toBe(0);
  });

  test('nobody is created without a national id', async () => {
    const system = systemOf({
      people: [kari({ employee: { ssn: undefined } })],
      xledger: { requireNationalId: true },
    });
    expect((await system.sync()).told).toEqual(['42: failed NATIONAL_ID_MISSING']);
  });

  test('a code that differs in zeros alone is somebody else', async () => {
    const seed = { employees: [{ ...KARI_IN_XLEDGER, fields: { ...KARI_IN_XLEDGER.fields, code: '0042' } }] };
    expect((await systemOf({ seed }).sync()).told).toEqual(['42: updated NUMBER_FORMAT_DIFFERS HIDDEN_KEPT']);
    const strict = systemOf({ seed, xledger: { looseCodes: false } });
    expect((await strict.sync()).run.abort?.code).toBe('CREATE_GUARD');
  });
});

describe('A refusal', () => {
  const INVALID = { message: 'Invalid value for argument', extensions: { code: 'INVALID_VALUE' } };

  test.each([1, 10])('of one of 40 concerns that one alone, with %i in a call', async (batchSize) => {
    const numbers = Array.from({ length: 40 }, (_, index) => 41 + index);
    const system = systemOf({
      people: numbers.map((number) => person(number)),
      xledger: { batchSize },
      faults: {
        xledger: (text, _sequence, variables) =>
          text.includes('addEmployees(inputs') && JSON.stringify(variables).includes('"code":"57"')
            ? { before: { error: INVALID } }
            : null,
      },
    });
    const others = numbers.filter((number) => number !== 57);
    const { told } = await system.sync();
    expect(told).toEqual(
      numbers.map((number) => `${number}: ${number === 57 ? 'failed XLEDGER_REJECTED' : 'created'}`),
    );
    const codes = () => system.xledger.employees.map(({ fields }) => Number(fields['code'])).toSorted((a, b) => a - b);
    expect(codes()).toEqual(others);

    system.setFaults({});
    await system.advance(LAG_IN_MILLIS);
    expect((await system.sync()).run.totals).toMatchObject({ created: 1, unchanged: 39, failed: 0 });
    expect(codes()).toEqual(numbers);
  });

  test('of the contact leaves the employee written, and is tried again', async () => {
    const system = systemOf({
      faults: { xledger: (text) => (text.includes('updateContacts(inputs') ? { before: { error: INVALID } } : null) },
    });
    expect((await system.sync()).told).toEqual(['42: failed CONTACT_REJECTED']);
    system.setFaults({});
    await system.advance(LAG_IN_MILLIS);
    expect((await system.sync()).told).toEqual(['42: updated']);
    expect((await system.sync()).writes).toBe(0);
  });

  test('of one field of an update costs that field alone', async () => {
    const system = systemOf();
    await system.sync();
    await system.advance(LAG_IN_MILLIS);
    system.simployer.editEmployee('person-42', { lastName: 'Hansen', workEmail: 'new@example.com', title: 'Welder' });
    // All together, then the first half, then the second field of that half.
    const refused = new Set([1, 2, 4]);
    let count = 0;
    system.setFaults({
      xledger: (text) => {
        if (!text.includes('updateEmployees(inputs')) return null;
        count += 1;
        return refused.has(count) ? { before: { error: INVALID } } : null;
      },
    });
    const { outcomes } = await system.sync();
    expect(outcomes[0]).toMatchObject({
      outcome: 'failed',
      changes: [{ field: 'description' }, { field: 'email' }, { field: 'positionValue.dbId' }],
      problems: [{ code: 'XLEDGER_REJECTED', message: expect.stringContaining('lastName was refused.') }],
    });
    system.setFaults({});
    expect((await system.sync()).outcomes[0]?.changes.map(({ field }) => field)).toEqual(['lastName']);
  });

  test('beside a record that was written is a warning', async () => {
    const system = systemOf({
      faults: {
        xledger: (text) =>
          text.includes('addEmployees(inputs') ? { after: { error: { message: 'Check the tax card' } } } : null,
      },
    });
    const { told, outcomes } = await system.sync();
    expect(told).toEqual(['42: created XLEDGER_REJECTED']);
    expect(outcomes[0]?.problems).toMatchObject([{ severity: 'warning', message: 'Check the tax card' }]);
  });
});
