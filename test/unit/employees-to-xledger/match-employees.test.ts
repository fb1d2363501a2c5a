import { matchEmployees } from '../../../shared/flows/employees-to-xledger/match/match-employees.ts';
import type {
  ElsewhereRecord,
  MatchablePerson,
  Match,
} from '../../../shared/flows/employees-to-xledger/match/match-employees.ts';
import { recordIdentity } from '../../../shared/flows/employees-to-xledger/match/record-identity.ts';
import { NOT_LINKED } from '../../../shared/records/stored-link.ts';
import type { XledgerEmployee } from '../../../shared/vendors/xledger/employee-record.ts';
import { buildContact, buildXledgerEmployee } from '../../builders/xledger-record.ts';

/** All have one name and birth date, unless a test is about that. */
const KARI = { firstName: 'Kari', lastName: 'Nordmann', dateOfBirth: '1990-05-01' };
const PER = { firstName: 'Per', lastName: 'Hansen', dateOfBirth: '1970-01-01' };
const perContact = buildContact({ firstName: 'Per', lastName: 'Hansen', birthday: '1970-01-01' });

const person = (sourceId: string, overrides: Partial<MatchablePerson> = {}): MatchablePerson => ({
  ...NOT_LINKED,
  sourceId,
  number: '42',
  identity: KARI,
  claims: true,
  ...overrides,
});

const record = (id: string, code: string | null, overrides: Parameters<typeof buildXledgerEmployee>[0] = {}) =>
  buildXledgerEmployee({ id, code, ...overrides });

/** What becomes of each person: `key:record`, or the codes of what keeps them from it. */
const match = (
  people: readonly MatchablePerson[],
  records: readonly XledgerEmployee[],
  { looseCodes = true, elsewhere = [] }: { looseCodes?: boolean; elsewhere?: readonly ElsewhereRecord[] } = {},
): Readonly<Record<string, string>> & { readonly messages: string } => {
  const facts = { records, elsewhere, looseCodes };
  const found = matchEmployees(people, facts);
  // The order of either list must not matter.
  const reversed = matchEmployees(people.toReversed(), { ...facts, records: records.toReversed() });
  const tell = (matches: ReadonlyMap<string, Match>) =>
    Object.fromEntries(
      people.map(({ sourceId }) => {
        const one = matches.get(sourceId);
        if (one?.kind === 'matched') return [sourceId, `${one.by}:${one.record.id}`];
        if (one?.kind === 'unseen') return [sourceId, `unseen:${one.link}`];
        return [sourceId, one?.kind === 'blocked' ? one.problems.map(({ code }) => code).join() : (one?.kind ?? '')];
      }),
    );
  expect(tell(reversed)).toEqual(tell(found));
  const messages = [...found.values()].flatMap((one) => (one.kind === 'blocked' ? one.problems : []));
  return { ...tell(found), messages: messages.map(({ message }) => message).join(' ') };
};

describe('By what a record is found', () => {
  test.each<[what: string, of: Partial<MatchablePerson>, found: string]>([
    ['the code, exactly', {}, 'code:1'],
    ['the code but for blanks', { number: ' 42 ' }, 'code:1'],
    ['the code but for zeros', { number: '0042' }, 'looseCode:1'],
    ['the link, whatever the number says', { number: '43', link: '2' }, 'link:2'],
    ['a decision', { number: '43', link: '2', isDecided: true }, 'decision:2'],
    ['nothing, without a number', { number: null }, 'none'],
    ['nothing, with an empty number', { number: ' ' }, 'none'],
    ['nothing, when somebody passed the record over', { passedOver: new Set(['1']) }, 'none'],
    ['nothing, when another record of theirs claims it', { claims: false }, 'none'],
    ['the code, when the linked record is gone', { link: '9', linkIsGone: true }, 'code:1'],
    ['nothing, when the record of that code is the one that is gone', { link: '1', linkIsGone: true }, 'none'],
    ['nothing to conclude yet, when the linked record was not read', { link: '9' }, 'unseen:9'],
    ['nothing, when whoever does not claim has a link not read', { link: '9', claims: false }, 'none'],
  ])('%s', (_what, of, found) => {
    expect(match([person('kari', of)], [record('1', '42'), record('2', '77')])['kari']).toBe(found);
  });

  test('zeros count with the option off, and letters are never loose', () => {
    expect(match([person('kari', { number: '0042' })], [record('1', '42')], { looseCodes: false })['kari']).toBe(
      'none',
    );
    expect(match([person('kari', { number: 'A07' })], [record('1', 'A7')])['kari']).toBe('none');
  });

  test('records without a code are nobody’s', () => {
    expect(match([person('kari')], [record('1', null), record('2', ' ')])['kari']).toBe('none');
  });
});

describe('Several records', () => {
  test.each<[what: string, codes: readonly string[]]>([
    ['one code twice', ['42', '42']],
    ['the code exactly and but for zeros', ['42', '0042']],
    ['two codes but for zeros', ['042', '0042']],
  ])('%s: ambiguous, each is named', (_what, codes) => {
    const found = match(
      [person('kari')],
      codes.map((code, index) => record(`${index + 1}`, code)),
    );
    expect(found['kari']).toBe('MATCH_AMBIGUOUS');
    expect(found.messages).toContain(`record 1 by the code "${codes[0]}"`);
    expect(found.messages).toContain(`record 2 by the code "${codes[1]}"`);
  });

  test('of very many a few are named, and how many more there are', () => {
    const { messages } = match(
      [person('kari')],
      Array.from({ length: 5_000 }, (_, index) => record(`${index + 1}`, '42')),
    );
    expect(messages.length).toBeLessThan(500);
    expect(messages).toContain('and 4995 more');
  });

  test('whoever is linked to one of them is not bothered', () => {
    expect(match([person('kari', { link: '2' })], [record('1', '42'), record('2', '42')])['kari']).toBe('link:2');
  });
});

describe('Whose record it is', () => {
  const per = record('1', '42', { contact: perContact });

  test('somebody else’s that was found by the code: conflict, and both are named', () => {
    const found = match([person('kari')], [per]);
    expect(found['kari']).toBe('MATCH_CONFLICT');
    expect(found.messages).toContain('"Per Hansen", born 1970; Simployer has "Kari Nordmann", born 1990');
  });

  test('a linked one that became somebody else’s: told, unless it is allowed or decided otherwise', () => {
    const linked = person('kari', { link: '1' });
    expect(match([linked], [per])['kari']).toBe('IDENTITY_CHANGED');
    expect(match([{ ...linked, mayDiffer: () => true }], [per])['kari']).toBe('link:1');
    expect(match([{ ...linked, isDecided: true, mayDiffer: () => true }], [per])['kari']).toBe('decision:1');
  });

  test('a linked one with another last name or another birth date alone stays', () => {
    const married = record('1', '42', { contact: buildContact({ lastName: 'Hansen' }) });
    const corrected = record('1', '42', { contact: buildContact({ birthday: '1990-05-02' }) });
    for (const one of [married, corrected])
      expect(match([person('kari', { link: '1' })], [one])['kari']).toBe('link:1');
  });

  test('one that is found by the code takes the birth date, or both names', () => {
    const married = record('1', '42', { contact: buildContact({ lastName: 'Hansen' }) });
    const namesake = record('1', '42', { contact: buildContact({ birthday: '1970-01-01', firstName: 'Berit' }) });
    expect(match([person('kari')], [married])['kari']).toBe('code:1');
    expect(match([person('kari')], [namesake])['kari']).toBe('MATCH_CONFLICT');
  });
});

describe('Rivals for one record', () => {
  test.each<[what: string, one: Partial<MatchablePerson>, other: Partial<MatchablePerson>, found: readonly string[]]>([
    ['the linked one keeps it', { link: '1', number: '77' }, {}, ['link:1', 'MATCH_CONFLICT']],
    [
      'a decision is stronger than a link',
      { link: '1', isDecided: true },
      { link: '1' },
      ['decision:1', 'MATCH_CONFLICT'],
    ],
    ['the exact code is stronger than zeros', {}, { number: '042' }, ['code:1', 'MATCH_CONFLICT']],
    ['two links', { link: '1' }, { link: '1' }, ['MATCH_AMBIGUOUS', 'MATCH_AMBIGUOUS']],
    ['two of the same code', {}, {}, ['MATCH_AMBIGUOUS', 'MATCH_AMBIGUOUS']],
    ['two but for zeros', { number: '042' }, { number: '0042' }, ['MATCH_AMBIGUOUS', 'MATCH_AMBIGUOUS']],
    ['whoever claims nothing is no rival', {}, { claims: false }, ['code:1', 'none']],
  ])('%s', (_what, one, other, found) => {
    const { kari, berit } = match([person('kari', one), person('berit', other)], [record('1', '42')]);
    expect([kari, berit]).toEqual(found);
  });

  test('each is told of the other by number, those just as strong in order', () => {
    const people = ['a', 'b', 'c'].map((id, index) => person(id, { number: `${'0'.repeat(index + 1)}42` }));
    const { messages } = match(people, [record('1', '42')]);
    expect(messages).toContain('X-ledger record 1 matches employee "00042", "0042" just as well.');
    const lost = match([person('kari', { link: '1', number: '77' }), person('berit')], [record('1', '42')]);
    expect(lost.messages).toBe('X-ledger record 1 has the number of this person, but is that of employee "77".');
  });

  test('whoever has the number of somebody else’s record takes nothing from them, as a leaver whose number was given again', () => {
    const per = record('1', '42', { contact: perContact });
    const { kari, per: owner } = match([person('kari'), person('per', { identity: PER })], [per]);
    expect([kari, owner]).toEqual(['MATCH_CONFLICT', 'code:1']);
  });

  test('whoever is linked to a record that became somebody else’s keeps it from them', () => {
    const per = record('1', '42', { contact: perContact });
    const { kari, per: owner } = match(
      [person('kari', { link: '1', number: '77' }), person('per', { identity: PER })],
      [per],
    );
    expect([kari, owner]).toEqual(['IDENTITY_CHANGED', 'MATCH_CONFLICT']);
  });
});

describe('A code in another entity', () => {
  const elsewhere = [
    { code: '0042', entity: 'Fjordlys Alta AS' },
    { code: null, entity: 'Fjordlys Alta AS' },
  ];

  test.each<[what: string, of: Partial<MatchablePerson>, found: string]>([
    ['is told of whoever would be created', {}, 'FOUND_IN_OTHER_ENTITY'],
    ['matters to nobody who was found', { link: '1' }, 'link:1'],
    ['matters to nobody with another number', { number: '43' }, 'none'],
    ['matters to nobody without a number', { number: null }, 'none'],
    ['matters to nobody who claims nothing', { claims: false }, 'none'],
  ])('%s', (_what, of, found) => {
    expect(match([person('kari', of)], [record('1', '77')], { elsewhere })['kari']).toBe(found);
  });

  test('counts zeros with the option off, and names code and entity', () => {
    expect(match([person('kari')], [], { elsewhere, looseCodes: false })['kari']).toBe('none');
    expect(match([person('kari')], [], { elsewhere }).messages).toBe(
      'The number "42" is the code "0042" of an employee in the entity "Fjordlys Alta AS".',
    );
  });
});

describe('Who a record is', () => {
  test.each<[what: string, contact: XledgerEmployee['contact'], description: string | null, identity: object]>([
    ['the contact', record('1', '1').contact, 'Per Hansen', KARI],
    [
      'a contact with one name alone',
      record('1', '1', { contact: buildContact({ firstName: null }) }).contact,
      'Kari Nordmann',
      { ...KARI, firstName: null },
    ],
    [
      'a contact without names: the words of the description, and the birthday',
      record('1', '1', { contact: buildContact({ firstName: null, lastName: null }) }).contact,
      'NORDMANN,  kari',
      KARI,
    ],
    ['no contact: names in any order', null, 'Nordmann, Kari', { ...KARI, dateOfBirth: null }],
    [
      'another last name: all of the words',
      null,
      'Kari Hansen',
      { firstName: 'Kari', lastName: 'kari hansen', dateOfBirth: null },
    ],
    ['no description either', null, null, { firstName: null, lastName: null, dateOfBirth: null }],
  ])('is %s', (_what, contact, description, identity) => {
    expect(recordIdentity({ contact, description }, KARI)).toEqual(identity);
  });

  test('a name of several words is there when all of them are', () => {
    const marie = { firstName: 'Anne Marie', lastName: 'Berg', dateOfBirth: null };
    expect(recordIdentity({ contact: null, description: 'Berg, Anne Marie' }, marie)).toEqual(marie);
    expect(recordIdentity({ contact: null, description: 'Berg, Anne' }, marie).firstName).toBeNull();
  });

  test('a person without a name finds none in a description', () => {
    const nobody = { firstName: null, lastName: ' ', dateOfBirth: null };
    expect(recordIdentity({ contact: null, description: 'Kari Nordmann' }, nobody)).toEqual({
      firstName: null,
      lastName: 'kari nordmann',
      dateOfBirth: null,
    });
  });
});
