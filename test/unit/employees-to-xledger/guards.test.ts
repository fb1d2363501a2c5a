import { differentCompanies, findGuards } from '../../../shared/flows/employees-to-xledger/guards.ts';
import type { GuardFacts, GuardedPerson } from '../../../shared/flows/employees-to-xledger/guards.ts';
import type { FieldChange } from '../../../shared/flows/employees-to-xledger/plan/diff.ts';
import { NOTHING_REMEMBERED } from '../../../shared/flows/employees-to-xledger/plan/memory.ts';
import type { EmployeePlan } from '../../../shared/flows/employees-to-xledger/plan/plan-employee.ts';
import { problem } from '../../../shared/flows/employees-to-xledger/problems.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-xledger/problems.ts';
import { buildSourceEmployee } from '../../builders/source-employee.ts';
import { buildSettings, buildXledgerEmployee, TODAY } from '../../builders/xledger-record.ts';

const change = (field: string, value: string | null, from: string | null = 'before'): FieldChange => ({
  field,
  value,
  from,
  to: value,
});

const ACCOUNT = '12345678903';

const CREATE = {
  action: 'create',
  employee: [],
  contact: [],
  wanted: {},
  newTitle: null,
  memory: NOTHING_REMEMBERED,
  problems: [],
} as const satisfies EmployeePlan;
const update = (employee: readonly FieldChange[], contact: readonly FieldChange[] = []): EmployeePlan => ({
  action: 'update',
  record: buildXledgerEmployee(),
  employee,
  contact,
  wanted: {},
  newTitle: null,
  memory: NOTHING_REMEMBERED,
  problems: [],
});
const blocked = (...codes: ProblemCode[]): EmployeePlan => ({
  action: 'blocked',
  problems: codes.map((code) => problem(code)),
});

const many = (count: number, plan: EmployeePlan, name = 'p'): GuardedPerson[] =>
  Array.from({ length: count }, (_, index) => ({
    source: buildSourceEmployee({ employeeNumber: `${name}${index + 1}` }),
    plan,
  }));

/** The guards that speak, and about how many. */
const speaking = (people: readonly GuardedPerson[], facts: Partial<GuardFacts> = {}) =>
  findGuards({
    people,
    linked: 0,
    matched: 1,
    held: 100,
    today: TODAY,
    settings: buildSettings().guards,
    ...facts,
  }).map(({ code, people: { length } }) => [code, length]);

describe('CREATE_GUARD', () => {
  test.each<[what: string, created: number, facts: Partial<GuardFacts>, speaks: boolean]>([
    ['nobody is linked and nobody was found: one person is enough', 1, { matched: 0 }, true],
    ['nobody is linked, and somebody was found', 300, {}, false],
    ['X-ledger has no employees yet', 300, { matched: 0, held: 0 }, false],
    ['nobody is created', 0, { matched: 0 }, false],
    ['ten beside a few who are linked', 10, { linked: 3 }, false],
    ['eleven beside a few who are linked', 11, { linked: 3 }, true],
    ['a fifth of many who are linked', 40, { linked: 200 }, false],
    ['more than a fifth of many who are linked', 41, { linked: 200 }, true],
    ['a share that does not come out even is rounded down', 12, { linked: 59 }, true],
  ])('%s', (_what, created, facts, speaks) => {
    expect(speaking(many(created, CREATE), facts)).toEqual(speaks ? [['CREATE_GUARD', created]] : []);
  });

  test('names those who would be created, and how many X-ledger has', () => {
    const [guard] = findGuards({
      people: [...many(2, CREATE, 'new'), ...many(1, update([]), 'old')],
      linked: 0,
      matched: 0,
      held: 280,
      today: TODAY,
      settings: buildSettings().guards,
    });
    expect(guard?.people).toEqual(['new1', 'new2']);
    expect(guard?.message).toContain('280 employees; 2 would be created');
  });

  test('its figures are settings', () => {
    const settings = { ...buildSettings().guards, createAbsolute: 1, createShare: 0 };
    expect(speaking(many(2, CREATE), { linked: 100, settings })).toEqual([['CREATE_GUARD', 2]]);
  });
});

describe('END_GUARD', () => {
  const ended = update([change('employmentTo', TODAY)]);
  test.each<[what: string, people: readonly GuardedPerson[], linked: number, speaks: number]>([
    ['five', many(5, ended), 20, 0],
    ['six', many(6, ended), 20, 6],
    ['a fifth of many', many(20, ended), 100, 0],
    ['more than a fifth of many', many(21, ended), 100, 21],
    ['a last day that is still to come', many(30, update([change('employmentTo', '2026-03-03')])), 20, 0],
    ['a last day that is removed', many(30, update([change('employmentTo', null)])), 20, 0],
    ['another field', many(30, update([change('employmentFrom', '2020-01-01')])), 20, 0],
    ['new employees who have left already', many(6, { ...CREATE, employee: [change('employmentTo', TODAY)] }), 100, 0],
  ])('%s', (_what, people, linked, speaks) => {
    expect(speaking(people, { linked })).toEqual(speaks === 0 ? [] : [['END_GUARD', speaks]]);
  });
});

describe('OVERWRITE_GUARD', () => {
  const renamed = update([change('description', 'Kari Nordmann')]);
  test.each<[what: string, people: readonly GuardedPerson[], linked: number, speaks: number]>([
    ['five of five', many(5, renamed), 0, 0],
    ['six of six', many(6, renamed), 0, 6],
    ['half of twenty', [...many(10, renamed), ...many(10, update([]), 'q')], 0, 0],
    ['more than half of twenty', [...many(11, renamed), ...many(9, update([]), 'q')], 0, 11],
    ['only in the first run', many(20, renamed), 1, 0],
    ['a field that was empty', many(20, update([change('phone', '22334455', null)])), 0, 0],
    ['an account that was not there', many(20, update([change('bankAccount', ACCOUNT, null)])), 0, 0],
    ['another account', many(20, update([{ ...change('bankAccount', ACCOUNT, null), overwritesHidden: true }])), 0, 20],
    ['a field of the contact', many(20, update([], [change('email2', 'x@y.no')])), 0, 20],
    ['different fields, each of a few', [...many(5, renamed), ...many(5, update([change('phone', '1')]), 'q')], 0, 0],
  ])('%s', (_what, people, linked, speaks) => {
    expect(speaking(people, { linked })).toEqual(speaks === 0 ? [] : [['OVERWRITE_GUARD', speaks]]);
  });

  test('names each person once, and each field with its count', () => {
    const both = update([change('description', 'Kari'), change('email', 'k@x.no')]);
    const [guard] = findGuards({
      people: [...many(7, both), ...many(1, renamed, 'q')],
      linked: 0,
      matched: 8,
      held: 8,
      today: TODAY,
      settings: buildSettings().guards,
    });
    expect(guard?.people).toHaveLength(8);
    expect(guard?.message).toContain('description of 8, email of 7 of 8 employees');
  });
});

describe('IDENTITY_GUARD', () => {
  test.each<[what: string, people: readonly GuardedPerson[], speaks: number]>([
    ['five', many(5, blocked('MATCH_CONFLICT')), 0],
    ['six', many(6, blocked('MATCH_CONFLICT')), 6],
    ['of either kind', [...many(3, blocked('MATCH_CONFLICT')), ...many(3, blocked('IDENTITY_CHANGED'), 'q')], 6],
    ['a fifth of many', [...many(20, blocked('IDENTITY_CHANGED')), ...many(80, update([]), 'q')], 0],
    ['more than a fifth', [...many(21, blocked('IDENTITY_CHANGED')), ...many(79, update([]), 'q')], 21],
    ['held up by something else', many(20, blocked('TITLE_MISSING')), 0],
  ])('%s', (_what, people, speaks) => {
    expect(speaking(people, { linked: 100 })).toEqual(speaks === 0 ? [] : [['IDENTITY_GUARD', speaks]]);
  });
});

test('several guards speak at once, whose record it is first', () => {
  const people = [
    ...many(6, blocked('MATCH_CONFLICT')),
    ...many(11, CREATE, 'q'),
    ...many(6, update([change('employmentTo', TODAY)]), 'r'),
  ];
  expect(speaking(people, { linked: 1 }).map(([code]) => code)).toEqual([
    'IDENTITY_GUARD',
    'CREATE_GUARD',
    'END_GUARD',
  ]);
});

describe('The two sides are of different companies', () => {
  const of = (organisationNumber: string | null, name: string | null = 'Fjordlys') => ({ name, organisationNumber });

  test.each<[what: string, simployer: string | null, xledger: string | null, differ: boolean]>([
    ['the same number', '313000028', '313000028', false],
    ['written otherwise', 'NO 313 000 028 MVA', '313000028', false],
    ['another number', '313000028', '313000036', true],
    ['not known in Simployer', null, '313000036', false],
    ['not known in X-ledger', '313000028', null, false],
    ['empty in X-ledger', '313000028', ' ', false],
  ])('%s', (_what, simployer, xledger, differ) => {
    expect(differentCompanies(of(simployer), of(xledger)) !== null).toBe(differ);
  });

  test('names both', () => {
    expect(differentCompanies(of('313000028'), of('313000036', null))).toBe(
      'Simployer is of Fjordlys (313000028), X-ledger of a company without a name (313000036).',
    );
  });
});
