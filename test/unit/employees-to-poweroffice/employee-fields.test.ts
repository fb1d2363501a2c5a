import type { DesiredEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/desired-employee.ts';
import { mapEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { Peers } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { PROBLEMS } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { BANK_ACCOUNT_ROWS } from '../../../shared/flows/employees-to-poweroffice/rules/bank-account.ts';
import { EMPLOYEE_ROWS } from '../../../shared/flows/employees-to-poweroffice/rules/employee-fields.ts';
import { EMPLOYMENT_ROWS } from '../../../shared/flows/employees-to-poweroffice/rules/employments.ts';
import { SALARY_ROWS } from '../../../shared/flows/employees-to-poweroffice/rules/salaries.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import {
  buildEmptySourceEmployee,
  buildSourceAddress,
  buildSourceCompensation,
  buildSourceEmployee,
  buildSourceEmployment,
} from '../../builders/source-employee.ts';
import type { Plain } from '../../builders/branded.ts';

const TODAY = '2025-06-15';

const map = (overrides: Partial<Plain<SourceEmployee>> = {}, peers: Peers = NO_PEERS): DesiredEmployee =>
  mapEmployee(buildSourceEmployee(overrides), { settings: DEFAULT_MAPPING_SETTINGS, today: TODAY, peers });

const codesOf = ({ problems }: DesiredEmployee): string[] => problems.map(({ code }) => code);
const messagesOf = ({ problems }: DesiredEmployee): string => problems.map(({ message }) => message).join('\n');

test('an employee without any flaw is mapped field by field', () => {
  expect(map()).toMatchObject({
    sourceId: 'employee-1',
    employeeNumber: '42',
    active: true,
    preHire: false,
    fields: {
      externalNumber: '42',
      externalImportReference: 'user-1',
      emailAddress: 'kari.nordmann@example.com',
      jobTitle: 'Engineer',
      hiredDate: '2020-01-01',
      startDate: '2020-01-01',
      endDate: null,
      firstName: 'Kari',
      lastName: 'Nordmann',
      dateOfBirth: '1990-05-01',
      phoneNumber: '22334455',
      mailAddress: { addressLine1: 'Storgata 5', city: 'Oslo', zipCode: '0150', countryCode: 'NO' },
    },
    onCreate: { number: '42', gender: 'Female' },
    problems: [],
    blocked: false,
  });
});

test('what the source lacks is left alone, and only the number is missed', () => {
  const desired = mapEmployee(buildEmptySourceEmployee(), {
    settings: DEFAULT_MAPPING_SETTINGS,
    today: TODAY,
    peers: NO_PEERS,
  });
  expect(desired.fields).toEqual({});
  expect(desired.onCreate).toEqual({});
  expect(codesOf(desired)).toEqual(['NUMBER_MISSING']);
  expect(desired.blocked).toBe(true);
});

describe('rows 1 and 2, the employee number', () => {
  test('leading zeros and blanks are dropped', () => {
    const desired = map({ employeeNumber: ' 0042 ' });
    expect(desired.onCreate.number).toBe('42');
    expect(desired.fields.externalNumber).toBe('42');
    expect(desired.employeeNumber).toBe(' 0042 ');
  });

  test.each([null, '', '   '])('%j is missing', (employeeNumber) => {
    const desired = map({ employeeNumber });
    expect(codesOf(desired)).toEqual(['NUMBER_MISSING']);
    expect(desired.blocked).toBe(true);
    expect(desired.fields.externalNumber).toBeUndefined();
  });

  test.each(['A-102', '0', '12.5', '9223372036854775808'])('%j is not a number, and is shown', (employeeNumber) => {
    const desired = map({ employeeNumber });
    expect(codesOf(desired)).toEqual(['NUMBER_NOT_NUMERIC']);
    expect(desired.blocked).toBe(true);
    expect(desired.onCreate.number).toBeUndefined();
  });

  test('the message shows the number as it was typed', () => {
    expect(messagesOf(map({ employeeNumber: 'A-102' }))).toContain('"A-102"');
  });

  test('a number that others hold blocks, and names theirs', () => {
    const desired = map({ employeeNumber: '42' }, { sameNumber: ['0042', ' 42'], userIdHeldBy: null });
    expect(codesOf(desired)).toEqual(['NUMBER_DUPLICATE']);
    expect(messagesOf(desired)).toContain('as "0042", "42".');
    expect(desired.blocked).toBe(true);
    expect(desired.onCreate.number).toBeUndefined();
    expect(desired.fields.externalNumber).toBeUndefined();
  });

  test('of many who hold it five are named', () => {
    const sameNumber = [1, 2, 3, 4, 5, 6].map((zeros) => `${'0'.repeat(zeros)}42`);
    expect(messagesOf(map({}, { sameNumber, userIdHeldBy: null }))).toMatch(/"0000042"\.$/);
  });
});

describe('row 3, the user id', () => {
  test('50 characters are taken, 51 are left out', () => {
    expect(map({ userId: 'u'.repeat(50) }).fields.externalImportReference).toBe('u'.repeat(50));
    const desired = map({ userId: 'u'.repeat(51) });
    expect(desired.fields.externalImportReference).toBeUndefined();
    expect(desired.problems).toEqual([
      expect.objectContaining({
        code: 'VALUE_TOO_LONG',
        severity: 'warning',
        message: 'The user id has more than 50 characters; it was left out.',
      }),
    ]);
  });

  test('a user id that somebody else carries is left out with a warning', () => {
    const desired = map({}, { sameNumber: [], userIdHeldBy: '7' });
    expect(desired.fields.externalImportReference).toBeUndefined();
    expect(codesOf(desired)).toEqual(['USER_ID_SHARED']);
    expect(messagesOf(desired)).toContain('"7"');
    expect(desired.blocked).toBe(false);
  });
});

describe('rows 4 and 21, the e-mail address', () => {
  test.each<[string, Partial<Plain<SourceEmployee>>, string | undefined, string[]]>([
    ['the work address goes first', { workEmail: 'w@x.no', privateEmail: 'p@x.no' }, 'w@x.no', []],
    ['without one, the private address', { workEmail: '', privateEmail: 'x@y.no' }, 'x@y.no', []],
    ['a malformed one is passed over', { workEmail: 'w@', privateEmail: 'p@x.no' }, 'p@x.no', ['EMAIL_INVALID']],
    ['nobody looks behind a good one', { workEmail: 'w@x.no', privateEmail: 'p@' }, 'w@x.no', []],
    ['a malformed one by itself', { workEmail: 'w@', privateEmail: null }, undefined, ['EMAIL_INVALID']],
    ['two malformed ones', { workEmail: 'w', privateEmail: 'p' }, undefined, ['EMAIL_INVALID', 'EMAIL_INVALID']],
    ['none at all', { workEmail: null, privateEmail: ' ' }, undefined, []],
    ['blanks around it', { workEmail: ' w@x.no ' }, 'w@x.no', []],
  ])('%s', (_, overrides, expected, codes) => {
    const desired = map(overrides);
    expect(desired.fields.emailAddress).toBe(expected);
    expect(codesOf(desired)).toEqual(codes);
    expect(desired.blocked).toBe(false);
  });
});

test('of a malformed e-mail address the message tells which it is', () => {
  expect(messagesOf(map({ workEmail: 'w@', privateEmail: 'p' }))).toBe(
    'The work e-mail address "w@" is not well-formed.\nThe private e-mail address "p" is not well-formed.',
  );
});

describe('row 6, active', () => {
  test.each<[boolean, string | null, boolean]>([
    [true, '2025-06-16', false],
    [false, '2025-06-16', true],
    [false, '2025-06-15', false],
    [false, '2025-06-14', false],
    [false, null, false],
  ])('active %s and hired %s: pre-hire is %s', (active, hireDate, preHire) => {
    expect(map({ active, hireDate })).toMatchObject({ active, preHire });
  });
});

describe('rows 7 to 9, the dates', () => {
  test('without a hire date there is none to write', () => {
    expect(map({ hireDate: null }).fields).not.toHaveProperty('hiredDate');
  });

  test('of three employments, the oldest gives the start and the main one the end', () => {
    const { fields } = map({
      mainEmploymentId: 'b',
      employments: [
        buildSourceEmployment({ id: 'a', startDate: '2015-03-01', endDate: '2020-02-29' }),
        buildSourceEmployment({ id: 'b', startDate: '2021-01-01', endDate: '2025-12-31' }),
        buildSourceEmployment({ id: 'c', startDate: '2022-01-01', endDate: null }),
      ],
    });
    expect(fields).toMatchObject({ startDate: '2015-03-01', endDate: '2025-12-31' });
  });

  test('without a main employment the active one with the latest start gives the end', () => {
    const { fields } = map({
      mainEmploymentId: null,
      employments: [
        buildSourceEmployment({ id: 'a', startDate: '2020-01-01', endDate: '2025-12-31' }),
        buildSourceEmployment({ id: 'b', startDate: '2021-01-01', endDate: '2025-01-31' }),
      ],
    });
    expect(fields.endDate).toBe('2025-12-31');
  });

  test('when none is active the one with the latest start gives the end', () => {
    const { fields } = map({
      mainEmploymentId: 'gone',
      employments: [
        buildSourceEmployment({ id: 'a', startDate: '2020-01-01', endDate: '2024-12-31' }),
        buildSourceEmployment({ id: 'b', startDate: '2021-01-01', endDate: '2024-01-31' }),
      ],
    });
    expect(fields.endDate).toBe('2024-01-31');
  });

  test('an open-ended main employment clears the end', () => {
    expect(map().fields.endDate).toBeNull();
  });

  test('an end on the day of the start is one', () => {
    const employments = [buildSourceEmployment({ startDate: '2021-01-01', endDate: '2021-01-01' })];
    expect(map({ employments }).fields.endDate).toBe('2021-01-01');
  });

  test('an end before the start is written nowhere', () => {
    const desired = map({ employments: [buildSourceEmployment({ startDate: '2021-01-01', endDate: '2020-01-01' })] });
    expect(desired.fields).not.toHaveProperty('endDate');
    expect(desired.blocked).toBe(false);
  });

  test('without employments both dates are left alone', () => {
    const { fields } = map({ employments: [], mainEmploymentId: null });
    expect(fields).not.toHaveProperty('startDate');
    expect(fields).not.toHaveProperty('endDate');
  });
});

describe('rows 14 and 15, the names', () => {
  test('are trimmed and composed, with their inner blanks', () => {
    expect(map({ firstName: ' Kari  Anne', lastName: 'A\u030As ' }).fields).toMatchObject({
      firstName: 'Kari  Anne',
      lastName: '\u00C5s',
    });
  });

  test('are left alone when they are missing', () => {
    const { fields } = map({ firstName: ' ', lastName: null });
    expect(fields).not.toHaveProperty('firstName');
    expect(fields).not.toHaveProperty('lastName');
  });
});

describe('row 16, the national id', () => {
  test('a valid one is for the creation only', () => {
    const desired = map({ ssn: '018590 10071' });
    expect(desired.onCreate.nationalIdNumber).toBe('01859010071');
    expect(JSON.stringify(desired.fields)).not.toContain('01859010071');
  });

  test.each(['01859010072', '01459010099', '19900501-1234'])('%s is left out with a warning that hides it', (ssn) => {
    const desired = map({ ssn });
    expect(desired.onCreate).not.toHaveProperty('nationalIdNumber');
    expect(codesOf(desired)).toEqual(['NATIONAL_ID_INVALID']);
    expect(JSON.stringify(desired)).not.toContain(ssn);
    expect(desired.blocked).toBe(false);
  });
});

describe('row 17, the birth date', () => {
  test.each(['1900-01-01', TODAY])('%s is taken', (birthDate) => {
    expect(map({ birthDate }).fields.dateOfBirth).toBe(birthDate);
  });

  test.each([
    ['1899-12-31', 'before 1900'],
    ['2025-06-16', 'in the future'],
  ])('%s is left alone with a warning', (birthDate, reason) => {
    const desired = map({ birthDate });
    expect(desired.fields).not.toHaveProperty('dateOfBirth');
    expect(codesOf(desired)).toEqual(['BIRTH_DATE_INVALID']);
    expect(messagesOf(desired)).toBe(`The birth date "${birthDate}" is ${reason}.`);
  });
});

describe('rows 18 and 19, gender and the country of the national id', () => {
  test.each([
    ['Kvinne', 'Female'],
    ['FEMALE', 'Female'],
    ['k', 'Female'],
    ['mann', 'Male'],
  ])('%s is %s', (gender, expected) => {
    expect(map({ gender }).onCreate.gender).toBe(expected);
  });

  test('an unknown gender is left out', () => {
    expect(map({ gender: 'unknown' }).onCreate).not.toHaveProperty('gender');
  });

  test('the country is written as alpha-2, and left out when it is none', () => {
    expect(map({ ssnCountry: 'se' }).fields.internationalIdCountryCode).toBe('SE');
    expect(map({ ssnCountry: 'Nowhere' }).fields).not.toHaveProperty('internationalIdCountryCode');
  });
});

describe('row 20, the phone number', () => {
  const none = { privatePhoneSanitized: null, privatePhone: null, workPhoneSanitized: null, workPhone: null };

  test.each<[string, Partial<Plain<SourceEmployee>>, string]>([
    ['the sanitised private one', { privatePhoneSanitized: '+4790000001', privatePhone: '90000002' }, '+4790000001'],
    ['the private one', { privatePhone: '0046 70-123 45 67', workPhoneSanitized: '+4790000003' }, '+46701234567'],
    ['the sanitised work one', { workPhoneSanitized: '+4790000003', workPhone: '90000004' }, '+4790000003'],
    ['the work one', { workPhone: '90 00 00 04' }, '90000004'],
    ['the first that is one', { privatePhoneSanitized: '-', privatePhone: 'n/a', workPhone: '90000004' }, '90000004'],
  ])('%s', (_, overrides, expected) => {
    const desired = map({ ...none, ...overrides });
    expect(desired.fields.phoneNumber).toBe(expected);
    expect(desired.problems).toEqual([]);
  });

  test('when none is one, all are shown', () => {
    const desired = map({ ...none, privatePhoneSanitized: 'n/a', privatePhone: 'n/a', workPhone: '12' });
    expect(desired.fields).not.toHaveProperty('phoneNumber');
    expect(codesOf(desired)).toEqual(['PHONE_INVALID']);
    expect(messagesOf(desired)).toBe('"n/a", "12" are no phone numbers.');
  });

  test('when the only one is none, it is shown', () => {
    expect(messagesOf(map({ ...none, workPhone: 'n/a' }))).toBe('"n/a" is no phone number.');
  });

  test('no number at all is no problem', () => {
    expect(map(none).problems).toEqual([]);
  });
});

describe('rows 22 to 26, the address', () => {
  const mapAddress = (overrides: Parameters<typeof buildSourceAddress>[0]): DesiredEmployee =>
    map({ homeAddress: buildSourceAddress(overrides) });

  test.each(['c/o Hansen\nStorgata 5', 'c/o Hansen\r\nStorgata 5', ' c/o Hansen \n\n Storgata 5 '])(
    'the lines of %j',
    (street) => {
      expect(mapAddress({ street }).fields.mailAddress).toMatchObject({
        addressLine1: 'c/o Hansen',
        addressLine2: 'Storgata 5',
      });
    },
  );

  test('no street leaves both lines alone', () => {
    const { mailAddress } = mapAddress({ street: null }).fields;
    expect(Object.keys(mailAddress ?? {})).toEqual(['city', 'zipCode', 'countryCode']);
  });

  test('one line leaves the second one alone', () => {
    expect(mapAddress({ street: 'Storgata 5' }).fields.mailAddress).not.toHaveProperty('addressLine2');
  });

  test('a third line joins the second', () => {
    expect(mapAddress({ street: 'c/o Hansen\nStorgata 5\nH0203' }).fields.mailAddress).toMatchObject({
      addressLine2: 'Storgata 5, H0203',
    });
  });

  test('a line of one character with endless marks is left out, and told', () => {
    const desired = mapAddress({ street: `Storgata 5\nx${'\u0301'.repeat(300)}` });
    expect(desired.fields.mailAddress).toMatchObject({ addressLine1: 'Storgata 5' });
    expect(desired.fields.mailAddress).not.toHaveProperty('addressLine2');
    expect(desired.problems[0]?.message).toBe('A line of the street has more than 200 characters; it was left out.');
  });

  test('a line is cut at 200 characters, and told', () => {
    const desired = mapAddress({ street: 'x'.repeat(201) });
    expect(desired.fields.mailAddress?.addressLine1).toBe('x'.repeat(200));
    expect(desired.problems).toEqual([
      expect.objectContaining({
        code: 'VALUE_TOO_LONG',
        message: 'A line of the street has more than 200 characters; it was cut.',
      }),
    ]);
    expect(mapAddress({ street: 'x'.repeat(200) }).problems).toEqual([]);
    const blankAtTheCut = `${'x'.repeat(199)} y`;
    expect(mapAddress({ street: blankAtTheCut }).fields.mailAddress?.addressLine1).toBe('x'.repeat(199));
    const emojiAtTheCut = `${'x'.repeat(199)}\u{1F3E0} 5`;
    expect(mapAddress({ street: emojiAtTheCut }).fields.mailAddress?.addressLine1).toBe('x'.repeat(199));
  });

  test.each<[string | null, string, string]>([
    ['Sweden', '114 55', 'SE'],
    ['SWE', '114 55', 'SE'],
    ['no', '0150', 'NO'],
    ['Norge', '0150', 'NO'],
    [null, '0150', 'NO'],
    [' ', '0150', 'NO'],
  ])('the country %j with postal code %s is %s', (country, postalCode, countryCode) => {
    expect(mapAddress({ country, postalCode }).fields.mailAddress).toMatchObject({ zipCode: postalCode, countryCode });
  });

  test.each<[string | null, string]>([
    ['Atlantis', '0150'],
    [null, '114 55'],
    [null, '11455'],
  ])('the country %j with postal code %s is unknown', (country, postalCode) => {
    const desired = mapAddress({ country, postalCode });
    expect(desired.fields).not.toHaveProperty('mailAddress');
    expect(codesOf(desired)).toEqual(['ADDRESS_COUNTRY_UNKNOWN']);
    expect(messagesOf(desired)).toContain(country ?? postalCode);
  });

  test.each([
    [{ city: null }, 'no city'],
    [{ postalCode: '' }, 'no postal code'],
    [{ postalCode: null, country: null }, 'no postal code'],
    [{ city: ' ', postalCode: null }, 'no city and no postal code'],
    [{ street: null, city: null }, 'no city'],
    [{ street: null, postalCode: null }, 'no postal code'],
    [{ postalCode: '153' }, 'the postal code "153", which is no Norwegian one'],
    [{ postalCode: '114 55' }, 'the postal code "114 55", which is no Norwegian one'],
    [{ postalCode: 'SE-0150', country: 'Norge' }, 'the postal code "SE-0150", which is no Norwegian one'],
    [{ city: '\u200B', country: 'NO' }, 'no city'],
  ])('%j is incomplete: %s', (overrides, gap) => {
    const desired = mapAddress(overrides);
    expect(desired.fields).not.toHaveProperty('mailAddress');
    expect(codesOf(desired)).toEqual(['ADDRESS_INCOMPLETE']);
    expect(messagesOf(desired)).toContain(gap);
  });

  test.each([
    [
      { city: 'x'.repeat(101) },
      'The city of the home address has more than 100 characters; the address was left alone.',
    ],
    [
      { postalCode: '1'.repeat(51), country: 'SE' },
      'The postal code of the home address has more than 50 characters; the address was left alone.',
    ],
  ])('%j is too long', (overrides, message) => {
    const desired = mapAddress(overrides);
    expect(desired.fields).not.toHaveProperty('mailAddress');
    expect(desired.problems).toEqual([
      expect.objectContaining({ code: 'VALUE_TOO_LONG', severity: 'warning', message }),
    ]);
  });

  test.each([
    ['0150', null],
    ['N-0150', null],
    ['NO-0150', 'Norge'],
    ['no 0150', 'NO'],
    ['\u200BN-0150', 'NO'],
  ])('the Norwegian postal code %j with country %j is written as 0150', (postalCode, country) => {
    expect(mapAddress({ postalCode, country }).fields.mailAddress).toMatchObject({
      zipCode: '0150',
      countryCode: 'NO',
    });
  });

  test('a city of 100 characters and a postal code of 50 are taken', () => {
    const longest = { city: 'x'.repeat(100), postalCode: '1'.repeat(50), country: 'SE' };
    expect(mapAddress(longest).fields.mailAddress).toMatchObject({ city: longest.city, zipCode: longest.postalCode });
  });

  test('no address at all is no problem', () => {
    const desired = mapAddress({ street: null, city: '', postalCode: ' ', country: 'NO' });
    expect(desired.fields).not.toHaveProperty('mailAddress');
    expect(desired.problems).toEqual([]);
  });
});

describe('the employee as a whole', () => {
  test('a flaw of an employment or a salary does not block the employee', () => {
    const desired = map({
      employments: [buildSourceEmployment({ note: 'Yrkeskode: 3120105' })],
      compensations: [buildSourceCompensation({ currency: 'EUR' })],
    });
    expect(codesOf(desired)).toEqual(['OCCUPATION_CODE_MISSING']);
    expect(desired.blocked).toBe(false);
  });

  test('problems come in the order of the table', () => {
    const desired = map({ workEmail: 'x', birthDate: '2999-01-01', privatePhone: 'x', ssn: 'x' });
    expect(codesOf(desired)).toEqual(['EMAIL_INVALID', 'NATIONAL_ID_INVALID', 'BIRTH_DATE_INVALID', 'PHONE_INVALID']);
  });
});

describe('the table', () => {
  const rows = [...EMPLOYEE_ROWS, ...BANK_ACCOUNT_ROWS, ...EMPLOYMENT_ROWS, ...SALARY_ROWS];
  const numbersOf = (row: string): number[] =>
    row.split(', ').flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    });

  test('has every row once', () => {
    const numbers = rows.flatMap(({ row }) => numbersOf(row)).toSorted((left, right) => left - right);
    expect(numbers).toEqual(Array.from({ length: 44 }, (_, index) => index + 1));
  });

  test.each(EMPLOYEE_ROWS)('row $row names the fields that it writes', ({ target, kept = [], createOnly = [] }) => {
    const names = [...kept, ...createOnly].map(({ field }) => field.replace('MailAddress.', ''));
    // Archiving is planned by itself.
    expect(target.replace('MailAddress.', '').split(', ')).toEqual(names.length === 0 ? ['IsArchived'] : names);
  });

  test('every code of a mapped person belongs to a row', () => {
    const anyRow = ['SOURCE_ROW_INVALID', 'VALUE_UNREADABLE', 'DATE_IMPLAUSIBLE'];
    const elsewhere = [
      ...anyRow,
      'POWEROFFICE_REJECTED',
      'WRITE_IN_DOUBT',
      'VANISHED',
      'PLAN_STALE',
      'OUT_OF_SCOPE',
      'PROCESSING_FAILED',
    ];
    const named = new Set([...rows.flatMap(({ codes }) => codes), ...elsewhere]);
    expect(Object.keys(PROBLEMS).filter((code) => !named.has(code))).toEqual([]);
  });
});
