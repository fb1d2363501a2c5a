import type { SourceEmployee } from '../model/employee.ts';

/** So many others who hold a number are named. */
const MOST_TOLD = 5;

/**
 * The numbers, as typed, of others who hold somebody's employee number: a few of them, for a message has them, and there
 * may be as many as there are people.
 * @param holders all who hold it
 */
export const numbersOfOthers = (
  { id }: Pick<SourceEmployee, 'id'>,
  holders: readonly Pick<SourceEmployee, 'id' | 'employeeNumber'>[],
): readonly string[] =>
  holders
    .slice(0, MOST_TOLD + 1)
    .filter((other) => other.id !== id)
    .slice(0, MOST_TOLD)
    .map(({ employeeNumber }) => employeeNumber ?? '');
