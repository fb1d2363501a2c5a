import fc from 'fast-check';
import { maskSensitive } from '../../../shared/observability/redaction.ts';

describe('What PowerOffice may echo is masked', () => {
  test.each([
    ['a national id', 'NationalIdNumber 01019012345 is not valid'],
    ['one in two groups', 'NationalIdNumber 010190 12345 is not valid'],
    ['one with a dash', 'NationalIdNumber 010190-12345 is not valid'],
    ['one in pairs', 'NationalIdNumber 01 01 90 123 45 is not valid'],
    ['one with blanks and a dash', 'NationalIdNumber 010190 - 12345 is not valid'],
    ['one with a no-break space', 'NationalIdNumber 010190\u00a012345 is not valid'],
    ['one glued to a word', 'NationalIdNumber(fnr01019012345)'],
    ['an account with dots', 'Account 1234.56.78903 is in use'],
    ['an account with blanks', 'Account 1234 56 78903 is in use'],
    ['a Norwegian IBAN', 'Account NO93 8601 1117 947 is in use'],
    ['a Norwegian IBAN without blanks', 'Account NO9386011117947 is in use'],
    ['an IBAN in small letters', 'Account no93 8601 1117 947 is in use'],
    ['a foreign IBAN with letters', 'Account GB29 NWBK 6016 1331 9268 19 is in use'],
    ['a long foreign account', 'Account 12345678901234 is in use'],
    ['an amount with decimals', 'AnnualSalary 549999.96 is too high'],
    ['an amount with a comma', 'AnnualSalary 549999,96 is too high'],
    ['an amount in thousands', 'AnnualSalary 549 999 is too high'],
    ['an amount in thousands with decimals', 'AnnualSalary 549 999,96 is too high'],
  ])('%s', (_, text) => {
    const masked = maskSensitive(text);
    expect(masked).toContain('***');
    expect(masked.replace(/\D/gu, '')).toBe('');
  });

  test('in any grouping of one separator, and what stands around it is kept', () => {
    const separator = fc.constantFrom('', ' ', '.', '-', '\u00a0', '/', '\u2013');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), separator), { minLength: 11, maxLength: 11 }),
        (digits) => {
          const number = digits.map(([digit, gap], index) => (index === 0 ? `${digit}` : `${gap}${digit}`)).join('');
          expect(maskSensitive(`before ${number} after`)).toBe('before *** after');
        },
      ),
    );
  });

  test.each(['540000', '540 000', '540.000', '540000.00', '540 000,00'])('a known amount echoed as %s', (echo) => {
    expect(maskSensitive(`AnnualSalary ${echo} is too high`, ['540000.00'])).toBe('AnnualSalary *** is too high');
  });
});

describe('What a reader needs stays', () => {
  test.each([
    'Number 42 is outside the series 1000-1999',
    'FromDate 2025-01-01 is before the start of the employment',
    'The employment runs from 2025-01-01 to 2025-12-31',
    'ProfessionCode 3120105 is unknown',
    'ZipCode 0150 does not exist',
    'The period 31.12.2025 is closed',
    'Employee 1234567 is in use (contact) Id = 987654',
    'HTTP 409 after 3 attempts',
    'Field MailAddress.City must be at most 100 characters',
  ])('%s', (text) => {
    expect(maskSensitive(text)).toBe(text);
  });
});
