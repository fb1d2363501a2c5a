import { describeUnknownLeaves, describeUnknownTypes } from '../../../shared/time-off/unknown-words.ts';
import { buildLeave, buildLeaveType } from '../../builders/leave.ts';

const types = [
  buildLeaveType({ id: 'type-1', name: 'Ferie', code: 'FERIE' }),
  buildLeaveType({ id: 'type-2', name: 'Ferie', code: null }),
  buildLeaveType({ id: 'type-3', name: null, code: null }),
];

describe('A type that somebody has typed', () => {
  test.each(['FERIE', 'ferie', ' Ferie ', 'type-3'])('is known by code, name or id: %s', (word) => {
    expect(describeUnknownTypes([word], types)).toBeNull();
  });

  test('and that there is not is named with those that there are, by name and code', () => {
    expect(describeUnknownTypes(['Ferie', 'Syk', 'type-4'], types)).toBe(
      'Simployer has no leave type "Syk", "type-4"; known are "Ferie", "Ferie" ("FERIE"), "type-3".',
    );
    expect(describeUnknownTypes(['Ferie'], [])).toBe('Simployer has no leave type "Ferie"; it has none at all.');
  });

  test('is masked where it is what nobody may read', () => {
    expect(describeUnknownTypes(['01010112345'], types)).toMatch(/^Simployer has no leave type "\*\*\*";/);
  });
});

test('Of many leaves that there are, the first twenty are named, by their ids whole', () => {
  const idOf = (index: number): string => `618faaa06e096a6a${String(index).padStart(8, '0')}`;
  const leaves = Array.from({ length: 23 }, (_, index) => buildLeave({ id: idOf(index) }));
  const told = describeUnknownLeaves([idOf(0), '01010112345', idOf(99)], leaves);
  expect(told).toMatch(new RegExp(`^The period has no leave "\\*\\*\\*", ${idOf(99)}; known are ${idOf(0)}, `));
  expect(told).toMatch(new RegExp(`${idOf(19)} and 3 more\\.$`));
  expect(describeUnknownLeaves([idOf(22)], leaves)).toBeNull();
});
