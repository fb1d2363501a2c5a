import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import type { DesiredEmployment } from '../rules/desired-employee.ts';
import { hasKey } from './employment-key.ts';
import type { PayrollKey } from './employment-key.ts';
import { matchesOf, refuse } from './employment-matching.ts';
import type { EmploymentMatch, Matching, Situation } from './employment-matching.ts';

/** Refuses, the last in precedence first, whatever would give a person two employments with one key. */
export const refuseRivals = (before: Matching, situation: Situation): Matching => {
  const rival = lastRival(matchesOf(before, situation), situation.existing);
  if (rival === null) return before;
  const { startDate, professionCode } = rival;
  const detail = `Another employment of this person has the same start ${startDate} and occupational code ${professionCode}; PowerOffice keeps one for both.`;
  return refuseRivals(refuse(before, rival, detail), situation);
};

/**
 * The last in precedence whose key would be written although another employment of the person has it then; null when
 * there is none. Employments that share a key already and are not given it now are left alone.
 */
const lastRival = (
  matches: readonly EmploymentMatch[],
  existing: readonly PayrollEmployment[],
): DesiredEmployment | null => {
  const following = matches.flatMap((match) => (match.kind === 'existing' && match.key === 'follows' ? [match] : []));
  const created = matches.filter(({ kind }) => kind === 'create');
  const untouched = existing.filter(({ id }) => !following.some((match) => match.existing.id === id));
  const keys: readonly PayrollKey[] = [...untouched, ...[...following, ...created].map(({ desired }) => desired)];
  const rival = matches.findLast(
    (match) => isGivenKey(match) && keys.filter((key) => hasKey(key, match.desired)).length > 1,
  );
  return rival?.desired ?? null;
};

/** Whether the key is written that the source has now. */
const isGivenKey = (match: EmploymentMatch): boolean =>
  match.kind === 'create' ||
  (match.kind === 'existing' && match.key === 'follows' && !hasKey(match.existing, match.desired));
