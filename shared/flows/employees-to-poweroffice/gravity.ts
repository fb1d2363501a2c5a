import type { Change, Outcome } from '../../records/outcome.ts';
import { hasError } from '../../records/problem.ts';

/**
 * What becomes of a person, the gravest first. Somebody has one of them: the gravest that any of their changes has.
 * `blocked` is somebody for whom nothing is written because something is wrong, `none` everybody else.
 */
export const GRAVITIES = ['archived', 'payCut', 'secondEmployment', 'changed', 'created', 'blocked', 'none'] as const;
export type Gravity = (typeof GRAVITIES)[number];

type Person = Pick<Outcome, 'changes' | 'problems'>;

/** A plan shows pay that falls as `-7.3 % from 2023-05-01`, or `-less than 0.1 % ...`: see showChange. */
const isPayCut = ({ entity, to }: Change): boolean => entity === 'salary' && /(?:^| )-(?:\d|less than)/.test(to ?? '');

/** Somebody's start date or occupational code has changed, and a second employment comes of it (StartDate and ProfessionCode, rows 27 and 34). */
const isSecondEmployment = ({ changes, problems }: Person): boolean =>
  changes.some(({ entity, action }) => entity === 'employment' && action === 'create') &&
  problems.some(({ code }) => code === 'EMPLOYMENT_KEY_CHANGED');

/** What a plan does to a person, or a run has done. */
export const gravityOf = (person: Person): Gravity => {
  const { changes, problems } = person;
  if (changes.length === 0) return hasError(problems) ? 'blocked' : 'none';
  if (changes.some(({ action }) => action === 'archive')) return 'archived';
  if (changes.some(isPayCut)) return 'payCut';
  if (isSecondEmployment(person)) return 'secondEmployment';
  return changes.some(({ entity, action }) => entity === 'employee' && action === 'create') ? 'created' : 'changed';
};
