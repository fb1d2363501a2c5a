import { judgeLeave } from '../../../shared/flows/leaves-to-poweroffice/rules/judge-leave.ts';
import type { LeaveFacts } from '../../../shared/flows/leaves-to-poweroffice/rules/judge-leave.ts';
import { mappingRowsOf } from '../../../shared/flows/leaves-to-poweroffice/rules/mapping-rows-of.ts';
import { fieldsOnCreate } from '../../../shared/flows/leaves-to-poweroffice/rules/wanted-leave.ts';
import { DEFAULT_TIME_OFF_SETTINGS, timeOffSettingsSchema } from '../../../shared/time-off/settings.ts';
import type { TimeOffSettings } from '../../../shared/time-off/settings.ts';
import {
  buildLeave,
  buildLeaveType,
  buildLinkedEmployment,
  buildPayrollPerson,
  MAIN_EMPLOYMENT,
  OTHER_EMPLOYMENT,
} from '../../builders/leave.ts';

const judge = (facts: Partial<LeaveFacts> = {}, settings: Partial<TimeOffSettings> = {}) =>
  judgeLeave(
    { leave: buildLeave(), type: buildLeaveType(), person: buildPayrollPerson(), linkedTo: [], ...facts },
    { ...DEFAULT_TIME_OFF_SETTINGS, ...settings },
  );

/** In a word or two: what it is as, or why not. */
const verdict = (judgement: ReturnType<typeof judge>): string => {
  switch (judgement.kind) {
    case 'wanted':
      return [judgement.wanted[0]?.fields.TypeOfLeave, ...judgement.problems].join(' ');
    case 'held':
      return judgement.problems.join(' ');
    case 'notForTarget':
      return ['not:', judgement.rule, ...judgement.problems].join(' ');
    case 'short':
    case 'withdrawn':
      return judgement.kind;
  }
};

const LONG_SICKNESS = { startDate: '2026-04-01', endDate: '2026-05-30' };
const THREE_DAYS = { startDate: '2026-04-01', endDate: '2026-04-03' };
const TEN_DAYS = { startDate: '2026-04-01', endDate: '2026-04-10' };
const FOURTEEN_DAYS = { startDate: '2026-04-01', endDate: '2026-04-14' };

describe('A type of leave', () => {
  test.each([
    ['PARENTAL_BENEFITS', 'Maternity'],
    ['MILITARY_SERVICE', 'Military'],
    ['EDUCATIONAL_STATUTORILY_REQUIRED', 'EducationalStatutory'],
    ['EDUCATIONAL_NOT_STATUTORILY_REQUIRED', 'EducationalNonStatutory'],
    ['OTHER_STATUTORILY_REQUIRED', 'OtherStatutory'],
    ['OTHER_NOT_STATUTORILY_REQUIRED', 'OtherNonStatutory'],
    ['FURLOUGH', 'not: layoff LEAVE_IS_LAYOFF'],
    ['parental_benefits', 'LEAVE_TYPE_UNMAPPED'],
    ['toString', 'LEAVE_TYPE_UNMAPPED'],
    [null, 'LEAVE_TYPE_UNMAPPED'],
  ])('with the code %s is %s', (code, expected) => {
    expect(verdict(judge({ type: buildLeaveType({ code }) }))).toBe(expected);
  });

  test.each([
    ['SICK_LEAVE', LONG_SICKNESS, 'not: kind'],
    ['VACATION', LONG_SICKNESS, 'not: kind'],
    ['CHILDCARE', LONG_SICKNESS, 'not: kind'],
    ['PARENTAL_LEAVE', LONG_SICKNESS, 'LEAVE_TYPE_UNMAPPED'],
    ['PARENTAL_LEAVE', THREE_DAYS, 'LEAVE_TYPE_UNMAPPED'],
    ['OFF_DUTY', LONG_SICKNESS, 'LEAVE_TYPE_UNMAPPED'],
    ['OFF_DUTY', THREE_DAYS, 'not: shortUnmapped'],
    ['OFF_DUTY', { startDate: null }, 'LEAVE_DATES_INVALID'],
    [null, LONG_SICKNESS, 'LEAVE_TYPE_UNMAPPED'],
    [null, THREE_DAYS, 'not: shortUnmapped'],
  ] as const)('of kind %s without a code, %j, is %s', (kind, days, expected) => {
    expect(verdict(judge({ leave: buildLeave(days), type: buildLeaveType({ kind, code: null }) }))).toBe(expected);
  });

  test.each([
    [{ 'type-1': 'OtherStatutory' }, 'OtherStatutory'],
    [{ PARENTAL_BENEFITS: 'ignore' }, 'not: leaveTypes'],
    [{ foreldrepermisjon: 'OtherNonStatutory' }, 'OtherNonStatutory'],
    [{ Foreldrepermisjon: 'Military', PARENTAL_BENEFITS: 'OtherStatutory' }, 'OtherStatutory'],
    [{ PARENTAL_BENEFITS: 'OtherStatutory', 'type-1': 'EducationalStatutory' }, 'EducationalStatutory'],
    [{ Ferie: 'OtherStatutory' }, 'Maternity'],
  ] as const)('is first what the settings %j say: %s', (leaveTypes, expected) => {
    expect(verdict(judge({}, { leaveTypes }))).toBe(expected);
  });

  test('of sickness is sent where the settings say so', () => {
    const facts = { leave: buildLeave(LONG_SICKNESS), type: buildLeaveType({ kind: 'SICK_LEAVE', code: null }) };
    expect(verdict(judge(facts, { leaveTypes: { 'type-1': 'OtherStatutory' } }))).toBe('OtherStatutory');
  });

  test('that Simployer does not know any more is held', () => {
    expect(verdict(judge({ type: null }))).toBe('LEAVE_TYPE_UNMAPPED');
  });
});

describe('A leave', () => {
  test.each([
    [
      'is not for PowerOffice outside the scope',
      { person: buildPayrollPerson({ isInScope: false }) },
      'not: outOfScope OUT_OF_SCOPE',
    ],
    ['needs an employee number (C3)', { person: buildPayrollPerson({ number: null }) }, 'NUMBER_MISSING'],
    ['needs a linked employee (C2)', { person: buildPayrollPerson({ employments: null }) }, 'EMPLOYEE_NOT_LINKED'],
    ['of nobody is held', { person: null }, 'EMPLOYEE_NOT_LINKED'],
    ['that waits is held (C1)', { leave: buildLeave({ status: 'pending' as const }) }, 'LEAVE_PENDING'],
    ['that was cancelled is withdrawn', { leave: buildLeave({ status: 'withdrawn' as const }) }, 'withdrawn'],
    [
      'that ends before it begins is held (C4)',
      { leave: buildLeave({ endDate: '2026-03-31' }) },
      'LEAVE_DATES_INVALID',
    ],
    ['of 150 % is held (C6)', { leave: buildLeave({ grade: '150' }) }, 'GRADE_INVALID'],
    [
      'of half a day is not sent (L4)',
      { leave: buildLeave({ duration: 'halfDay' as const }) },
      'not: partOfDay PART_DAY_NOT_SENT',
    ],
    [
      'of some minutes is not sent (L4)',
      { leave: buildLeave({ duration: 'minutes' as const }) },
      'not: partOfDay PART_DAY_NOT_SENT',
    ],
    ['of ten days is short (L2)', { leave: buildLeave(TEN_DAYS) }, 'short'],
    ['of fourteen days is sent (L2)', { leave: buildLeave(FOURTEEN_DAYS) }, 'Maternity'],
    [
      'that was sent is kept, however short (L2)',
      { leave: buildLeave(TEN_DAYS), linkedTo: [MAIN_EMPLOYMENT] },
      'Maternity',
    ],
  ])('%s', (_title, facts, expected) => {
    expect(verdict(judge(facts))).toBe(expected);
  });

  test('of three days is sent where the settings say so', () => {
    expect(verdict(judge({ leave: buildLeave(THREE_DAYS) }, { minimumDays: 1 }))).toBe('Maternity');
  });

  test('is wanted with its fields, its degree as it is, and an id for reporting (L3 to L6)', () => {
    expect(judge({ leave: buildLeave({ id: '507f1f77bcf86cd799439011', grade: '80' }) })).toEqual({
      kind: 'wanted',
      problems: [],
      wanted: [
        {
          employment: MAIN_EMPLOYMENT,
          reportingId: 'SIM-507f1f77bcf86cd799439011',
          fields: {
            TypeOfLeave: 'Maternity',
            StartDate: '2026-04-01',
            EndDate: '2026-12-31',
            LeavePercentage: '80',
          },
        },
      ],
    });
  });
});

describe('The employment of a leave (L1, L3)', () => {
  const main = buildLinkedEmployment();
  const other = buildLinkedEmployment({ id: OTHER_EMPLOYMENT, isMain: false });
  const placed = (facts: Partial<LeaveFacts>, settings: Partial<TimeOffSettings> = {}) => {
    const judgement = judge(facts, settings);
    return judgement.kind === 'wanted'
      ? {
          on: judgement.wanted.map(({ employment, reportingId, fields }) => [employment, reportingId, fields.EndDate]),
          problems: judgement.problems,
        }
      : verdict(judgement);
  };
  const of = (...employments: readonly ReturnType<typeof buildLinkedEmployment>[]) => ({
    person: buildPayrollPerson({ employments }),
  });

  test.each([
    ['is the main one', of(other, main), [[MAIN_EMPLOYMENT, 'SIM-leave-1', '2026-12-31']], ['SEVERAL_EMPLOYMENTS']],
    [
      'is the linked one that covers the first day',
      of({ ...main, startDate: '2026-04-02' }, other),
      [[OTHER_EMPLOYMENT, 'SIM-leave-1', '2026-12-31']],
      [],
    ],
    [
      'ends the leave with it',
      of({ ...main, endDate: '2026-06-30' }),
      [[MAIN_EMPLOYMENT, 'SIM-leave-1', '2026-06-30']],
      ['LEAVE_CLIPPED'],
    ],
    [
      'stays the one that the leave is on',
      { ...of(main, { ...other, endDate: '2026-05-31' }), linkedTo: [OTHER_EMPLOYMENT] },
      [[OTHER_EMPLOYMENT, 'SIM-leave-1', '2026-05-31']],
      ['SEVERAL_EMPLOYMENTS', 'LEAVE_CLIPPED'],
    ],
  ])('%s', (_title, facts, on, problems) => {
    expect(placed(facts)).toEqual({ on, problems });
  });

  test.each([
    ['begins later', of({ ...main, startDate: '2026-04-02' })],
    ['has ended', of({ ...main, endDate: '2026-03-31' })],
    ['has no start', of({ ...main, startDate: null })],
    ['is none', of()],
  ])('that %s holds the leave', (_title, facts) => {
    expect(placed(facts)).toBe('LEAVE_NO_EMPLOYMENT');
  });

  test('is every one that covers the first day where the settings say so, each with an id of its own', () => {
    expect(placed(of(other, main), { employments: 'allActive' })).toEqual({
      on: [
        [MAIN_EMPLOYMENT, 'SIM-leave-1', '2026-12-31'],
        [OTHER_EMPLOYMENT, 'SIM-leave-1-2', '2026-12-31'],
      ],
      problems: [],
    });
  });
});

describe('What changes pay (L7)', () => {
  const onCreate = (pay: TimeOffSettings['pay']) => {
    const judgement = judge();
    const [wanted] = judgement.kind === 'wanted' ? judgement.wanted : [];
    return wanted && fieldsOnCreate(wanted, { pay }).map(({ field, value }) => [field, value]);
  };

  test('is not sent', () => {
    expect(onCreate({})).toEqual([['ReportingId', 'SIM-leave-1']]);
    expect(onCreate({ Military: { adjustFixedWage: true } })).toEqual([['ReportingId', 'SIM-leave-1']]);
  });

  test('is sent with a new leave of a type for which the settings say so', () => {
    expect(onCreate({ Maternity: { adjustFixedWage: true, excludeFromPayroll: false } })).toEqual([
      ['ReportingId', 'SIM-leave-1'],
      ['AdjustFixedWage', true],
      ['ExcludeEmployeeFromPayroll', false],
    ]);
  });
});

test.each([
  [{ leaveTypes: { Ferie: 'Vacation' } }],
  [{ employments: 'all' }],
  [{ minimumDays: 0 }],
  [{ onWithdrawal: 'ignore' }],
  [{ pay: { Sickness: {} } }],
  [{ leaveType: {} }],
])('the settings %j are refused', (settings) => {
  expect(timeOffSettingsSchema.safeParse(settings).success).toBe(false);
});

test.each([
  [['EndDate'], 'L3'],
  [['StartDate', 'EndDate', 'LeavePercentage'], 'L3, L4'],
  [['TypeOfLeave'], 'L5'],
  [[], null],
])('a change of %j rests on %s', (fields, rows) => {
  expect(mappingRowsOf('leave', 'update', fields)).toBe(rows);
});
