import type { Change, Outcome } from '../../records/outcome.ts';
import { hasError } from '../../records/problem.ts';

/**
 * What becomes of a person, or of a leave, the gravest first. Each has one of them: the gravest that any of its changes has.
 * `blocked` is one for which nothing is written because something is wrong, `none` every other.
 */
export const GRAVITIES = [
  'deleted',
  'archived',
  'payCut',
  'secondEmployment',
  'changed',
  'created',
  'blocked',
  'none',
] as const;
export type Gravity = (typeof GRAVITIES)[number];

type Person = Pick<Outcome, 'changes' | 'problems'>;

/** A plan shows pay that falls as `-7.3 % from 2023-05-01`, or `-less than 0.1 % ...`: see showChange. */
const isPayCut = ({ entity, to }: Change): boolean => entity === 'salary' && /(?:^| )-(?:\d|less than)/.test(to ?? '');

/** Somebody's start date or occupational code has changed, and a second employment comes of it (StartDate and ProfessionCode, rows 27 and 34). */
const isSecondEmployment = ({ changes, problems }: Person): boolean =>
  changes.some(({ entity, action }) => entity === 'employment' && action === 'create') &&
  problems.some(({ code }) => code === 'EMPLOYMENT_KEY_CHANGED');

/** What a record is called among the changes of its own, in flows of people and of leaves. */
const RECORDS = ['employee', 'leave'];

/** What a plan does to a person or a leave, or a run has done. */
export const gravityOf = (person: Person): Gravity => {
  const { changes, problems } = person;
  if (changes.length === 0) return hasError(problems) ? 'blocked' : 'none';
  if (changes.some(({ entity, action }) => RECORDS.includes(entity) && action === 'delete')) return 'deleted';
  if (changes.some(({ action }) => action === 'archive')) return 'archived';
  if (changes.some(isPayCut)) return 'payCut';
  if (isSecondEmployment(person)) return 'secondEmployment';
  return changes.some(({ entity, action }) => RECORDS.includes(entity) && action === 'create') ? 'created' : 'changed';
};
