/*
 * Everything that can be wrong with one person, by a code that reports, logs and the runbook share. Each has a
 * severity, a summary without any value, and a hint that says who mends it and where. `error` means that something
 * asked for was not written; a warning or an info leaves the person in order. For example, an employee without a number
 * has `NUMBER_MISSING`, an error, and HR reads in which field of Simployer to enter it.
 */
import { EMPLOYEE_PROBLEMS } from '../../model/employee-problems.ts';
import { problemsOf, summariesOf } from '../../records/problem.ts';
import type { ProblemKind } from '../../records/problem.ts';

/** Every problem of one person, in the order of the mapping table, docs/mapping.md. */
export const PROBLEMS = {
  SOURCE_ROW_INVALID: EMPLOYEE_PROBLEMS.SOURCE_ROW_INVALID,
  VALUE_UNREADABLE: {
    severity: 'warning',
    summary:
      'A value in Simployer cannot be read; its field was left alone. An error where an employment or a salary could not be written for it.',
    hint: 'HR: enter the value anew in Simployer, in the field that the message names.',
  },
  DATE_IMPLAUSIBLE: {
    severity: 'warning',
    summary:
      'A date in Simployer is before 1900, or an employment or a hire more than five years ahead; it was left alone. An error where an employment or a salary could not be written for it.',
    hint: 'HR: correct the date in Simployer, in the field that the message names.',
  },
  NUMBER_MISSING: EMPLOYEE_PROBLEMS.NUMBER_MISSING,
  NUMBER_NOT_NUMERIC: {
    severity: 'error',
    summary: 'The employee number is not a positive whole number.',
    hint: 'HR: use digits only in Simployer > employee > work > employee number; PowerOffice takes nothing else.',
  },
  NUMBER_DUPLICATE: EMPLOYEE_PROBLEMS.NUMBER_DUPLICATE,
  NUMBER_DIFFERS: {
    severity: 'warning',
    summary: 'PowerOffice knows this person under another employee number, which is never changed.',
    hint: 'Payroll: change the number in PowerOffice Go > employee if it should follow Simployer, or leave it.',
  },
  MATCH_AMBIGUOUS: {
    severity: 'error',
    summary: 'Different PowerOffice records match this person.',
    hint: 'Payroll: in PowerOffice Go, leave the external code and the number of this person on one record only.',
  },
  MATCH_CONFLICT: {
    severity: 'error',
    summary: 'A PowerOffice record carries a key of this person, but belongs to somebody else.',
    hint: 'HR and payroll: compare the two. Two people: HR gives this one an employee number of their own in Simployer. One person: make the birth date, or first and last name, agree in Simployer and PowerOffice Go, or IT links them: "npm run sync -- link NUMBER --to ID".',
  },
  POSSIBLE_DUPLICATE: {
    severity: 'error',
    summary: 'PowerOffice has a record with the same name and birth date that no key leads to; nothing was created.',
    hint: 'HR and payroll: compare the two. IT types what they find. One person: "npm run sync -- link NUMBER --to ID". Two people: "npm run sync -- link NUMBER --new".',
  },
  IDENTITY_CHANGED: {
    severity: 'error',
    summary: 'The linked PowerOffice record has another last name and another birth date than this person.',
    hint: 'HR and payroll: compare the two. One person: correct the last name or the birth date in Simployer or PowerOffice Go, so that one of them agrees, or IT lets it pass: "npm run sync -- allow NUMBER --code IDENTITY_CHANGED". Two people: IT forgets the link: "npm run sync -- unlink NUMBER".',
  },
  USER_ID_SHARED: {
    severity: 'warning',
    summary: 'Another employee has the same Simployer user.',
    hint: 'HR: give each employee a user of their own in Simployer, or remove the record that is not in use.',
  },
  LINK_LOST: {
    severity: 'warning',
    summary: 'The linked PowerOffice record no longer exists; the person was matched afresh.',
    hint: 'Payroll: nothing to do if the record was deleted on purpose; otherwise check the person in PowerOffice Go.',
  },
  NAME_MISSING: {
    severity: 'error',
    summary: 'First or last name is missing or cannot be read; PowerOffice needs both to create an employee.',
    hint: 'HR: enter first and last name in Simployer > employee > personal.',
  },
  EMAIL_INVALID: EMPLOYEE_PROBLEMS.EMAIL_INVALID,
  PHONE_INVALID: EMPLOYEE_PROBLEMS.PHONE_INVALID,
  BIRTH_DATE_INVALID: EMPLOYEE_PROBLEMS.BIRTH_DATE_INVALID,
  NATIONAL_ID_INVALID: {
    severity: 'warning',
    summary: 'The national id is not a valid fødselsnummer or D-number, and is not sent to PowerOffice.',
    hint: 'HR: correct the national id in Simployer > employee > personal, and enter it in PowerOffice Go as well.',
  },
  ADDRESS_COUNTRY_UNKNOWN: EMPLOYEE_PROBLEMS.ADDRESS_COUNTRY_UNKNOWN,
  ADDRESS_INCOMPLETE: EMPLOYEE_PROBLEMS.ADDRESS_INCOMPLETE,
  VALUE_TOO_LONG: {
    severity: 'warning',
    summary: 'A text is longer than PowerOffice takes, and was cut or left out.',
    hint: 'HR: shorten the text that the message names in Simployer > employee.',
  },
  INACTIVE_NOT_CREATED: {
    severity: 'info',
    summary: 'The employee is inactive in Simployer and unknown in PowerOffice, so not created.',
    hint: 'Nothing to do. Activate the employee in Simployer if they should be on the payroll.',
  },
  PRE_HIRE: {
    severity: 'info',
    summary: 'The employee is not active yet and has a hire date in the future; neither created nor archived.',
    hint: 'Nothing to do. The employee is synced once active in Simployer.',
  },
  ARCHIVED_BEFORE_END: {
    severity: 'warning',
    summary: 'The employee is archived while their end date lies ahead.',
    hint: 'HR: deactivate people in Simployer once their last day is over; or IT sets mapping.archive to "afterEndDate" in the settings. Payroll: check that nothing is still to be paid.',
  },
  ARCHIVE_LATER: {
    severity: 'info',
    summary: 'The employee is inactive, and is archived once their end date is over.',
    hint: 'Nothing to do. The first run after the end date archives the employee.',
  },
  ARCHIVE_REFUSED: {
    severity: 'error',
    summary: 'PowerOffice refused to archive the employee.',
    hint: 'Payroll: settle the open balances of this person in PowerOffice Go; the next run tries again.',
  },
  BANK_ACCOUNT_INVALID: {
    severity: 'warning',
    summary: 'The bank account is not a valid account number; nothing about it was sent.',
    hint: 'HR: correct the account number in Simployer > employee > financial > bank account.',
  },
  BANK_ACCOUNT_PRIVILEGE: {
    severity: 'warning',
    summary: 'The integration may not choose the account that salary is paid to (privilege EmployeeBankAccounts).',
    hint: 'IT: ask go-api@poweroffice.no for the privilege EmployeeBankAccounts; payroll chooses the account meanwhile.',
  },
  START_DATE_MISSING: {
    severity: 'error',
    summary: 'An employment has no start date.',
    hint: 'HR: enter the start date in Simployer > employee > employment > start date.',
  },
  END_BEFORE_START: {
    severity: 'error',
    summary: 'An employment ends before it starts.',
    hint: 'HR: correct start or end date in Simployer > employee > employment.',
  },
  EMPLOYMENT_REPORTED: {
    severity: 'warning',
    summary: 'The end of an employment was withdrawn, but it is already ended and reported in PowerOffice.',
    hint: 'Payroll: reopen the employment in PowerOffice Go if it goes on, or ask HR to enter a new employment.',
  },
  EMPLOYMENT_TYPE_UNMAPPED: {
    severity: 'error',
    summary: 'The employment type has no employment form in PowerOffice.',
    hint: 'IT: add the employment type to mapping.employmentForms in the settings; or HR corrects it in Simployer > employee > employment > type.',
  },
  OCCUPATION_CODE_MISSING: {
    severity: 'error',
    summary: 'The employment note does not begin with a 7-digit occupational code.',
    hint: 'HR: begin the note with the code, such as "3120105 - Computer engineer", in Simployer > employee > employment > notes.',
  },
  EMPLOYMENT_AMBIGUOUS: {
    severity: 'error',
    summary: 'It is not certain which PowerOffice employment this employment is.',
    hint: 'HR: give each employment its own start date or occupational code in Simployer > employee > employment. Payroll: remove or correct a double employment in PowerOffice Go > employee > employments.',
  },
  EMPLOYMENT_KEY_CHANGED: {
    severity: 'warning',
    summary: 'Start date or occupational code of an employment changed.',
    hint: 'Payroll: check the employments of this person in PowerOffice Go, and end the one that no longer applies.',
  },
  SALARY_DATE_DUPLICATE: {
    severity: 'warning',
    summary: 'Two salaries begin on the same date; one of them was used.',
    hint: 'HR: remove the salary that does not apply in Simployer > employee > compensation.',
  },
  PAY_PERIOD_UNSUPPORTED: {
    severity: 'error',
    summary: 'The pay period of a salary is not supported.',
    hint: 'HR: enter the salary as annual, monthly or hourly in Simployer > employee > compensation; or IT sets mapping.payPeriodFactors.',
  },
  CURRENCY_UNSUPPORTED: {
    severity: 'error',
    summary: 'The salary is not in NOK.',
    hint: 'HR: enter the salary in NOK in Simployer > employee > compensation.',
  },
  SALARY_AMOUNT_INVALID: {
    severity: 'error',
    summary: 'The salary amount is not above 0.',
    hint: 'HR: correct the amount in Simployer > employee > compensation.',
  },
  SALARY_IMPLAUSIBLE: {
    severity: 'error',
    summary:
      'The pay would become five times what PowerOffice has, or a fifth, as when annual pay is entered as monthly; it was not written.',
    hint: 'HR: correct the amount or the pay period in Simployer > employee > compensation. If it is right, IT lets exactly this pay through: "npm run sync -- allow NUMBER --code SALARY_IMPLAUSIBLE".',
  },
  SALARY_BACKDATED: {
    severity: 'info',
    summary: 'A salary begins before this month, for somebody who had one already.',
    hint: 'Payroll: work out what is due for the months between in PowerOffice Go.',
  },
  POWEROFFICE_REJECTED: {
    severity: 'error',
    summary: 'PowerOffice refused a write.',
    hint: 'HR or payroll: correct what PowerOffice names, in Simployer or in the settings of PowerOffice Go.',
  },
  WRITE_IN_DOUBT: {
    severity: 'error',
    summary: 'It is not known whether PowerOffice stored a record, and it is not sent again.',
    hint: 'Payroll: look the person up in PowerOffice Go, then IT says what is there: "npm run sync -- settle NUMBER --kind KIND --exists ID", or "--absent".',
  },
  VANISHED: {
    severity: 'warning',
    summary: 'Simployer no longer returns this employee, whom the sync remembers; nothing was archived.',
    hint: 'Payroll: archive the employee in PowerOffice Go if they have left; otherwise HR restores them in Simployer.',
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
