/*
 * Who is synced: those whom every list of the settings names, be it by department, office or employee number, and among
 * them those whom a run is asked for. A name that Simployer does not have is a typing error that would leave people out
 * in silence, so it ends the run before anything is written. For example, with `departments: ["Sales"]` and no
 * department of that name, the run is given up, and its message lists the departments that there are.
 */
import type { SourceEmployee } from '../model/employee.ts';
import { listKnown } from '../records/values/list-known.ts';
import { shown, shownNumber } from '../records/values/shown-value.ts';
import { trimmedText } from '../records/values/text.ts';
import { RunAbortedError } from '../run/abort.ts';

/** Who is synced. An empty list does not restrict; someone is in scope when every list that is not empty names them. */
export interface ScopeSettings {
  /** Ids or names of Simployer departments; names are compared without case. */
  readonly departments: readonly string[];
  /** Ids or names of Simployer offices; names are compared without case. */
  readonly offices: readonly string[];
  /** Employee numbers; leading zeros do not count. */
  readonly employees: readonly string[];
}

/** A department or an office: what a scope may name it by. */
export interface OrganisationUnit {
  readonly id: string;
  readonly name: string | null;
}

export interface OrganisationUnits {
  readonly departments: readonly OrganisationUnit[];
  readonly offices: readonly OrganisationUnit[];
}

const withoutLeadingZeros = (number: string): string => (trimmedText(number) ?? '').replace(/^0+(?=.)/, '');

/** Whether one of the numbers is the person's. Numbers compare without leading zeros. */
export const isAmong = (
  numbers: readonly string[],
  { employeeNumber }: Pick<SourceEmployee, 'employeeNumber'>,
): boolean =>
  employeeNumber !== null &&
  numbers.some((number) => withoutLeadingZeros(number) === withoutLeadingZeros(employeeNumber));

/** Whether a run that is asked for some means the person: by number, or by Simployer's id. */
export const isAskedFor = (asked: readonly string[], source: Pick<SourceEmployee, 'id' | 'employeeNumber'>): boolean =>
  asked.includes(source.id) || isAmong(asked, source);

/** Whom a run is asked for and who is none of the people. */
export const findUnknownPeople = (
  asked: readonly string[],
  people: readonly Pick<SourceEmployee, 'id' | 'employeeNumber'>[],
): string[] => asked.filter((one) => !people.some((person) => isAskedFor([one], person)));

/** The numbers of a setting that none of the people has. Numbers compare without leading zeros. */
const findUnknownNumbers = (
  requested: readonly string[],
  people: readonly Pick<SourceEmployee, 'employeeNumber'>[],
): string[] => requested.filter((number) => !people.some((person) => isAmong([number], person)));

const toName = (text: string | null): string | null => trimmedText(text)?.toLowerCase() ?? null;

/** Whether a word of the scope means the unit: by id, or by name without case. */
const means = (word: string, { id, name }: OrganisationUnit): boolean =>
  word === id || (toName(name) !== null && toName(word) === toName(name));

const isAmongUnits = (wanted: readonly string[], id: string | null, units: readonly OrganisationUnit[]): boolean => {
  if (wanted.length === 0) return true;
  if (id === null) return false;
  const unit = units.find((one) => one.id === id) ?? { id, name: null };
  return wanted.some((word) => means(word, unit));
};

/**
 * A department, office or number that Simployer does not have is a typing error: whoever it was meant to name would be
 * left out in silence.
 * @throws RunAbortedError CONFIGURATION_INVALID naming what is unknown, and the known departments or offices
 */
export const checkScope = (
  { departments, offices, employees }: ScopeSettings,
  company: OrganisationUnits & { readonly employees: readonly Pick<SourceEmployee, 'employeeNumber'>[] },
): void => {
  const unknown = [
    ...findUnknownUnits('scope.departments', 'department', departments, company.departments),
    ...findUnknownUnits('scope.offices', 'office', offices, company.offices),
    ...findUnknownNumbers(employees, company.employees).map(
      (number) => `settings.scope.employees: nobody in Simployer has the employee number ${shownNumber(number)}.`,
    ),
  ];
  if (unknown.length > 0) throw new RunAbortedError('CONFIGURATION_INVALID', unknown.join(' '));
};

const findUnknownUnits = (
  setting: string,
  kind: string,
  wanted: readonly string[],
  units: readonly OrganisationUnit[],
): string[] => {
  const unknown = wanted.filter((word) => !units.some((unit) => means(word, unit)));
  if (unknown.length === 0) return [];
  const known = units.map(({ id, name }) => trimmedText(name) ?? id);
  return [
    `settings.${setting}: Simployer has no ${kind} ${unknown.map((word) => shown(word)).join(', ')}; ${listKnown(known)}.`,
  ];
};

/**
 * Whether a person is to be synced: named by every scope list that is not empty, and asked for.
 * Numbers compare without leading zeros.
 * @param requested the employee numbers and Simployer ids this run was asked for; null means everybody in scope
 */
export const isInScope = (
  source: Pick<SourceEmployee, 'id' | 'employeeNumber' | 'departmentId' | 'officeId'>,
  scope: ScopeSettings,
  units: OrganisationUnits,
  requested: readonly string[] | null,
): boolean => excludedBy(source, scope, units).length === 0 && (requested === null || isAskedFor(requested, source));

/** The lists of the scope that leave a person out; none for who is in scope. */
export const excludedBy = (
  source: Pick<SourceEmployee, 'employeeNumber' | 'departmentId' | 'officeId'>,
  scope: ScopeSettings,
  units: OrganisationUnits,
): readonly (keyof ScopeSettings)[] => {
  const names = {
    departments: isAmongUnits(scope.departments, source.departmentId, units.departments),
    offices: isAmongUnits(scope.offices, source.officeId, units.offices),
    employees: scope.employees.length === 0 || isAmong(scope.employees, source),
  };
  return LISTS.filter((list) => !names[list]);
};

const LISTS = ['departments', 'offices', 'employees'] as const satisfies (keyof ScopeSettings)[];
