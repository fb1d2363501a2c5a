import * as fc from 'fast-check';
import { toFileRow } from '../../../shared/flows/time-off-to-file/rules/file-row.ts';
import type {
  FileJudgement,
  FileLeaveFacts,
  FilePerson,
} from '../../../shared/flows/time-off-to-file/rules/file-row.ts';
import { isNorwegianHoliday } from '../../../shared/flows/time-off-to-file/rules/norwegian-holidays.ts';
import { planExport, WITHDRAWN } from '../../../shared/flows/time-off-to-file/rules/plan-export.ts';
import { sourceEmployeeId } from '../../../shared/model/employee.ts';
import type { LeaveDay, WorkDay, WorkWeek } from '../../../shared/model/time-off.ts';
import { addDays, daysFrom } from '../../../shared/records/values/days.ts';
import { DEFAULT_FILE_SETTINGS } from '../../../shared/flows/time-off-to-file/settings.ts';
import type { FileSettings } from '../../../shared/flows/time-off-to-file/settings.ts';
import { buildLeave, buildLeaveType } from '../../builders/leave.ts';

const FEBRUARY = { from: '2024-02-01', to: '2024-02-29' };
const type = buildLeaveType({ name: 'Ferie', kind: 'VACATION', code: 'ABC' });
const id = sourceEmployeeId.parse('person-42');
const person: FilePerson = {
  number: '145',
  isInScope: true,
  isKnownInTarget: true,
  title: 'Engineer',
  worker: { id, officeId: 'office-1' },
};

const day = (isWorking: boolean, hours: number | null = null): WorkDay => ({
  isWorking,
  minutes: hours === null ? null : hours * 60,
});
/** Working days by weekday, Monday first. */
const week = (worked: string, overrides: Partial<WorkWeek> = {}): WorkWeek => ({
  id: 'week-1',
  officeId: null,
  employeeId: id,
  from: null,
  to: null,
  days: Array.from(worked).map((one) => day(one === 'x')),
  ...overrides,
});

/** Monday 19 to Sunday 25 February 2024. */
const vacation = (overrides: Parameters<typeof buildLeave>[0] = {}) =>
  buildLeave({ startDate: '2024-02-19', endDate: '2024-02-25', ...overrides });

const counted = (
  leave: { readonly id: FileLeaveFacts['leave']['id'] },
  ...days: readonly (readonly [string, number])[]
): LeaveDay[] => days.map(([date, hours]) => ({ leaveId: leave.id, date, hours }));

const judge = (facts: Partial<FileLeaveFacts> = {}, settings: Partial<FileSettings> = {}) =>
  toFileRow(
    { leave: vacation(), type, person, counted: [], weeks: [], period: FEBRUARY, note: null, ...facts },
    { ...DEFAULT_FILE_SETTINGS, ...settings },
  );
const sharesOf = (...args: Parameters<typeof judge>) => {
  const judgement = judge(...args);
  return 'shares' in judgement ? judgement.shares : null;
};

describe('A leave as a row', () => {
  test('of five working days in February has the dates as they were entered, and three readings of its share', () => {
    expect(judge()).toEqual({
      kind: 'row',
      problems: [],
      shares: { periodShare: '23.81', leaveShare: '100.00', grade: '100.00' },
      row: {
        leaveId: 'leave-1',
        number: '145',
        title: 'Engineer',
        code: 'ABC',
        note: '',
        absence: 'Ferie',
        from: '2024-02-19',
        to: '2024-02-25',
        percentage: '23.81',
        hours: '37.50',
      },
    });
  });

  test('in a period of just its days is whole by every reading', () => {
    const period = { from: '2024-02-19', to: '2024-02-25' };
    expect(sharesOf({ period })).toEqual({ periodShare: '100.00', leaveShare: '100.00', grade: '100.00' });
  });

  test('that begins before the period counts two days, and keeps its dates unless the settings cut it', () => {
    const period = { from: '2024-02-22', to: '2024-03-31' };
    // 27 working days, two of which are of the leave.
    expect(judge({ period })).toMatchObject({
      row: { from: '2024-02-19', to: '2024-02-25', percentage: '7.41', hours: '15.00' },
    });
    expect(judge({ period }, { clip: 'period' })).toMatchObject({ row: { from: '2024-02-22', to: '2024-02-25' } });
  });

  test.each([
    ['periodShare', '23.81'],
    ['leaveShare', '100.00'],
    ['grade', '100.00'],
  ] as const)('has the percentage %s as the settings say: %s', (percentage, expected) => {
    expect(judge({}, { percentage })).toMatchObject({ row: { percentage: expected } });
  });

  test.each([
    ['a title', { person: { ...person, title: ' ' } }, 'row', ['TITLE_MISSING']],
    ['a code', { type: { ...type, code: ' ' } }, 'held', ['LEAVE_CODE_MISSING']],
    ['a type', { type: null }, 'held', ['LEAVE_CODE_MISSING']],
    ['a number', { person: { ...person, number: null } }, 'held', ['NUMBER_MISSING']],
    ['an owner', { person: null }, 'held', ['EMPLOYEE_NOT_LINKED']],
    [
      'an owner whom X-ledger knows',
      { person: { ...person, isKnownInTarget: false } },
      'held',
      ['EMPLOYEE_NOT_LINKED'],
    ],
    ['an approval', { leave: vacation({ status: 'pending' }) }, 'held', ['LEAVE_PENDING']],
    ['days', { leave: vacation({ endDate: null }) }, 'held', ['LEAVE_DATES_INVALID']],
    ['a degree that is one', { leave: vacation({ grade: '0' }) }, 'held', ['GRADE_INVALID']],
    ['working days', { weeks: [week('-------')] }, 'held', ['NO_WORKDAYS']],
    ['a place in the scope', { person: { ...person, isInScope: false } }, 'notForTarget', ['OUT_OF_SCOPE']],
  ] as const)('without %s', (_what, facts, kind, problems) => {
    expect(judge(facts)).toMatchObject({ kind, problems });
  });

  test('that was cancelled is withdrawn', () => {
    expect(judge({ leave: vacation({ status: 'withdrawn' }) })).toEqual({ kind: 'withdrawn' });
  });
});

describe('Days of absence', () => {
  test('are those that Simployer has counted: whole days, and parts of the hours of a day', () => {
    const leave = vacation();
    const days = counted(leave, ['2024-02-19', 7.5], ['2024-02-20', 3.75], ['2024-02-21', 0]);
    expect(sharesOf({ leave, counted: days })).toMatchObject({ leaveShare: '30.00', periodShare: '7.14' });
  });

  test('count a day once, and at most as a whole', () => {
    const leave = vacation();
    const days = counted(leave, ['2024-02-19', 5], ['2024-02-19', 5], ['2024-02-20', 12]);
    expect(sharesOf({ leave, counted: days })).toMatchObject({ leaveShare: '40.00' });
  });

  test('outside the period do not count', () => {
    const leave = vacation();
    const days = counted(leave, ['2024-01-31', 7.5], ['2024-02-19', 7.5], ['2024-03-01', 7.5]);
    expect(sharesOf({ leave, counted: days })).toMatchObject({ leaveShare: '20.00' });
  });

  test('that nobody has counted are the working days times the degree', () => {
    expect(sharesOf({ leave: vacation({ grade: '60' }) })).toEqual({
      periodShare: '14.29',
      leaveShare: '60.00',
      grade: '60.00',
    });
  });

  test('of a graded leave are parts of days', () => {
    const leave = vacation({ grade: '60' });
    const days = counted(
      leave,
      ...(['19', '20', '21', '22', '23'] as const).map((date) => [`2024-02-${date}`, 4.5] as const),
    );
    expect(sharesOf({ leave, counted: days })).toMatchObject({ leaveShare: '60.00', periodShare: '14.29' });
  });

  test('of half a day are half a day, however it is known', () => {
    const leave = vacation({ duration: 'halfDay', endDate: '2024-02-19' });
    const half = { leaveShare: '50.00', periodShare: '2.38', grade: '50.00' };
    expect(sharesOf({ leave })).toEqual(half);
    expect(sharesOf({ leave, counted: counted(leave, ['2024-02-19', 3.75]) })).toEqual(half);
  });

  test('of some minutes are their part of the hours of the day', () => {
    const leave = vacation({ duration: 'minutes', endDate: '2024-02-19', lengthInMinutes: 150 });
    expect(sharesOf({ leave })).toMatchObject({ leaveShare: '33.33', grade: '33.33' });
  });
});

describe('Working days', () => {
  test('are those of the own week: three of a whole week off', () => {
    const leave = vacation();
    expect(judge({ leave, weeks: [week('xxx----')] })).toMatchObject({ row: { hours: '22.50' } });
  });

  test('are those of the office where there is no own week, and of nobody else', () => {
    const office = week('xx-----', { employeeId: null, officeId: 'office-1' });
    const elsewhere = week('x------', { employeeId: null, officeId: 'office-2' });
    const somebody = week('x------', { employeeId: sourceEmployeeId.parse('person-1') });
    expect(judge({ weeks: [elsewhere, somebody] })).toMatchObject({ row: { hours: '37.50' } });
    expect(judge({ weeks: [elsewhere, office, somebody] })).toMatchObject({ row: { hours: '15.00' } });
    expect(judge({ weeks: [office, week('xxx----')] })).toMatchObject({ row: { hours: '22.50' } });
  });

  test('are those of the week that holds on the day', () => {
    const weeks = [
      week('x------', { to: '2024-02-20' }),
      week('xxxxx--', { from: '2024-02-21' }),
      week('xxxxxxx', { from: '2024-03-01' }),
    ];
    expect(judge({ weeks })).toMatchObject({ row: { hours: '30.00' } });
  });

  test('have the hours of their shifts', () => {
    const six = Array.from({ length: 7 }, (_, index) => day(index < 5, 6));
    expect(judge({ weeks: [week('', { days: six })] })).toMatchObject({ row: { hours: '30.00' } });
  });

  test('are none on holidays where the settings say so', () => {
    const easter = { startDate: '2024-03-25', endDate: '2024-04-01' };
    const facts = { leave: buildLeave(easter), period: { from: '2024-03-01', to: '2024-04-30' } };
    expect(judge(facts)).toMatchObject({ row: { hours: '45.00' } });
    expect(judge(facts, { holidays: 'NO' })).toMatchObject({ row: { hours: '22.50' } });
  });
});

test.each([
  ['2024-03-28', true],
  ['2024-03-29', true],
  ['2024-03-30', false],
  ['2024-03-31', true],
  ['2024-04-01', true],
  ['2024-05-01', true],
  ['2024-05-09', true],
  ['2024-05-17', true],
  ['2024-05-20', true],
  ['2025-04-20', true],
  ['2026-04-05', true],
  ['2038-04-25', true],
  ['2024-12-24', false],
  ['2024-12-25', true],
  ['2024-12-26', true],
])('%s is a holiday in Norway: %s', (date, expected) => {
  expect(isNorwegianHoliday(date)).toBe(expected);
});

test('no percentage is ever above 100, whatever was counted', () => {
  const anyCase = fc.record({
    start: fc.integer({ min: -10, max: 40 }),
    length: fc.integer({ min: 0, max: 40 }),
    grade: fc.integer({ min: 1, max: 100 }),
    hours: fc.array(fc.double({ min: 0, max: 24, noNaN: true }), { maxLength: 40 }),
    worked: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    percentage: fc.constantFrom('periodShare' as const, 'leaveShare' as const, 'grade' as const),
  });
  fc.assert(
    fc.property(anyCase, ({ start, length, grade, hours, worked, percentage }) => {
      const first = addDays('2024-02-01', start);
      const leave = buildLeave({ startDate: first, endDate: addDays(first, length), grade: String(grade) });
      const days = daysFrom(first, addDays(first, 40));
      const facts = {
        leave,
        counted: hours.map((of, index) => ({ leaveId: leave.id, date: days[index] ?? first, hours: of })),
        weeks: [week(worked.map((one) => (one ? 'x' : '-')).join(''))],
      };
      for (const share of Object.values(sharesOf(facts, { percentage }) ?? {})) {
        if (share === null) continue;
        expect(share).toMatch(/^\d{1,3}\.\d{2}$/);
        expect(Number(share)).toBeLessThanOrEqual(100);
      }
    }),
  );
});

describe('The group of a leave', () => {
  const digestOf = (row: object): string => JSON.stringify(row);
  const judgement = judge();
  const digest = judgement.kind === 'row' ? digestOf(judgement.row) : '';
  const prolonged = judge({ leave: vacation({ endDate: '2024-02-28' }) });
  const told = (
    judged: FileJudgement,
    exported: { readonly digest: string; readonly acknowledged: string | null } | null,
  ) => {
    const digestNow = judged.kind === 'row' ? digestOf(judged.row) : null;
    const planned = planExport(judged, exported && { ...exported, digestNow });
    return planned && [planned.group, planned.isInDefault, planned.row !== null, ...planned.problems];
  };

  test.each([
    ['never exported', judgement, null, ['new', true, true]],
    ['exported as it is', judgement, { digest, acknowledged: null }, ['same', false, false]],
    ['exported and prolonged', prolonged, { digest, acknowledged: null }, ['changed', false, true, 'EXPORTED_CHANGED']],
    [
      'exported and cancelled',
      { kind: 'withdrawn' },
      { digest, acknowledged: null },
      ['withdrawn', false, false, 'EXPORTED_WITHDRAWN'],
    ],
    [
      'exported, cancelled and acknowledged',
      { kind: 'withdrawn' },
      { digest, acknowledged: WITHDRAWN },
      ['withdrawn', false, false],
    ],
    ['cancelled and never exported', { kind: 'withdrawn' }, null, null],
    ['held', judge({ type: null }), null, ['held', false, false, 'LEAVE_CODE_MISSING']],
    [
      'out of scope',
      judge({ person: { ...person, isInScope: false } }),
      null,
      ['notForTarget', false, false, 'OUT_OF_SCOPE'],
    ],
  ] as const)('%s', (_title, judged, exported, expected) => {
    expect(told(judged, exported)).toEqual(expected);
  });

  test('that changed and was acknowledged is the same, until it changes again', () => {
    const acknowledged = prolonged.kind === 'row' ? digestOf(prolonged.row) : '';
    expect(told(prolonged, { digest, acknowledged })).toEqual(['same', false, false]);
    const again = judge({ leave: vacation({ endDate: '2024-02-29' }) });
    expect(told(again, { digest, acknowledged })?.[0]).toBe('changed');
  });

  test('that was corrected by hand and is as it was exported again has to be corrected back', () => {
    const acknowledged = prolonged.kind === 'row' ? digestOf(prolonged.row) : '';
    expect(told(judgement, { digest, acknowledged })?.[0]).toBe('changed');
    expect(told(judgement, { digest, acknowledged: WITHDRAWN })?.[0]).toBe('changed');
  });
});
