import { emailAddressKey, isEmailAddress, toAsciiEmailAddress } from '../../../shared/records/values/email-address.ts';
import { toEmployeeNumber } from '../../../shared/records/values/employee-number.ts';
import { toGender } from '../../../shared/records/values/gender.ts';
import { toNationalId } from '../../../shared/records/values/national-id.ts';
import { phoneNumberKey, toPhoneNumber } from '../../../shared/records/values/phone-number.ts';
import { cutText, trimmedText } from '../../../shared/records/values/text.ts';

const isSameEmailAddress = (left: string, right: string): boolean => emailAddressKey(left) === emailAddressKey(right);
const isSamePhoneNumber = (left: string, right: string): boolean => phoneNumberKey(left) === phoneNumberKey(right);

describe('text', () => {
  test.each([
    [null, null],
    ['', null],
    [' \t\n\u00A0', null],
    [' Kari  Anne ', 'Kari  Anne'],
    ['A\u030Ase', '\u00C5se'],
    ['Kari\nAnne\tNordmann', 'Kari Anne Nordmann'],
    ['\u200B\uFEFF\u2060\u3164', null],
    ['Ka\u200Bri', 'Kari'],
    ['\u202EiraK\u202C', 'iraK'],
    ['Kari\u0000\u0007\u007F\u009B', 'Kari'],
    ['\u001B[31mKari', '[31mKari'],
    ['Kari \uD83D', 'Kari'],
    ['\uDE00Kari', 'Kari'],
    ['Kari \u{1F600}', 'Kari \u{1F600}'],
    ['co\u00ADop', 'coop'],
    ['\u2800', null],
    ['\u{E0041}Kari\uFFFF', 'Kari'],
    ['e\u200D\u0301', '\u00E9'],
    ['محمد', 'محمد'],
  ])('%j is %j', (value, expected) => {
    expect(trimmedText(value)).toBe(expected);
  });

  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['ab\u{1F600}', 3, 'ab'],
    ['ab\u{1F600}c', 4, 'ab\u{1F600}'],
    ['ab\u{1F44D}\u{1F3FD}', 4, 'ab'],
    ['abe\u0301', 3, 'ab'],
    ['\u{1F468}\u200D\u{1F469}\u200D\u{1F467}x', 8, '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'],
    ['\u{1F468}\u200D\u{1F469}\u200D\u{1F467}x', 7, ''],
    ['\u{1F1F3}\u{1F1F4}\u{1F1F8}\u{1F1EA}', 6, '\u{1F1F3}\u{1F1F4}'],
  ])('%j cut at %d is %j', (text, limit, expected) => {
    expect(cutText(text, limit)).toBe(expected);
  });
});

describe('an employee number', () => {
  test.each([
    ['42', '42'],
    [' 0042 ', '42'],
    ['4\u200B2\uFEFF', '42'],
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
  test.each([
    'x@y.no',
    'Kari.Nordmann@Example.COM',
    "o'brien+hr@sub.example.no",
    'kari&per@example.no',
    'kari@blåbær.no',
    'kari@SØR-VARANGER.no',
    'kari@xn--blbr-roah.no',
    'kari@пример.рф',
    'kari@例え.テスト',
  ])('%s is well-formed', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  test.each([
    '',
    'kari',
    'kari@',
    '@example.no',
    'kari@example',
    'kari@example.n',
    'a b@example.no',
    'a@b@c.no',
    '.kari@example.no',
    'kari.@example.no',
    'ka..ri@example.no',
    'kåre@example.no',
    'kari@example..no',
    'kari@-example.no',
    'kari@example.no/x',
    'kari@example.no?x',
    'kari@127.0.0.1',
    'kari@2130706433',
    'Kari <kari@example.no>',
    'mailto:kari@example.no',
  ])('%j is not', (text) => {
    expect(isEmailAddress(text)).toBe(false);
    expect(toAsciiEmailAddress(text)).toBeNull();
  });

  test.each([
    ['kari@blåbær.no', 'kari@xn--blbr-roah.no'],
    ['Kari@BLÅBÆR.NO', 'Kari@xn--blbr-roah.no'],
    ['kari@bla\u030Abær.no', 'kari@xn--blbr-roah.no'],
    ['kari@пример.рф', 'kari@xn--e1afmkfd.xn--p1ai'],
    ['kari@example.no', 'kari@example.no'],
  ])('%s in ASCII is %s, and the same mailbox', (text, ascii) => {
    expect(toAsciiEmailAddress(text)).toBe(ascii);
    expect(isSameEmailAddress(text, ascii)).toBe(true);
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
    expect(isSameEmailAddress('kari\u200B@example.no', 'kari@example.no')).toBe(true);
    expect(isSameEmailAddress('not an address', 'Not an address')).toBe(true);
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
    ['0(0)47 22334455', '+4722334455'],
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
    '(0)00 35',
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
