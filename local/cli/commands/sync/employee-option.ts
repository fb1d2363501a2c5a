import type { Command } from 'commander';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { PERSON_ASKED_FOR } from '../../../../shared/run/start-message.ts';
import { employeeLabel } from '../../../../shared/records/values/shown-value.ts';

/** What a command takes that may be about some people only. */
export interface EmployeeOptions {
  readonly employee: readonly string[];
}

const toEmployeeNumber = (text: string, earlier: readonly string[]): readonly string[] => {
  if (!PERSON_ASKED_FOR.test(text.trim()))
    throw new ConfigurationError([
      `--employee ${employeeLabel(text) ?? '""'}: an employee number has digits only, and a Simployer id 24 of 0-9 and a-f`,
    ]);
  return [...earlier, text.trim()];
};

export const takesEmployees = (command: Command): Command =>
  command.option(
    '--employee <number>',
    'only this employee, by number or Simployer id; may be repeated',
    toEmployeeNumber,
    [],
  );

/** The people as a call of the API names them; everybody takes no word. */
export const employeesOf = ({ employee }: EmployeeOptions): { readonly employees?: readonly string[] } =>
  employee.length === 0 ? {} : { employees: employee };
