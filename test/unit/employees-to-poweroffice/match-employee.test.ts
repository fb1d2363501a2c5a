import { mapEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { PayrollEmployee } from '../../../shared/vendors/poweroffice/employees.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import { indexEmployees } from '../../../shared/flows/employees-to-poweroffice/match/employee-index.ts';
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
    linkIsGone = false,
  }: { source?: Partial<Plain<SourceEmployee>>; link?: number | null; linkIsGone?: boolean } = {},
): Match => {
  const desired = mapEmployee(buildSourceEmployee(source), { settings, today, peers: NO_PEERS });
  return matchEmployee(desired, { link: branded(link), linkIsGone, index: indexEmployees(records) });
};

const messageOf = (result: Match | undefined): string | undefined =>
  result?.kind === 'blocked' ? result.problems.map(({ message }) => message).join('\n') : undefined;

const codeOf = (result: Match | undefined): string | undefined =>
  result?.kind === 'blocked' ? result.problems.map(({ code }) => code).join() : undefined;

describe('one person is matched', () => {
  test.each<[string, Partial<Plain<PayrollEmployee>>, { link?: number }, boolean]>([
    ['by the stored link', { id: 7 }, { link: 7 }, false],
    ['by the external number', { externalNumber: '42' }, {}, true],
    ['by the import reference', { externalImportReference: 'user-1' }, {}, true],
    ['by the number', { number: '42' }, {}, true],
    ['though archived', { externalNumber: '42', isArchived: true }, {}, true],
    [
      'by reference, though the number changed',
      { externalImportReference: 'user-1', externalNumber: '41', number: '41' },
      {},
      true,
    ],
    [
      'by all keys at once',
      { id: 7, number: '42', externalNumber: '42', externalImportReference: 'user-1' },
      { link: 7 },
      false,
    ],
  ])('%s', (_, overrides, stored, adopted) => {
    const found = record(overrides);
    expect(match([record({ id: 1, number: '1' }), found], stored)).toEqual({
      kind: 'matched',
      employee: found,
      adopted,
      linkLost: false,
    });
  });

  test('with nobody when no key leads to a record', () => {
    expect(match([record({}), record({ id: 2, number: null })])).toEqual({ kind: 'none', linkLost: false });
  });

  test('with nobody when the person has no key and records have none either', () => {
    const source = { employeeNumber: null, userId: null };
    expect(match([record({ number: null })], { source })).toEqual({ kind: 'none', linkLost: false });
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
      adopted: true,
      linkLost: true,
    });
    expect(match([], { link: 7, linkIsGone: true })).toEqual({ kind: 'none', linkLost: true });
    expect(match([], { link: null, linkIsGone: true })).toEqual({ kind: 'none', linkLost: false });
  });

  test('that is gone does not match a stale row of the same id', () => {
    expect(match([record({ id: 7, externalNumber: '42' })], { link: 7, linkIsGone: true })).toEqual({
      kind: 'none',
      linkLost: true,
    });
  });
});
