import type { Change } from '../../shared/records/outcome.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  employee: 'employee',
  bankAccount: 'bank account',
  employment: 'employment',
  salary: 'salary',
};

const BY_HAND: Readonly<Record<string, string>> = {
  target: ' (changed by hand in PowerOffice)',
  both: ' (changed in Simployer, and by hand in PowerOffice)',
};

const nameOf = (entity: string): string => ENTITIES[entity] ?? entity;

/** A value that a plan shows; null is a field that is empty. */
const valueOf = (value: string | null): string => value ?? '(empty)';

/** A change of a plan, with its values as far as they may be seen: `JobTitle: Welder -> Foreman`. */
const describePlanned = ({ entity, action, field, from, to, cause }: Change): string => {
  const byHand = BY_HAND[cause ?? ''] ?? '';
  if (action === 'create') return `new ${nameOf(entity)}${to === undefined || to === 'changed' ? '' : `: ${to}`}`;
  if (action !== 'update') return `${action}${byHand}`;
  if (to === undefined) return `${field}${byHand}`;
  return from === undefined ? `${field} ${to}${byHand}` : `${field}: ${valueOf(from)} -> ${valueOf(to)}${byHand}`;
};

/** What was written, without values: `employee: LastName, PhoneNumber`, `new salary`. */
const describeDone = (changes: readonly Change[]): readonly string[] =>
  [
    ...Map.groupBy(changes, ({ entity, action }) =>
      action === 'update' ? `${nameOf(entity)}:` : action === 'create' ? `new ${nameOf(entity)}` : `${action}d`,
    ),
  ].map(([what, group]) => [what, group.flatMap(({ field }) => field ?? []).join(', ')].join(' ').trim());

/** What is, or would be, written for one person. */
export const describeChanges = (changes: readonly Change[], isPlan: boolean): readonly string[] =>
  isPlan ? changes.map(describePlanned) : describeDone(changes);
