/*
 * Every problem is provoked once, by somebody whom the rules see: what no rule tells is the run's business, and stands in
 * a list. A code that nothing provokes any longer, or a new one that nobody has provoked yet, fails here.
 */
import { areAccountsReadable } from '../../../shared/flows/employees-to-xledger/plan/hidden-values.ts';
import { PROBLEMS } from '../../../shared/flows/employees-to-xledger/problems.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-xledger/problems.ts';
import { findPositionKind, findRunProblems } from '../../../shared/flows/employees-to-xledger/run-findings.ts';
import type { ListedValue } from '../../../shared/flows/employees-to-xledger/rules/mapping-context.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import type { XledgerEmployee } from '../../../shared/vendors/xledger/employee-record.ts';
import { branded } from '../../builders/branded.ts';
import type { Plain } from '../../builders/branded.ts';
import {
  buildSourceAddress,
  buildSourceBankAccount,
  buildSourceEmployee,
  buildSourceEmployment,
  buildUnreadable,
} from '../../builders/source-employee.ts';
import {
  buildContact,
  buildSettings,
  buildXledgerEmployee,
  NOBODY,
  runThrough,
} from '../../builders/xledger-record.ts';
import type { WorldFacts, XledgerWorld } from '../../builders/xledger-record.ts';

type Source = Partial<Plain<SourceEmployee>>;
type Held = Partial<Plain<XledgerEmployee>>;

/** What the run alone knows: vendors' refusals, what was left out or lost, plans, and what is told once a run. */
const TOLD_BY_A_RUN: readonly ProblemCode[] = [
  'CONTACT_REJECTED',
  'XLEDGER_REJECTED',
  'WRITE_IN_DOUBT',
  'VANISHED',
  'PLAN_STALE',
  'OUT_OF_SCOPE',
  'PROCESSING_FAILED',
];
const TOLD_ONCE: readonly ProblemCode[] = ['SALARY_NOT_SUPPORTED', 'TITLE_LIST_UNKNOWN', 'ACCOUNT_NOT_READABLE'];

const kari = (overrides: Source = {}): SourceEmployee => buildSourceEmployee({ ssn: '13097248022', ...overrides });

interface Scenario extends WorldFacts {
  readonly people?: readonly Source[];
  /** Of X-ledger, before. */
  readonly records?: readonly Held[];
  /** Whether Kari as she usually is was synced before. */
  readonly after?: Source;
}

/** What is told of the first of these people. */
const codesOf = ({ people = [{}], records, after, ...facts }: Scenario): readonly string[] => {
  const before: XledgerWorld =
    after === undefined
      ? { ...NOBODY, records: (records ?? []).map(buildXledgerEmployee) }
      : runThrough([kari(after)], NOBODY, facts).world;
  const edited =
    after !== undefined && records !== undefined
      ? { ...before, records: before.records.map((record) => ({ ...record, ...(records[0] as object) })) }
      : before;
  const sources = people.map(kari);
  const { plans } = runThrough(sources, edited, facts);
  return plans.get(sources[0]?.id ?? '')?.problems.map(({ code }) => code) ?? [];
};

const lists = {
  titles: branded<readonly ListedValue[]>([{ id: '1', code: null, description: 'Welder' }]),
  employeeGroups: [],
  dimension: [],
};

const SCENARIOS: readonly (readonly [ProblemCode, Scenario])[] = [
  ['SOURCE_ROW_INVALID', { people: [{ faults: [{ row: 'employee', id: 'e', field: 'active' }] }] }],
  ['VALUE_UNREADABLE', { people: [{ title: buildUnreadable('title') }] }],
  ['DATE_IMPLAUSIBLE', { people: [{ hireDate: '0020-01-01' }] }],
  ['INACTIVE_NOT_CREATED', { people: [{ active: false }] }],
  ['PRE_HIRE', { people: [{ active: false, hireDate: '2026-08-01' }] }],
  ['NUMBER_MISSING', { people: [{ employeeNumber: null }] }],
  ['NUMBER_DUPLICATE', { people: [{}, { id: 'per', userId: 'per', lastName: 'Hansen' }] }],
  ['NUMBER_DUPLICATE', { people: [{}, { id: 'again' }], settings: { severalRecords: 'block' } }],
  ['EARLIER_RECORD_USED', { people: [{ hireDate: '2023-01-01' }, { id: 'first', hireDate: '2019-01-01' }] }],
  ['TITLE_MISSING', { people: [{ title: null }] }],
  ['EMAIL_MISSING', { people: [{ workEmail: null }] }],
  ['EMAIL_INVALID', { people: [{ workEmail: 'a@b' }] }],
  ['HIRE_DATE_MISSING', { people: [{ hireDate: null }] }],
  ['EMPLOYMENT_MISSING', { people: [{ employments: [] }] }],
  ['EMPLOYMENT_NOT_EXPORTED', { people: [{ employments: [buildSourceEmployment({ rate: '80' })] }] }],
  ['NAME_MISSING', { people: [{ firstName: null }] }],
  ['NATIONAL_ID_MISSING', { people: [{ ssn: null }] }],
  ['NATIONAL_ID_INVALID', { people: [{ ssn: '13097248023' }] }],
  ['NATIONAL_ID_FOREIGN', { people: [{ ssn: '19900501-1234', ssnCountry: 'SE' }] }],
  ['NATIONAL_ID_DIFFERS', { records: [{ socialSecurityMasked: '******12345' }] }],
  ['HIDDEN_KEPT', { records: [{ socialSecurityMasked: '***********' }] }],
  ['MATCH_AMBIGUOUS', { records: [{}, { id: '8', code: '042' }] }],
  ['MATCH_CONFLICT', { records: [{ contact: buildContact({ lastName: 'Hansen', birthday: '1970-01-01' }) }] }],
  [
    'IDENTITY_CHANGED',
    { after: {}, records: [{ contact: buildContact({ lastName: 'Hansen', birthday: '1970-01-01' }) }] },
  ],
  ['FOUND_IN_OTHER_ENTITY', { elsewhere: [{ code: '42', entity: 'Nord' }] }],
  ['LINK_LOST', { after: {}, records: [{ id: '999' }] }],
  ['NUMBER_FORMAT_DIFFERS', { records: [{ code: '0042' }] }],
  ['NUMBER_DIFFERS', { after: {}, people: [{ employeeNumber: '43' }] }],
  ['RECORD_CLOSED', { records: [{ dateTo: '2024-12-31' }] }],
  ['TITLE_UNKNOWN', { context: { lists } }],
  [
    'TITLE_AMBIGUOUS',
    { people: [{ title: 'Welder' }], context: { lists: { ...lists, titles: [...lists.titles, ...lists.titles] } } },
  ],
  ['PHONE_INVALID', { people: [{ privatePhone: 'none' }] }],
  ['BIRTH_DATE_INVALID', { people: [{ birthDate: '2030-01-01' }] }],
  ['ADDRESS_COUNTRY_UNKNOWN', { people: [{ homeAddress: buildSourceAddress({ country: 'Atlantis' }) }] }],
  ['ADDRESS_INCOMPLETE', { people: [{ homeAddress: buildSourceAddress({ city: null }) }] }],
  ['BANK_ACCOUNT_INVALID', { people: [{ bankAccount: buildSourceBankAccount({ number: '12345678904' }) }] }],
  [
    'BANK_ACCOUNT_FOREIGN',
    { people: [{ bankAccount: buildSourceBankAccount({ number: 'GB82WEST12345698765432', country: 'GB' }) }] },
  ],
  ['EMPLOYEE_GROUP_UNKNOWN', { settings: { employeeGroups: { permanent_employment: '99' } } }],
  ['DIMENSION_UNKNOWN', { settings: { costCenter: 'glObject1' }, context: { costCenterCode: '999' } }],
  ['END_DATE_FOREIGN', { after: {}, records: [{ employmentTo: '2026-06-30' }] }],
  ['END_DATE_MISSING', { after: {}, people: [{ active: false }] }],
  ['REHIRE', { after: { leaving: { endDate: '2026-02-28', offboardDate: null } } }],
  ['CONTACT_MISSING', { records: [{ contact: null, description: 'Kari Nordmann' }] }],
];

test.each(SCENARIOS)('%s', (code, scenario) => {
  expect(codesOf(scenario)).toContain(code);
});

test('nobody without a flaw is told of anything', () => {
  expect(codesOf({})).toEqual([]);
  expect(codesOf({ after: {} })).toEqual([]);
});

test('every code is provoked above, or told by a run', () => {
  const provoked = new Set<string>([...SCENARIOS.map(([code]) => code), ...TOLD_ONCE, ...TOLD_BY_A_RUN]);
  expect(Object.keys(PROBLEMS).filter((code) => !provoked.has(code))).toEqual([]);
});

describe('What is told once a run', () => {
  const told = (records: readonly Held[], settings: Parameters<typeof buildSettings>[0] = {}): readonly string[] =>
    findRunProblems(records.map(buildXledgerEmployee), buildSettings(settings)).map(({ code }) => code);

  test.each<[what: string, find: () => readonly string[], expected: readonly ProblemCode[]]>([
    ['salaries alone', () => told([{}]), ['SALARY_NOT_SUPPORTED']],
    ['nobody has a title', () => told([{ positionValue: null }]), ['SALARY_NOT_SUPPORTED', 'TITLE_LIST_UNKNOWN']],
    ['X-ledger has nobody', () => told([]), ['SALARY_NOT_SUPPORTED', 'TITLE_LIST_UNKNOWN']],
    ['the settings name the list', () => told([], { positionKind: '90' }), ['SALARY_NOT_SUPPORTED']],
    ['titles go elsewhere', () => told([], { title: 'none' }), ['SALARY_NOT_SUPPORTED']],
    ['nobody shows an account', () => told([{ bankAccount: null }]), ['SALARY_NOT_SUPPORTED', 'ACCOUNT_NOT_READABLE']],
    [
      'accounts are masked',
      () => told([{ bankAccount: '*******8903' }]),
      ['SALARY_NOT_SUPPORTED', 'ACCOUNT_NOT_READABLE'],
    ],
    [
      'accounts are compared by hash',
      () => told([{ bankAccount: null }], { accountCompare: 'hash' }),
      ['SALARY_NOT_SUPPORTED'],
    ],
    [
      'one account is whole',
      () => told([{ bankAccount: null }, { bankAccount: '1234 56 78903' }]),
      ['SALARY_NOT_SUPPORTED'],
    ],
  ])('%s', (_what, find, expected) => {
    expect(find()).toEqual(expected);
  });

  test.each<[account: string, isReadable: boolean]>([
    ['1234.56.78903', true],
    ['NO93 8601 1117 947', true],
    ['*******8903', false],
    ['1234 ** *****', false],
    ['123', false],
    ['', false],
  ])('an account shown as %p is readable: %p', (account, isReadable) => {
    expect(areAccountsReadable([{ bankAccount: account }])).toBe(isReadable);
  });

  test('the list of titles is that of the settings, else of the first title in use', () => {
    const of = (objectKindId: string | null) =>
      buildXledgerEmployee({ positionValue: { id: '1', code: null, description: 'Welder', objectKindId } });
    const records = [buildXledgerEmployee({ positionValue: null }), of(null), of(' '), of('90'), of('91')];
    expect(findPositionKind(records, { positionKind: null })).toBe('90');
    expect(findPositionKind(records, { positionKind: '12' })).toBe('12');
    expect(findPositionKind(records.slice(0, 3), { positionKind: null })).toBeNull();
  });
});
