/*
 * The rules by which leaves go to PowerOffice, in words, row by row: docs/mapping-time-off.md is generated from them. What
 * carries a rule out stands beside, in a file named after it. A row says how sure it is: known, derived or guessed. For
 * example, row L4 says that the degree is a share of the position and is sent as it is.
 */
import type { RuleInWords } from '../../../time-off/selection-rules.ts';
import type { LeaveField } from './wanted-leave.ts';

/** A row of the mapping in words, with the fields that it writes. */
export interface MappingRow extends RuleInWords {
  readonly source: string;
  readonly target: string;
  readonly fields?: readonly LeaveField[];
}

/** What of a leave goes to PowerOffice, and how (rows L1 to L8). */
export const MAPPING_ROWS: readonly MappingRow[] = [
  {
    row: 'L1',
    source: 'employee, employment',
    target: 'the employment',
    rule: 'The linked main employment, if it covers the first day, else the linked one that does. A leave that was sent stays on its employment until that ends. `employments: "allActive"`: one leave on each that covers the first day.',
    mark: 'D',
    codes: ['LEAVE_NO_EMPLOYMENT', 'SEVERAL_EMPLOYMENTS'],
    options: ['employments'],
  },
  {
    row: 'L2',
    source: 'days',
    target: '',
    rule: 'Reporting is due from about 14 days, also where short leaves add up to it within 12 months. Shorter ones are not sent; the one that completes the sum says so. `minimumDays: 1` sends all.',
    mark: 'D',
    codes: ['LEAVE_SHORT', 'LEAVE_SHORT_SUM'],
    options: ['minimumDays'],
  },
  {
    row: 'L3',
    source: 'startDate, endDate',
    target: 'StartDate, EndDate',
    rule: 'The whole leave, whatever period was chosen; cut where the employment ends.',
    mark: 'K',
    codes: ['LEAVE_CLIPPED'],
    fields: ['StartDate', 'EndDate'],
  },
  {
    row: 'L4',
    source: 'gradePercentage (C6)',
    target: 'LeavePercentage',
    rule: 'Per cent of the position, as it is. Parts of a day are not sent.',
    mark: 'K',
    codes: ['PART_DAY_NOT_SENT'],
    fields: ['LeavePercentage'],
  },
  {
    row: 'L5',
    source: 'the type of the leave',
    target: 'TypeOfLeave',
    rule: 'As the table of types says.',
    mark: 'K',
    codes: ['LEAVE_TYPE_UNMAPPED', 'LEAVE_IS_LAYOFF'],
    options: ['leaveTypes'],
    fields: ['TypeOfLeave'],
  },
  {
    row: 'L6',
    source: 'id of the leave',
    target: 'ReportingId',
    rule: '`SIM-` and the id, with `-2` on a second employment, when it is created. A leave of payroll that is linked keeps its own.',
    mark: 'D',
    codes: [],
  },
  {
    row: 'L7',
    source: '',
    target: 'AdjustFixedWage, ExcludeEmployeeFromPayroll',
    rule: "Both change what is paid out: not sent. Whoever sets `pay` has them set when a leave is created; from then on they are payroll's.",
    mark: 'K',
    codes: [],
    options: ['pay'],
  },
  {
    row: 'L8',
    source: '',
    target: 'EndedAndReported',
    rule: 'Read, never written: a leave that was reported is not touched.',
    mark: 'K',
    codes: ['LEAVE_REPORTED'],
  },
];

/** What becomes of a leave that PowerOffice may have already. */
export const CHANGE_RULES: readonly RuleInWords[] = [
  {
    row: 'Found',
    rule: 'By the link; else by its ReportingId; else by the same type and first day on that employment, where nobody else is linked to it: such a leave of payroll is taken over. Several that fit: none of them.',
    mark: 'K',
    codes: ['LEAVE_AMBIGUOUS'],
  },
  {
    row: 'Gone',
    rule: 'A linked leave that is no longer there is found afresh, and shown as new by the next plan. An apply never makes it again by itself.',
    mark: 'K',
    codes: ['LEAVE_LINK_LOST'],
  },
  {
    row: 'Changed',
    rule: 'The fields that differ are written, also over what was changed by hand, with both values in the plan. A degree or a type that changes on a leave which began before this month is held: it may be reported, and the rule is to end the old leave and begin a new one. `onTermsChange: "patch"` writes it.',
    mark: 'K',
    codes: ['LEAVE_TERMS_CHANGED'],
    options: ['onTermsChange'],
  },
  {
    row: 'Withdrawn',
    rule: 'Cancelled, denied or deleted after it was sent: left in PowerOffice, and told to payroll. `onWithdrawal: "delete"` deletes it, unless it was reported.',
    mark: 'K',
    codes: ['LEAVE_WITHDRAWN'],
    options: ['onWithdrawal'],
  },
  {
    row: 'Overlap',
    rule: 'Over a leave of payroll nothing is written. Leaves of Simployer may lie over one another as long as they come to 100 % at the most on every day, as Simployer has them and as PowerOffice does: one that waits for an approval again, or was cancelled and is still there, counts as it was sent. One that needs the room which another makes is written after it.',
    mark: 'K',
    codes: ['LEAVE_OVERLAP', 'LEAVE_OVERLAP_SOURCE'],
  },
];
