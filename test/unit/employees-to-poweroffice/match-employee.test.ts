import { mapEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { PayrollEmployee } from '../../../shared/vendors/poweroffice/employees.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import { indexEmployees } from '../../../shared/flows/employees-to-poweroffice/match/employee-index.ts';
import { NOT_LINKED } from '../../../shared/records/stored-link.ts';
import type { StoredLink } from '../../../shared/flows/employees-to-poweroffice/match/employee-index.ts';
import { matchEmployee } from '../../../shared/flows/employees-to-poweroffice/match/match-employee.ts';
import type { Match } from '../../../shared/flows/employees-to-poweroffice/match/match-employee.ts';
import { buildPayrollEmployee } from '../../builders/payroll-record.ts';
import { buildSourceEmployee } from '../../builders/source-employee.ts';
import { branded } from '../../builders/branded.ts';
import type { Plain } from '../../builders/branded.ts';

const settings = DEFAULT_MAPPING_SETTINGS;
const today = '2025-06-15';

/** A record of the person, by name and birth date, without any key. */
const record = (overrides: Partial<Plain<PayrollEmployee>>): PayrollEmployee =>
  buildPayrollEmployee({ number: '900', externalNumber: null, externalImportReference: null, ...overrides });

/** Of another human. */
const STRANGER = { firstName: 'Per', lastName: 'Hansen', dateOfBirth: '1970-01-01' };

const match = (
  records: readonly PayrollEmployee[],
  {
    source = {},
    link = null,
    ...stored
  }: { source?: Partial<Plain<SourceEmployee>>; link?: number | null } & Partial<Omit<StoredLink, 'link'>> = {},
): Match => {
  const desired = mapEmployee(buildSourceEmployee(source), { settings, today, peers: NO_PEERS });
  return matchEmployee(desired, { ...NOT_LINKED, ...stored, link: branded(link), index: indexEmployees(records) });
};

const messageOf = (result: Match | undefined): string | undefined =>
  result?.kind === 'blocked' ? result.problems.map(({ message }) => message).join('\n') : undefined;

const codeOf = (result: Match | undefined): string | undefined =>
  result?.kind === 'blocked' ? result.problems.map(({ code }) => code).join() : undefined;

describe('one person is matched', () => {
  test.each<[string, Partial<Plain<PayrollEmployee>>, { link?: number; isDecided?: boolean }]>([
    ['by the stored link', { id: 7 }, { link: 7 }],
    ['by a decision', { id: 7 }, { link: 7, isDecided: true }],
    ['by the external number', { externalNumber: '42' }, {}],
    ['by the import reference', { externalImportReference: 'user-1' }, {}],
    ['by the number', { number: '42' }, {}],
    ['though archived', { externalNumber: '42', isArchived: true }, {}],
    [
      'by reference, though the number changed',
      { externalImportReference: 'user-1', externalNumber: '41', number: '41' },
      {},
    ],
    [
      'by all keys at once',
      { id: 7, number: '42', externalNumber: '42', externalImportReference: 'user-1' },
      { link: 7 },
    ],
  ])('%s', (_, overrides, stored) => {
    const found = record(overrides);
    expect(match([record({ id: 1, number: '1' }), found], stored)).toEqual({ kind: 'matched', employee: found });
  });

  test('with nobody when no key leads to a record', () => {
    expect(match([record({}), record({ id: 2, number: null })])).toEqual({ kind: 'none' });
  });

  test('with nobody when the person has no key and records have none either', () => {
    const source = { employeeNumber: null, userId: null };
    expect(match([record({ number: null })], { source })).toEqual({ kind: 'none' });
  });
});

describe.each<[string, Partial<Plain<PayrollEmployee>>]>([
  ['external number', { externalNumber: '42' }],
  ['import reference', { externalImportReference: 'user-1' }],
  ['number', { number: '42' }],
])('a record found by %s', (key, keys) => {
  test('is a conflict when it is of another human, and both are shown', () => {
    const result = match([record({ id: 7, ...keys, ...STRANGER })]);
    expect(codeOf(result)).toBe('MATCH_CONFLICT');
    expect(messageOf(result)).toBe(
      `PowerOffice record 7, found by ${key}, is "Per Hansen", born 1970; Simployer has "Kari Nordmann", born 1990.`,
    );
  });

  test.each<[string, Partial<Plain<PayrollEmployee>>, Partial<Plain<SourceEmployee>>, string]>([
    ['the same birth date', { ...STRANGER, dateOfBirth: '1990-05-01' }, {}, 'matched'],
    ['the same name', { firstName: 'KARI', lastName: ' nordmann', dateOfBirth: '1970-01-01' }, {}, 'matched'],
    ['the last name alone', { firstName: 'Per', dateOfBirth: '1970-01-01' }, {}, 'blocked'],
    ['the last name, and no birth date', { firstName: 'Per', dateOfBirth: null }, {}, 'matched'],
    ['the last name, and none in Simployer', { firstName: 'Per' }, { birthDate: null }, 'matched'],
    ['nothing in common that is known', { lastName: null, dateOfBirth: null }, {}, 'blocked'],
    ['nothing known on either side', { lastName: null }, { lastName: null, birthDate: null }, 'blocked'],
  ])('and %s: %#', (_, overrides, source, kind) => {
    expect(match([record({ ...keys, ...overrides })], { source }).kind).toBe(kind);
  });
});

describe('a hit by number alone is a conflict', () => {
  test.each<[string, Partial<Plain<PayrollEmployee>>, string]>([
    ['when it carries another external number', { externalNumber: '99' }, 'carries another external number, "99"'],
    [
      'when it carries another import reference',
      { externalImportReference: 'user-9' },
      'carries another import reference',
    ],
  ])('%s', (_, overrides, reason) => {
    const result = match([record({ id: 7, number: '42', ...overrides })]);
    expect(codeOf(result)).toBe('MATCH_CONFLICT');
    expect(messageOf(result)).toBe(`PowerOffice record 7 has the number "42", but ${reason}.`);
  });
});

describe('a linked record', () => {
  test.each<[string, Partial<Plain<PayrollEmployee>>, Partial<Plain<SourceEmployee>>, string | undefined]>([
    ['another name and birth date', STRANGER, {}, 'IDENTITY_CHANGED'],
    ['another last name and birth date', { ...STRANGER, firstName: 'Kari' }, {}, 'IDENTITY_CHANGED'],
    ['another last name', { lastName: 'Hansen' }, {}, undefined],
    ['another birth date', { dateOfBirth: '1970-01-01' }, {}, undefined],
    ['another last name, and no birth date', { ...STRANGER, dateOfBirth: null }, {}, undefined],
    ['another last name, and no birth date in Simployer', STRANGER, { birthDate: null }, undefined],
    ['another birth date, and no name', { ...STRANGER, lastName: null }, {}, undefined],
    ['another birth date, and no name in Simployer', STRANGER, { lastName: null }, undefined],
  ])('with %s', (_, overrides, source, code) => {
    const result = match([record({ id: 7, number: '42', externalNumber: '42', ...overrides })], { link: 7, source });
    expect(codeOf(result)).toBe(code);
    expect(result.kind).toBe(code === undefined ? 'matched' : 'blocked');
  });

  test('that is somebody else shows both sides', () => {
    expect(messageOf(match([record({ id: 7, ...STRANGER })], { link: 7 }))).toBe(
      'PowerOffice record 7, linked to this person, is "Per Hansen", born 1970; Simployer has "Kari Nordmann", born 1990.',
    );
  });
});

describe('hits on different records are ambiguous', () => {
  test.each<[string, Partial<Plain<PayrollEmployee>>, Partial<Plain<PayrollEmployee>>, number | null]>([
    ['external number and number', { externalNumber: '42' }, { number: '42' }, null],
    ['external number and reference', { externalNumber: '42' }, { externalImportReference: 'user-1' }, null],
    ['reference and number', { externalImportReference: 'user-1' }, { number: '42' }, null],
    ['link and external number', {}, { externalNumber: '42' }, 1],
    ['link and reference', {}, { externalImportReference: 'user-1' }, 1],
    ['link and number', {}, { number: '42' }, 1],
    ['the same number twice', { number: '42' }, { number: '42' }, null],
  ])('%s', (_, first, second, link) => {
    const result = match([record({ id: 1, ...first }), record({ id: 2, ...second })], { link });
    expect(codeOf(result)).toBe('MATCH_AMBIGUOUS');
    expect(messageOf(result)).toMatch(/record 1 .*record 2 /);
  });

  test('and the message tells which key leads where', () => {
    const records = [
      record({ id: 1, externalNumber: '42', externalImportReference: 'user-1' }),
      record({ id: 2, number: '42' }),
    ];
    expect(messageOf(match(records))).toBe(
      'Different PowerOffice records match this person: record 1 by external number and import reference, record 2 by number.',
    );
  });
});

describe('a stored link', () => {
  test('that is not among the records decides nothing until PowerOffice was asked', () => {
    expect(match([], { link: 7 })).toEqual({ kind: 'unseen', link: 7 });
    expect(match([record({ externalNumber: '42' })], { link: 7 })).toEqual({ kind: 'unseen', link: 7 });
  });

  test('that is gone is dropped, and the person matched afresh', () => {
    const found = record({ id: 8, externalNumber: '42' });
    expect(match([found], { link: 7, linkIsGone: true })).toEqual({
      kind: 'matched',
      employee: found,
    });
    expect(match([], { link: 7, linkIsGone: true })).toEqual({ kind: 'none' });
    expect(match([], { link: null, linkIsGone: true })).toEqual({ kind: 'none' });
  });

  test('that is gone does not match a stale row of the same id', () => {
    expect(match([record({ id: 7, externalNumber: '42' })], { link: 7, linkIsGone: true })).toEqual({
      kind: 'none',
    });
  });
});

describe('a decision', () => {
  const passedOver = new Set([60, 61]);
  const rivals = [record({ id: 60, number: '42' }), record({ id: 61, externalNumber: '42', ...STRANGER })];

  test('that a record is the person leaves the records aside that keys led to then', () => {
    const chosen = record({ id: 77, ...STRANGER, dateOfBirth: '1990-05-01' });
    expect(match([...rivals, chosen], { link: 77, isDecided: true, passedOver })).toEqual({
      kind: 'matched',
      employee: chosen,
    });
  });

  test('does not cover a record that a key leads to since', () => {
    const since = record({ id: 78, externalImportReference: 'user-1' });
    const result = match([...rivals, record({ id: 77 }), since], { link: 77, isDecided: true, passedOver });
    expect(codeOf(result)).toBe('MATCH_AMBIGUOUS');
    expect(messageOf(result)).toContain('record 77 by decision, record 78 by import reference');
  });

  test('that the person is nobody there leaves them without a record', () => {
    expect(match(rivals, { passedOver })).toEqual({ kind: 'none' });
  });

  test.each<[string, boolean, string | undefined]>([
    ['as it is allowed', true, undefined],
    ['as nobody has allowed', false, 'IDENTITY_CHANGED'],
  ])('a record that looks like somebody else, %s', (_, allowed, code) => {
    for (const isDecided of [true, false]) {
      const result = match([record({ id: 7, ...STRANGER })], { link: 7, isDecided, mayDiffer: () => allowed });
      expect(codeOf(result)).toBe(code);
    }
  });

  test('allows nothing of a record that only a key leads to', () => {
    expect(codeOf(match([record({ number: '42', ...STRANGER })], { mayDiffer: () => true }))).toBe('MATCH_CONFLICT');
  });
});
