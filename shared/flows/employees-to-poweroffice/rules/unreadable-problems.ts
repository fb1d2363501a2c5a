import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import { placeOf } from '../../../model/employee.ts';
import type { SourceEmployee } from '../../../model/employee.ts';
import { isUnreadable } from '../../../model/source-value.ts';
import type { Unreadable } from '../../../model/source-value.ts';
import { shown } from '../../../records/values/shown-value.ts';

const WHY = {
  VALUE_UNREADABLE: 'cannot be read',
  DATE_IMPLAUSIBLE: 'is a typing error (before 1900, or more than five years ahead)',
} as const satisfies Record<Unreadable['code'], string>;

const EFFECT = {
  field: 'it was not written to PowerOffice',
  employment: 'the employment was not written',
  salary: 'no salary was written',
} as const;

/**
 * A value that cannot be read, as it is told.
 *
 * @param costs what is not written for it: the field alone is a warning, an employment or a salary an error
 * @param of what the field belongs to, such as " of the employment from 2024-01-01"
 */
export const unreadableProblem = (
  { field, typed, code }: Unreadable,
  costs: keyof typeof EFFECT,
  of: string = '',
): Problem => {
  const { name, place, isSecret } = placeOf(field);
  const value = isSecret ? '' : ` ${shown(typed)}`;
  return problem(code, `The ${name}${value}${of} ${WHY[code]}; ${EFFECT[costs]}.`, {
    severity: costs === 'field' ? 'warning' : 'error',
    hint: `HR: enter the ${name} anew in Simployer > employee > ${place}.`,
  });
};

/** The employee's own values that cannot be read; the bank account, employments and compensations have rules that tell theirs. */
export const ownUnreadableProblems = (source: SourceEmployee): Problem[] =>
  [{ ...source, bankAccount: null }, source.homeAddress]
    .flatMap((record) => (isUnreadable(record) ? [] : Object.values(record).filter(isUnreadable)))
    .map((value) => unreadableProblem(value, 'field'));
