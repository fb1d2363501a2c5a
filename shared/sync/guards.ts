import type { Settings } from '../config/settings.ts';
import { planArchive } from '../employee/plan/plan-employee.ts';
import type { SourceEmployee } from '../employee/source-employee.ts';
import type { EmployeeState } from '../state/employee-state.ts';
import { RunAbortedError } from './abort.ts';
import type { MatchedPerson } from './match-people.ts';

const isLinked = ({ powerOfficeEmployeeId }: EmployeeState): boolean => powerOfficeEmployeeId !== null;

/**
 * An empty company is believed only before anybody is linked.
 * @throws RunAbortedError SOURCE_EMPTY
 */
export const checkSourceIsThere = (
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, EmployeeState>,
): void => {
  const linked = [...states.values()].filter(isLinked).length;
  if (sources.length > 0 || linked === 0) return;
  throw new RunAbortedError('SOURCE_EMPTY', `Simployer returned no employees, but ${linked} are linked.`);
};

/**
 * Row 35: PowerOffice's default enterprise.
 * @throws RunAbortedError ENTERPRISE_DEFAULT_MISSING when there is none, or more than one
 */
export const defaultEnterprise = (
  enterprises: readonly { readonly id: number; readonly isDefault: boolean }[],
): number => {
  const [first, ...others] = enterprises.filter(({ isDefault }) => isDefault);
  if (first !== undefined && others.length === 0) return first.id;
  throw new RunAbortedError(
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
  ).length;
  const linked = [...states.values()].filter(isLinked).length;
  const allowed = Math.max(archiveAbsolute, Math.floor(linked * archiveShare));
  if (leaving <= allowed) return;
  throw new RunAbortedError(
    'ARCHIVE_GUARD',
    `${leaving} employees would be archived at once; ${allowed} is the most this run may archive (${linked} are linked).`,
  );
};
