/*
 * Everything that can be wrong with one leave on its way to payroll, whatever the target, by a code that reports, logs and
 * the runbook share. Kind, type, code, degree and days of an absence are health data: no summary has a place for them, and
 * whoever makes a problem gives it no words of its own. The leave is named by its id and the employee number beside it.
 * For example, a type that nobody has mapped is `LEAVE_TYPE_UNMAPPED`, and IT reads which setting maps it.
 */
import { EMPLOYEE_PROBLEMS } from '../model/employee-problems.ts';
import { problemsOf, summariesOf } from '../records/problem.ts';
import type { MakeProblem, Problem, ProblemKind } from '../records/problem.ts';

/** Every problem, in the order of the rules. */
export const LEAVE_PROBLEMS = {
  OUT_OF_SCOPE: EMPLOYEE_PROBLEMS.OUT_OF_SCOPE,
  NUMBER_MISSING: EMPLOYEE_PROBLEMS.NUMBER_MISSING,
  EMPLOYEE_NOT_LINKED: {
    severity: 'error',
    summary: 'The employee is not known in the target, so the leave was left alone.',
    hint: 'IT: run the employee sync first; the person is not known in the target.',
  },
  LEAVE_PENDING: {
    severity: 'info',
    summary: 'The leave waits for an approval.',
    hint: 'Manager: approve or deny the request in Simployer.',
  },
  LEAVE_DATES_INVALID: {
    severity: 'error',
    summary: 'The days of the leave cannot be read, or it ends before it begins.',
    hint: 'HR: correct the leave in Simployer > employee > time off.',
  },
  GRADE_INVALID: {
    severity: 'error',
    summary: 'The degree of absence is not between 1 and 100.',
    hint: 'HR: correct the leave in Simployer > employee > time off.',
  },
  LEAVE_CODE_MISSING: {
    severity: 'error',
    summary: 'The type of the leave has no payroll code.',
    hint: 'HR: enter the payroll code in Simployer > settings > time off > leave type.',
  },
  NO_WORKDAYS: {
    severity: 'error',
    summary: 'The employee has no working day to count the absence by.',
    hint: 'HR: enter a work week in Simployer.',
  },
  TITLE_MISSING: {
    severity: 'warning',
    summary: 'The employee has no job title; the column is blank.',
    hint: 'HR: enter the title in Simployer > employee > work > title.',
  },
  TITLE_IS_CURRENT: {
    severity: 'info',
    summary: 'The titles are those of today: Simployer does not say which one was held when the absence began.',
    hint: 'Nothing to do.',
  },
  EXPORTED_CHANGED: {
    severity: 'warning',
    summary: 'The leave was exported and has changed since; an import would not overwrite it.',
    hint: 'Payroll: correct it by hand in X-ledger, then acknowledge it.',
  },
  EXPORTED_WITHDRAWN: {
    severity: 'warning',
    summary: 'The leave was exported, and was cancelled, denied or deleted since.',
    hint: 'Payroll: remove it by hand in X-ledger, then acknowledge it.',
  },
  GRADE_UNAVAILABLE: {
    severity: 'warning',
    summary: 'Simployer gives no degree of absence for this company: graded leave counts as full.',
    hint: 'Payroll: check sick leave and parental leave by hand where somebody works in part.',
  },
  LEAVE_TYPE_UNMAPPED: {
    severity: 'error',
    summary: 'Nobody has said what this type of leave is for the authorities.',
    hint: 'IT: map the type in timeOff.leaveTypes, or set it to "ignore"; or HR gives it one of the reserved codes in Simployer > settings > time off > leave type. Parental leave is Maternity only for the time in which benefits are paid; unpaid parental leave is OtherStatutory.',
  },
  LEAVE_IS_LAYOFF: {
    severity: 'warning',
    summary: 'The leave is a layoff, which is not reported as a leave.',
    hint: 'Payroll: register the layoff in PowerOffice Go > employment > layoffs.',
  },
  PART_DAY_NOT_SENT: {
    severity: 'info',
    summary: 'The leave is a part of a day, which is not reported.',
    hint: 'Nothing to do.',
  },
  LEAVE_SHORT: {
    severity: 'info',
    summary: 'The leave is too short to be reported.',
    hint: 'Nothing to do.',
  },
  LEAVE_SHORT_SUM: {
    severity: 'warning',
    summary: 'Several short leaves of a year add up to a duty to report.',
    hint: 'Payroll: register them in PowerOffice Go, or let IT set timeOff.minimumDays to 1.',
  },
  LEAVE_NO_EMPLOYMENT: {
    severity: 'error',
    summary: 'None of the linked employments covers the first day of the leave.',
    hint: 'HR: correct the dates of the leave or of the employment in Simployer.',
  },
  SEVERAL_EMPLOYMENTS: {
    severity: 'warning',
    summary: 'The employee has several employments on the first day, and the leave is reported on one.',
    hint: 'Payroll: check the other employment in PowerOffice Go.',
  },
  LEAVE_CLIPPED: {
    severity: 'warning',
    summary: 'The leave goes on after the employment and was cut to its end.',
    hint: 'HR: correct the dates of the leave or of the employment in Simployer.',
  },
  LEAVE_AMBIGUOUS: {
    severity: 'error',
    summary: 'PowerOffice has several leaves that could be this one.',
    hint: 'Payroll: remove or correct the other leave in PowerOffice Go > employment > leaves.',
  },
  LEAVE_OVERLAP: {
    severity: 'error',
    summary: 'PowerOffice has another leave on the same days that is not so in Simployer.',
    hint: 'Payroll: remove or correct the other leave in PowerOffice Go > employment > leaves.',
  },
  LEAVE_OVERLAP_SOURCE: {
    severity: 'error',
    summary: 'Leaves of this person add up to more than 100 % on the same days.',
    hint: 'HR: correct one of the leaves in Simployer > employee > time off.',
  },
  LEAVE_TERMS_CHANGED: {
    severity: 'warning',
    summary: 'Degree or type changed of a leave that may have been reported already.',
    hint: 'Payroll: end the old leave and register a new one from the day of the change, or let IT set timeOff.onTermsChange.',
  },
  LEAVE_REPORTED: {
    severity: 'warning',
    summary: 'The leave was reported to the authorities, and no longer is as Simployer has it.',
    hint: 'Payroll: correct it in PowerOffice Go and in the a-melding. A reported leave cannot be removed: set its end to its start date.',
  },
  LEAVE_WITHDRAWN: {
    severity: 'warning',
    summary: 'The leave was cancelled, denied or deleted in Simployer, and is still in PowerOffice.',
    hint: 'Payroll: remove it in PowerOffice Go if it was not reported.',
  },
  LEAVE_LINK_LOST: {
    severity: 'warning',
    summary: 'The leave that was sent is no longer in PowerOffice.',
    hint: 'Payroll: find out why it is gone; a new plan creates it again.',
  },
  PLAN_STALE: {
    severity: 'warning',
    summary: 'What would be written is no longer what the plan showed; nothing was written for this leave.',
    hint: 'Payroll: look at a new plan; it shows this leave as it is now.',
  },
  POWEROFFICE_REJECTED: {
    severity: 'error',
    summary: 'PowerOffice refused the leave.',
    hint: 'Payroll: compare the leave with the employment in PowerOffice Go > employment > leaves.',
  },
  WRITE_IN_DOUBT: {
    severity: 'error',
    summary: 'Twice PowerOffice did not say whether it created the leave.',
    hint: 'Payroll: look whether the leave is in PowerOffice Go > employment > leaves. A new plan finds it there, or shows it as new.',
  },
  PROCESSING_FAILED: {
    severity: 'error',
    summary: 'The leave could not be processed.',
    hint: 'IT: see the runbook under PROCESSING_FAILED; the next plan tries again.',
  },
} as const satisfies Record<string, ProblemKind>;
export type LeaveProblemCode = keyof typeof LEAVE_PROBLEMS;

const isLeaveProblem = (code: string): code is LeaveProblemCode => Object.hasOwn(LEAVE_PROBLEMS, code);
export const LEAVE_PROBLEM_CODES: readonly LeaveProblemCode[] = Object.keys(LEAVE_PROBLEMS).filter(isLeaveProblem);

const make = problemsOf<LeaveProblemCode>(LEAVE_PROBLEMS);

/** A problem of a leave, in words without any value. */
export const leaveProblem = (code: LeaveProblemCode): Problem => make(code);

/** That a leave is no longer as a plan showed it, with the names of the fields that moved. */
export const leaveStale: MakeProblem<'PLAN_STALE'> = (code, detail) => make(code, detail);

export const summaryOfLeaveProblem = summariesOf(LEAVE_PROBLEMS);
