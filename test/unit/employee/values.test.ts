import { toCountryCode } from '../../../shared/employee/values/country.ts';
import { isEmailAddress, isSameEmailAddress } from '../../../shared/employee/values/email-address.ts';
import { toEmployeeNumber } from '../../../shared/employee/values/employee-number.ts';
import { toGender } from '../../../shared/employee/values/gender.ts';
import { toNationalId } from '../../../shared/employee/values/national-id.ts';
import { isSamePhoneNumber, toPhoneNumber } from '../../../shared/employee/values/phone-number.ts';
import { trimmedText } from '../../../shared/employee/values/text.ts';

describe('text', () => {
  test.each([
    [null, null],
    ['', null],
    [' \t\n\u00A0', null],
    [' Kari  Anne ', 'Kari  Anne'],
    ['A\u030Ase', '\u00C5se'],
  ])('%j is %j', (value, expected) => {
    expect(trimmedText(value)).toBe(expected);
  });
});

describe('an employee number', () => {
  test.each([
    ['42', '42'],
    [' 0042 ', '42'],
    ['9223372036854775807', '9223372036854775807'],
  ])('%j is %s', (text, expected) => {
    expect(toEmployeeNumber(text)).toBe(expected);
  });

  test.each(['', '0', '000', 'A-102', '4 2', '-42', '+42', '4.2', '1e3', '0x10', '٤٢', '4２', '9223372036854775808'])(
    '%j is none',
    (text) => {
      expect(toEmployeeNumber(text)).toBeNull();
    },
  );

  test('any number of leading zeros is dropped, any number of other digits is not', () => {
    expect(toEmployeeNumber(`${'0'.repeat(500)}7`)).toBe('7');
    expect(toEmployeeNumber('9'.repeat(100_000))).toBeNull();
  });
});

describe('an e-mail address', () => {
  test.each(['x@y.no', 'Kari.Nordmann@Example.COM', "o'brien+hr@sub.example.no"])('%s is well-formed', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  test.each(['', 'kari', 'kari@', '@example.no', 'kari@example', 'a b@example.no', 'a@b@c.no'])('%j is not', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });

  test('254 characters are taken, 255 are too many', () => {
    const domain = `${Array.from({ length: 4 }, () => 'b'.repeat(46)).join('.')}.no`;
    expect(isEmailAddress(`${'a'.repeat(63)}@${domain}`)).toBe(true);
    expect(isEmailAddress(`${'a'.repeat(64)}@${domain}`)).toBe(false);
  });

  test('case makes no difference', () => {
    expect(isSameEmailAddress('Kari@Example.NO', ' kari@example.no')).toBe(true);
    expect(isSameEmailAddress('Kari@Example.NO ', 'kari@example.no')).toBe(true);
    expect(isSameEmailAddress('kari@example.no', 'karin@example.no')).toBe(false);
  });
});

describe('a phone number', () => {
  test.each([
    ['0046 70-123 45 67', '+46701234567'],
    ['+46 (0)70-123 45 67', '+46701234567'],
    ['22 33 44 55', '22334455'],
    ['+47 22 33 44 55', '+4722334455'],
    ['(+47) 22334455', '+4722334455'],
    ['(+46)(0)70-123 45 67', '+46701234567'],
    ['(0047) 22334455', '+4722334455'],
    ['22\u00A033\u201144\u201155', '22334455'],
    ['(22) 33 44 55', '22334455'],
    ['+1 (212) 555-0100', '+12125550100'],
  ])('%j is %s', (text, expected) => {
    expect(toPhoneNumber(text)).toBe(expected);
  });

  test.each([
    '',
    '-',
    '0',
    '+',
    '00',
    '123',
    'n/a',
    'see below',
    'tlf 22334455',
    '22334455 or 90000000',
    '22334455 ext. 5',
    '+999 123',
  ])('%j is none', (text) => {
    expect(toPhoneNumber(text)).toBeNull();
  });

  test('50 characters are taken, 51 are too many', () => {
    expect(toPhoneNumber('22334455'.padEnd(50, '.'))).toBe('22334455'.padEnd(50, '.'));
    expect(toPhoneNumber('22334455'.padEnd(51, '.'))).toBeNull();
    expect(toPhoneNumber('1'.repeat(100_000))).toBeNull();
  });

  test.each([
    ['+4722334455', '+47 22 33 44 55', true],
    ['004722334455', '+47 22334455', true],
    ['22334455', '22.33.44.55', true],
    ['22334455', '22334456', false],
    ['22334455', '', false],
    ['n/a', 'none', false],
  ])('%j and %j: same is %s', (left, right, expected) => {
    expect(isSamePhoneNumber(left, right)).toBe(expected);
  });
});

describe('a country', () => {
  test.each([
    ['NO', 'NO'],
    ['no', 'NO'],
    ['NOR', 'NO'],
    ['Norway', 'NO'],
    ['Norge', 'NO'],
    ['NOREG', 'NO'],
    [' Sweden ', 'SE'],
    ['Sverige', 'SE'],
    ['Danmark', 'DK'],
    ['UK', 'GB'],
    ['U.K.', 'GB'],
    ['England', 'GB'],
    ['Storbritannien', 'GB'],
    ['Tyskland', 'DE'],
    ['Deutschland', 'DE'],
    ['O\u0308sterreich', 'AT'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['Bosnia-Hercegovina', 'BA'],
    ['United  Kingdom', 'GB'],
  ])('%j is %s', (text, expected) => {
    expect(toCountryCode(text)).toBe(expected);
  });

  test.each(['', 'Nowhere', 'Nor way', 'Oslo', 'XX', 'constructor', '__proto__'])('%j is none', (text) => {
    expect(toCountryCode(text)).toBeNull();
  });

  test('a name that two countries go by is none', () => {
    expect(toCountryCode('Congo')).toBeNull();
  });

  test('a code that ISO 3166-1 does not have is none', () => {
    expect(toCountryCode('Kosovo')).toBeNull();
    expect(toCountryCode('XK')).toBeNull();
  });
});

describe('a gender', () => {
  test.each(['Kvinne', 'FEMALE', 'k', 'F', 'kvinna', ' woman ', 'Kvinnelig'])('%j is Female', (text) => {
    expect(toGender(text)).toBe('Female');
  });

  test.each(['Mann', 'MALE', 'm', 'man', 'Manlig', 'mannleg'])('%j is Male', (text) => {
    expect(toGender(text)).toBe('Male');
  });

  test.each(['', 'other', 'non-binary', 'Hidden', 'ikke oppgitt', 'мужчина'])('%j is neither', (text) => {
    expect(toGender(text)).toBeNull();
  });
});

describe('a national id', () => {
  test.each([
    ['a fodselsnummer, of somebody not yet born', '01013995024', '01013995024'],
    ['a D-number, of somebody not yet born', '41013995018', '41013995018'],
    ['a synthetic one', '01859010071', '01859010071'],
    ['a synthetic one of the series from 2032', '01859010160', '01859010160'],
    ['a synthetic D-number', '41859010065', '41859010065'],
    ['one in two parts', '018590 10071', '01859010071'],
    ['one with a dash', '018590-10071', '01859010071'],
  ])('%s is taken', (_, text, expected) => {
    expect(toNationalId(text)).toBe(expected);
  });

  test.each([
    ['an H-number', '01459010099'],
    ['an H-number of a D-number', '41459010082'],
    ['a wrong check digit', '01859010072'],
    ['a day that does not exist', '01999010160'],
    ['ten digits', '0185901007'],
    ['a Swedish one', '19900501-1234'],
    ['zeros', '00000000000'],
    ['letters', 'unknown'],
    ['other digits than ASCII ones', '٠١٨٥٩٠١٠٠٧١'],
  ])('%s is not', (_, text) => {
    expect(toNationalId(text)).toBeNull();
  });
});
