import {
  chosenEmployment,
  exportedEmployments,
  lastDay,
  latestOf,
  startedEmployments,
} from '../../../shared/flows/employees-to-xledger/rules/chosen-employment.ts';
import { toPositionValue } from '../../../shared/flows/employees-to-xledger/rules/job-title.ts';
import type { ListedValue } from '../../../shared/flows/employees-to-xledger/rules/mapping-context.ts';
import { SELECTION_RULES } from '../../../shared/flows/employees-to-xledger/rules/selection-rules.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-xledger/rules/peers.ts';
import type { SourceEmployee, SourceEmployment } from '../../../shared/model/employee.ts';
import type { XledgerSettings } from '../../../shared/flows/employees-to-xledger/settings.ts';
import { branded } from '../../builders/branded.ts';
import type { Plain } from '../../builders/branded.ts';
import { buildSourceEmployee, buildSourceEmployment, buildUnreadable } from '../../builders/source-employee.ts';
import { buildSettings, TODAY } from '../../builders/xledger-record.ts';

type Job = Partial<Plain<SourceEmployment>>;

const jobs = (...all: readonly Job[]) =>
  all.map((job, index) => buildSourceEmployment({ id: `job-${index + 1}`, ...job }));
const employed = (all: readonly Job[], overrides: Partial<Plain<SourceEmployee>> = {}) =>
  buildSourceEmployee({ ...overrides, employments: jobs(...all) });
const idsOf = (found: readonly SourceEmployment[]): readonly string[] => found.map(({ id }) => id);

describe('Which employments go to X-ledger', () => {
  const settings = (overrides: Partial<XledgerSettings> = {}) => buildSettings(overrides);

  test.each<[what: string, job: Job, goes: boolean]>([
    ['permanent and whole', {}, true],
    ['ends today', { endDate: TODAY }, true],
    ['ended yesterday', { endDate: '2026-03-01' }, false],
    ['begins later', { startDate: '2026-12-01' }, true],
    ['an end that cannot be read', { endDate: buildUnreadable('employment.endDate') }, true],
    ['without a start', { startDate: null }, false],
    ['a start that cannot be read', { startDate: buildUnreadable('employment.startDate') }, true],
    ['100.0', { rate: '100.0' }, true],
    ['99.9', { rate: '99.9' }, false],
    ['a rate of more', { rate: '110' }, false],
    ['no rate', { rate: null }, false],
    ['a rate that cannot be read', { rate: buildUnreadable('employment.rate') }, false],
    ['the type in other letters', { typeName: 'permanent-employment' }, true],
    ['another type', { typeName: 'Vikariat' }, false],
    ['a type without a name', { typeName: null }, false],
  ])('%s', (_what, job, goes) => {
    expect(exportedEmployments(employed([job]), settings(), TODAY)).toHaveLength(goes ? 1 : 0);
  });

  test('any rate with the option off, and types by id', () => {
    const part = employed([{ rate: null, typeName: null, typeId: 't9' }]);
    expect(exportedEmployments(part, settings({ fullTimeOnly: false, employmentTypes: ['t9'] }), TODAY)).toHaveLength(
      1,
    );
    expect(exportedEmployments(part, settings({ employmentTypes: ['t9'] }), TODAY)).toEqual([]);
  });

  test('any of several types', () => {
    const types = settings({ employmentTypes: ['permanent_employment', 'Vikariat', 't9'] });
    for (const job of [{}, { typeName: 'Vikariat' }, { typeName: null, typeId: 't9' }])
      expect(exportedEmployments(employed([job]), types, TODAY)).toHaveLength(1);
    expect(exportedEmployments(employed([{ typeName: 'Temporary' }]), types, TODAY)).toEqual([]);
  });

  test('those with a start are counted, whatever it says', () => {
    expect(startedEmployments(employed([{ startDate: null }, {}]))).toHaveLength(1);
  });
});

describe('The employment that speaks for the person', () => {
  test('of those that go to X-ledger, the one that ends last', () => {
    const person = employed([{ endDate: '2027-01-31' }, { endDate: '2026-06-30' }, { rate: '20' }]);
    expect(chosenEmployment(person, buildSettings(), TODAY)?.id).toBe('job-1');
  });

  test('of somebody with none that goes there, and of a leaver, the latest of all', () => {
    const all = [{ endDate: '2026-06-30' }, { endDate: '2027-01-31', rate: '20' }];
    expect(chosenEmployment(employed(all, { active: false }), buildSettings(), TODAY)?.id).toBe('job-2');
    expect(chosenEmployment(employed([{ rate: '50' }]), buildSettings(), TODAY)?.id).toBe('job-1');
    expect(chosenEmployment(employed([]), buildSettings(), TODAY)).toBeNull();
  });

  test.each<[what: string, all: readonly Job[], latest: string]>([
    ['an open one', [{ endDate: '2027-01-31' }, {}], 'job-2'],
    ['the one that started last', [{ startDate: '2020-01-01' }, { startDate: '2021-01-01' }], 'job-2'],
    ['one that says when it started', [{ startDate: null }, {}], 'job-2'],
    ['the lower id', [{ id: 'b' }, { id: 'a' }], 'a'],
  ])('the latest is %s, in any order', (_what, all, latest) => {
    expect(latestOf(jobs(...all))?.id).toBe(latest);
    expect(idsOf([...jobs(...all)].toReversed())).toHaveLength(all.length);
    expect(latestOf(jobs(...all).toReversed())?.id).toBe(latest);
  });
});

describe('The last day', () => {
  const of = (
    leaving: SourceEmployee['leaving'],
    endDate: string | null,
    lastDaySetting?: XledgerSettings['lastDay'],
  ) =>
    lastDay(employed([{ endDate }], { leaving }), buildSettings(lastDaySetting && { lastDay: lastDaySetting }), TODAY);
  const unreadable = buildUnreadable('leaving.endDate');

  test.each<[what: string, find: () => ReturnType<typeof of>, expected: ReturnType<typeof of>]>([
    ['of the employee', () => of({ endDate: '2027-01-01', offboardDate: '2027-03-01' }, '2027-02-01'), '2027-01-01'],
    ['of the employment', () => of({ endDate: null, offboardDate: '2027-03-01' }, '2027-02-01'), '2027-02-01'],
    ['an empty one is none', () => of({ endDate: '', offboardDate: null }, '2027-02-01'), '2027-02-01'],
    ['the off-boarding', () => of({ endDate: null, offboardDate: '2027-03-01' }, null), '2027-03-01'],
    ['none', () => of({ endDate: null, offboardDate: null }, null), null],
    [
      'one that cannot be read stands for those after it',
      () => of({ endDate: unreadable, offboardDate: '2027-03-01' }, '2027-02-01'),
      unreadable,
    ],
    [
      'the off-boarding first, by option',
      () => of({ endDate: '2027-01-01', offboardDate: '2027-03-01' }, null, 'offboardDate'),
      '2027-03-01',
    ],
    [
      'no off-boarding, by option',
      () => of({ endDate: '2027-01-01', offboardDate: null }, null, 'offboardDate'),
      '2027-01-01',
    ],
  ])('%s', (_what, find, expected) => {
    expect(find()).toEqual(expected);
  });
});

describe('A job title', () => {
  const titles = (...descriptions: readonly (string | null)[]): readonly ListedValue[] =>
    descriptions.map((description, index) => branded<ListedValue>({ id: `${index + 1}`, code: null, description }));
  const messageOf = (title: string, ...descriptions: readonly (string | null)[]): string =>
    toPositionValue(title, titles(...descriptions))
      .problems?.map(({ code, message }) => `${code} ${message}`)
      .join() ?? '';

  test('is the one value of that name', () => {
    expect(toPositionValue('Welder', titles('Boss', ' Welder '))).toEqual({
      fields: { 'positionValue.dbId': { value: '2', shownAs: 'Welder' } },
    });
    expect(toPositionValue('Welder', null)).toEqual({});
  });

  test.each<[what: string, find: () => string, expected: string]>([
    [
      'held by three',
      () => messageOf('Welder', 'Welder', 'Welder', 'Welder'),
      'TITLE_AMBIGUOUS X-ledger has 3 position values "Welder".',
    ],
    [
      'not there',
      () => messageOf('Welder', 'Boss', null, ''),
      'TITLE_UNKNOWN X-ledger has no position value "Welder".',
    ],
    [
      'in other letters',
      () => messageOf('welder', 'Welder'),
      'TITLE_UNKNOWN X-ledger has no position value "welder", but "Welder".',
    ],
    [
      'with other accents and signs',
      () => messageOf('HMS-rådgiver', 'HMS radgiver'),
      'TITLE_UNKNOWN X-ledger has no position value "HMS-rådgiver", but "HMS radgiver".',
    ],
    [
      'the same but for letters before parts and wholes, three at most, each once',
      () => messageOf('Welder', 'Head welder', 'Weld', 'WELDER', 'WELDER', 'Welder II'),
      'TITLE_UNKNOWN X-ledger has no position value "Welder", but "WELDER", "Head welder", "Weld".',
    ],
    [
      'of signs alone',
      () => messageOf('***', '!!!', 'Boss'),
      'TITLE_UNKNOWN X-ledger has no position value "***", but "!!!".',
    ],
    [
      'beside one of signs alone',
      () => messageOf('Boss', '!!!'),
      'TITLE_UNKNOWN X-ledger has no position value "Boss".',
    ],
  ])('%s', (_what, find, expected) => {
    expect(find()).toBe(expected);
  });
});

describe('What a rule says of somebody who does not meet it', () => {
  const told = (row: string, person: SourceEmployee, peers = NO_PEERS): string =>
    (
      SELECTION_RULES.find((rule) => rule.row === row)?.check(person, {
        settings: buildSettings(),
        today: TODAY,
        peers,
      }) ?? []
    )
      .map(({ message }) => message)
      .join();

  test.each<[what: string, find: () => string, expected: string]>([
    [
      'a number held by several',
      () => told('W2', buildSourceEmployee(), { ...NO_PEERS, sameNumber: ['1', '2', '3', '4', '5'] }),
      'The employee number "42" is held by another employee too, as "1", "2", "3", "4", "5".',
    ],
    [
      'no number, whoever else has none',
      () => told('W2', employed([{}], { employeeNumber: ' ' }), { ...NO_PEERS, sameNumber: ['1'] }),
      'The employee has no employee number.',
    ],
    ['every employment ended', () => told('W8', employed([{ endDate: '2026-03-01' }])), 'Every employment has ended.'],
    [
      'current employments of other kinds, with type and rate',
      () =>
        told(
          'W8',
          employed([{ typeName: 'Vikariat' }, { typeName: null, typeId: 't1', rate: null }, { endDate: '2020-01-01' }]),
        ),
      'No employment is of a kind that goes to X-ledger: "Vikariat" at "100 %", "t1" at an unknown rate.',
    ],
    ['no employment at all is for another rule', () => told('W8', employed([])), ''],
    [
      'one name missing',
      () => told('W9', employed([{}], { firstName: ' ' })),
      'The employee has no usable first name.',
    ],
    [
      'both names missing',
      () => told('W9', employed([{}], { firstName: null, lastName: null })),
      'The employee has no usable first name and no usable last name.',
    ],
    [
      'a name that cannot be read',
      () => told('W9', employed([{}], { lastName: buildUnreadable('lastName') })),
      'The employee has no usable last name.',
    ],
  ])('%s', (_what, find, expected) => {
    expect(find()).toBe(expected);
  });

  test.each<[what: string, ssn: SourceEmployee['ssn'], country: string | null, told: string, demanded: string]>([
    ['none', null, null, 'NATIONAL_ID_MISSING warning', 'NATIONAL_ID_MISSING error'],
    ['blanks', ' ', null, '', 'NATIONAL_ID_MISSING error'],
    ['one that cannot be read', buildUnreadable('ssn'), null, '', 'NATIONAL_ID_MISSING error'],
    ['a wrong one', '13097248023', 'NO', 'NATIONAL_ID_INVALID warning', 'NATIONAL_ID_INVALID error'],
    ['a wrong one of no country', '13097248023', null, 'NATIONAL_ID_INVALID warning', 'NATIONAL_ID_INVALID error'],
    ['a foreign one', '19900501-1234', 'Sweden', 'NATIONAL_ID_FOREIGN info', 'NATIONAL_ID_FOREIGN error'],
    ['a Norwegian one, whatever the country says', '13097248022', 'SE', '', ''],
  ])('a national id: %s', (_what, ssn, ssnCountry, expected, demanded) => {
    const of = (requireNationalId: boolean): string =>
      (
        SELECTION_RULES.find(({ row }) => row === 'W10')?.check(employed([{}], { ssn, ssnCountry }), {
          settings: buildSettings({ requireNationalId }),
          today: TODAY,
          peers: NO_PEERS,
        }) ?? []
      )
        .map(({ code, severity }) => `${code} ${severity}`)
        .join();
    expect([of(false), of(true)]).toEqual([expected, demanded]);
  });
});
