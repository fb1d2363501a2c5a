import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import {
  employeeLabel,
  maskSecrets,
  printable,
  shown,
  shownId,
  shownNumber,
  shownPerson,
} from '../../../shared/records/values/shown-value.ts';

describe('a value in a message', () => {
  test.each([
    [null, '(empty)'],
    ['A-102', '"A-102"'],
    ['', '""'],
    ['2025-12-31', '"2025-12-31"'],
    ['31.12.2027 00:00:00', '"31.12.2027 00:00:00"'],
    ['2027/12/31  0:00', '"2027/12/31 0:00"'],
    ['12/31/2027 12:00:00 AM', '"12/31/2027 12:00:00 AM"'],
    ['01859010071 12:30', '"*** 12:30"'],
    ['1234 56 78903 kl. 12:30', '"*** kl. 12:30"'],
    ['22 33 44 55', '"22 33 44 55"'],
    ['line one\r\nline\ttwo', '"line one line two"'],
    ['42\u200B', '"42[U+200B]"'],
    ['\uFEFFA-102\u00AD', '"[U+FEFF]A-102[U+00AD]"'],
    ['\u001B[31mA\u001B[0m', '"[U+001B][31mA[U+001B][0m"'],
    ['\u202E201-A', '"[U+202E]201-A"'],
    ['Kari \uD83D', '"Kari [U+D83D]"'],
    ['\u{E0041}', '"[U+E0041]"'],
    ['Kari \u{1F600}', '"Kari \u{1F600}"'],
  ])('%j is shown as %s', (value, expected) => {
    expect(shown(value)).toBe(expected);
  });

  test.each([
    [60, `"${'x'.repeat(60)}"`],
    [61, `"${'x'.repeat(60)}..."`],
    [1_000_000, `"${'x'.repeat(60)}..."`],
  ])('of %d characters 60 are shown', (count, expected) => {
    expect(shown('x'.repeat(count))).toBe(expected);
  });

  test.each([
    ['a national id', '01859010071'],
    ['a number of nine digits', '123 456 789'],
    ['a national id in two parts', '018590 10071'],
    ['a Swedish national id', '19900501-1234'],
    ['a Finnish national id', '010190-1234'],
    ['an account with dots', '1234.56.78903'],
    ['an account with blanks', '1234 56 78903'],
    ['a Norwegian IBAN', 'NO9386011117947'],
    ['a spaced IBAN', 'NO93 8601 1117 947'],
    ['an IBAN with letters', 'GB29 NWBK 6016 1331 9268 19'],
    ['other digits than ASCII ones', '٠١٨٥٩٠١٠٠٧١'],
  ])('%s is masked', (_, secret) => {
    expect(shown(`see ${secret} here`)).toBe('"see *** here"');
    expect(maskSecrets(`see ${secret} here`)).toBe('see *** here');
  });

  test('characters are cut between, never within', () => {
    expect(shown('\u{1F600}'.repeat(40))).toBe(`"${'\u{1F600}'.repeat(30)}..."`);
    expect(shown(`${'x'.repeat(59)}\u{1F600}`)).toBe(`"${'x'.repeat(59)}..."`);
    expect(shown(`${'x'.repeat(58)}\u200By`)).toBe(`"${'x'.repeat(58)}..."`);
  });

  test.each([
    ['invisible characters between the digits', `018590${'\u200B'.repeat(9)}10071`],
    ['a blank, a dash and a blank', '018590 - 10071'],
    ['a dash of another kind', '018590\u201310071'],
    ['an underscore', '018590_10071'],
    ['a long run of blanks before it', `${' '.repeat(995)}01859010071`],
  ])('a national id is masked with %s', (_, typed) => {
    expect(shown(typed)).toBe('"***"');
    expect(shownNumber(typed)).toBe('"***"');
    expect(employeeLabel(typed)).toBe('***');
  });

  test('masking a long text without blanks takes no time to speak of', () => {
    const text = `NO12${'A'.repeat(200_000)}_`;
    expect(maskSecrets(text)).toBe(text);
  });
});

describe('what a person is called', () => {
  test.each([
    [null, null],
    ['', null],
    [' \u200B', null],
    [' 0042 ', '0042'],
    ['A-102', 'A-102'],
    ['4\u200B2', '42'],
    ['\u001B[2J42', '[2J42'],
    ['\u202E42\uD83D', '42'],
    ['10\n42', '10 42'],
    ['123456789', '123456789'],
    ['1000000001', '1000000001'],
    ['x'.repeat(5_000), 'x'.repeat(60)],
  ])('with the employee number %j it is %j', (employeeNumber, label) => {
    expect(employeeLabel(employeeNumber)).toBe(label);
    expect(employeeLabel(label)).toBe(label);
  });

  test.each([
    ['a national id', '01859010071'],
    ['one with a wrong check digit', '01859010072'],
    ['one in two parts', '018590 10071'],
    ['a Swedish one', '900501-1234'],
    ['a Swedish one without a dash', '9005011234'],
    ['a Swedish one with its century', '19900501-1234'],
    ['a Danish one', '0105901234'],
    ['one whose leading zero a number has lost', '1859010071'],
    ['a real one without its leading zero', '1059012345'],
    ['an account without its leading zero', '5399990000'],
    ['an account number', '12345678903'],
    ['an account number with dots', '1234.56.78903'],
    ['an IBAN', 'NO93 8601 1117 947'],
    ['digits of another script', '٠١٨٥٩٠١٠٠٧١'],
  ])('%s is masked, though typed as employee number', (_, employeeNumber) => {
    expect(employeeLabel(employeeNumber)).toBe('***');
    expect(employeeLabel('***')).toBe('***');
    expect(shownNumber(employeeNumber)).toBe('"***"');
  });

  test('a long number of an employee stays readable in a message about it', () => {
    expect(shownNumber('1000000001')).toBe('"1000000001"');
  });
});

describe('a message', () => {
  test.each([
    ['Refused.\r\nSee\tbelow.', 'Refused.\nSee below.'],
    ['over\rwritten', 'over\nwritten'],
    ['\u001B]0;title\u0007\u001B[2J', '[U+001B]]0;title[U+0007][U+001B][2J'],
    ['\u009B31m', '[U+009B]31m'],
    ['cut \uD83D', 'cut [U+D83D]'],
    ['Æøå, 日本, \u{1F600}', 'Æøå, 日本, \u{1F600}'],
  ])('%j is printed as %j, whoever worded it', (text, printed) => {
    expect(printable(text)).toBe(printed);
    expect(printable(printed)).toBe(printed);
    expect(problem('POWEROFFICE_REJECTED', text).message).toBe(printed);
  });
});

test.each([
  ['56bdbb301a54d44900000020', '"56bdbb301a54d44900000020"'],
  ['20260302T060000-123abc', '"20260302T060000-123abc"'],
  ['20260302T060000', '"20260302T060000"'],
  ['01010112345', '"***"'],
  [null, shown(null)],
])('the id %p is shown as %s: of many digits, and no number of a person', (typed, expected) => {
  expect(shownId(typed)).toBe(expected);
});

test.each([
  ['123456789012345678901234', '"123456789012345678901234"'],
  ['1234567890', '"1234567890"'],
  ['01010112345', '"***"'],
])('a person typed as %s is shown as %s', (typed, expected) => {
  expect(shownPerson(typed)).toBe(expected);
});
