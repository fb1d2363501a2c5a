import fc from 'fast-check';
import { toNorwegianAccount } from '../../../shared/records/values/norwegian-account.ts';

test.each([
  ['12345678903', '12345678903'],
  ['1234.56.78903', '12345678903'],
  [' 1234 56 78903 ', '12345678903'],
  ['1234\u00a056\u00a078903', '12345678903'],
  ['86011117947', '86011117947'],
  ['00000000019', '00000000019'],
])('%j is the account %s', (text, digits) => {
  expect(toNorwegianAccount(text)).toBe(digits);
});

test.each([
  ['a wrong check digit', '12345678904'],
  ['a check digit that does not exist: 10', '86011117940'],
  ['ten digits', '1234567890'],
  ['twelve digits', '123456789030'],
  ['a letter', '1234567890A'],
  ['a dash', '1234-56-78903'],
  ['digits that are not ASCII', '١٢٣٤٥٦٧٨٩٠٣'],
  ['nothing but zeros', '00000000000'],
  ['nothing', ''],
])('%s is no account', (_, text) => {
  expect(toNorwegianAccount(text)).toBeNull();
});

test('any single digit typed wrongly is noticed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (position, shift) => {
      const digits = Array.from('12345678903');
      digits[position] = String((Number(digits[position]) + shift) % 10);
      expect(toNorwegianAccount(digits.join(''))).toBeNull();
    }),
  );
});
