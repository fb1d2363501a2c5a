/*
 * Everything that can be wrong with one person on the way to X-ledger, or with a run as a whole, by a code that reports,
 * logs and the runbook share. Each has a severity, a summary without any value, and a hint that says who mends it and
 * where. `error` means that something asked for was not written; a warning or an info leaves the person in order. For
 * example, an employee without a job title has `TITLE_MISSING`, an error, and HR reads in which field of Simployer to
 * enter it.
 */
import { EMPLOYEE_PROBLEMS } from '../../model/employee-problems.ts';
import { problemsOf, summariesOf } from '../../records/problem.ts';
import type { ProblemKind } from '../../records/problem.ts';

const ENTER_AGAIN = 'HR: correct the national id in Simployer > employee > personal > national id.';

/** Every problem, in the order of the mapping's rules. */
export const PROBLEMS = {
  SOURCE_ROW_INVALID: EMPLOYEE_PROBLEMS.SOURCE_ROW_INVALID,
  VALUE_UNREADABLE: {
    severity: 'warning',
    summary: 'A value in Simployer cannot be read; its field was left alone.',
    hint: 'HR: enter the value anew in Simployer, in the field that the message names.',
  },
  DATE_IMPLAUSIBLE: {
    severity: 'warning',
    summary:
      'A date in Simployer is before 1900, or an employment or a hire more than five years ahead; it was left alone.',
    hint: 'HR: correct the date in Simployer, in the field that the message names.',
  },
  INACTIVE_NOT_CREATED: {
    severity: 'info',
    summary: 'The employee is inactive in Simployer and unknown in X-ledger, so not created.',
    hint: 'Nothing to do. Activate the employee in Simployer if they should be on the payroll.',
  },
  PRE_HIRE: {
    severity: 'info',
    summary: 'The employee is not active yet and has a hire date in the future; neither created nor ended.',
    hint: 'Nothing to do. The employee is synced once active in Simployer.',
  },
  NUMBER_MISSING: EMPLOYEE_PROBLEMS.NUMBER_MISSING,
  NUMBER_DUPLICATE: EMPLOYEE_PROBLEMS.NUMBER_DUPLICATE,
  EARLIER_RECORD_USED: {
    severity: 'info',
    summary: 'The person has several records with this employee number; the one that was hired first is synced.',
    hint: 'HR: give each record a number of its own in Simployer if they are two employments; otherwise leave it.',
  },
  TITLE_MISSING: {
    severity: 'error',
    summary: 'The employee has no job title.',
    hint: 'HR: enter the job title in Simployer > employee > work > title; X-ledger takes nobody without one.',
  },
  EMAIL_MISSING: {
    severity: 'error',
    summary: 'The employee has no usable e-mail address.',
    hint: 'HR: enter the work e-mail in Simployer > employee > work > e-mail.',
  },
  EMAIL_INVALID: EMPLOYEE_PROBLEMS.EMAIL_INVALID,
  HIRE_DATE_MISSING: {
    severity: 'error',
    summary: 'The employee has no hire date.',
    hint: 'HR: enter the hire date in Simployer > employee > work > hire date.',
  },
  EMPLOYMENT_MISSING: {
    severity: 'error',
    summary: 'The employee has no employment with a start date.',
    hint: 'HR: add an employment with a start date in Simployer > employee > employment.',
  },
  EMPLOYMENT_NOT_EXPORTED: {
    severity: 'warning',
    summary: 'None of the employments is of a kind that goes to X-ledger.',
    hint: 'HR: correct type or rate in Simployer > employee > employment; only permanent employments at 100 % go to X-ledger. IT: to send others, widen xledger.employmentTypes or xledger.fullTimeOnly in the settings.',
  },
  NAME_MISSING: {
    severity: 'error',
    summary: 'First or last name is missing or cannot be read; nobody is created in X-ledger without both.',
    hint: 'HR: enter first and last name in Simployer > employee > personal.',
  },
  NATIONAL_ID_MISSING: {
    severity: 'warning',
    summary: 'The employee has no national id, in Simployer or in X-ledger.',
    hint: 'HR: enter the national id in Simployer > employee > personal > national id.',
  },
  NATIONAL_ID_INVALID: {
    severity: 'warning',
    summary: 'The national id is not a valid fødselsnummer or D-number, and is not sent to X-ledger.',
    hint: ENTER_AGAIN,
  },
  NATIONAL_ID_FOREIGN: {
    severity: 'info',
    summary: 'The national id is of another country, and is not sent to X-ledger.',
    hint: 'HR: nothing to do, or enter the Norwegian number in Simployer > employee > personal > national id once there is one.',
  },
  NATIONAL_ID_DIFFERS: {
    severity: 'warning',
    summary: 'X-ledger has a national id that ends otherwise than that in Simployer; it was not overwritten.',
    hint: 'HR and payroll: compare the two numbers by hand, and correct the wrong one.',
  },
  HIDDEN_KEPT: {
    severity: 'info',
    summary: 'X-ledger does not show a value that it has, so it was left as it is.',
    hint: 'Nothing to do. A later change in Simployer is sent.',
  },
  MATCH_AMBIGUOUS: {
    severity: 'error',
    summary: 'Different X-ledger records match this person.',
    hint: 'Payroll: in X-ledger, leave the code of this person on one employee only, written the same way as in Simployer.',
  },
  MATCH_CONFLICT: {
    severity: 'error',
    summary: 'An X-ledger record has the code of this person, but belongs to somebody else.',
    hint: 'HR and payroll: compare the two. Two people: HR gives this one an employee number of their own in Simployer. One person: make the birth date, or first and last name, agree in Simployer and X-ledger, or IT links them: "npm run sync -- link NUMBER --to ID --flow employees-to-xledger".',
  },
  IDENTITY_CHANGED: {
    severity: 'error',
    summary: 'The linked X-ledger record has another last name and another birth date than this person.',
    hint: 'HR and payroll: compare the two. One person: correct the last name or the birth date in Simployer or X-ledger, so that one of them agrees, or IT lets it pass: "npm run sync -- allow NUMBER --code IDENTITY_CHANGED --flow employees-to-xledger". Two people: IT forgets the link: "npm run sync -- unlink NUMBER --flow employees-to-xledger".',
  },
  FOUND_IN_OTHER_ENTITY: {
    severity: 'error',
    summary: 'An employee with this code exists in another entity of X-ledger; nothing was written.',
    hint: 'Payroll: look at the employee in the entity that the message names. IT: use a token of that entity, or set xledger.ownerSet in the settings.',
  },
  LINK_LOST: {
    severity: 'warning',
    summary: 'The linked X-ledger record no longer exists; the person was matched afresh.',
    hint: 'Payroll: nothing to do if the record was deleted on purpose; otherwise check the person in X-ledger.',
  },
  NUMBER_FORMAT_DIFFERS: {
    severity: 'warning',
    summary: 'X-ledger has the employee number with other leading zeros; the code stays as it is.',
    hint: 'Payroll: write the number the same way in both systems, zeros included.',
  },
  NUMBER_DIFFERS: {
    severity: 'warning',
    summary: 'X-ledger knows this person under another code, which is never changed.',
    hint: 'Payroll: change the code in X-ledger if it should follow Simployer, or leave it.',
  },
  RECORD_CLOSED: {
    severity: 'warning',
    summary: 'The X-ledger record of this active employee is closed, and stays so.',
    hint: 'Payroll: reopen the employee in X-ledger.',
  },
  TITLE_UNKNOWN: {
    severity: 'warning',
    summary: 'X-ledger has no position value of this job title; the title was left alone.',
    hint: "Payroll: add the title to X-ledger's position values. HR: or use one of the titles that the message names.",
  },
  TITLE_AMBIGUOUS: {
    severity: 'warning',
    summary: 'X-ledger has several position values of this job title; the title was left alone.',
    hint: 'Payroll: keep one position value of that name in X-ledger.',
  },
  TITLE_LIST_UNKNOWN: {
    severity: 'warning',
    summary: 'It is not known which list of X-ledger has the job titles, so titles wait.',
    hint: 'IT: set xledger.positionKind in the settings, or payroll gives one employee in X-ledger a position value.',
  },
  PHONE_INVALID: EMPLOYEE_PROBLEMS.PHONE_INVALID,
  BIRTH_DATE_INVALID: EMPLOYEE_PROBLEMS.BIRTH_DATE_INVALID,
  ADDRESS_COUNTRY_UNKNOWN: EMPLOYEE_PROBLEMS.ADDRESS_COUNTRY_UNKNOWN,
  ADDRESS_INCOMPLETE: EMPLOYEE_PROBLEMS.ADDRESS_INCOMPLETE,
  BANK_ACCOUNT_INVALID: {
    severity: 'warning',
    summary: 'The bank account is not a valid account number, and is not sent to X-ledger.',
    hint: 'HR: correct the account number in Simployer > employee > financial > bank account.',
  },
  BANK_ACCOUNT_FOREIGN: {
    severity: 'warning',
    summary: 'The bank account is in another country, and is not sent to X-ledger.',
    hint: 'Payroll: enter the foreign account in X-ledger by hand.',
  },
  ACCOUNT_NOT_READABLE: {
    severity: 'info',
    summary: 'X-ledger does not show account numbers, so accounts that are changed there by hand are not seen.',
    hint: 'Nothing to do. A change in Simployer is sent; changes by hand are to be made in Simployer.',
  },
  EMPLOYEE_GROUP_UNKNOWN: {
    severity: 'warning',
    summary: 'X-ledger has no employee group of the code that the settings name.',
    hint: 'Payroll: create the employee group in X-ledger. IT: or correct xledger.employeeGroups in the settings.',
  },
  DIMENSION_UNKNOWN: {
    severity: 'warning',
    summary: "X-ledger's posting dimension has no value of the cost centre's code.",
    hint: 'Payroll: create the code in X-ledger. IT: or correct xledger.costCenter in the settings.',
  },
  END_DATE_FOREIGN: {
    severity: 'warning',
    summary: 'X-ledger has a last day that the sync did not write, and Simployer has none; it was kept.',
    hint: 'Payroll: check the last day in X-ledger, and remove it if the employment goes on.',
  },
  END_DATE_MISSING: {
    severity: 'warning',
    summary: 'The employee is inactive, but no last day is known; nothing was written.',
    hint: 'HR: enter the end date in Simployer > employee > work > end date.',
  },
  REHIRE: {
    severity: 'info',
    summary: 'The employee is back; the old last day is removed.',
    hint: 'Nothing to do. Payroll checks that the old last day was removed.',
  },
  CONTACT_MISSING: {
    severity: 'warning',
    summary: 'The X-ledger employee shows no contact, so name, birthday, phone and address wait.',
    hint: 'Payroll: link a contact to the employee in X-ledger.',
  },
  CONTACT_REJECTED: {
    severity: 'error',
    summary: "X-ledger refused a change of the employee's contact; the employee itself is in order.",
    hint: 'HR or payroll: correct what X-ledger names, in Simployer or in X-ledger; the next run tries again.',
  },
  XLEDGER_REJECTED: {
    severity: 'error',
    summary: 'X-ledger refused a write.',
    hint: 'HR or payroll: correct what X-ledger names, in Simployer or in the settings of X-ledger.',
  },
  SALARY_NOT_SUPPORTED: {
    severity: 'info',
    summary: 'Salaries are not sent: no way to write them to X-ledger is known.',
    hint: "Payroll: enter salaries in X-ledger. IT: ask the support of X-ledger which mutation of the API writes an employee's pay.",
  },
  WRITE_IN_DOUBT: {
    severity: 'error',
    summary: 'It is not known whether X-ledger stored a record, and it is not sent again.',
    hint: 'Payroll: look the person up in X-ledger, then IT says what is there: "npm run sync -- settle NUMBER --kind KIND --exists ID --flow employees-to-xledger", or "--absent".',
  },
  VANISHED: {
    severity: 'warning',
    summary: 'The employee is linked, but Simployer no longer returns them; nothing was ended.',
    hint: 'Payroll: enter the last day in X-ledger if they have left; otherwise HR restores them in Simployer.',
  },
  PLAN_STALE: EMPLOYEE_PROBLEMS.PLAN_STALE,
  OUT_OF_SCOPE: EMPLOYEE_PROBLEMS.OUT_OF_SCOPE,
  PROCESSING_FAILED: EMPLOYEE_PROBLEMS.PROCESSING_FAILED,
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A problem of one of these kinds. */
export const problem = problemsOf(PROBLEMS);

/** The summaries of these kinds. */
export const summaryOf = summariesOf(PROBLEMS);
