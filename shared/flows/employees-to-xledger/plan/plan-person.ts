import { problem } from '../problems.ts';
import type { Match } from '../match/match-employees.ts';
import type { DesiredEmployee } from '../rules/map-employee.ts';
import { planEmployee } from './plan-employee.ts';
import type { EmployeePlan, Situation } from './plan-employee.ts';

/**
 * What is to be written for a person of whom it is known which record is theirs, or why it is not. Whoever is not to be
 * created or changed anyway is not bothered with the latter.
 * @param linkLost the link leads to a record that no longer exists
 */
export const planPerson = (
  desired: DesiredEmployee,
  match: Exclude<Match, { kind: 'unseen' }>,
  { linkLost, ...situation }: Omit<Situation, 'record'> & { readonly linkLost: boolean },
): EmployeePlan => {
  const record = match.kind === 'matched' ? match.record : null;
  // A record elsewhere, or somebody else's, keeps nobody from not being created.
  const matters =
    match.kind === 'blocked' && desired.replacedBy === null && !desired.preHire && mattersTo(desired, match);
  const plan: EmployeePlan = matters
    ? { action: 'blocked', problems: [...match.problems, ...desired.unmet, ...desired.problems] }
    : planEmployee(desired, { ...situation, record, isLinked: situation.isLinked && !linkLost });
  return linkLost ? { ...plan, problems: [problem('LINK_LOST'), ...plan.problems] } : plan;
};

const mattersTo = ({ active }: DesiredEmployee, { problems }: Extract<Match, { kind: 'blocked' }>): boolean =>
  active || problems.every(({ code }) => code !== 'FOUND_IN_OTHER_ENTITY');
