import { findPeers } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { buildSourceEmployee } from '../../builders/source-employee.ts';

const person = buildSourceEmployee;

describe('employee numbers', () => {
  test('"0042" and "42" name each other', () => {
    const peers = findPeers([
      person({ id: 'a', employeeNumber: '0042', userId: 'a' }),
      person({ id: 'b', employeeNumber: '42', userId: 'b', active: false }),
      person({ id: 'c', employeeNumber: '43', userId: 'c' }),
    ]);
    expect(peers.get('a')?.sameNumber).toEqual(['42']);
    expect(peers.get('b')?.sameNumber).toEqual(['0042']);
    expect(peers.get('c')?.sameNumber).toEqual([]);
  });

  test('of many who hold one number, a few are named to each', () => {
    const sources = Array.from({ length: 1_000 }, (_, index) => person({ id: `p${index}`, userId: `u${index}` }));
    const found = [...findPeers(sources).values()];
    expect(found).toHaveLength(1_000);
    expect(found.every(({ sameNumber }) => sameNumber.length === 5)).toBe(true);
  });

  test('numbers that are none are not duplicates of each other', () => {
    const peers = findPeers([
      person({ id: 'a', employeeNumber: null, userId: 'a' }),
      person({ id: 'b', employeeNumber: null, userId: 'b' }),
      person({ id: 'c', employeeNumber: 'X', userId: 'c' }),
      person({ id: 'd', employeeNumber: 'X', userId: 'd' }),
    ]);
    expect([...peers.values()].every(({ sameNumber }) => sameNumber.length === 0)).toBe(true);
  });
});

describe('a shared user id is carried by', () => {
  test.each([
    [
      'the active one, however young',
      { active: false, created: '2010-01-01T00:00:00Z' },
      { active: true, created: '2024-01-01T00:00:00Z' },
      'b',
    ],
    [
      'the oldest of two active ones',
      { active: true, created: '2024-01-01T00:00:00Z' },
      { active: true, created: '2010-01-01T00:00:00Z' },
      'b',
    ],
    [
      'the one whose age is known',
      { active: true, created: null },
      { active: true, created: '2024-01-01T00:00:00Z' },
      'b',
    ],
    ['the lowest id among equals', { active: true, created: null }, { active: true, created: null }, 'a'],
  ])('%s', (_, a, b, carrier) => {
    const sources = [
      person({ id: 'a', employeeNumber: '1', userId: 'shared', ...a }),
      person({ id: 'b', employeeNumber: '2', userId: ' shared ', ...b }),
    ];
    for (const everybody of [sources, sources.toReversed()]) {
      const peers = findPeers(everybody);
      const [other, carriersNumber] = carrier === 'a' ? ['b', '1'] : ['a', '2'];
      expect(peers.get(carrier)?.userIdHeldBy).toBeNull();
      expect(peers.get(other)?.userIdHeldBy).toBe(carriersNumber);
    }
  });

  test('somebody without a number, named by id', () => {
    const peers = findPeers([
      person({ id: 'a', employeeNumber: '', userId: 'shared' }),
      person({ id: 'b', employeeNumber: '2', userId: 'shared' }),
    ]);
    expect(peers.get('b')?.userIdHeldBy).toBe('a');
  });

  test('nobody, when it is missing', () => {
    const peers = findPeers([person({ id: 'a', userId: null }), person({ id: 'b', userId: ' ' })]);
    expect([...peers.values()].map(({ userIdHeldBy }) => userIdHeldBy)).toEqual([null, null]);
  });
});
