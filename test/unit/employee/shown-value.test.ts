import { maskSecrets, shown } from '../../../shared/employee/values/shown-value.ts';

describe('a value in a message', () => {
  test.each([
    [null, 'nothing'],
    ['A-102', '"A-102"'],
    ['', '""'],
    ['2025-12-31', '"2025-12-31"'],
    ['22 33 44 55', '"22 33 44 55"'],
    ['line one\r\nline\ttwo', '"line one line two"'],
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

  test('masking a long text without blanks takes no time to speak of', () => {
    const text = `NO12${'A'.repeat(200_000)}_`;
    expect(maskSecrets(text)).toBe(text);
  });
});
