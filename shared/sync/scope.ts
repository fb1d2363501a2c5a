import type { SourceEmployee } from '../employee/source-employee.ts';
import { trimmedText } from '../employee/values/text.ts';
import type { ScopeSettings } from '../config/settings.ts';

/** A department or an office: what a scope may name it by. */
export interface NamedPlace {
  readonly id: string;
  readonly name: string | null;
}

export interface Places {
  readonly departments: readonly NamedPlace[];
  readonly offices: readonly NamedPlace[];
}

const withoutLeadingZeros = (number: string): string => (trimmedText(number) ?? '').replace(/^0+(?=.)/, '');

const isAmong = (numbers: readonly string[], { employeeNumber }: Pick<SourceEmployee, 'employeeNumber'>): boolean =>
  employeeNumber !== null &&
  numbers.some((number) => withoutLeadingZeros(number) === withoutLeadingZeros(employeeNumber));

/** The numbers asked for that none of the people has. Numbers compare without leading zeros. */
export const findUnknownNumbers = (
  requested: readonly string[],
  people: readonly Pick<SourceEmployee, 'employeeNumber'>[],
): string[] => requested.filter((number) => !people.some((person) => isAmong([number], person)));

const names = (wanted: readonly string[], id: string | null, places: readonly NamedPlace[]): boolean => {
  if (wanted.length === 0) return true;
  if (id === null) return false;
  const name = places.find((place) => place.id === id)?.name?.toLowerCase();
  return wanted.some((one) => one === id || one.toLowerCase() === name);
};

/**
 * Whether a person is to be synced: named by every scope list that is not empty, and by the numbers asked for.
 * Numbers compare without leading zeros.
 * @param requested the employee numbers this run was asked for; null means everybody in scope
 */
export const isInScope = (
  source: Pick<SourceEmployee, 'employeeNumber' | 'departmentId' | 'officeId'>,
  scope: ScopeSettings,
  places: Places,
  requested: readonly string[] | null,
): boolean =>
  names(scope.departments, source.departmentId, places.departments) &&
  names(scope.offices, source.officeId, places.offices) &&
  (scope.employees.length === 0 || isAmong(scope.employees, source)) &&
  (requested === null || isAmong(requested, source));
