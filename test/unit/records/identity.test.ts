import { describeIdentity, isSamePerson, isSomebodyElse } from '../../../shared/records/identity.ts';
import type { Identity } from '../../../shared/records/identity.ts';

type Known = 'same' | 'other' | 'here' | 'there' | 'nowhere';

const VALUES = {
  firstName: ['Kari', 'Per'],
  lastName: ['Nordmann', 'Hansen'],
  dateOfBirth: ['1990-05-01', '1970-01-01'],
} as const;
const KNOWN: readonly Known[] = ['same', 'other', 'here', 'there', 'nowhere'];

const sidesOf = (field: keyof typeof VALUES, known: Known): readonly [string | null, string | null] => {
  const [own, another] = VALUES[field];
  switch (known) {
    case 'same':
      return [own, own];
    case 'other':
      return [own, another];
    case 'here':
      return [own, null];
    case 'there':
      return [null, own];
    case 'nowhere':
      return [null, null];
  }
};

const pairOf = (firstName: Known, lastName: Known, dateOfBirth: Known): readonly [Identity, Identity] => {
  const [first, last, birth] = [
    sidesOf('firstName', firstName),
    sidesOf('lastName', lastName),
    sidesOf('dateOfBirth', dateOfBirth),
  ];
  return [
    { firstName: first[0], lastName: last[0], dateOfBirth: birth[0] },
    { firstName: first[1], lastName: last[1], dateOfBirth: birth[1] },
  ];
};

const all = KNOWN.flatMap((firstName) =>
  KNOWN.flatMap((lastName) => KNOWN.map((dateOfBirth) => [firstName, lastName, dateOfBirth] as const)),
);
const where = (holds: (one: Identity, other: Identity) => boolean): string[] =>
  all.filter((combination) => holds(...pairOf(...combination))).map((combination) => combination.join(' '));

const missing: readonly Known[] = ['here', 'there', 'nowhere'];

describe('a record that carries a key of a person, by first name, last name and birth date', () => {
  test('is theirs in these of all 125 combinations, and in no other', () => {
    const birthDatesAgree = all.filter(([, , birth]) => birth === 'same');
    const namesAgree = all.filter(([first, last]) => first === 'same' && last === 'same');
    const lastNameAloneAgrees = all.filter(([, last, birth]) => last === 'same' && missing.includes(birth));
    const expected = new Set(
      [...birthDatesAgree, ...namesAgree, ...lastNameAloneAgrees].map((combination) => combination.join(' ')),
    );
    expect(expected.size).toBe(41);
    expect(where(isSamePerson).toSorted()).toEqual([...expected].toSorted());
  });

  test.each<[string, Identity, Identity, boolean]>([
    ['case', { lastName: 'AÅLVIK' }, { lastName: 'aålvik' }, true],
    ['how an accent is stored', { lastName: 'Andre\u0301' }, { lastName: 'André' }, true],
    ['the accent itself, which counts', { lastName: 'Andre' }, { lastName: 'André' }, false],
    ['blanks around and between', { lastName: ' von  Essen' }, { lastName: 'von Essen ' }, true],
    ['what nobody can see', { lastName: 'Han\u200bsen' }, { lastName: 'Hansen' }, true],
    ['a name of blanks, which is none', { lastName: ' ' }, { lastName: '' }, false],
    ['a birth date that stands for none', { dateOfBirth: '0001-01-01' }, { dateOfBirth: '0001-01-01' }, false],
    [
      'a birth date that stands for none beside a known one',
      { lastName: 'Hansen', dateOfBirth: '0001-01-01' },
      { lastName: 'Hansen', dateOfBirth: '1990-05-01' },
      true,
    ],
  ])('%s', (_, one, other, same) => {
    expect(isSamePerson(one, other)).toBe(same);
    expect(isSamePerson(other, one)).toBe(same);
  });
});

test('a linked record is somebody else only when last name and birth date are known on both sides and differ', () => {
  expect(where(isSomebodyElse)).toEqual(KNOWN.map((firstName) => `${firstName} other other`));
});

test.each<[Identity, string]>([
  [{ firstName: 'Kari', lastName: 'Nordmann', dateOfBirth: '1990-05-01' }, '"Kari Nordmann", born 1990'],
  [{ lastName: 'Nordmann' }, '"Nordmann", birth date not known'],
  [{ firstName: null, dateOfBirth: '1990-05-01' }, 'somebody without a name, born 1990'],
  [{ firstName: '01019012345', lastName: '\u001B[31mX' }, '"*** [31mX", birth date not known'],
])('%j reads as %s', (identity, text) => {
  expect(describeIdentity(identity)).toBe(text);
});
