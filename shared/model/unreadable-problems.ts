import type { MakeProblem, Problem } from '../records/problem.ts';
import { shown } from '../records/values/shown-value.ts';
import { placeOf } from './employee.ts';
import type { SourceFault } from './employee.ts';
import type { Unreadable } from './source-value.ts';

const WHY = {
  VALUE_UNREADABLE: 'cannot be read',
  DATE_IMPLAUSIBLE: 'is a typing error (before 1900, or more than five years ahead)',
} as const satisfies Record<Unreadable['code'], string>;

const EFFECT = {
  employment: 'the employment was not written',
  salary: 'no salary was written',
} as const;

/**
 * A value that cannot be read, as it is told.
 *
 * @param costs what is not written for it: the field alone is a warning, an employment or a salary an error
 * @param of what the field belongs to, such as " of the employment from 2024-01-01"
 */
export type TellUnreadable = (value: Unreadable, costs: 'field' | keyof typeof EFFECT, of?: string) => Problem;

/** How a flow tells of values that cannot be read. @param target where they are not written, by the name people know */
export const unreadableProblemsOf =
  (problem: MakeProblem<Unreadable['code']>, target: string): TellUnreadable =>
  ({ field, typed, code }, costs, of = '') => {
    const { name, place, isSecret } = placeOf(field);
    const value = isSecret ? '' : ` ${shown(typed)}`;
    const effect = costs === 'field' ? `it was not written to ${target}` : EFFECT[costs];
    return problem(code, `The ${name}${value}${of} ${WHY[code]}; ${effect}.`, {
      severity: costs === 'field' ? 'warning' : 'error',
      hint: `HR: enter the ${name} anew in Simployer > employee > ${place}.`,
    });
  };

/** How a flow tells of a row that lacks what it must have. */
export const faultProblemsOf =
  (problem: MakeProblem<'SOURCE_ROW_INVALID'>) =>
  ({ row, id, field }: SourceFault): Problem =>
    problem(
      'SOURCE_ROW_INVALID',
      row === 'employee'
        ? `Simployer's row of the employee has no usable "${field}".`
        : `Simployer's ${row} ${shown(id)} has no usable "${field}"; it is or may be this employee's.`,
    );
