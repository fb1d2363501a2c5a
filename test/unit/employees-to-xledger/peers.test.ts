import { codeKey, findPeers, NO_PEERS } from '../../../shared/flows/employees-to-xledger/rules/peers.ts';
import type { Peers } from '../../../shared/flows/employees-to-xledger/rules/peers.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import type { XledgerSettings } from '../../../shared/flows/employees-to-xledger/settings.ts';
import type { Plain } from '../../builders/branded.ts';
import { buildSourceEmployee, buildUnreadable } from '../../builders/source-employee.ts';
import { buildSettings } from '../../builders/xledger-record.ts';

type Person = Partial<Plain<SourceEmployee>> & { readonly id: string };

/** Of each person, in either order of the list. */
const peersOf = (people: readonly Person[], settings: Partial<XledgerSettings> = {}): Record<string, Peers> => {
  const sources = people.map((person) => buildSourceEmployee(person));
  const find = (list: readonly SourceEmployee[]) => {
    const found = findPeers(list, buildSettings(settings));
    return Object.fromEntries(
      people.map(({ id }) => {
        const { sameNumber, replacedBy, standsFor } = found.get(id) ?? NO_PEERS;
        return [id, { sameNumber: sameNumber.toSorted(), replacedBy, standsFor: standsFor.toSorted() }];
      }),
    );
  };
  const found = find(sources);
  expect(find(sources.toReversed())).toEqual(found);
  return found;
};

test('of many who hold one number, a few are named to each', () => {
  const sources = Array.from({ length: 1_000 }, (_, index) =>
    buildSourceEmployee({ id: `p${index}`, userId: `u${index}`, lastName: `Name ${index}` }),
  );
  const found = [...findPeers(sources, buildSettings()).values()];
  expect(found).toHaveLength(1_000);
  expect(found.every(({ sameNumber }) => sameNumber.length === 5)).toBe(true);
});

const early: Person = { id: 'early', hireDate: '2019-01-01' };
const late: Person = { id: 'late', hireDate: '2023-01-01' };
const other: Person = { id: 'other', userId: 'user-2', lastName: 'Hansen', birthDate: '1980-02-02' };

describe('Several records with one number', () => {
  test('of one user: the one hired first stands for the other', () => {
    expect(peersOf([early, late])).toEqual({
      early: { ...NO_PEERS, standsFor: ['late'] },
      late: { ...NO_PEERS, replacedBy: 'early' },
    });
  });

  test.each<[what: string, one: Partial<Person>, other: Partial<Person>, isOne: boolean]>([
    ['the same last name and birth date', { userId: null }, { userId: null }, true],
    ['the same last name in other letters', { userId: 'a' }, { userId: 'b', lastName: 'NORDMANN ' }, true],
    ['the same last name alone', { userId: 'a' }, { userId: 'b', birthDate: '1991-01-01' }, false],
    ['the same birth date alone', { userId: 'a' }, { userId: 'b', lastName: 'Hansen' }, false],
    ['no birth dates', { userId: 'a', birthDate: null }, { userId: 'b', birthDate: null }, false],
    ['no last names', { userId: 'a', lastName: null }, { userId: 'b', lastName: ' ' }, false],
    ['no users', { userId: ' ', birthDate: null }, { userId: null, birthDate: null }, false],
    [
      'a birth date that cannot be read',
      { userId: 'a', birthDate: buildUnreadable('birthDate') },
      { userId: 'b', birthDate: buildUnreadable('birthDate') },
      false,
    ],
  ])('%s', (_what, one, another, isOne) => {
    const found = peersOf([
      { ...early, ...one },
      { ...late, ...another },
    ]);
    expect(found['late']?.replacedBy).toBe(isOne ? 'early' : null);
    expect(found['early']?.sameNumber).toEqual(isOne ? [] : ['42']);
  });

  test('of one person by way of a third record', () => {
    const found = peersOf([
      { ...early, userId: 'a', lastName: 'Hansen' },
      { ...late, userId: 'b' },
      { id: 'between', userId: 'a', hireDate: '2021-01-01' },
    ]);
    expect(found['early']).toEqual({ ...NO_PEERS, standsFor: ['between', 'late'] });
  });

  test('of different people: nobody, each told of the other', () => {
    const found = peersOf([early, { ...other, employeeNumber: '0042' }]);
    expect(found).toEqual({
      early: { ...NO_PEERS, sameNumber: ['0042'] },
      other: { ...NO_PEERS, sameNumber: ['42'] },
    });
  });

  test('of different people, one of whom has left: the one who is there', () => {
    expect(peersOf([early, { ...other, active: false }])).toEqual({ early: NO_PEERS, other: NO_PEERS });
  });

  test('zeros before a number count with the option off, and letters always', () => {
    const zeros = { ...other, employeeNumber: '0042' };
    expect(peersOf([early, zeros], { looseCodes: false })['early']).toEqual(NO_PEERS);
    const letters = peersOf([
      { ...early, employeeNumber: 'A1' },
      { ...other, employeeNumber: 'A01' },
    ]);
    expect(letters['early']).toEqual(NO_PEERS);
  });

  test('people without a number are no peers', () => {
    const found = peersOf([
      { ...early, employeeNumber: null },
      { ...late, employeeNumber: ' ' },
    ]);
    expect(Object.values(found)).toEqual([NO_PEERS, NO_PEERS]);
  });
});

describe('Whom a record stands for', () => {
  test('whoever is there stands for one who has left, whenever hired', () => {
    const found = peersOf([{ ...early, active: false }, late]);
    expect(found['late']).toEqual({ ...NO_PEERS, standsFor: ['early'] });
    expect(found['early']).toEqual({ ...NO_PEERS, replacedBy: 'late' });
  });

  test('of those who have left, the last hired', () => {
    const found = peersOf([
      { ...early, active: false },
      { ...late, active: false },
    ]);
    expect(found['early']?.replacedBy).toBe('late');
  });

  test.each<[what: string, chosen: Partial<Person>, passed: Partial<Person>]>([
    ['a hire date before none', { hireDate: '2023-01-01' }, { hireDate: null }],
    ['the older record', { created: '2019-01-01T00:00:00Z' }, { created: '2020-01-01T00:00:00Z' }],
    ['a record that says when it was made', { created: '2020-01-01T00:00:00Z' }, { created: null }],
    ['the lower id', {}, {}],
  ])('%s comes first', (_what, chosen, passed) => {
    const found = peersOf([
      { id: 'a', ...chosen },
      { id: 'b', ...passed },
    ]);
    expect(found['b']?.replacedBy).toBe('a');
  });
});

describe('severalRecords: block', () => {
  const settings = { severalRecords: 'block' } as const;

  test('of one person: none of the active ones', () => {
    expect(peersOf([early, late], settings)).toEqual({
      early: { ...NO_PEERS, sameNumber: ['42'] },
      late: { ...NO_PEERS, sameNumber: ['42'] },
    });
  });

  test('one who has left is replaced by the one who is there', () => {
    expect(peersOf([{ ...early, active: false }, late], settings)).toEqual({
      early: { ...NO_PEERS, replacedBy: 'late' },
      late: { ...NO_PEERS, standsFor: ['early'] },
    });
  });

  test('a record alone is in nobody’s way', () => {
    expect(peersOf([early], settings)).toEqual({ early: NO_PEERS });
  });
});

test.each<[code: string | null, loose: string | null, strict: string | null]>([
  ['007', '7', '007'],
  ['0', '0', '0'],
  ['000', '0', '000'],
  [' 7 ', '7', '7'],
  ['A07', 'A07', 'A07'],
  ['0A7', '0A7', '0A7'],
  ['', null, null],
  [null, null, null],
])('the code %p is compared as %p, or as %p where zeros count', (code, loose, strict) => {
  expect([codeKey(code, true), codeKey(code, false)]).toEqual([loose, strict]);
});
