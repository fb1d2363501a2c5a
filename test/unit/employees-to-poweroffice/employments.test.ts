import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { MappingSettings } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { mapEmployments } from '../../../shared/flows/employees-to-poweroffice/rules/employments.ts';
import { earliestStart, mainEmployment } from '../../../shared/flows/employees-to-poweroffice/rules/main-employment.ts';
import type { SourceEmployee, SourceEmployment } from '../../../shared/model/employee.ts';
import { readOrNull } from '../../../shared/model/source-value.ts';
import type { Unreadable } from '../../../shared/model/source-value.ts';
import { buildSourceEmployee, buildSourceEmployment, buildUnreadable } from '../../builders/source-employee.ts';
import type { Plain } from '../../builders/branded.ts';

const TODAY = '2025-06-15';
const employment = buildSourceEmployment;

const mapAll = (source: Partial<Plain<SourceEmployee>>, settings: Partial<MappingSettings> = {}) =>
  mapEmployments(buildSourceEmployee(source), { ...DEFAULT_MAPPING_SETTINGS, ...settings }, TODAY);

const mainIdOf = (source: SourceEmployee) => readOrNull(mainEmployment(source, TODAY))?.id ?? null;

const mapOne = (overrides: Partial<Plain<SourceEmployment>>, settings: Partial<MappingSettings> = {}) =>
  mapAll({ employments: [employment(overrides)] }, settings);

const codes = ({ problems }: ReturnType<typeof mapEmployments>) => problems.map(({ code }) => code);

test('a flawless employment', () => {
  expect(mapOne({ endDate: '2025-12-31' })).toEqual({
    employments: [
      {
        sourceId: 'employment-1',
        startDate: '2020-01-01',
        endDate: '2025-12-31',
        professionCode: '3120105',
        employmentForm: 'Permanent',
      },
    ],
    mainEmploymentId: 'employment-1',
    problems: [],
  });
});

test('no employments: none to write, no main one, nothing to report', () => {
  expect(mapAll({ employments: [] })).toEqual({ employments: [], mainEmploymentId: null, problems: [] });
});

test('ended employments are mapped too, whatever the option says: the plan decides', () => {
  expect(mapOne({ endDate: '2020-12-31' }, { createEndedEmployments: false }).employments).toHaveLength(1);
});

describe('rows 27, 28: dates', () => {
  test('start missing blocks the employment', () => {
    const result = mapOne({ startDate: null, endDate: '2024-12-31' });
    expect(result.employments).toEqual([]);
    expect(codes(result)).toEqual(['START_DATE_MISSING']);
    expect(result.problems[0]?.message).toBe('An employment has no start date (it ends 2024-12-31).');
    expect(mapOne({ startDate: null }).problems[0]?.message).toBe('An employment has no start date.');
  });

  test('an end before the start blocks the employment, and both are shown', () => {
    const result = mapOne({ startDate: '2024-02-01', endDate: '2024-01-31' });
    expect(result.employments).toEqual([]);
    expect(codes(result)).toEqual(['END_BEFORE_START']);
    expect(result.problems[0]?.message).toMatch(/2024-02-01.*2024-01-31/);
  });

  test('an employment of a single day is one', () => {
    expect(mapOne({ startDate: '2024-02-01', endDate: '2024-02-01' }).employments).toHaveLength(1);
  });
});

describe('row 33: employment type', () => {
  test.each([
    'permanent_employment',
    'Permanent employment',
    'PERMANENT-EMPLOYMENT',
    ' permanent  employment ',
    'Permanent – employment',
  ])('%j is Permanent without any configuration', (typeName) => {
    expect(mapOne({ typeName }).employments[0]?.employmentForm).toBe('Permanent');
  });

  test.each([
    ['by id', { 'type-7': 'Temporary' }],
    ['by name', { Vikariat: 'Temporary' }],
    ['by normalised name', { 'VIKARIAT ': 'Temporary' }],
    ['by id before name', { vikariat: 'Permanent', 'type-7': 'Temporary' }],
  ] as const)('another type is configured %s', (_, employmentForms) => {
    const result = mapOne({ typeId: 'type-7', typeName: 'vikariat' }, { employmentForms });
    expect(result.employments[0]?.employmentForm).toBe('Temporary');
  });

  test('the known type may be configured otherwise', () => {
    const employmentForms = { permanent_employment: 'PermanentEmploymentAndHiredOut' } as const;
    expect(mapOne({}, { employmentForms }).employments[0]?.employmentForm).toBe('PermanentEmploymentAndHiredOut');
  });

  test("the form of another type is nobody else's", () => {
    const result = mapOne({ typeId: 'type-7', typeName: 'Lærling' }, { employmentForms: { Vikariat: 'Temporary' } });
    expect(codes(result)).toEqual(['EMPLOYMENT_TYPE_UNMAPPED']);
  });

  test.each<[string, Partial<Plain<SourceEmployment>>, string]>([
    ['unmapped', { typeId: 'type-7', typeName: 'Vikariat' }, '"Vikariat"'],
    ['unknown', { typeId: 'type-7', typeName: null }, '"type-7"'],
    ['missing', { typeId: null, typeName: null }, '(empty)'],
    ['a word of the language', { typeId: 'constructor', typeName: 'constructor' }, '"constructor"'],
  ])('a type that is %s blocks the employment, and is shown', (_, type, value) => {
    const result = mapOne(type);
    expect(result.employments).toEqual([]);
    expect(codes(result)).toEqual(['EMPLOYMENT_TYPE_UNMAPPED']);
    expect(result.problems[0]?.message).toContain('2020-01-01');
    expect(result.problems[0]?.message).toContain(value);
  });
});

describe('row 34: occupational code', () => {
  test.each([
    ['3120105 - Computer Engineer', '3120105'],
    ['3120105', '3120105'],
    ['0110101 - Offiser', '0110101'],
    ['  \n3120105Engineer', '3120105'],
    ['3120105-2', '3120105'],
  ])('%j holds %s', (note, code) => {
    expect(mapOne({ note }).employments[0]?.professionCode).toBe(code);
  });

  test.each([
    'Yrkeskode: 3120105',
    '312010 - Engineer',
    '31201050 - Engineer',
    '312 0105',
    '٣١٢٠١٠٥ - Engineer',
    'Engineer',
  ])('%j holds none: that employment is blocked, and the note is shown', (note) => {
    const result = mapOne({ note });
    expect(result.employments).toEqual([]);
    expect(codes(result)).toEqual(['OCCUPATION_CODE_MISSING']);
    expect(result.problems[0]?.message).toContain(note);
    expect(result.problems[0]?.hint).toContain('notes');
  });

  test('a note that is missing', () => {
    expect(codes(mapOne({ note: null }))).toEqual(['OCCUPATION_CODE_MISSING']);
  });

  test('a national id in the note is never shown', () => {
    expect(mapOne({ note: '15857912345' }).problems[0]?.message).not.toMatch(/\d{11}/);
  });
});

describe('a value that is there and cannot be read', () => {
  test.each([
    ['start date', { startDate: buildUnreadable('employment.startDate', '1. mai') }, '"1. mai" of an employment'],
    ['type', { typeId: buildUnreadable('employment.typeId', 'true') }, '"true" of the employment from 2020-01-01'],
    ['note', { note: buildUnreadable('employment.note', '3120105') }, '"3120105" of the employment from 2020-01-01'],
  ])('as %s blocks the employment', (name, overrides, shown) => {
    const result = mapOne(overrides);
    expect(result.employments).toEqual([]);
    expect(result.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'error' }]);
    expect(result.problems[0]?.message).toBe(`The ${name} ${shown} cannot be read; the employment was not written.`);
    expect(result.problems[0]?.hint).toMatch(/^HR: enter the .* anew in Simployer > employee > employment > /);
  });

  test('as end date leaves the end alone', () => {
    const result = mapOne({ endDate: buildUnreadable('employment.endDate') });
    expect(result.employments).toHaveLength(1);
    expect(result.employments[0]).not.toHaveProperty('endDate');
    expect(result.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'warning' }]);
  });

  test('as rate leaves the share of full time alone', () => {
    const result = mapOne({ rate: buildUnreadable('employment.rate', 'full') }, { syncFtePercentage: true });
    expect(result.employments[0]).not.toHaveProperty('ftePercentage');
    expect(result.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'warning' }]);
  });

  test('that looks like a national id is masked', () => {
    const result = mapOne({ endDate: buildUnreadable('employment.endDate', '15857912345') });
    expect(result.problems[0]?.message).toContain('"***"');
  });
});

test('each fault blocks its own employment only, and all of them are reported', () => {
  const result = mapAll({
    employments: [
      employment({ id: 'a', startDate: null, typeName: 'Vikariat', note: null }),
      employment({ id: 'b', startDate: '2021-01-01' }),
      employment({ id: 'c', startDate: '2022-01-01', note: null }),
    ],
    mainEmploymentId: 'c',
  });
  expect(result.employments.map(({ sourceId }) => sourceId)).toEqual(['b']);
  expect(result.mainEmploymentId).toBe('c');
  expect(codes(result)).toEqual([
    'START_DATE_MISSING',
    'EMPLOYMENT_TYPE_UNMAPPED',
    'OCCUPATION_CODE_MISSING',
    'OCCUPATION_CODE_MISSING',
  ]);
});

describe('row 44: share of full time', () => {
  test('is not sent unless the option asks for it', () => {
    expect(mapOne({ rate: '80' }).employments[0]).not.toHaveProperty('ftePercentage');
  });

  test.each([
    ['80', '80'],
    ['37.50', '37.5'],
    ['66.666', '66.67'],
  ])('%s is sent as %s', (rate, expected) => {
    expect(mapOne({ rate }, { syncFtePercentage: true }).employments[0]).toHaveProperty('ftePercentage', expected);
  });

  test.each(['101', '-1', 'full', null])('%j is left out', (rate) => {
    expect(mapOne({ rate }, { syncFtePercentage: true }).employments[0]).not.toHaveProperty('ftePercentage');
  });
});

describe('rows 8, 9 and 31: the oldest and the main employment', () => {
  const ended2020 = employment({ id: 'ended-2020', startDate: '2018-01-01', endDate: '2020-06-30' });
  const ended2024 = employment({ id: 'ended-2024', startDate: '2021-01-01', endDate: '2024-06-30' });
  const endsToday = employment({ id: 'ends-today', startDate: '2022-01-01', endDate: TODAY });
  const current = employment({ id: 'current', startDate: '2020-07-01' });
  const undated = employment({ id: 'undated', startDate: null });

  test('the earliest start counts ended employments and passes over missing dates', () => {
    expect(earliestStart(buildSourceEmployee({ employments: [undated, current, ended2020] }))).toBe('2018-01-01');
    expect(earliestStart(buildSourceEmployee({ employments: [undated] }))).toBeNull();
    expect(earliestStart(buildSourceEmployee({ employments: [] }))).toBeNull();
  });

  test.each<[string, SourceEmployment[], string | null, string | null]>([
    ['the one the source names', [current, ended2020, ended2024], 'ended-2020', 'ended-2020'],
    ['else the active one with the latest start', [current, ended2020, ended2024], null, 'current'],
    ['active up to and with its last day', [current, endsToday], null, 'ends-today'],
    ['a name that leads nowhere counts as none', [ended2024, current], 'gone', 'current'],
    ['without an active one the latest start', [ended2020, ended2024], null, 'ended-2024'],
    ['one without a start comes last', [undated, current], null, 'current'],
    ['one without a start is still better than none', [undated], null, 'undated'],
    ['nobody', [], 'gone', null],
  ])('%s', (_, employments, mainEmploymentId, expected) => {
    expect(mainIdOf(buildSourceEmployee({ employments, mainEmploymentId }))).toBe(expected);
    const reversed = buildSourceEmployee({ employments: employments.toReversed(), mainEmploymentId });
    expect(mainIdOf(reversed)).toBe(expected);
  });

  test('of two with the same start the one that lasts longer, then the lower id', () => {
    const short = employment({ id: 'a', endDate: '2030-12-31' });
    const long = employment({ id: 'c' });
    const alsoLong = employment({ id: 'b' });
    for (const employments of [
      [short, long, alsoLong],
      [alsoLong, long, short],
    ]) {
      const source = buildSourceEmployee({ employments, mainEmploymentId: null });
      expect(mainIdOf(source)).toBe('b');
    }
  });

  describe('among dates that cannot be read', () => {
    const start = buildUnreadable('employment.startDate', '1. mai');
    const end = buildUnreadable('employment.endDate');
    const noStart = employment({ id: 'no-start', startDate: start });
    const noStartEnded = employment({ id: 'no-start-ended', startDate: start, endDate: '2020-06-30' });
    const noEnd = employment({ id: 'no-end', startDate: '2021-01-01', endDate: end });
    const noEndOld = employment({ id: 'no-end-old', startDate: '2015-01-01', endDate: end });

    test.each<[string, SourceEmployment[], string]>([
      ['the only one, without a start', [noStart], 'no-start'],
      ['the only one, without an end', [noEnd], 'no-end'],
      ['a later one that is active', [noEndOld, current], 'current'],
      ['an active one beside one that is over, whenever that began', [noStartEnded, current], 'current'],
      ['the latest, over or not, when the others are over', [noEnd, ended2020], 'no-end'],
    ])('%s', (_, employments, expected) => {
      for (const order of [employments, employments.toReversed()]) {
        expect(mainIdOf(buildSourceEmployee({ employments: order, mainEmploymentId: null }))).toBe(expected);
      }
    });

    test.each<[string, SourceEmployment[], Unreadable]>([
      ['a start that may be the latest', [noStart, current], start],
      ['a start, with nobody active', [noStartEnded, ended2024], start],
      ['an end that may be over, beside an active one', [noEnd, current], end],
      ['an end that may be over, beside a later start that is over', [noEndOld, ended2024], end],
      ['two of them', [noEnd, noEndOld], end],
    ])('%s leaves the choice open', (_, employments, value) => {
      for (const order of [employments, employments.toReversed()]) {
        const source = buildSourceEmployee({ employments: order, mainEmploymentId: 'gone' });
        expect(mainEmployment(source, TODAY)).toEqual(value);
        expect(mapAll({ employments: order, mainEmploymentId: null }).mainEmploymentId).toEqual(value);
      }
    });

    test('the one that the source names is the main one whatever its dates', () => {
      const source = buildSourceEmployee({ employments: [noStart, noEnd, current], mainEmploymentId: 'no-end' });
      expect(mainIdOf(source)).toBe('no-end');
    });

    test('a name that cannot be read matters only with several', () => {
      const mainEmploymentId = buildUnreadable('mainEmploymentId', 'true');
      const several = buildSourceEmployee({ employments: [current, ended2020], mainEmploymentId });
      expect(mainEmployment(several, TODAY)).toEqual(mainEmploymentId);
      expect(mainIdOf(buildSourceEmployee({ employments: [current], mainEmploymentId }))).toBe('current');
    });

    test('the oldest start is not known', () => {
      expect(earliestStart(buildSourceEmployee({ employments: [current, noStart] }))).toEqual(start);
    });
  });
});
