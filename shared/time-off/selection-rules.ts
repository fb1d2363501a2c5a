import type { LeaveProblemCode } from './problems.ts';

/** How sure a rule is: known from a vendor, derived from what is known, or a guess, which is off by default. */
type Mark = 'K' | 'D' | 'G';

/** A rule in words, beside the code that does it. */
export interface RuleInWords {
  readonly row: string;
  /** In Markdown. */
  readonly rule: string;
  readonly mark: Mark;
  readonly codes: readonly LeaveProblemCode[];
  readonly options?: readonly string[];
}

/** Which leaves a plan of any flow of time off is about, and what each has to have (rules C1 to C8). */
export const SELECTION_RULES: readonly RuleInWords[] = [
  {
    row: 'C1',
    rule: 'Approved (APPROVED, CONFIRMED). What waits for an approval is held; what was denied or cancelled is not listed, unless it was sent before.',
    mark: 'K',
    codes: ['LEAVE_PENDING'],
  },
  {
    row: 'C2',
    rule: 'The employee is in scope, and the target knows them: employees first, then absence. For the file that counts where a flow to X-ledger has employees.',
    mark: 'K',
    codes: ['OUT_OF_SCOPE', 'EMPLOYEE_NOT_LINKED'],
  },
  { row: 'C3', rule: 'The employee has an employee number.', mark: 'K', codes: ['NUMBER_MISSING'] },
  {
    row: 'C4',
    rule: 'Both days can be read, and the last is not before the first.',
    mark: 'D',
    codes: ['LEAVE_DATES_INVALID'],
  },
  {
    row: 'C5',
    rule: 'Days are read as everywhere (ground rule "Days"). A leave of one day that ends at the next midnight is that day.',
    mark: 'D',
    codes: [],
  },
  {
    row: 'C6',
    rule: 'The degree is from 1 to 100; whole days without one count as 100. That none of the company has one is told once, where the plan has leaves that could: sick leave and parental leave. Then those of the year before are looked at too.',
    mark: 'K',
    codes: ['GRADE_INVALID', 'GRADE_UNAVAILABLE'],
  },
  {
    row: 'C7',
    rule: 'What the employee wrote about the leave is neither read nor stored, unless the file is to have it.',
    mark: 'K',
    codes: [],
    options: ['note'],
  },
  {
    row: 'C8',
    rule: 'Simployer is read whole or not at all (`SOURCE_INCOMPLETE`). No leave in a period in which some were sent ends the plan (`SOURCE_EMPTY`). Nothing counts as withdrawn then.',
    mark: 'K',
    codes: [],
  },
];
