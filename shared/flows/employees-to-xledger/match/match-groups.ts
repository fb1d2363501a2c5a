import type { Match } from './match-employees.ts';
import type { EmployeePlan } from '../plan/plan-employee.ts';

/** How people were matched, in the order of a report. */
export const MATCH_GROUPS = ['linked', 'byCode', 'byLooseCode', 'new', 'blocked'] as const;
export type MatchGroup = (typeof MATCH_GROUPS)[number];

/** The group of the records that are nobody's. */
export const ONLY_IN_XLEDGER = 'onlyInXledger';

/** What somebody has decided is as good as a link. */
const GROUPS = { decision: 'linked', link: 'linked', code: 'byCode', looseCode: 'byLooseCode' } as const;

/**
 * How a person was matched.
 * @returns null for somebody who is neither matched nor to be created, such as one who is inactive
 */
export const matchGroupOf = (match: Match, { action }: Pick<EmployeePlan, 'action'>): MatchGroup | null => {
  if (match.kind === 'blocked') return 'blocked';
  if (match.kind === 'matched') return GROUPS[match.by];
  if (action === 'create') return 'new';
  return action === 'blocked' ? 'blocked' : null;
};
