import type { RunReport } from '../../../shared/flows/employees-to-poweroffice/report.ts';

type ReportedPerson = RunReport['employees'][number];

/** What the report says of a person, by the employee number as the source has it. @throws when they are not listed */
export const personIn = (report: RunReport, employeeNumber: string): ReportedPerson => {
  const found = report.employees.filter((employee) => employee.employeeNumber === employeeNumber);
  const [person] = found;
  if (person === undefined || found.length !== 1) throw new Error(`${employeeNumber} is listed ${found.length} times`);
  return person;
};

export const codesOf = ({ problems }: ReportedPerson): string[] => problems.map(({ code }) => code);

/** `entity action field`, one a change. */
export const changesOf = ({ changes }: ReportedPerson): string[] =>
  changes.map(({ entity, action, field }) => [entity, action, ...(field === undefined ? [] : [field])].join(' '));
