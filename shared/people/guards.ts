import { employeeLabel } from '../records/values/shown-value.ts';
import { trimmedText } from '../records/values/text.ts';
import { RunAbortedError } from '../run/abort.ts';
import type { Guard } from '../state/plan.ts';
import type { SourceEmployee } from '../model/employee.ts';

/** The most that a guard lets pass. @param share of all, 0 to 1 */
export const allowedBy = (absolute: number, share: number, all: number): number =>
  Math.max(absolute, Math.floor(all * share));

/** A guard that speaks of people. */
export const toGuard = (
  code: string,
  message: string,
  people: readonly { readonly source: Pick<SourceEmployee, 'id' | 'employeeNumber'> }[],
): Guard => ({ code, message, people: people.map(({ source }) => numberOrIdOf(source)) });

/**
 * How a guard names a person: by the employee number, by the Simployer id where there is none or where it may not be
 * shown as it is, such as a national id typed in its place.
 */
const numberOrIdOf = ({ id, employeeNumber }: Pick<SourceEmployee, 'id' | 'employeeNumber'>): string => {
  const label = employeeLabel(employeeNumber);
  return label === null || label !== trimmedText(employeeNumber) ? id : label;
};

/**
 * An empty company is believed only before anybody is linked.
 * @throws RunAbortedError SOURCE_EMPTY
 */
export const checkSourceIsThere = (sources: readonly SourceEmployee[], linked: number): void => {
  if (sources.length > 0 || linked === 0) return;
  throw new RunAbortedError('SOURCE_EMPTY', `Simployer returned no employees, but ${linked} are linked.`);
};
