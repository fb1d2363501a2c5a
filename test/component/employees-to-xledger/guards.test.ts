/*
 * What speaks against a run to X-ledger as a whole: nothing is written then, whichever it is.
 */
import { faultRules } from '../../../local/demo-vendors/simployer/simployer-faults.ts';
import type { SimployerFaultRule } from '../../../local/demo-vendors/simployer/simployer-faults.ts';
import { allScopes } from '../../../local/demo-vendors/xledger/options.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';
import type { XledgerSystemInput } from '../../builders/xledger-system.ts';

const LAG_IN_MILLIS = 40_000;
const many = (count: number, from = 100) =>
  Array.from({ length: count }, (_, index) => buildSimployerPerson({ number: from + index }));
const systemOf = (input: XledgerSystemInput = {}) =>
  createXledgerSystem({
    ...input,
    seed: { positionValues: ['Engineer'], ...input.seed },
    xledger: { positionKind: 70_001, ...input.xledger },
  });
const inXledger = (number: number, lastName = 'Nordmann', email = 'old@example.com') => ({
  fields: { code: String(number), description: `Kari ${lastName}`, email },
  contact: { firstName: 'Kari', lastName, birthday: lastName === 'Nordmann' ? '1990-05-01' : '1970-01-01' },
});

/** In step with Simployer, but for an account that is another one. */
const withAccount = (number: number) => ({
  ...inXledger(number, 'Nordmann', `kari.${number}@example.com`),
  bankAccount: '12345678903',
});

test.each<[code: string, input: XledgerSystemInput]>([
  ['CREATE_GUARD', { people: many(3), seed: { employees: [inXledger(900)] } }],
  ['OVERWRITE_GUARD', { people: many(6), seed: { employees: many(6).map((_, index) => inXledger(100 + index)) } }],
  ['OVERWRITE_GUARD', { people: many(6), seed: { employees: many(6).map((_, index) => withAccount(100 + index)) } }],
  [
    'IDENTITY_GUARD',
    { people: many(6), seed: { employees: many(6).map((_, index) => inXledger(100 + index, 'Hansen')) } },
  ],
  ['WRONG_COMPANY', { people: many(1), company: { orgNumber: '974760673' } }],
  ['CONTRACT_BROKEN', { people: many(1), options: { withoutFields: ['AddEmployeesInputNode.birthday'] } }],
  ['CONFIGURATION_INVALID', { people: many(1), settings: { scope: { departments: ['Sales'] } } }],
])('%s ends the first run before it writes', async (code, input) => {
  const system = systemOf(input);
  const { run } = await system.sync();
  expect(run.abort).toMatchObject({ code, hint: expect.stringMatching(/\w/) });
  expect(system.xledger.writes).toBe(0);
});

test('more new people than the guard allows, beside those who are linked', async () => {
  const system = systemOf({ people: many(20) });
  await system.sync();
  await system.advance(LAG_IN_MILLIS);
  const { employee, employments } = buildSimployerPerson({ number: 500 });
  for (let number = 500; number < 511; number += 1) {
    system.simployer.addEmployee({ ...employee, id: `new-${number}`, employeeNumber: String(number) });
    system.simployer.addEmployment({ ...employments[0]!, id: `e-${number}`, employeeId: `new-${number}` });
  }
  const { run } = await system.sync();
  expect(run.abort).toMatchObject({ code: 'CREATE_GUARD', people: expect.arrayContaining(['500', '510']) });
  expect(system.xledger.employees).toHaveLength(20);
});

test('more people who have left than the guard allows; a plan of it can be accepted', async () => {
  const system = systemOf({ people: many(20) });
  await system.sync();
  await system.advance(LAG_IN_MILLIS);
  for (let number = 100; number < 106; number += 1) {
    system.simployer.editEmployee(`person-${number}`, { endDate: '2026-02-28T00:00:00.000Z' });
  }
  expect((await system.sync()).run.abort?.code).toBe('END_GUARD');

  const plan = await system.sync({ mode: 'plan', isStored: true });
  expect(plan.run.plan?.overview?.guards.map(({ code }) => code)).toEqual(['END_GUARD']);
  const refused = await system.sync({ applies: { planId: plan.run.runId, accept: [] } });
  expect(refused.run.abort?.code).toBe('END_GUARD');
  const accepted = await system.sync({ applies: { planId: plan.run.runId, accept: ['END_GUARD'] } });
  expect(accepted.run.totals).toMatchObject({ updated: 6 });
});

test('a token of another entity, right after people were linked: told at once', async () => {
  const first = systemOf({ people: many(2) });
  await first.sync();
  const now = first.clock.now();
  const second = systemOf({
    people: many(2),
    table: first.table,
    seed: { tokenEntity: '11', employees: [] },
    now: new Date(now).toISOString(),
  });
  const { run } = await second.sync();
  expect(second.clock.now() - now).toBeLessThan(LAG_IN_MILLIS / 2);
  expect(run.abort).toMatchObject({
    code: 'WRONG_COMPANY',
    message: expect.stringContaining('Fjordbruk Demo Nord AS'),
  });
  expect(second.xledger.writes).toBe(0);
});

test('more people out of scope than the guard allows', async () => {
  const people = many(20).map(({ employee, ...rest }, index) => ({
    ...rest,
    employee: { ...employee, departmentId: index < 12 ? 'department-1' : 'department-2' },
  }));
  const system = systemOf({ people });
  await system.sync();
  system.configure({ scope: { departments: ['Drift'] }, xledger: { positionKind: 70_001 } });
  expect((await system.sync()).run.abort).toMatchObject({ code: 'SCOPE_GUARD', people: { length: 8 } });
});

describe('The source', () => {
  test('that is empty, though people are linked', async () => {
    const system = systemOf({ people: many(2) });
    await system.sync();
    system.setFaults({ simployer: [{ resource: 'employee', fault: { kind: 'emptyList' } }] as never });
    const { run, writes } = await system.sync();
    expect(run.abort?.code).toBe('SOURCE_EMPTY');
    expect(writes).toBe(0);
  });

  test.each<[what: string, rule: SimployerFaultRule]>([
    ['a page fails for good', { resource: 'employee', skip: 1, fault: { kind: 'status', status: 500 } }],
    ['a page loses a row', { resource: 'employee', fault: { kind: 'loseRow' } }],
    ['a page of employments loses a row', { resource: 'employment', fault: { kind: 'loseRow' } }],
    ['a page comes as HTML', { resource: 'employee', fault: { kind: 'html' } }],
  ])('that is not whole, because %s: nobody is created, closed or changed', async (_what, rule) => {
    const system = systemOf({ people: many(120), faults: { simployer: faultRules([rule]) } });
    const { run, writes } = await system.sync();
    expect({ code: run.abort?.code, writes }).toEqual({ code: 'SOURCE_INCOMPLETE', writes: 0 });
  });
});

describe('X-ledger', () => {
  test('that refuses the token', async () => {
    const system = systemOf({ people: many(1) });
    system.xledger.setScopes(allScopes.filter((scope) => scope !== 'Human Resources'));
    expect((await system.sync()).run.abort).toMatchObject({
      code: 'CREDENTIALS_REFUSED',
      message: expect.stringContaining('lacks the scope'),
    });
  });

  test('of which a page cannot be read', async () => {
    const system = systemOf({
      people: many(1),
      options: { largestPage: 1 },
      seed: { employees: [inXledger(900), inXledger(901)] },
      // The second page of the list, after what the probe asks.
      faults: { xledger: (_text, sequence) => (sequence >= 6 ? { before: 503 } : null) },
    });
    expect((await system.sync()).run.abort).toMatchObject({
      code: 'TARGET_INCOMPLETE',
      message: expect.stringContaining('broke off after 1 rows'),
    });
    expect(system.xledger.writes).toBe(0);
  });

  test('whose pages go in circles', async () => {
    const system = systemOf({
      people: many(1),
      options: { largestPage: 1, repeatsCursors: true },
      seed: { employees: [inXledger(900), inXledger(901)] },
    });
    expect((await system.sync()).run).toMatchObject({
      status: 'aborted',
      abort: {
        code: 'TARGET_INCOMPLETE',
        message: expect.stringMatching(/^The pages of the list \w+ repeat themselves\.$/),
        hint: expect.stringContaining('the next run reads everything again'),
      },
    });
    expect(system.xledger.writes).toBe(0);
  });

  test('whose credits are used up: the run ends and says until when, and a later one does what was left', async () => {
    const people = many(10);
    const system = systemOf({ people, options: { credits: { requests: 18, resetAfterInMillis: 3 * 3600_000 } } });
    const { run } = await system.sync();
    expect(run.abort).toMatchObject({
      code: 'CREDITS_USED_UP',
      message: expect.stringContaining('They are back at 2026-03-02 10:00 Norwegian time.'),
    });
    // The employees are made; what belongs to their contacts is left.
    await system.advance(4 * 3600_000);
    expect((await system.sync()).run.totals).toMatchObject({ inScope: 10, updated: 10, failed: 0 });
    expect(system.xledger.employees).toHaveLength(10);
  });
});
