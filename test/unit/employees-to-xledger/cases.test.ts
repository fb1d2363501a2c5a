/*
 * The cases of the mapping, as far as they can be told without a vendor: who is created, adopted, updated or left alone,
 * with which fields and problems, and that a second run has nothing to do.
 */
import { findGuards } from '../../../shared/flows/employees-to-xledger/guards.ts';
import type { EmployeePlan } from '../../../shared/flows/employees-to-xledger/plan/plan-employee.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import type { XledgerEmployee } from '../../../shared/vendors/xledger/employee-record.ts';
import type { Plain } from '../../builders/branded.ts';
import { buildSourceBankAccount, buildSourceEmployee, buildSourceEmployment } from '../../builders/source-employee.ts';
import {
  buildContact,
  buildSettings,
  buildXledgerEmployee,
  NOBODY,
  runThrough,
  TODAY,
} from '../../builders/xledger-record.ts';
import type { WorldFacts, XledgerWorld } from '../../builders/xledger-record.ts';

/** Valid numbers, invented. */
const ID = '13097248022';
const OTHER_ID = '29029600013';

const kari = (overrides: Partial<Plain<SourceEmployee>> = {}): SourceEmployee =>
  buildSourceEmployee({ ssn: ID, ...overrides });
const xledger = (...records: readonly Partial<Plain<XledgerEmployee>>[]): XledgerWorld => ({
  records: records.map(buildXledgerEmployee),
  links: new Map(),
});

interface Seen {
  readonly action: EmployeePlan['action'];
  readonly codes: readonly string[];
  readonly sent: Readonly<Record<string, unknown>>;
  /** What is sent, by name. */
  readonly names: readonly string[];
  readonly messages: string;
}

const see = (plan: EmployeePlan | undefined): Seen => {
  const changes = plan === undefined || !('employee' in plan) ? [] : [...plan.employee, ...plan.contact];
  return {
    action: plan?.action ?? 'skip',
    codes: plan?.problems.map(({ code }) => code) ?? [],
    sent: Object.fromEntries(changes.map(({ field, value }) => [field, value])),
    names: changes.map(({ field }) => field),
    messages: plan?.problems.map(({ message }) => message).join(' ') ?? '',
  };
};

const run = (source: SourceEmployee, world: XledgerWorld = NOBODY, facts: WorldFacts = {}) => {
  const { plans, world: after } = runThrough([source], world, facts);
  return { ...see(plans.get(source.id)), after };
};

/** Kari in step with X-ledger, as a first run left her. */
const inStep = (source: SourceEmployee = kari(), facts: WorldFacts = {}): XledgerWorld => {
  const { after, action } = run(source, NOBODY, facts);
  expect(action).toBe('create');
  return after;
};
const edited = (world: XledgerWorld, changes: Partial<Plain<XledgerEmployee>>): XledgerWorld => ({
  ...world,
  records: world.records.map((record) => ({ ...record, ...(changes as object) })),
});

describe('who is exported', () => {
  test('a missing title: failed, nothing written', () => {
    expect(run(kari({ title: ' ' }))).toMatchObject({ action: 'blocked', codes: ['TITLE_MISSING'] });
  });

  test('title, e-mail and hire date missing: three errors on one person', () => {
    const source = kari({ title: null, workEmail: null, hireDate: null });
    expect(run(source)).toMatchObject({
      action: 'blocked',
      codes: ['TITLE_MISSING', 'EMAIL_MISSING', 'HIRE_DATE_MISSING'],
    });
  });

  test('a private e-mail address stands in, unless the option is off', () => {
    const source = kari({ workEmail: '', privateEmail: 'x@y.no' });
    expect(run(source)).toMatchObject({ action: 'create', sent: { email: 'x@y.no' } });
    expect(run(source, NOBODY, { settings: { privateEmailFallback: false } }).codes).toContain('EMAIL_MISSING');
  });

  test.each<[string, Parameters<typeof buildSourceEmployment>[0], string]>([
    ['a temporary one', { typeName: 'Temporary' }, '"Temporary" at "100 %"'],
    ['a permanent one at 80 %', { rate: '80' }, 'at "80 %"'],
    ['a permanent one at 1', { rate: '1' }, 'at "1 %"'],
  ])('%s alone: skipped', (_, employment, shown) => {
    const seen = run(kari({ employments: [buildSourceEmployment(employment)] }));
    expect(seen).toMatchObject({ action: 'skip', codes: ['EMPLOYMENT_NOT_EXPORTED'] });
    expect(seen.messages).toContain(shown);
  });

  test('a permanent one at 100 % beside a temporary one at 20 %: exported', () => {
    const temporary = buildSourceEmployment({ id: 'b', typeName: 'Temporary', rate: '20' });
    expect(run(kari({ employments: [temporary, buildSourceEmployment()] })).action).toBe('create');
  });

  test('a permanent one from next month: created now', () => {
    const source = kari({ hireDate: '2026-04-01', employments: [buildSourceEmployment({ startDate: '2026-04-01' })] });
    expect(run(source)).toMatchObject({
      action: 'create',
      sent: { employmentFrom: '2026-04-01', dateFrom: '2026-04-01' },
    });
  });

  test('two active records of one user and number: the one hired first', () => {
    const later = kari({ id: 'later', hireDate: '2023-01-01' });
    const { plans } = runThrough([later, kari({ hireDate: '2019-01-01' })], NOBODY);
    expect(see(plans.get('later'))).toMatchObject({ action: 'skip', codes: ['EARLIER_RECORD_USED'] });
    expect(see(plans.get('employee-1'))).toMatchObject({ action: 'create', sent: { employmentFrom: '2019-01-01' } });
  });

  test('two people with one number: neither', () => {
    const other = kari({ id: 'per', userId: 'user-2', lastName: 'Hansen' });
    const { plans } = runThrough([kari(), other], NOBODY);
    for (const plan of plans.values())
      expect(see(plan)).toMatchObject({ action: 'blocked', codes: ['NUMBER_DUPLICATE'] });
  });

  test('once linked, somebody who no longer qualifies is kept in step, and told', () => {
    const world = inStep();
    const source = kari({ privatePhone: '99887766', employments: [buildSourceEmployment({ rate: '80' })] });
    expect(run(source, world)).toMatchObject({
      action: 'update',
      sent: { phone: '99887766' },
      names: ['phone'],
      codes: ['EMPLOYMENT_NOT_EXPORTED'],
    });
    expect(run(kari({ title: null, privatePhone: '99887766' }), world)).toMatchObject({
      action: 'update',
      sent: { phone: '99887766' },
      names: ['phone'],
      codes: ['TITLE_MISSING'],
    });
  });
});

describe('whose record it is', () => {
  test('the code is exactly equal', () => {
    expect(run(kari({ employeeNumber: '007' }), xledger({ code: '007' }))).toMatchObject({
      action: 'update',
      codes: ['HIDDEN_KEPT'].slice(1),
    });
  });

  test('leading zeros: adopted, the code stays', () => {
    const { after, ...seen } = run(kari({ employeeNumber: '7' }), xledger({ code: '007' }));
    expect(seen).toMatchObject({ action: 'update', codes: ['NUMBER_FORMAT_DIFFERS'] });
    expect(after.records.map(({ code }) => code)).toEqual(['007']);
    expect(seen.sent).not.toHaveProperty('code');
  });

  test('leading zeros count with the option off', () => {
    const seen = run(kari({ employeeNumber: '7' }), xledger({ code: '007' }), { settings: { looseCodes: false } });
    expect(seen.action).toBe('create');
  });

  test('the code with and without zeros: ambiguous', () => {
    const seen = run(kari({ employeeNumber: '7' }), xledger({ code: '7' }, { id: '8', code: '007' }));
    expect(seen).toMatchObject({ action: 'blocked', codes: ['MATCH_AMBIGUOUS'] });
  });

  test('a number with letters is accepted', () => {
    expect(run(kari({ employeeNumber: 'A-102' }))).toMatchObject({ action: 'create', sent: { code: 'A-102' } });
  });

  test('a closed record of the person is adopted, and stays closed', () => {
    const seen = run(kari(), xledger({ dateTo: '2024-12-31' }));
    expect(seen).toMatchObject({ action: 'update', codes: ['RECORD_CLOSED'] });
  });

  test("another person's code", () => {
    const per = buildContact({ firstName: 'Per', lastName: 'Hansen', birthday: '1970-01-01' });
    expect(run(kari(), xledger({ contact: per }))).toMatchObject({ action: 'blocked', codes: ['MATCH_CONFLICT'] });
  });

  test('a record without a contact is told by the words of its description, and its fields wait', () => {
    const seen = run(kari(), xledger({ contact: null, description: 'Nordmann, Kari' }));
    expect(seen).toMatchObject({
      action: 'update',
      sent: { description: 'Kari Nordmann' },
      names: ['description', 'socialSec'],
      codes: ['CONTACT_MISSING'],
    });
    expect(run(kari(), xledger({ contact: null, description: 'Per Hansen' })).codes).toEqual(['MATCH_CONFLICT']);
  });

  test('a code that lives in another entity', () => {
    const elsewhere = [{ code: '42', entity: 'Nordmann Nord' }];
    const seen = run(kari(), NOBODY, { elsewhere });
    expect(seen).toMatchObject({ action: 'blocked', codes: ['FOUND_IN_OTHER_ENTITY'] });
    expect(seen.messages).toContain('"Nordmann Nord"');
    expect(run(kari({ active: false }), NOBODY, { elsewhere }).codes).toEqual(['INACTIVE_NOT_CREATED']);
  });

  test('a link that leads nowhere', () => {
    const seen = run(kari(), { ...inStep(), records: [] });
    expect(seen).toMatchObject({ action: 'create', codes: ['LINK_LOST'] });
  });
});

describe('titles', () => {
  const titles = (...descriptions: string[]): WorldFacts => ({
    context: {
      lists: {
        titles: descriptions.map((description, index) => ({
          id: String(600 + index),
          code: null,
          description,
        })) as never,
        employeeGroups: [],
        dimension: [],
      },
    },
  });

  test('one that exists once, by its id; no write in the second run', () => {
    const source = kari({ title: 'Senior Consultant' });
    const { sent, after } = run(source, NOBODY, titles('Senior Consultant'));
    expect(sent).toMatchObject({ 'positionValue.dbId': '600' });
    expect(run(source, after, titles('Senior Consultant')).sent).toEqual({});
  });

  test('another case is another title, and the near miss is named', () => {
    const seen = run(kari({ title: 'senior consultant' }), NOBODY, titles('Welder', 'Senior Consultant'));
    expect(seen).toMatchObject({ action: 'create', codes: ['TITLE_UNKNOWN'] });
    expect(seen.messages).toContain('"Senior Consultant"');
    expect(seen.sent).not.toHaveProperty('positionValue.dbId');
  });

  test('one that two values hold', () => {
    expect(run(kari({ title: 'Welder' }), NOBODY, titles('Welder', 'Welder')).codes).toEqual(['TITLE_AMBIGUOUS']);
  });

  test('a list that is not known: created without, and told once a run', () => {
    const facts: WorldFacts = { context: { lists: { titles: null, employeeGroups: [], dimension: [] } } };
    const seen = run(kari(), NOBODY, facts);
    expect(seen).toMatchObject({ action: 'create', codes: [] });
    expect(seen.sent).not.toHaveProperty('positionValue.dbId');
  });
});

describe('a second run', () => {
  test.each([true, false])('writes nothing, hidden values included (accounts hidden: %p)', (hidesAccounts) => {
    const world = inStep(kari(), { hidesAccounts });
    expect(run(kari(), world)).toMatchObject({ action: 'update', names: [], codes: [] });
  });
});

describe('hidden values', () => {
  const masked = (socialSecurityMasked: string | null): XledgerWorld => xledger({ socialSecurityMasked });

  test('a national id corrected in Simployer is sent once', () => {
    const corrected = kari({ ssn: OTHER_ID });
    const { sent, after } = run(corrected, inStep());
    expect(sent).toEqual({ socialSec: OTHER_ID });
    expect(run(corrected, after).sent).toEqual({});
  });

  test('adopted with the same ending: no write, and later changes are sent', () => {
    const { sent, codes, after } = run(kari(), masked('******48022'));
    expect({ sent, codes }).toEqual({ sent: {}, codes: [] });
    expect(run(kari({ ssn: OTHER_ID }), after).sent).toEqual({ socialSec: OTHER_ID });
  });

  test('adopted with another ending: told, not written, now and later', () => {
    const { after, ...seen } = run(kari(), masked('******12345'));
    expect(seen).toMatchObject({ names: [], codes: ['NATIONAL_ID_DIFFERS'] });
    expect(run(kari(), after)).toMatchObject({ names: [], codes: ['NATIONAL_ID_DIFFERS'] });
  });

  test('adopted and masked throughout: kept once, a later change is sent', () => {
    const { after, ...seen } = run(kari(), masked('***********'));
    expect(seen).toMatchObject({ names: [], codes: ['HIDDEN_KEPT'] });
    expect(run(kari(), after)).toMatchObject({ names: [], codes: [] });
    expect(run(kari({ ssn: OTHER_ID }), after).sent).toEqual({ socialSec: OTHER_ID });
    expect(run(kari(), masked('***********'), { settings: { hiddenOnAdoption: 'write' } }).sent).toEqual({
      socialSec: ID,
    });
  });

  test('adopted with none in X-ledger: written', () => {
    expect(run(kari(), masked(null)).sent).toEqual({ socialSec: ID });
  });

  test('an account changed in Simployer: one update', () => {
    for (const hidesAccounts of [true, false]) {
      const moved = kari({ bankAccount: buildSourceBankAccount({ number: '86011117947' }) });
      const { sent, after } = run(moved, inStep(kari(), { hidesAccounts }), { hidesAccounts });
      expect(sent).toEqual({ bankAccount: '86011117947' });
      expect(run(moved, after).sent).toEqual({});
    }
  });

  test('an account edited by hand: overwritten where it can be read, else not seen', () => {
    expect(run(kari(), edited(inStep(), { bankAccount: '86011117947' })).sent).toEqual({ bankAccount: '12345678903' });
    expect(run(kari(), edited(inStep(), { bankAccount: null })).sent).toEqual({});
    const hash = { settings: { accountCompare: 'hash' } } as const;
    expect(run(kari(), edited(inStep(), { bankAccount: '86011117947' }), hash).sent).toEqual({});
  });

  test('an account that is missing beside one that can be read is empty, and is written', () => {
    const world = inStep();
    const readable = buildXledgerEmployee({ id: '9', code: '9' });
    const emptied = edited(world, { bankAccount: null });
    const { sent } = run(kari(), { ...emptied, records: [...emptied.records, readable] });
    expect(sent).toEqual({ bankAccount: '12345678903' });
  });

  test('a lost key: no write, all kept, new hashes', () => {
    const world = inStep(kari(), { hidesAccounts: true });
    const { after, ...seen } = run(kari(), world, { keyVersion: '2', hidesAccounts: true });
    expect(seen).toMatchObject({ names: [], codes: ['HIDDEN_KEPT', 'HIDDEN_KEPT'] });
    expect(run(kari(), after, { keyVersion: '2' })).toMatchObject({ names: [], codes: [] });
  });

  test('emptied at the source: nothing is sent', () => {
    const nothing = { number: null, iban: null, bic: null, bank: null, clearing: null, country: null };
    const seen = run(kari({ ssn: null, bankAccount: nothing }), inStep());
    expect(seen).toMatchObject({ names: [], codes: [] });
  });
});

describe('leaving and returning', () => {
  const leaving = (endDate: string | null) => kari({ leaving: { endDate, offboardDate: null } });

  test('an end date set, then withdrawn: written, then cleared', () => {
    const { sent, after } = run(leaving('2026-05-31'), inStep());
    expect(sent).toEqual({ employmentTo: '2026-05-31' });
    expect(run(leaving('2026-05-31'), after).sent).toEqual({});
    const withdrawn = run(leaving(null), after);
    expect(withdrawn).toMatchObject({ sent: { employmentTo: null }, names: ['employmentTo'], codes: [] });
    expect(run(leaving(null), withdrawn.after)).toMatchObject({ names: [], codes: [] });
  });

  test('one that payroll edited and HR withdrew: kept', () => {
    const { after } = run(leaving('2026-05-31'), inStep());
    const seen = run(leaving(null), edited(after, { employmentTo: '2026-06-30' }));
    expect(seen).toMatchObject({ names: [], codes: ['END_DATE_FOREIGN'] });
  });

  test('one that cannot be read clears nothing', () => {
    const { after } = run(leaving('2026-05-31'), inStep());
    const endDate = { field: 'leaving.endDate', typed: 'x', code: 'VALUE_UNREADABLE' } as const;
    const seen = run(kari({ leaving: { endDate, offboardDate: null } }), after);
    expect(seen).toMatchObject({ names: [], codes: ['VALUE_UNREADABLE'] });
  });

  test('inactive with an end date: the last day, and nothing else', () => {
    const gone = { ...leaving('2026-02-28'), active: false, privatePhone: '99887766', title: null };
    expect(run(gone, inStep())).toMatchObject({
      action: 'update',
      sent: { employmentTo: '2026-02-28' },
      names: ['employmentTo'],
      codes: [],
    });
    expect(run(gone, inStep(), { settings: { closeRecords: true } }).sent).toEqual({
      employmentTo: '2026-02-28',
      dateTo: '2026-02-28',
    });
  });

  test('inactive without any end date', () => {
    expect(run(kari({ active: false }), inStep())).toMatchObject({ names: [], codes: ['END_DATE_MISSING'] });
  });

  test('inactive and unknown, or hired for a later day', () => {
    expect(run(kari({ active: false }))).toMatchObject({ action: 'skip', codes: ['INACTIVE_NOT_CREATED'] });
    expect(run(kari({ active: false, hireDate: '2026-08-01' }))).toMatchObject({ action: 'skip', codes: ['PRE_HIRE'] });
  });

  test('back after the last day: cleared, the start stays, also in the runs after', () => {
    const { after } = run({ ...leaving('2026-02-28'), active: false }, inStep());
    const back = kari({ hireDate: '2026-03-01' });
    const returned = run(back, after);
    expect(returned).toMatchObject({ sent: { employmentTo: null }, names: ['employmentTo'], codes: ['REHIRE'] });
    expect(run(back, returned.after)).toMatchObject({ names: [], codes: [] });
    expect(run(kari({ hireDate: '2026-04-01' }), returned.after).sent).toEqual({ employmentFrom: '2026-04-01' });
  });

  test('a record of the same person that has left is replaced by the active one, which takes its link', () => {
    const old = { ...leaving('2025-12-31'), active: false };
    const { after } = run(kari(), NOBODY);
    const again = kari({ id: 'again', hireDate: '2026-01-15' });
    const { plans } = runThrough([old, again], after);
    expect(see(plans.get('employee-1'))).toMatchObject({ action: 'skip', codes: ['INACTIVE_NOT_CREATED'] });
    expect(see(plans.get('again'))).toMatchObject({ action: 'update', sent: { employmentFrom: '2026-01-15' } });
  });
});

describe('what is edited in X-ledger', () => {
  test('a field outside the table is kept, one of it overwritten', () => {
    const reason = { id: '3', code: 'F', description: 'Frivillig', objectKindId: '91' };
    expect(run(kari(), edited(inStep(), { exitReason: reason, trialTo: '2026-01-01' })).sent).toEqual({});
    const world = inStep();
    const contact = { ...world.records[0]?.contact, phone: '11111111' } as never;
    expect(run(kari(), edited(world, { contact })).sent).toEqual({ phone: '22334455' });
  });
});

test('a first run in which nobody of three hundred is found, while X-ledger has 280', () => {
  const people = Array.from({ length: 300 }, (_, index) => ({
    source: buildSourceEmployee({ employeeNumber: String(index) }),
    plan: {
      action: 'create',
      employee: [],
      contact: [],
      memory: { employmentTo: null, returnedWith: null, hidden: {} },
      wanted: {},
      newTitle: null,
      problems: [],
    } as const,
  }));
  const guards = findGuards({
    people,
    linked: 0,
    matched: 0,
    held: 280,
    today: TODAY,
    settings: buildSettings().guards,
  });
  expect(guards.map(({ code, people: { length } }) => [code, length])).toEqual([['CREATE_GUARD', 300]]);
});
