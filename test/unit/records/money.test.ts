import { isAboveZero, sameAmount, toMoney, toPercentage } from '../../../shared/records/values/money.ts';

test.each([
  ['45833.33', 12, '549999.96'],
  ['245.50', 1, '245.50'],
  ['600000', 1, '600000.00'],
  ['0.125', 1, '0.13'],
  ['1.005', 1, '1.01'],
  ['33333.335', 12, '400000.02'],
  ['6.0221e3', 1, '6022.10'],
  ['1234567890123.45', 12, '14814814681481.40'],
  ['90000000000000.99', 1, '90000000000000.99'],
  ['-10', 12, '-120.00'],
  [' 100 ', 1, '100.00'],
  ['+5', 1, '5.00'],
])('%j times %d is %s', (amount, factor, expected) => {
  expect(toMoney(amount, factor)).toBe(expected);
});

test.each(['', 'abc', '1,5', '1 000', 'NaN', 'Infinity', '0x10', '1e999', '1e20', '.'])('%j is no amount', (text) => {
  expect(toMoney(text)).toBeNull();
});

test('an amount is rounded once, after the factor', () => {
  expect(toMoney('0.004', 12)).toBe('0.05');
});

test.each([
  ['0.01', true],
  ['0.00', false],
  ['-0.01', false],
])('%s above zero: %s', (amount, expected) => {
  expect(isAboveZero(amount)).toBe(expected);
});

test.each([
  ['600000.00', '600000', true],
  ['600000.00', '600000.004', true],
  ['600000.00', '600000.01', false],
  ['-0.001', '0', true],
  [null, null, true],
  [null, '0.00', false],
  ['0.00', null, false],
  ['1.00', 'unknown', false],
  ['0.00', 'unknown', false],
  ['unknown', '0.00', false],
  ['unknown', 'unknown', false],
])('%j and %j are the same amount: %s', (one, other, expected) => {
  expect(sameAmount(one, other)).toBe(expected);
});

test.each([
  ['100', '100'],
  ['80.50', '80.5'],
  ['66.6667', '66.67'],
  ['0', '0'],
  ['100.01', null],
  ['-1', null],
  ['full', null],
])('the rate %j is %j per cent', (rate, expected) => {
  expect(toPercentage(rate)).toBe(expected);
});
