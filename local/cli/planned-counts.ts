import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import type { Totals } from '../../shared/records/outcome.ts';
import { hasError } from '../../shared/records/problem.ts';
import { isArchived, isBlocked, isNew } from './change-groups.ts';
import type { ShownPerson } from './shown-run.ts';

/** What would come of people, in the words of plans. */
const WOULD_BE = {
  created: 'new',
  updated: 'changed',
  unchanged: 'unchanged',
  skipped: 'skipped',
  failed: 'with errors',
} as const;

/**
 * The totals of a plan whose people were not read: `18 new, 7 changed, 11 with errors`. They do not say of somebody with
 * an error whether something is written all the same. Empty when there is nobody.
 */
export const countPlannedTotals = (totals: Omit<Totals, 'inScope'>): string =>
  OUTCOMES.filter((kind) => totals[kind] > 0)
    .map((kind) => `${totals[kind]} ${WOULD_BE[kind]}`)
    .join(', ');

/**
 * What will be in the target once the plan is carried out: `6 new, 3 of them incomplete, 2 changed, 1 blocked`. Somebody
 * with an error is there all the same when something is written for them, and blocked when nothing is.
 */
export const countPlanned = (employees: readonly ShownPerson[]): string => {
  const written = employees.filter(({ changes }) => changes.length > 0);
  const rest = employees.filter(({ changes }) => changes.length === 0);
  const created = written.filter(isNew);
  const archived = written.filter(isArchived);
  const changed = written.filter((person) => !isNew(person) && !isArchived(person));
  const blocked = rest.filter(isBlocked);
  const skipped = rest.filter(({ outcome }) => outcome === 'skipped');
  const unchanged = rest.length - blocked.length - skipped.length;
  return [
    count('green', created.length, 'new') + incompleteOf(created),
    count('cyan', changed.length, 'changed') + incompleteOf(changed),
    ...(archived.length === 0 ? [] : [count('red', archived.length, 'archived')]),
    count('gray', unchanged, 'unchanged'),
    count('yellow', skipped.length, 'skipped'),
    count('red', blocked.length, 'blocked'),
  ].join(', ');
};

const count = (colour: Parameters<typeof styleText>[0], number: number, what: string): string =>
  number === 0 ? `0 ${what}` : styleText(colour, `${number} ${what}`);

const incompleteOf = (people: readonly ShownPerson[]): string => {
  const incomplete = people.filter(({ problems }) => hasError(problems)).length;
  return incomplete === 0 ? '' : `, ${incomplete} of them incomplete`;
};
