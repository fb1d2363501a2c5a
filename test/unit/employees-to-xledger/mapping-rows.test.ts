import { PROBLEMS } from '../../../shared/flows/employees-to-xledger/problems.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-xledger/problems.ts';
import { diffFields, KEPT_FIELD_NAMES } from '../../../shared/flows/employees-to-xledger/plan/diff.ts';
import { mapEmployee } from '../../../shared/flows/employees-to-xledger/rules/map-employee.ts';
import type { ListedValue, MappingContext } from '../../../shared/flows/employees-to-xledger/rules/mapping-context.ts';
import { MAPPING_ROWS } from '../../../shared/flows/employees-to-xledger/rules/mapping-table.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-xledger/rules/peers.ts';
import { initialsOf } from '../../../shared/flows/employees-to-xledger/rules/person-rows.ts';
import { SELECTION_RULES } from '../../../shared/flows/employees-to-xledger/rules/selection-rules.ts';
import {
  DEFAULT_XLEDGER_SETTINGS,
  xledgerSettingsSchema,
} from '../../../shared/flows/employees-to-xledger/settings.ts';
import type { XledgerSettings } from '../../../shared/flows/employees-to-xledger/settings.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
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
  buildMappingContext,
  buildSettings,
  buildXledgerEmployee,
  NO_TEXTS,
} from '../../builders/xledger-record.ts';

type Settings = Partial<XledgerSettings>;
type Source = Partial<Plain<SourceEmployee>>;

const map = (source: Source, settings: Settings = {}, context: Partial<MappingContext> = {}) => {
  const desired = mapEmployee(buildSourceEmployee(source), {
    ...buildMappingContext({ settings: buildSettings(settings), ...context }),
    peers: NO_PEERS,
  });
  return {
    ...desired,
    values: Object.fromEntries(Object.entries(desired.fields).map(([name, { value }]) => [name, value])),
    created: Object.fromEntries(desired.onCreate.map(({ field, value }) => [field, value])),
    codes: [...desired.unmet, ...desired.problems].map(({ code }) => code),
  };
};

const probation = buildSourceEmployment({ id: 'b', typeName: 'Probation', endDate: '2020-06-30', rate: '50' });
const listed = (...codes: string[]): readonly ListedValue[] =>
  codes.map((code) => branded<ListedValue>({ id: `id-${code}`, code, description: `Name ${code}` }));
const lists = { titles: null, employeeGroups: listed('10'), dimension: listed('200') };

describe('every row', () => {
  test('is there once, from 1 to 26, and W1 to W10', () => {
    expect(MAPPING_ROWS.map(({ row }) => Number(row))).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
    expect(SELECTION_RULES.map(({ row }) => row)).toEqual(Array.from({ length: 10 }, (_, index) => `W${index + 1}`));
  });

  test('that is a guess does nothing by default, salaries and national ids among them', () => {
    const guesses = MAPPING_ROWS.filter(({ mark }) => mark === 'G');
    expect(guesses.map(({ row }) => row)).toEqual(['14', '22', '23', '24', '26']);
    const source = buildSourceEmployee({ leaving: { endDate: '2027-01-31', offboardDate: null } });
    for (const { map: mapRow } of guesses) {
      const { fields = {}, onCreate = [] } = mapRow?.(source, buildMappingContext()) ?? {};
      expect([Object.keys(fields), onCreate]).toEqual([[], []]);
    }
  });

  test('and every setting and every code but those of a whole run or record belongs to one', () => {
    const rows = [...MAPPING_ROWS, ...SELECTION_RULES];
    const options = new Set<string>(rows.flatMap(({ options: used = [] }) => used));
    expect(Object.keys(DEFAULT_XLEDGER_SETTINGS).filter((option) => !options.has(option))).toEqual([
      'batchSize',
      'maxRequestsPerFiveSeconds',
      'guards',
    ]);
    const codes = new Set<string>(rows.flatMap(({ codes: used }) => used));
    expect(Object.keys(PROBLEMS).filter((code) => !codes.has(code))).toEqual([
      'SOURCE_ROW_INVALID',
      'VALUE_UNREADABLE',
      'DATE_IMPLAUSIBLE',
      'XLEDGER_REJECTED',
      'WRITE_IN_DOUBT',
      'VANISHED',
      'PLAN_STALE',
      'OUT_OF_SCOPE',
      'PROCESSING_FAILED',
    ]);
  });
});

test.each<
  [row: string, source: Source, values: Record<string, unknown>, settings?: Settings, context?: Partial<MappingContext>]
>([
  [
    '2 to 4',
    { firstName: ' Kari ', lastName: 'Nordmann' },
    { description: 'Kari Nordmann', firstName: 'Kari', lastName: 'Nordmann' },
  ],
  ['2', { firstName: null }, { description: undefined, firstName: undefined, lastName: 'Nordmann' }],
  ['6', { workEmail: 'a@b', privateEmail: 'x@y.no' }, { email: 'x@y.no' }],
  ['7', { privatePhone: '0046 70-123 45 67', workPhone: '22 00 00 00' }, { phone: '+46701234567', phone2: undefined }],
  ['7, work phone', { workPhone: '22 00 00 00' }, { phone2: '22000000' }, { workPhone: 'contactPhone2' }],
  ['7, none of work', { privatePhone: null, workPhone: '22 00 00 00' }, { phone: undefined }],
  ['8', {}, { birthday: '1990-05-01' }],
  ['10', {}, { employmentFrom: '2020-01-01' }],
  [
    '12, the employee’s own',
    { leaving: { endDate: '2027-01-31', offboardDate: '2027-02-28' } },
    { employmentTo: '2027-01-31' },
  ],
  [
    '12, the employment’s',
    { employments: [buildSourceEmployment({ endDate: '2027-03-31' })] },
    { employmentTo: '2027-03-31' },
  ],
  ['12, off-boarding last', { leaving: { endDate: null, offboardDate: '2027-02-28' } }, { employmentTo: '2027-02-28' }],
  [
    '12, off-boarding first',
    { leaving: { endDate: '2027-01-31', offboardDate: '2027-02-28' } },
    { employmentTo: '2027-02-28' },
    { lastDay: 'offboardDate' },
  ],
  [
    '12, who has not left yet is not closed',
    { active: true, leaving: { endDate: '2027-02-28', offboardDate: null } },
    { employmentTo: '2027-02-28', dateTo: undefined },
    { closeRecords: true },
  ],
  ['12, never', { leaving: { endDate: '2099-12-31', offboardDate: null } }, { employmentTo: undefined }],
  ['13', {}, { 'positionValue.dbId': '501', jobTitle: undefined }],
  [
    '13, contact',
    { title: 'Boss' },
    { 'positionValue.dbId': undefined, jobTitle: 'Boss' },
    { title: 'contactJobTitle' },
  ],
  ['13, none', { title: 'Boss' }, { 'positionValue.dbId': undefined, jobTitle: undefined }, { title: 'none' }],
  ['14', { gender: 'Kvinne' }, { 'gender.code': 'F' }, { gender: { female: { code: 'F' }, male: { code: 'M' } } }],
  ['14, a man', { gender: 'Mann' }, { 'gender.code': 'M' }, { gender: { female: { code: 'F' }, male: { code: 'M' } } }],
  [
    '14, another word',
    { gender: 'Annet' },
    { 'gender.code': undefined },
    { gender: { female: { code: 'F' }, male: { code: 'M' } } },
  ],
  [
    '16',
    { homeAddress: buildSourceAddress({ street: 'c/o Hansen\nStorgata 5', country: 'Sverige', postalCode: '114 55' }) },
    {
      'homeAddress.streetAddress': 'c/o Hansen, Storgata 5',
      'homeAddress.zipCode': '114 55',
      'homeAddress.place': 'Oslo',
      'homeAddress.country': 'Sweden',
    },
  ],
  ['17', { privateEmail: 'x@y.no' }, { email2: 'x@y.no' }],
  ['17, used already', { workEmail: null, privateEmail: 'x@y.no' }, { email: 'x@y.no', email2: undefined }],
  [
    '18, by name',
    {},
    { 'employeeGroup.dbId': 'id-10' },
    { employeeGroups: { 'Permanent employment': '10' } },
    { lists },
  ],
  [
    '18, of several types by name',
    {},
    { 'employeeGroup.dbId': 'id-10' },
    { employeeGroups: { Hired: '20', 'Permanent employment': '10' } },
    { lists: { ...lists, employeeGroups: listed('20', '10') } },
  ],
  [
    '18, of several types by id',
    {},
    { 'employeeGroup.dbId': 'id-10' },
    { employeeGroups: { 'type-hired': '20', 'type-permanent': '10' } },
    { lists: { ...lists, employeeGroups: listed('20', '10') } },
  ],
  ['18, by id', {}, { 'employeeGroup.dbId': 'id-10' }, { employeeGroups: { 'type-permanent': '10' } }, { lists }],
  [
    '18, a type that is called as something of JavaScript',
    { employments: [buildSourceEmployment({ typeId: '__proto__', typeName: 'constructor' })] },
    { 'employeeGroup.dbId': undefined },
    {},
    { lists },
  ],
  ['18, none', {}, { 'employeeGroup.dbId': undefined }, {}, { lists }],
  ['19', {}, { 'glObject2.dbId': 'id-200' }, { costCenter: 'glObject2' }, { lists, costCenterCode: '200' }],
  ['19, without a cost centre', {}, { 'glObject2.dbId': undefined }, { costCenter: 'glObject2' }, { lists }],
  ['19, off', {}, { 'glObject2.dbId': undefined }, {}, { lists, costCenterCode: '200' }],
  ['20', {}, { 'superior.dbId': '12' }, { manager: true }, { managerRecord: '12' }],
  ['20, off', {}, { 'superior.dbId': undefined }, {}, { managerRecord: '12' }],
  [
    '21',
    { employments: [buildSourceEmployment(), probation] },
    { trialTo: '2020-06-30' },
    { probationTypes: ['probation'] },
  ],
  [
    '22',
    { leaving: { endDate: '2027-01-31', offboardDate: null } },
    { 'exitReason.code': 'F' },
    { exitReason: { code: 'F' } },
  ],
  ['22, no end', {}, { 'exitReason.code': undefined }, { exitReason: { code: 'F' } }],
  ['26', {}, { 'flexiFieldItem.text3': 'user-1' }, { correlationField: 'flexiField.text3' }],
])('row %s', (_row, source, values, settings = {}, context = {}) => {
  const mapped = map(source, settings, context).values;
  for (const [name, value] of Object.entries(values)) expect([name, mapped[name]]).toEqual([name, value]);
});

test.each<[row: string, source: Source, created: Record<string, unknown>, settings?: Settings]>([
  ['1', { employeeNumber: ' 0042 ' }, { code: '0042' }],
  ['5', { firstName: 'Anne-Marie Åse', lastName: 'van der Berg Øst Ås' }, { initials: 'AÅVDB' }],
  ['11', {}, { dateFrom: '2020-01-01' }],
  [
    '23',
    {},
    { timesheet: true, 'employmentType.code': '1' },
    { fixedValues: { timesheet: true, employmentType: { code: '1' } } },
  ],
])('row %s, on create only', (_row, source, created, settings = {}) => {
  expect(map(source, settings).created).toMatchObject(created);
  for (const name of Object.keys(created)) expect(KEPT_FIELD_NAMES).not.toContain(name);
});

test('rows 9 and 15 are hidden values', () => {
  expect(map({ ssn: '130972 48022' }).hidden).toEqual({ socialSec: '13097248022', bankAccount: '12345678903' });
  const iban = buildSourceBankAccount({ number: null, iban: 'NO93 8601 1117 947' });
  expect(map({ bankAccount: iban }).hidden).toEqual({ bankAccount: '86011117947' });
});

test.each(['ßa', 'ﬁ', '1 2', 'a b c d e f g'])('initials of %p are five letters at most', (name) => {
  expect(initialsOf(name).length).toBeLessThanOrEqual(5);
  expect(initialsOf(name)).toMatch(/^\p{Lu}*$/u);
});

test.each<[code: ProblemCode, source: Source, settings?: Settings, context?: Partial<MappingContext>]>([
  ['SOURCE_ROW_INVALID', { faults: [{ row: 'employee', id: 'e', field: 'active' }] }],
  ['VALUE_UNREADABLE', { firstName: buildUnreadable('firstName') }],
  ['VALUE_UNREADABLE', { leaving: { endDate: buildUnreadable('leaving.endDate'), offboardDate: null } }],
  ['VALUE_UNREADABLE', { bankAccount: buildSourceBankAccount({ number: buildUnreadable('bankAccount.number') }) }],
  ['DATE_IMPLAUSIBLE', { hireDate: '0020-01-01' }],
  ['NUMBER_MISSING', { employeeNumber: ' ' }],
  ['TITLE_MISSING', { title: null }],
  ['EMAIL_MISSING', { workEmail: null }],
  ['EMAIL_INVALID', { workEmail: 'a@b' }],
  ['EMAIL_MISSING', { workEmail: 'a@b' }],
  ['HIRE_DATE_MISSING', { hireDate: null }],
  ['EMPLOYMENT_MISSING', { employments: [] }],
  ['EMPLOYMENT_MISSING', { employments: [buildSourceEmployment({ startDate: null })] }],
  ['EMPLOYMENT_NOT_EXPORTED', { employments: [buildSourceEmployment({ endDate: '2026-03-01' })] }],
  ['EMPLOYMENT_NOT_EXPORTED', {}, { employmentTypes: ['Vikariat'] }],
  ['NAME_MISSING', { lastName: '' }],
  ['NATIONAL_ID_MISSING', { ssn: null }],
  ['NATIONAL_ID_INVALID', { ssn: '13097248023' }],
  ['NATIONAL_ID_FOREIGN', { ssn: '19900501-1234', ssnCountry: 'SE' }],
  ['PHONE_INVALID', { privatePhone: 'none' }],
  ['BIRTH_DATE_INVALID', { birthDate: '2030-01-01' }],
  ['ADDRESS_COUNTRY_UNKNOWN', { homeAddress: buildSourceAddress({ country: 'Atlantis' }) }],
  ['ADDRESS_INCOMPLETE', { homeAddress: buildSourceAddress({ city: null }) }],
  ['BANK_ACCOUNT_INVALID', { bankAccount: buildSourceBankAccount({ number: '12345678904' }) }],
  [
    'BANK_ACCOUNT_FOREIGN',
    { bankAccount: buildSourceBankAccount({ number: 'GB82WEST12345698765432', country: 'GB' }) },
  ],
  ['EMPLOYEE_GROUP_UNKNOWN', {}, { employeeGroups: { permanent_employment: '99' } }, { lists }],
  ['DIMENSION_UNKNOWN', {}, { costCenter: 'glObject1' }, { lists, costCenterCode: '999' }],
  ['TITLE_UNKNOWN', { title: 'Boss' }],
])('%s is told, and only of somebody it is true of', (code, source, settings = {}, context = {}) => {
  expect(map(source, settings, context).codes).toContain(code);
  expect(map({ ssn: '13097248022' }).codes).toEqual([]);
});

test('options widen who is exported', () => {
  const part = { employments: [buildSourceEmployment({ rate: '80', typeName: 'Vikariat', typeId: 't9' })] };
  const codes = (settings: Settings) => map(part, settings).codes;
  expect(codes({ fullTimeOnly: false, employmentTypes: ['vikariat'] })).not.toContain('EMPLOYMENT_NOT_EXPORTED');
  expect(codes({ fullTimeOnly: false, employmentTypes: ['t9'] })).not.toContain('EMPLOYMENT_NOT_EXPORTED');
  expect(codes({ fullTimeOnly: false })).toContain('EMPLOYMENT_NOT_EXPORTED');
});

test('a national id that is demanded is an error when it is missing or is none', () => {
  for (const ssn of [null, '13097248023']) {
    const severities = map({ ssn }, { requireNationalId: true }).unmet.map(({ severity }) => severity);
    expect(severities).toEqual(['error']);
  }
});

describe('what differs', () => {
  const { fields } = map({ privateEmail: 'x@y.no' });

  test.each([
    ['the case of the e-mail address', buildXledgerEmployee({ email: 'KARI.Nordmann@example.com' })],
    ['separators of the phone', buildXledgerEmployee({ contact: buildContact({ phone: '22 33 44 55' }) })],
    ['blanks around a name', buildXledgerEmployee({ description: ' Kari Nordmann ' })],
  ])('is not %s', (_what, record) => {
    expect(diffFields(fields, record, false)).toEqual({ employee: [], contact: [] });
  });

  test('an address is sent whole, and the contact is left alone on request', () => {
    const contact = buildContact({ email2: 'x@y.no', homeAddress: null });
    const record = buildXledgerEmployee({ contact });
    expect(diffFields(fields, record, true).contact.map(({ field, value }) => [field, value])).toEqual([
      ['homeAddress.streetAddress', 'Storgata 5'],
      ['homeAddress.zipCode', '0150'],
      ['homeAddress.place', 'Oslo'],
      ['homeAddress.country', 'Norway'],
    ]);
    expect(diffFields(fields, record, false).contact).toEqual([]);
  });

  test('a reference is shown by its name', () => {
    const other = { id: '9', code: null, description: 'Boss', objectKindId: '90' };
    expect(diffFields(fields, buildXledgerEmployee({ positionValue: other }), false).employee).toEqual([
      { field: 'positionValue.dbId', value: '501', from: 'Boss', to: 'Engineer' },
    ]);
  });

  test('a reason and a free text that are there already are kept', () => {
    const wanted = { 'exitReason.code': { value: 'F' }, 'flexiFieldItem.text1': { value: 'user-1' } };
    const texts = { ...NO_TEXTS, text1: 'theirs' };
    const reason = { id: '1', code: 'U', description: null, objectKindId: null };
    expect(
      diffFields(wanted, buildXledgerEmployee({ exitReason: reason, flexiFieldsItem: texts }), true).employee,
    ).toEqual([]);
    expect(diffFields(wanted, buildXledgerEmployee(), true).employee.map(({ field }) => field)).toEqual([
      'exitReason.code',
      'flexiFieldItem.text1',
    ]);
  });
});

describe('settings', () => {
  test('have the defaults of the mapping', () => {
    expect(DEFAULT_XLEDGER_SETTINGS).toMatchObject({
      employmentTypes: ['permanent_employment'],
      fullTimeOnly: true,
      severalRecords: 'earliestHired',
      hiddenOnAdoption: 'keep',
      batchSize: 1,
      maxRequestsPerFiveSeconds: 15,
      gender: null,
      correlationField: null,
      salary: 'off',
      closeRecords: false,
    });
  });

  test.each([
    [90, '90'],
    [' 90 ', '90'],
  ])('positionKind %p is digits', (typed, kind) => {
    expect(xledgerSettingsSchema.parse({ positionKind: typed }).positionKind).toBe(kind);
  });

  test.each([
    { positionKind: 'abc' },
    { batchSize: 501 },
    { unknown: 1 },
    { guards: { createShare: 2 } },
    { maxRequestsPerFiveSeconds: 21 },
  ])('%p is refused', (input) => {
    expect(xledgerSettingsSchema.safeParse(input).success).toBe(false);
  });
});

describe('A value that cannot be read', () => {
  const CORRELATED: Settings = { correlationField: 'flexiField.text1' };
  const GENDERED: Settings = { gender: { female: { code: 'F' }, male: { code: 'M' } } };
  const employed = (field: 'typeId' | 'startDate' | 'endDate' | 'rate' | 'note'): Source => ({
    employments: [buildSourceEmployment(), buildSourceEmployment({ id: 'b', [field]: buildUnreadable('firstName') })],
  });
  const told = (source: Source, settings?: Settings) =>
    map(source, settings).problems.filter(({ code }) => code === 'VALUE_UNREADABLE').length;

  test.each<[what: string, source: Source, settings?: Settings]>([
    ['the account as a whole', { bankAccount: buildUnreadable('bankAccount') }],
    ['the country of the account', { bankAccount: buildSourceBankAccount({ country: buildUnreadable('firstName') }) }],
    ['a place', { homeAddress: buildSourceAddress({ city: buildUnreadable('homeAddress.city') }) }],
    ['the type of an employment', employed('typeId')],
    ['the start of an employment', employed('startDate')],
    ['the end of an employment', employed('endDate')],
    ['the rate of an employment', employed('rate')],
    ['the work phone, where it is sent', { workPhone: buildUnreadable('workPhone') }, { workPhone: 'contactPhone2' }],
    ['the user, where it is sent', { userId: buildUnreadable('userId') }, CORRELATED],
    ['the gender, where it is sent', { gender: buildUnreadable('gender') }, GENDERED],
  ])('is told once: %s', (_what, source, settings = {}) => {
    expect(told(source, settings)).toBe(1);
  });

  test.each<[what: string, source: Source]>([
    ['nothing at all', {}],
    ['the country of the national id', { ssnCountry: buildUnreadable('ssnCountry') }],
    ['the main employment', { mainEmploymentId: buildUnreadable('mainEmploymentId') }],
    ['the compensation', { compensationId: buildUnreadable('compensationId') }],
    ['the bank of the account', { bankAccount: buildSourceBankAccount({ bank: buildUnreadable('firstName') }) }],
    ['the note of an employment', employed('note')],
    ['a phone at work', { workPhone: buildUnreadable('workPhone') }],
    ['the same in its other form', { workPhoneSanitized: buildUnreadable('workPhoneSanitized') }],
    ['the user', { userId: buildUnreadable('userId') }],
    ['the gender', { gender: buildUnreadable('gender') }],
  ])('of which nothing is made is not told: %s', (_what, source) => {
    expect(told(source)).toBe(0);
  });
});

test('a title that is to be added is wanted by its name, and every other is not', () => {
  const titles: Partial<MappingContext> = { lists: { titles: listed('1'), employeeGroups: [], dimension: [] } };
  const adding: Settings = { createPositionValues: true };
  expect(map({ title: ' Welder ' }, adding, titles)).toMatchObject({
    newTitle: 'Welder',
    codes: ['NATIONAL_ID_MISSING'],
  });
  expect(map({ title: 'Name 1' }, adding, titles)).toMatchObject({
    newTitle: null,
    values: { 'positionValue.dbId': 'id-1' },
  });
  expect(map({ title: 'Welder' }, {}, titles)).toMatchObject({ newTitle: null });
  expect(map({ title: 'Welder' }, {}, titles).codes).toContain('TITLE_UNKNOWN');
});

test('of many employments that are not exported five are named, and one without a rate by its type', () => {
  const employments = Array.from({ length: 7 }, (_, index) =>
    buildSourceEmployment({ id: `e-${index}`, typeName: `Vikariat ${index}`, rate: index === 0 ? null : '50' }),
  );
  const [problem] = map({ employments }).unmet;
  expect(problem?.message).toContain('"Vikariat 0" at an unknown rate');
  expect(problem?.message.match(/Vikariat/g)).toHaveLength(5);
});
