import type { ProblemKind } from '../records/problem.ts';

/** What can be wrong with an employee whatever the target: what HR mends in Simployer, and what the engine says. */
export const EMPLOYEE_PROBLEMS = {
  SOURCE_ROW_INVALID: {
    severity: 'error',
    summary: 'A row of Simployer that concerns this employee lacks what it must have; nothing was written for them.',
    hint: 'IT: report the row that the message names to the support of Simployer; the next run after its repair syncs the employee.',
  },
  NUMBER_MISSING: {
    severity: 'error',
    summary: 'The employee has no employee number.',
    hint: 'HR: enter an employee number in Simployer > employee > work > employee number.',
  },
  NUMBER_DUPLICATE: {
    severity: 'error',
    summary: 'Several employees have this employee number.',
    hint: 'HR: give each person a number of their own in Simployer > employee > work > employee number.',
  },
  EMAIL_INVALID: {
    severity: 'warning',
    summary: 'An e-mail address is not well-formed and was passed over.',
    hint: 'HR: correct the e-mail address in Simployer > employee > work or personal.',
  },
  PHONE_INVALID: {
    severity: 'warning',
    summary: 'The employee has no phone number that is one.',
    hint: 'HR: correct the phone number in Simployer > employee > personal > phone.',
  },
  BIRTH_DATE_INVALID: {
    severity: 'warning',
    summary: 'The birth date is in the future or before 1900, and was left alone.',
    hint: 'HR: correct the birth date in Simployer > employee > personal > birth date.',
  },
  ADDRESS_COUNTRY_UNKNOWN: {
    severity: 'warning',
    summary: 'The country of the home address is not known; the address was left alone.',
    hint: 'HR: use the name or the two-letter code of the country in Simployer > employee > personal > home address.',
  },
  ADDRESS_INCOMPLETE: {
    severity: 'warning',
    summary: 'City or postal code is missing or cannot be right; the address was left alone.',
    hint: 'HR: complete the address in Simployer > employee > personal > home address.',
  },
  PLAN_STALE: {
    severity: 'warning',
    summary: 'What would be written is no longer what the plan showed; nothing was written for this person.',
    hint: 'Payroll: look at a new plan; it shows this person as they are now.',
  },
  OUT_OF_SCOPE: {
    severity: 'info',
    summary: 'The employee is outside the scope of this sync.',
    hint: 'Nothing to do. The scope is set in the settings under scope.',
  },
  PROCESSING_FAILED: {
    severity: 'error',
    summary: 'The employee could not be processed.',
    hint: 'IT: see the runbook under PROCESSING_FAILED; the next run tries again.',
  },
} as const satisfies Record<string, ProblemKind>;
