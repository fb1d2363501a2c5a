import { mapEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { PayrollEmployee } from '../../../shared/vendors/poweroffice/employees.ts';
import { findPeers, NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import { readOrNull } from '../../../shared/model/source-value.ts';
import { indexEmployees } from '../../../shared/flows/employees-to-poweroffice/match/employee-index.ts';
import { NOT_LINKED } from '../../../shared/records/stored-link.ts';
import type { Match } from '../../../shared/flows/employees-to-poweroffice/match/match-employee.ts';
import { matchEmployees } from '../../../shared/flows/employees-to-poweroffice/match/match-employees.ts';
import type {
  MatchablePerson,
  PersonMatch,
} from '../../../shared/flows/employees-to-poweroffice/match/match-employees.ts';
import { buildPayrollEmployee } from '../../builders/payroll-record.ts';
import { buildSourceEmployee } from '../../builders/source-employee.ts';
import { branded } from '../../builders/branded.ts';
import type { Plain } from '../../builders/branded.ts';

const settings = DEFAULT_MAPPING_SETTINGS;
const today = '2025-06-15';

/** A record of anybody here, since all have one name and birth date, without any key. */
const record = (overrides: Partial<Plain<PayrollEmployee>>): PayrollEmployee =>
  buildPayrollEmployee({ number: '900', externalNumber: null, externalImportReference: null, ...overrides });

const messageOf = (result: Match | undefined): string | undefined =>
  result?.kind === 'blocked' ? result.problems.map(({ message }) => message).join('\n') : undefined;

const codeOf = (result: Match | undefined): string | undefined =>
  result?.kind === 'blocked' ? result.problems.map(({ code }) => code).join() : undefined;

describe('everybody is matched', () => {
  const matchAll = (
    people: readonly (Partial<Plain<SourceEmployee>> & {
      id: string;
      link?: number;
      linkIsGone?: boolean;
      isDecided?: boolean;
    })[],
    records: readonly PayrollEmployee[],
  ): ReadonlyMap<string, PersonMatch> => {
    const sources = people.map((person) => buildSourceEmployee({ userId: `user-of-${person.id}`, ...person }));
    const peers = findPeers(sources);
    const matchable = sources.map((source, index): MatchablePerson => ({
      ...NOT_LINKED,
      isDecided: people[index]?.isDecided ?? false,
      desired: mapEmployee(source, { settings, today, peers: peers.get(source.id) ?? NO_PEERS }),
      userId: readOrNull(source.userId),
      link: branded(people[index]?.link ?? null),
      linkIsGone: people[index]?.linkIsGone ?? false,
    }));
    const matches = matchEmployees(matchable, indexEmployees(records));
    // The order of the list must not matter.
    expect(matchEmployees(matchable.toReversed(), indexEmployees(records.toReversed()))).toEqual(matches);
    return matches;
  };

  const idOf = (result: PersonMatch | undefined): number | null =>
    result?.match.kind === 'matched' ? result.match.employee.id : null;

  test('each with the record of their own', () => {
    const matches = matchAll(
      [
        { id: 'a', employeeNumber: '1' },
        { id: 'b', employeeNumber: '2' },
        { id: 'c', employeeNumber: '3' },
      ],
      [
        record({ id: 11, number: '1', externalNumber: '1', externalImportReference: 'user-of-a' }),
        record({ id: 12, number: '9', externalImportReference: 'user-of-b' }),
      ],
    );
    expect(idOf(matches.get('a'))).toBe(11);
    expect(idOf(matches.get('b'))).toBe(12);
    expect([...matches.values()].map(({ referenceHeldBy }) => referenceHeldBy)).toEqual([null, null, null]);
    expect(matches.get('c')).toEqual({ match: { kind: 'none' }, referenceHeldBy: null });
  });

  test('a reused number does not take the record of the person linked to it', () => {
    const matches = matchAll(
      [
        { id: 'renumbered', employeeNumber: '43', link: 11 },
        { id: 'newcomer', employeeNumber: '42' },
      ],
      [record({ id: 11, number: '42', externalNumber: '42' })],
    );
    expect(idOf(matches.get('renumbered'))).toBe(11);
    expect(codeOf(matches.get('newcomer')?.match)).toBe('MATCH_CONFLICT');
    expect(messageOf(matches.get('newcomer')?.match)).toBe(
      'PowerOffice record 11 matches by external number, but is that of employee "43".',
    );
  });

  test('a decision outranks the link and every key of somebody else', () => {
    const matches = matchAll(
      [
        { id: 'decided', employeeNumber: '43', link: 11, isDecided: true },
        { id: 'linked', employeeNumber: '42', link: 11 },
        { id: 'found', employeeNumber: '44', userId: 'user-1' },
      ],
      [record({ id: 11, externalNumber: '42', externalImportReference: 'user-1' })],
    );
    expect(idOf(matches.get('decided'))).toBe(11);
    expect(['linked', 'found'].map((id) => codeOf(matches.get(id)?.match))).toEqual([
      'MATCH_CONFLICT',
      'MATCH_CONFLICT',
    ]);
  });

  test('two decisions on one record give it to nobody', () => {
    const matches = matchAll(
      [
        { id: 'one', employeeNumber: '43', link: 11, isDecided: true },
        { id: 'other', employeeNumber: '44', link: 11, isDecided: true },
      ],
      [record({ id: 11 })],
    );
    expect(['one', 'other'].map((id) => codeOf(matches.get(id)?.match))).toEqual([
      'MATCH_AMBIGUOUS',
      'MATCH_AMBIGUOUS',
    ]);
  });

  test('a key that leads elsewhere makes nobody a stronger claimant', () => {
    const matches = matchAll(
      [
        { id: 'owner', employeeNumber: '1' },
        { id: 'renumbered', employeeNumber: '7', link: 12 },
      ],
      [record({ id: 11, number: '7', externalNumber: '1' }), record({ id: 12 })],
    );
    expect(idOf(matches.get('owner'))).toBe(11);
    expect(codeOf(matches.get('renumbered')?.match)).toBe('MATCH_AMBIGUOUS');
  });

  test('a claim stands even when the one who has it is blocked', () => {
    const matches = matchAll(
      [
        { id: 'renumbered', employeeNumber: '43', link: 11 },
        { id: 'newcomer', employeeNumber: '42' },
      ],
      [record({ id: 11, number: '42', externalNumber: '42' }), record({ id: 12, number: '43', externalNumber: '43' })],
    );
    expect(codeOf(matches.get('renumbered')?.match)).toBe('MATCH_AMBIGUOUS');
    expect(codeOf(matches.get('newcomer')?.match)).toBe('MATCH_CONFLICT');
  });

  test('two people who swap numbers are both left alone', () => {
    const matches = matchAll(
      [
        { id: 'a', employeeNumber: '2', link: 11 },
        { id: 'b', employeeNumber: '1', link: 12 },
      ],
      [record({ id: 11, number: '1', externalNumber: '1' }), record({ id: 12, number: '2', externalNumber: '2' })],
    );
    expect([...matches.values()].map(({ match }) => codeOf(match))).toEqual(['MATCH_AMBIGUOUS', 'MATCH_AMBIGUOUS']);
  });

  test('equal claims on one record block all of them', () => {
    const people = ['1', '2', '3'].map((employeeNumber) => ({ id: employeeNumber, employeeNumber, link: 11 }));
    const matches = matchAll(people, [record({ id: 11, number: '7' })]);
    expect([...matches.values()].map(({ match }) => codeOf(match))).toEqual(people.map(() => 'MATCH_AMBIGUOUS'));
    expect(messageOf(matches.get('1')?.match)).toBe(
      'PowerOffice record 11 matches employee "2", "3" just as well, by stored link.',
    );
  });

  test('the reference goes to one and the external number to another: the stronger key has the record', () => {
    const matches = matchAll(
      [
        { id: 'a', employeeNumber: '1', userId: 'user-a' },
        { id: 'b', employeeNumber: '2', userId: 'user-b' },
      ],
      [record({ id: 11, number: '1', externalNumber: '1', externalImportReference: 'user-b' })],
    );
    expect(idOf(matches.get('a'))).toBe(11);
    expect(codeOf(matches.get('b')?.match)).toBe('MATCH_CONFLICT');
  });

  test('somebody hired again under a new number is not taken for the old record that keeps the shared user', () => {
    const matches = matchAll(
      [
        { id: 'old', employeeNumber: '1', userId: 'shared', active: false, link: 11 },
        { id: 'new', employeeNumber: '2', userId: 'shared' },
      ],
      [record({ id: 11, number: '1', externalNumber: '1', externalImportReference: 'shared', isArchived: true })],
    );
    expect(idOf(matches.get('old'))).toBe(11);
    expect(matches.get('new')).toEqual({ match: { kind: 'none' }, referenceHeldBy: '1' });
  });

  test.each([
    ['its owner by the stored link', 'old', { id: 11, number: '1' }, 11],
    ['nobody who has only the number', 'new', { id: 11, number: '1' }, undefined],
  ])('the old record with the shared user belongs to %s', (_, owner, overrides, link) => {
    const matches = matchAll(
      [
        { id: 'old', employeeNumber: '1', userId: 'shared', active: false, ...(link !== undefined && { link }) },
        { id: 'new', employeeNumber: '2', userId: 'shared' },
      ],
      [record({ ...overrides, externalImportReference: 'shared' })],
    );
    expect(idOf(matches.get(owner))).toBe(11);
    expect(idOf(matches.get(owner === 'old' ? 'new' : 'old'))).toBeNull();
    expect(matches.get('new')?.referenceHeldBy).toBe(owner === 'old' ? '1' : null);
  });

  test('a shared user takes no other key from anybody', () => {
    const matches = matchAll(
      [
        { id: 'old', employeeNumber: '1', userId: 'shared', active: false },
        { id: 'new', employeeNumber: '2', userId: 'shared', link: 11 },
      ],
      [record({ id: 11, externalNumber: '1', externalImportReference: 'shared' })],
    );
    expect(idOf(matches.get('new'))).toBe(11);
    expect(codeOf(matches.get('old')?.match)).toBe('MATCH_CONFLICT');
  });

  test('who has the number of a record and its shared user, but not the link, is told whose it is', () => {
    const matches = matchAll(
      [
        { id: 'old', employeeNumber: '1', userId: 'shared', active: false, link: 11 },
        { id: 'new', employeeNumber: '42', userId: 'shared' },
      ],
      [record({ id: 11, number: '42', externalImportReference: 'shared' })],
    );
    expect(idOf(matches.get('old'))).toBe(11);
    expect(messageOf(matches.get('new')?.match)).toBe(
      'PowerOffice record 11 matches by number, but is that of employee "1".',
    );
  });

  test('a shared user blocks nobody when it begins to belong to the other', () => {
    const matches = matchAll(
      [
        { id: 'left', employeeNumber: '1', userId: 'shared', active: false },
        { id: 'stays', employeeNumber: '2', userId: 'shared' },
      ],
      [
        record({ id: 11, number: '1', externalNumber: '1', externalImportReference: 'shared' }),
        record({ id: 12, number: '2', externalNumber: '2' }),
      ],
    );
    expect(idOf(matches.get('left'))).toBe(11);
    expect(idOf(matches.get('stays'))).toBe(12);
    expect(matches.get('stays')?.referenceHeldBy).toBe('1');
  });
});
