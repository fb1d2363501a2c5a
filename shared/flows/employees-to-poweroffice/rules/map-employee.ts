import type { DesiredEmployee, DesiredEmployeeFields, DesiredEmployeeOnCreate } from './desired-employee.ts';
import { withPlausibleDates } from '../../../model/plausible-dates.ts';
import { hasError } from '../../../records/problem.ts';
import { mapBankAccount } from './bank-account.ts';
import { EMPLOYEE_ROWS } from './employee-fields.ts';
import type { MappingContext } from './employee-row.ts';
import { mapEmployments } from './employments.ts';
import { mapSalaries } from './salaries.ts';
import type { SourceEmployee } from '../../../model/employee.ts';
import { faultProblem, ownUnreadableProblems } from './unreadable-problems.ts';

/**
 * What PowerOffice should hold for one person: the mapping table applied, without a look at what is there.
 * Never throws; whatever is wrong with the person is in `problems`, the employee's own first.
 */
export const mapEmployee = (typed: SourceEmployee, context: MappingContext): DesiredEmployee => {
  const { settings, today } = context;
  const source = withPlausibleDates(typed, today);
  const rows = EMPLOYEE_ROWS.map(({ map }) => map(source, context));
  const fields: DesiredEmployeeFields = {};
  const onCreate: DesiredEmployeeOnCreate = {};
  for (const row of rows) {
    Object.assign(fields, row.fields);
    Object.assign(onCreate, row.onCreate);
  }
  const ownProblems = [
    ...source.faults.map(faultProblem),
    ...rows.flatMap(({ problems }) => problems ?? []),
    ...ownUnreadableProblems(source),
  ];
  const { bankAccount, unusableAccount, problems: bankAccountProblems } = mapBankAccount(source, settings);
  const mapped = mapEmployments(source, settings, today);
  const { employments, mainEmploymentId, problems: employmentProblems } = mapped;
  const { salaries, problems: salaryProblems } = mapSalaries(source, mapped, settings, today);
  return {
    sourceId: source.id,
    today,
    employeeNumber: source.employeeNumber,
    // Who does not say is blocked by that fault.
    active: source.active !== false,
    preHire: rows.some(({ preHire }) => preHire === true),
    fields,
    onCreate,
    bankAccount,
    unusableAccount,
    employments,
    mainEmploymentId,
    salaries,
    problems: [...ownProblems, ...bankAccountProblems, ...employmentProblems, ...salaryProblems],
    blocked: hasError(ownProblems),
  };
};
