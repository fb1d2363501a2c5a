import type { DesiredEmployee, DesiredEmployeeFields, DesiredEmployeeOnCreate } from './desired-employee.ts';
import { hasError } from './problem.ts';
import { mapBankAccount } from './rules/bank-account.ts';
import { EMPLOYEE_ROWS } from './rules/employee-fields.ts';
import type { MappingContext } from './rules/employee-fields.ts';
import { mapEmployments } from './rules/employments.ts';
import { mapSalaries } from './rules/salaries.ts';
import type { SourceEmployee } from './source-employee.ts';

/**
 * What PowerOffice should hold for one person: the mapping table applied, without a look at what is there.
 * Never throws; whatever is wrong with the person is in `problems`, the employee's own first.
 */
export const mapEmployee = (source: SourceEmployee, context: MappingContext): DesiredEmployee => {
  const { settings, today } = context;
  const rows = EMPLOYEE_ROWS.map(({ map }) => map(source, context));
  const fields = rows.reduce<DesiredEmployeeFields>((all, row) => ({ ...all, ...row.fields }), {});
  const onCreate = rows.reduce<DesiredEmployeeOnCreate>((all, row) => ({ ...all, ...row.onCreate }), {});
  const ownProblems = rows.flatMap(({ problems }) => problems ?? []);
  const { bankAccount, problems: bankAccountProblems } = mapBankAccount(source, settings);
  const { employments, mainEmploymentId, problems: employmentProblems } = mapEmployments(source, settings, today);
  const { salaries, problems: salaryProblems } = mapSalaries(source, settings, today);
  return {
    sourceId: source.id,
    employeeNumber: source.employeeNumber,
    active: source.active,
    preHire: rows.some(({ preHire }) => preHire === true),
    fields,
    onCreate,
    bankAccount,
    employments,
    mainEmploymentId,
    salaries,
    problems: [...ownProblems, ...bankAccountProblems, ...employmentProblems, ...salaryProblems],
    blocked: hasError(ownProblems),
  };
};
