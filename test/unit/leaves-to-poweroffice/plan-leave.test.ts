import { planLeave } from '../../../shared/flows/leaves-to-poweroffice/plan/plan-leave.ts';
import type { LeavePlanFacts } from '../../../shared/flows/leaves-to-poweroffice/plan/plan-leave.ts';
import { judgeLeave } from '../../../shared/flows/leaves-to-poweroffice/rules/judge-leave.ts';
import type { LeaveFacts } from '../../../shared/flows/leaves-to-poweroffice/rules/judge-leave.ts';
import { DEFAULT_TIME_OFF_SETTINGS } from '../../../shared/time-off/settings.ts';
import type { TimeOffSettings } from '../../../shared/time-off/settings.ts';
import type { PayrollLeave } from '../../../shared/vendors/poweroffice/leaves.ts';
import { leaveLineId } from '../../../shared/vendors/poweroffice/ids.ts';
import {
  buildLeave,
  buildLeaveType,
  buildLinkedEmployment,
  buildPayrollLeave,
  buildPayrollPerson,
  MAIN_EMPLOYMENT,
  OTHER_EMPLOYMENT,
} from '../../builders/leave.ts';

const LINK = { employment: MAIN_EMPLOYMENT, leave: leaveLineId.parse('guid-1') };

interface Given {
  readonly leave?: Parameters<typeof buildLeave>[0];
  readonly facts?: Partial<LeaveFacts>;
  readonly isLinked?: boolean;
  readonly payroll?: readonly PayrollLeave[];
  readonly plan?: Partial<LeavePlanFacts>;
  readonly settings?: Partial<TimeOffSettings>;
}

/** Of the leave from April to December, on 2 March. */
const plan = ({ leave, facts, isLinked = false, payroll = [], plan: overrides, settings: changed }: Given) => {
  const settings = { ...DEFAULT_TIME_OFF_SETTINGS, ...changed };
  const links = isLinked ? [LINK] : [];
  const judgement = judgeLeave(
    {
      leave: buildLeave(leave),
      type: buildLeaveType(),
      person: buildPayrollPerson(),
      linkedTo: links.map(({ employment }) => employment),
      ...facts,
    },
    settings,
  );
  return planLeave(
    judgement,
    {
      links,
      leavesOf: () => payroll,
      taken: new Set(),
      today: '2026-03-02',
      blockedBy: [],
      ...overrides,
    },
    settings,
  );
};

const told = (given: Given) => {
  const planned = plan(given);
  if (planned === null) return null;
  const { group, placements, deletions, problems } = planned;
  return {
    group,
    writes: [
      ...placements.flatMap(({ current, differences }) =>
        differences.map(({ field, from, to }) => `${current === null ? 'create' : 'patch'} ${field} ${from} ${to}`),
      ),
      ...deletions.map(({ leave }) => `delete ${leave}`),
    ],
    problems,
  };
};

const NEW = [
  'create TypeOfLeave null Maternity',
  'create StartDate null 2026-04-01',
  'create EndDate null 2026-12-31',
  'create LeavePercentage null 100',
];
const SENT = buildPayrollLeave();
/** As payroll enters one. */
const byPayroll = (overrides: Parameters<typeof buildPayrollLeave>[0] = {}) =>
  buildPayrollLeave({ id: 'payrolls', reportingId: 'POGO_1', ...overrides });

describe('A leave is matched', () => {
  test.each<[string, Given, { group: string; writes: string[]; problems: string[] }]>([
    ['with nothing: it is new', {}, { group: 'new', writes: NEW, problems: [] }],
    ['by its link', { isLinked: true, payroll: [SENT] }, { group: 'same', writes: [], problems: [] }],
    [
      'by its reporting id, whatever else differs',
      { payroll: [{ ...SENT, endDate: null }] },
      { group: 'new', writes: ['patch EndDate null 2026-12-31'], problems: [] },
    ],
    [
      'by type and first day with one of payroll: adopted',
      { payroll: [byPayroll()] },
      { group: 'new', writes: [], problems: [] },
    ],
    [
      'with one of payroll that ends otherwise: adopted and changed',
      { payroll: [byPayroll({ endDate: '2026-11-30' })] },
      { group: 'new', writes: ['patch EndDate 2026-11-30 2026-12-31'], problems: [] },
    ],
    [
      'not with one that is another leave of Simployer',
      { payroll: [byPayroll({ endDate: '2026-04-30' })], plan: { taken: new Set([leaveLineId.parse('payrolls')]) } },
      { group: 'new', writes: NEW, problems: [] },
    ],
    [
      'not with one that another leave of Simployer has made',
      { payroll: [buildPayrollLeave({ reportingId: 'SIM-leave-2' })], plan: { taken: new Set([LINK.leave]) } },
      { group: 'new', writes: NEW, problems: [] },
    ],
    [
      'with two of the same id: nobody knows',
      { payroll: [SENT, { ...SENT, id: leaveLineId.parse('twin') }] },
      { group: 'held', writes: [], problems: ['LEAVE_AMBIGUOUS'] },
    ],
    [
      'with two of payroll: nobody knows',
      { payroll: [byPayroll(), byPayroll({ id: 'twin' })] },
      { group: 'held', writes: [], problems: ['LEAVE_AMBIGUOUS'] },
    ],
    [
      'afresh when the linked one is gone',
      { isLinked: true },
      { group: 'new', writes: NEW, problems: ['LEAVE_LINK_LOST'] },
    ],
    [
      'afresh with one of payroll when the linked one is gone',
      { isLinked: true, payroll: [byPayroll()] },
      { group: 'new', writes: [], problems: ['LEAVE_LINK_LOST'] },
    ],
  ])('%s', (_title, given, expected) => {
    expect(told(given)).toEqual(expected);
  });
});

describe('A leave that was sent', () => {
  test.each<[string, Given, string, string[], string[]]>([
    [
      'has another end: only that is written',
      { leave: { endDate: '2027-01-31' }, payroll: [SENT] },
      'changed',
      ['patch EndDate 2026-12-31 2027-01-31'],
      [],
    ],
    [
      'begins next month with another degree: it is written',
      { leave: { grade: '50' }, payroll: [SENT] },
      'changed',
      ['patch LeavePercentage 100 50'],
      [],
    ],
    [
      'began last month with another degree: people decide',
      { leave: { grade: '50', startDate: '2026-02-01' }, payroll: [{ ...SENT, startDate: '2026-02-01' }] },
      'held',
      [],
      ['LEAVE_TERMS_CHANGED'],
    ],
    [
      'began last month in PowerOffice, and is moved ahead with another degree',
      { leave: { grade: '50' }, payroll: [{ ...SENT, startDate: '2026-02-01' }] },
      'held',
      [],
      ['LEAVE_TERMS_CHANGED'],
    ],
    [
      'is moved back to last month with another degree',
      { leave: { grade: '50', startDate: '2026-02-01' }, payroll: [SENT] },
      'held',
      [],
      ['LEAVE_TERMS_CHANGED'],
    ],
    [
      'began this month with another degree: it is written',
      { leave: { grade: '50', startDate: '2026-03-01' }, payroll: [{ ...SENT, startDate: '2026-03-01' }] },
      'changed',
      ['patch LeavePercentage 100 50'],
      [],
    ],
    [
      'began last month with another type: people decide',
      { leave: { startDate: '2026-02-01' }, payroll: [{ ...SENT, startDate: '2026-02-01', typeOfLeave: 'Military' }] },
      'held',
      [],
      ['LEAVE_TERMS_CHANGED'],
    ],
    [
      'began last month with another degree, and the settings say to write it',
      {
        leave: { grade: '50', startDate: '2026-02-01' },
        payroll: [{ ...SENT, startDate: '2026-02-01' }],
        settings: { onTermsChange: 'patch' },
      },
      'changed',
      ['patch LeavePercentage 100 50'],
      [],
    ],
    [
      'began last month with another end: it is written',
      { leave: { endDate: '2027-01-31', startDate: '2026-02-01' }, payroll: [{ ...SENT, startDate: '2026-02-01' }] },
      'changed',
      ['patch EndDate 2026-12-31 2027-01-31'],
      [],
    ],
    [
      'was reported and has another end',
      { leave: { endDate: '2027-01-31' }, payroll: [{ ...SENT, endedAndReported: true }] },
      'held',
      [],
      ['LEAVE_REPORTED'],
    ],
    ['was reported and is as it was', { payroll: [{ ...SENT, endedAndReported: true }] }, 'same', [], []],
    [
      'was changed by hand: it is written back',
      { payroll: [{ ...SENT, endDate: '2026-10-01' }] },
      'changed',
      ['patch EndDate 2026-10-01 2026-12-31'],
      [],
    ],
    ['waits for an approval again', { leave: { status: 'pending' }, payroll: [SENT] }, 'held', [], ['LEAVE_PENDING']],
  ])('%s', (_title, given, group, writes, problems) => {
    expect(told({ ...given, isLinked: true })).toEqual({ group, writes, problems });
  });
});

describe('A leave that was withdrawn', () => {
  const cancelled = { leave: { status: 'withdrawn' as const } };
  const reported = [{ ...SENT, endedAndReported: true }];

  test.each<[string, Given, string[], string[]]>([
    ['stays, and payroll is told', { payroll: [SENT] }, [], ['LEAVE_WITHDRAWN']],
    [
      'is deleted where the settings say so',
      { payroll: [SENT], settings: { onWithdrawal: 'delete' } },
      ['delete guid-1'],
      [],
    ],
    [
      'and reported is not deleted',
      { payroll: reported, settings: { onWithdrawal: 'delete' } },
      [],
      ['LEAVE_REPORTED'],
    ],
    ['and reported is told so', { payroll: reported }, [], ['LEAVE_REPORTED']],
    ['and is gone already needs nothing', { settings: { onWithdrawal: 'delete' } }, [], []],
  ])('%s', (_title, given, writes, problems) => {
    expect(told({ ...cancelled, ...given, isLinked: true })).toEqual({ group: 'withdrawn', writes, problems });
  });

  test('before it was sent is not listed', () => {
    expect(plan(cancelled)).toBeNull();
  });

  test.each([
    ['is no longer for PowerOffice', { type: buildLeaveType({ kind: 'VACATION', code: null }) }, ['LEAVE_WITHDRAWN']],
    ['is a layoff by now', { type: buildLeaveType({ code: 'FURLOUGH' }) }, ['LEAVE_IS_LAYOFF', 'LEAVE_WITHDRAWN']],
  ])('as it %s counts as withdrawn', (_title, facts, problems) => {
    expect(told({ facts, isLinked: true, payroll: [SENT] })).toEqual({ group: 'withdrawn', writes: [], problems });
  });

  test('is left alone when it is the person that left the scope', () => {
    const facts = { person: buildPayrollPerson({ isInScope: false }) };
    expect(told({ facts, isLinked: true, payroll: [SENT] })).toEqual({
      group: 'notForTarget',
      writes: [],
      problems: ['OUT_OF_SCOPE'],
    });
  });
});

describe('Another leave on the same days', () => {
  const from = (startDate: string, endDate: string | null) => byPayroll({ startDate, endDate });

  test.each([
    ['2026-05-01', '2026-05-31', 'LEAVE_OVERLAP'],
    ['2026-01-01', '2026-04-01', 'LEAVE_OVERLAP'],
    ['2026-12-31', null, 'LEAVE_OVERLAP'],
    ['2026-01-01', '2026-03-31', undefined],
    ['2027-01-01', null, undefined],
  ])('of payroll, from %s to %s: %s', (startDate, endDate, problem) => {
    const planned = told({ payroll: [from(startDate, endDate)] });
    expect(planned?.problems).toEqual(problem === undefined ? [] : [problem]);
    expect(planned?.writes).toEqual(problem === undefined ? NEW : []);
  });

  test('of payroll keeps a change away, and nothing else', () => {
    const payroll = [SENT, from('2027-01-15', null)];
    expect(told({ isLinked: true, payroll })).toMatchObject({ group: 'same', problems: [] });
    const moved = { leave: { endDate: '2027-01-31' }, isLinked: true, payroll };
    expect(told(moved)).toEqual({ group: 'held', writes: [], problems: ['LEAVE_OVERLAP'] });
  });

  test('of Simployer that is too much beside it is for HR', () => {
    const planned = told({ plan: { blockedBy: ['LEAVE_OVERLAP_SOURCE'] } });
    expect(planned).toEqual({ group: 'held', writes: [], problems: ['LEAVE_OVERLAP_SOURCE'] });
  });
});

test('what is on one of two employments is kept from both by an error on the other', () => {
  const other = buildLinkedEmployment({ id: OTHER_EMPLOYMENT, isMain: false });
  const person = buildPayrollPerson({ employments: [buildLinkedEmployment(), other] });
  const settings = { employments: 'allActive' as const };
  const leavesOf = (employment: number) =>
    employment === OTHER_EMPLOYMENT ? [byPayroll({ startDate: '2026-05-01' })] : [];
  expect(told({ facts: { person }, settings, plan: { leavesOf } })).toEqual({
    group: 'held',
    writes: [],
    problems: ['LEAVE_OVERLAP'],
  });
});

test('a short leave is told, and the one that completes a sum as well', () => {
  const leave = { endDate: '2026-04-10' };
  expect(told({ leave })).toEqual({ group: 'notForTarget', writes: [], problems: ['LEAVE_SHORT'] });
  expect(told({ leave, plan: { blockedBy: ['LEAVE_SHORT_SUM'] } })?.problems).toEqual(['LEAVE_SHORT_SUM']);
});
