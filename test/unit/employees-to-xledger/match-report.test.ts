import { withLinkTakenOver } from '../../../shared/flows/employees-to-xledger/match/linked-record.ts';
import type { Match } from '../../../shared/flows/employees-to-xledger/match/match-employees.ts';
import { matchGroupOf } from '../../../shared/flows/employees-to-xledger/match/match-groups.ts';
import type { MatchGroup } from '../../../shared/flows/employees-to-xledger/match/match-groups.ts';
import { findOnlyInXledger } from '../../../shared/flows/employees-to-xledger/match/match-report.ts';
import type { EmployeePlan } from '../../../shared/flows/employees-to-xledger/plan/plan-employee.ts';
import { mappingRowsOf } from '../../../shared/flows/employees-to-xledger/rules/mapping-rows-of.ts';
import { newXledgerEmployeeState } from '../../../shared/flows/employees-to-xledger/state.ts';
import type { XledgerEmployeeState } from '../../../shared/flows/employees-to-xledger/state.ts';
import { DEFAULT_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/settings.ts';
import { branded } from '../../builders/branded.ts';
import { buildXledgerEmployee, TODAY } from '../../builders/xledger-record.ts';

describe('How somebody was matched', () => {
  const matched = (by: Extract<Match, { kind: 'matched' }>['by']): Match => ({
    kind: 'matched',
    record: buildXledgerEmployee(),
    by,
  });
  const NONE: Match = { kind: 'none' };
  test.each<[what: string, match: Match, action: EmployeePlan['action'], group: MatchGroup | null]>([
    ['by a link', matched('link'), 'update', 'linked'],
    ['by a decision', matched('decision'), 'update', 'linked'],
    ['by the code', matched('code'), 'update', 'byCode'],
    ['by the code, and held by a rule', matched('code'), 'blocked', 'byCode'],
    ['but for zeros', matched('looseCode'), 'update', 'byLooseCode'],
    ['as nobody there', NONE, 'create', 'new'],
    ['as nobody there, and held by a rule', NONE, 'blocked', 'blocked'],
    ['as nobody there, and left out by a rule', NONE, 'skip', null],
    ['not at all', { kind: 'blocked', problems: [] }, 'skip', 'blocked'],
  ])('%s', (_what, match, action, group) => {
    expect(matchGroupOf(match, { action })).toBe(group);
  });
});

describe('Records that are nobody’s', () => {
  const settings = { plans: DEFAULT_SETTINGS.plans };
  const records = [
    buildXledgerEmployee({ id: '1', code: '30' }),
    buildXledgerEmployee({ id: '2', code: '4', dateTo: '2026-03-01' }),
    buildXledgerEmployee({ id: '3', code: '5', employmentTo: '2026-03-01' }),
    buildXledgerEmployee({ id: '4', code: '6', employmentTo: TODAY, dateTo: TODAY }),
    buildXledgerEmployee({ id: '5', code: null, description: ' ' }),
    buildXledgerEmployee({ id: '6', code: '1' }),
  ];

  test('are listed by code, those that are over last, and not those that are somebody’s', () => {
    const found = findOnlyInXledger(records, new Set(['6']), settings, TODAY);
    expect(found.map(({ targetId, isArchived }) => [targetId, isArchived])).toEqual([
      ['5', false],
      ['4', false],
      ['1', false],
      ['2', true],
      ['3', true],
    ]);
    expect(found[0]).toMatchObject({ number: null, name: null });
    expect(found[1]).toMatchObject({ number: '6', name: 'Kari Nordmann' });
  });

  test('bear no name where plans have none', () => {
    const found = findOnlyInXledger(records, new Set(), { plans: { ...settings.plans, values: 'names-only' } }, TODAY);
    expect(found.map(({ name }) => name)).toEqual(records.map(() => null));
  });
});

describe('The link of a record that is replaced', () => {
  const state = (sourceId: string, record: string | null): XledgerEmployeeState => ({
    ...newXledgerEmployeeState(sourceId, '42'),
    record: record === null ? null : branded({ ...LINK, id: record }),
    writtenAt: record === null ? null : 7,
  });
  const LINK = { base: null, employmentTo: null, returnedWith: null, hidden: {} };
  const link = ({ record, writtenAt }: XledgerEmployeeState) => [record?.id ?? null, writtenAt];

  test('goes to the one that takes its place, the first of several', () => {
    expect(link(withLinkTakenOver(state('new', null), [state('a', null), state('b', '2'), state('c', '3')]))).toEqual([
      '2',
      7,
    ]);
    expect(link(withLinkTakenOver(state('new', null), []))).toEqual([null, null]);
  });

  test('stays where the other has a link, or somebody has decided', () => {
    expect(link(withLinkTakenOver(state('new', '9'), [state('b', '2')]))[0]).toBe('9');
    const undecided = state('new', null);
    const link9 = { kind: 'new', to: null, passedOver: ['2'], companies: {}, by: null, at: 1 } as const;
    const decisions = { ...undecided.decisions, link: link9 };
    expect(link(withLinkTakenOver({ ...undecided, decisions }, [state('b', '2')]))[0]).toBeNull();
  });
});

test.each<[entity: string, fields: readonly string[], rows: string | null]>([
  ['employee', ['phone'], '7'],
  ['contact', ['phone2'], '7'],
  ['contact', ['homeAddress.zipCode', 'homeAddress.place'], '16'],
  ['employee', ['description', 'lastName', 'email'], '2, 4, 6'],
  ['employee', ['positionValue.dbId'], '13'],
  ['contact', ['jobTitle'], '13'],
  ['employee', ['socialSec', 'bankAccount'], '9, 15'],
  ['employee', ['code'], '1'],
  ['contact', ['email'], null],
  ['employee', ['nothing'], null],
  ['employee', [], null],
])('a change of %s in %p rests on row %p', (entity, fields, rows) => {
  expect(mappingRowsOf(entity, 'update', fields)).toBe(rows);
});
