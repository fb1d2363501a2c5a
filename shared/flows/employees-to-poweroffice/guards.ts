/*
 * What speaks against a run as a whole, with everybody in view and before anything is written. Some of it ends the run at
 * once: nobody in Simployer, no default enterprise. A guard is softer: too many people would be touched in one way, which
 * somebody may accept who has looked at them. For example, six of twenty linked people would be archived at once: the plan
 * shows ARCHIVE_GUARD with their numbers, and a run that nobody told to accept it is given up.
 */
import type { Enterprise } from '../../vendors/poweroffice/company.ts';
import type { EnterpriseId } from '../../vendors/poweroffice/ids.ts';
import type { GuardSettings, Settings } from './settings.ts';
import { planArchive } from './plan/plan-employee.ts';
import type { ProblemCode } from './problems.ts';
import { allowedBy, toGuard } from '../../people/guards.ts';
import type { StartState } from './start-state.ts';
import type { Guard } from '../../state/plan.ts';
import { abortRun } from './aborts.ts';
import type { AbortCode } from './aborts.ts';
import { linkedRecordOf } from './match/linked-record.ts';
import type { MatchedPerson } from './match/match-people.ts';

/** How many people are linked to a record. */
export const countLinked = (states: ReadonlyMap<string, StartState>): number =>
  [...states.values()].filter((state) => linkedRecordOf(state) !== null).length;

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
 * `ARCHIVE_GUARD`: speaks against a run that would archive suspiciously many people, as when most of a company is
 * suddenly inactive.
 * @param people everybody this run would touch
 */
export const archiveGuard = (
  people: readonly MatchedPerson[],
  states: ReadonlyMap<string, StartState>,
  { guards: { archiveAbsolute, archiveShare }, mapping }: Pick<Settings, 'guards' | 'mapping'>,
): readonly Guard[] => {
  const leaving = people.filter(
    ({ desired, match }) =>
      !desired.blocked && match.kind === 'matched' && planArchive(desired, match.employee, mapping) === 'archive',
  );
  const linked = countLinked(states);
  const allowed = allowedBy(archiveAbsolute, archiveShare, linked);
  if (leaving.length <= allowed) return [];
  return [
    toGuard(
      'ARCHIVE_GUARD' satisfies AbortCode,
      `${leaving.length} employees would be archived at once; ${allowed} is the most this run may archive (${linked} are linked).`,
      leaving,
    ),
  ];
};

const OTHER_PEOPLES_RECORDS: readonly string[] = ['MATCH_CONFLICT', 'IDENTITY_CHANGED'] satisfies ProblemCode[];

/**
 * `IDENTITY_GUARD`: speaks against a run in which suspiciously many records are somebody else's, as when the keys lead to
 * another company whose people have the same numbers (ADR 24).
 * @param people everybody this run would touch
 */
export const identityGuard = (
  people: readonly MatchedPerson[],
  { identityAbsolute, identityShare }: GuardSettings,
): readonly Guard[] => {
  const strangers = people.filter(
    ({ match }) => match.kind === 'blocked' && match.problems.some(({ code }) => OTHER_PEOPLES_RECORDS.includes(code)),
  );
  const allowed = allowedBy(identityAbsolute, identityShare, people.length);
  if (strangers.length <= allowed) return [];
  return [
    toGuard(
      'IDENTITY_GUARD' satisfies AbortCode,
      `The PowerOffice records of ${strangers.length} employees look like somebody else's; ${allowed} is the most this run may leave aside (${people.length} are in scope).`,
      strangers,
    ),
  ];
};
