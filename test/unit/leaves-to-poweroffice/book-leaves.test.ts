import { bookLeaves } from '../../../shared/flows/leaves-to-poweroffice/plan/book-leaves.ts';
import type { BookedFacts } from '../../../shared/flows/leaves-to-poweroffice/plan/book-leaves.ts';
import { planLeave } from '../../../shared/flows/leaves-to-poweroffice/plan/plan-leave.ts';
import type { LeaveLink } from '../../../shared/flows/leaves-to-poweroffice/plan/plan-leave.ts';
import { judgeLeave } from '../../../shared/flows/leaves-to-poweroffice/rules/judge-leave.ts';
import { DEFAULT_TIME_OFF_SETTINGS } from '../../../shared/time-off/settings.ts';
import { leaveLineId } from '../../../shared/vendors/poweroffice/ids.ts';
import type { PayrollLeave } from '../../../shared/vendors/poweroffice/leaves.ts';
import {
  buildLeave,
  buildLeaveType,
  buildPayrollLeave,
  buildPayrollPerson,
  MAIN_EMPLOYMENT,
  OTHER_EMPLOYMENT,
} from '../../builders/leave.ts';

const SENT = buildPayrollLeave();
const LINK: LeaveLink = { employment: MAIN_EMPLOYMENT, leave: SENT.id };
const DAYS = { startDate: '2026-04-01', endDate: '2026-12-31', leavePercentage: '100' };

interface Given {
  readonly leave?: Parameters<typeof buildLeave>[0];
  readonly links?: readonly LeaveLink[];
  readonly payroll?: readonly PayrollLeave[];
  readonly facts?: Partial<BookedFacts>;
  readonly settings?: Partial<typeof DEFAULT_TIME_OFF_SETTINGS>;
  readonly kind?: 'VACATION';
  readonly isInScope?: boolean;
}

/** What is booked of one leave, by its own judgement and plan. */
const book = ({ leave, links = [], payroll = [], facts, settings: changed, kind, isInScope = true }: Given) => {
  const settings = { ...DEFAULT_TIME_OFF_SETTINGS, ...changed };
  const built = buildLeave(leave);
  const type = kind === undefined ? buildLeaveType() : buildLeaveType({ kind, code: null });
  const linkedTo = links.map(({ employment }) => employment);
  const judgement = judgeLeave({ leave: built, type, person: buildPayrollPerson({ isInScope }), linkedTo }, settings);
  const plan = planLeave(
    judgement,
    { links, leavesOf: () => payroll, taken: new Set(), today: '2026-03-02', blockedBy: [] },
    settings,
  );
  return bookLeaves({
    judgements: new Map([[built.id, judgement]]),
    plans: new Map([[built.id, plan]]),
    linked: [{ sourceId: built.id, links }],
    payroll: new Map([[MAIN_EMPLOYMENT, payroll]]),
    ...facts,
  }).map(({ held, ...booking }) => ({ ...booking, held: held && (held as PayrollLeave).id }));
};

const booking = { id: 'leave-1', employment: MAIN_EMPLOYMENT, wanted: DAYS, isOfSource: true };

test.each<[string, Given, readonly object[]]>([
  ['new: as it is to be', {}, [{ ...booking, held: null, step: 'write' }]],
  [
    'as it was sent: as both, with nothing to be done',
    { links: [LINK], payroll: [SENT] },
    [{ ...booking, held: 'guid-1', step: null }],
  ],
  [
    'to be changed: as both',
    { links: [LINK], payroll: [{ ...SENT, endDate: '2026-11-30' }] },
    [{ ...booking, held: 'guid-1', step: 'write' }],
  ],
  [
    'found by its reporting id alone: as its own',
    { payroll: [{ ...SENT, endDate: '2026-11-30' }] },
    [{ ...booking, held: 'guid-1', step: 'write' }],
  ],
  [
    'entered by payroll, with the same type and first day: as its own, to be taken over',
    { payroll: [{ ...SENT, reportingId: 'POGO_1', endDate: '2026-11-30' }] },
    [{ ...booking, held: 'guid-1', step: 'write', isTakenOver: true }],
  ],
  [
    'reported, with another end: as both, and left',
    { links: [LINK], payroll: [{ ...SENT, endDate: '2026-11-30', endedAndReported: true }] },
    [{ ...booking, held: 'guid-1', step: null }],
  ],
  [
    'waiting again: as PowerOffice has it',
    { leave: { status: 'pending' }, links: [LINK], payroll: [SENT] },
    [{ ...booking, wanted: null, held: 'guid-1', step: null }],
  ],
  [
    'cancelled: as PowerOffice has it, and no more of Simployer',
    { leave: { status: 'withdrawn' }, links: [LINK], payroll: [SENT] },
    [{ ...booking, wanted: null, isOfSource: false, held: 'guid-1', step: null }],
  ],
  [
    'cancelled, and to be deleted',
    { leave: { status: 'withdrawn' }, links: [LINK], payroll: [SENT], settings: { onWithdrawal: 'delete' } },
    [{ ...booking, wanted: null, isOfSource: false, held: 'guid-1', step: 'delete' }],
  ],
  [
    'cancelled and reported, where others are deleted: left',
    {
      leave: { status: 'withdrawn' },
      links: [LINK],
      payroll: [{ ...SENT, endedAndReported: true }],
      settings: { onWithdrawal: 'delete' },
    },
    [{ ...booking, wanted: null, isOfSource: false, held: 'guid-1', step: null }],
  ],
  [
    'of a kind that is not reported any more: no more of Simployer',
    { kind: 'VACATION', links: [LINK], payroll: [SENT] },
    [{ ...booking, wanted: null, isOfSource: false, held: 'guid-1', step: null }],
  ],
  [
    'of somebody who left the scope: still of Simployer',
    { isInScope: false, links: [LINK], payroll: [SENT] },
    [{ ...booking, wanted: null, held: 'guid-1', step: null }],
  ],
  [
    'not of this plan: as both, with nothing to be done',
    { links: [LINK], payroll: [{ ...SENT, endDate: '2026-11-30' }], facts: { plans: new Map() } },
    [{ ...booking, held: 'guid-1', step: null }],
  ],
])('A leave is booked that is %s', (_title, given, expected) => {
  expect(book(given)).toEqual(expected);
});

test('What Simployer is not known to have is booked as PowerOffice has it; what payroll has entered is not', () => {
  const other = buildPayrollLeave({
    id: 'others',
    reportingId: 'POGO_2',
    startDate: '2027-02-01',
    endDate: '2027-02-28',
  });
  const made = buildPayrollLeave({
    id: 'made',
    reportingId: 'SIM-lost',
    startDate: '2027-03-01',
    endDate: '2027-03-31',
  });
  const payrolls = buildPayrollLeave({ id: 'payrolls', reportingId: 'POGO_1', startDate: '2027-04-01', endDate: null });
  const ofOther = { sourceId: 'leave-9', links: [{ employment: MAIN_EMPLOYMENT, leave: other.id }] };
  const rest = { employment: MAIN_EMPLOYMENT, wanted: null, isOfSource: false, step: null };
  expect(book({ payroll: [other, made, payrolls], facts: { linked: [ofOther] } })).toEqual([
    { ...rest, id: 'leave-9', held: 'others' },
    { ...rest, id: 'made', held: 'made' },
    { ...booking, held: null, step: 'write' },
  ]);
});

test('One leave on two employments is booked on each', () => {
  const second = buildPayrollLeave({ id: 'guid-2', reportingId: 'SIM-leave-1-2' });
  const links = [LINK, { employment: OTHER_EMPLOYMENT, leave: leaveLineId.parse('guid-2') }];
  const payroll = new Map([
    [MAIN_EMPLOYMENT, [SENT]],
    [OTHER_EMPLOYMENT, [second]],
  ]);
  expect(book({ links, payroll: [SENT, second], facts: { payroll } })).toEqual([
    { ...booking, held: 'guid-1', step: null },
    // The setting says one employment by now: the other stays as it is.
    { ...booking, employment: OTHER_EMPLOYMENT, wanted: null, held: 'guid-2', step: null },
  ]);
});
