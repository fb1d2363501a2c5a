import type { Enterprise } from '../../vendors/poweroffice/company.ts';
import type { EnterpriseId } from '../../vendors/poweroffice/ids.ts';
import type { GuardSettings, Settings } from './settings.ts';
import { planArchive } from './plan/plan-employee.ts';
import type { ProblemCode } from './problems.ts';
import type { SourceEmployee } from '../../model/employee.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import { trimmedText } from '../../records/values/text.ts';
import type { EmployeeState } from './state.ts';
import { abortRun } from './aborts.ts';
import type { MatchedPerson } from './match/match-people.ts';

/** How many people are linked to a record. */
export const countLinked = (states: ReadonlyMap<string, EmployeeState>): number =>
  [...states.values()].filter(({ record }) => record !== null).length;

/**
 * An empty company is believed only before anybody is linked.
 * @throws RunAbortedError SOURCE_EMPTY
 */
export const checkSourceIsThere = (
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, EmployeeState>,
): void => {
  const linked = countLinked(states);
  if (sources.length > 0 || linked === 0) return;
  throw abortRun('SOURCE_EMPTY', `Simployer returned no employees, but ${linked} are linked.`);
};

/**
 * PowerOffice's default enterprise (EnterpriseId, row 35; PowerOffice fact 50).
 * @throws RunAbortedError ENTERPRISE_DEFAULT_MISSING when there is none, or more than one
 */
export const defaultEnterprise = (enterprises: readonly Pick<Enterprise, 'id' | 'isDefault'>[]): EnterpriseId => {
  const [first, ...others] = enterprises.filter(({ isDefault }) => isDefault);
  if (first !== undefined && others.length === 0) return first.id;
  throw abortRun(
    'ENTERPRISE_DEFAULT_MISSING',
    `PowerOffice has ${first === undefined ? 'no' : others.length + 1} default enterprises among ${enterprises.length}; exactly one is needed.`,
  );
};

/**
 * Refuses a run that would archive suspiciously many people, as when most of a company is suddenly inactive.
 * @param people everybody this run would touch
 * @throws RunAbortedError ARCHIVE_GUARD
 */
export const checkArchiveGuard = (
  people: readonly MatchedPerson[],
  states: ReadonlyMap<string, EmployeeState>,
  { guards: { archiveAbsolute, archiveShare }, mapping }: Pick<Settings, 'guards' | 'mapping'>,
): void => {
  const leaving = people.filter(
    ({ desired, match }) =>
      !desired.blocked && match.kind === 'matched' && planArchive(desired, match.employee, mapping) === 'archive',
  );
  const linked = countLinked(states);
  const allowed = Math.max(archiveAbsolute, Math.floor(linked * archiveShare));
  if (leaving.length <= allowed) return;
  throw abortRun(
    'ARCHIVE_GUARD',
    `${leaving.length} employees would be archived at once; ${allowed} is the most this run may archive (${linked} are linked).`,
    leaving.map(({ source }) => numberOrIdOf(source)),
  );
};

const OTHER_PEOPLES_RECORDS: readonly string[] = ['MATCH_CONFLICT', 'IDENTITY_CHANGED'] satisfies ProblemCode[];

/**
 * Refuses a run in which suspiciously many records are somebody else's, as when the keys lead to another company whose
 * people have the same numbers (ADR 24).
 * @param people everybody this run would touch
 * @throws RunAbortedError IDENTITY_GUARD
 */
export const checkIdentityGuard = (
  people: readonly MatchedPerson[],
  { identityAbsolute, identityShare }: GuardSettings,
): void => {
  const strangers = people.filter(
    ({ match }) => match.kind === 'blocked' && match.problems.some(({ code }) => OTHER_PEOPLES_RECORDS.includes(code)),
  );
  const allowed = Math.max(identityAbsolute, Math.floor(people.length * identityShare));
  if (strangers.length <= allowed) return;
  throw abortRun(
    'IDENTITY_GUARD',
    `The PowerOffice records of ${strangers.length} employees look like somebody else's; ${allowed} is the most this run may leave aside (${people.length} are in scope).`,
    strangers.map(({ source }) => numberOrIdOf(source)),
  );
};

/**
 * How a guard names a person: by the employee number, by the Simployer id where there is none or where it may not be
 * shown as it is, such as a national id typed in its place.
 */
const numberOrIdOf = ({ id, employeeNumber }: SourceEmployee): string => {
  const label = employeeLabel(employeeNumber);
  return label === null || label !== trimmedText(employeeNumber) ? id : label;
};
