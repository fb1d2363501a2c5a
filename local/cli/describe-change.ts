/*
 * What is, or would be, written for one person, in a reader's words: what belongs together is told once, and the rest by
 * the target's names of the fields, as the reference of the mapping has them. For example, a record that was found by
 * its number gets both references of the link, which reads `to be linked: found by the employee number`.
 */
import type { Change } from '../../shared/records/outcome.ts';
import { isNew } from './change-groups.ts';
import type { ShownPerson } from './shown-run.ts';

type Person = Pick<ShownPerson, 'changes' | 'matchedBy'>;

const FOUND_BY: Readonly<Record<string, string>> = {
  externalNumber: 'found by the external number',
  reference: 'found by the import reference',
  number: 'found by the employee number',
  decision: 'somebody has said that it is this record',
};

/** Who changed what is to be written, where it was not Simployer alone. */
const byHandOf = ({ cause }: Change, target: string): string => {
  if (cause === 'target') return ` (changed by hand in ${target})`;
  return cause === 'both' ? ` (changed in Simployer, and by hand in ${target})` : '';
};

const PLANNED_ACTIONS: Readonly<Record<string, string>> = {
  archive: 'will be archived',
  unarchive: 'will be taken out of the archive',
  delete: 'will be deleted',
};

/** The references by which a record of PowerOffice is known again (rows 2 and 3). */
const isReference = ({ entity, field }: Change): boolean =>
  entity === 'employee' && (field === 'ExternalNumber' || field === 'ExternalImportReference');
const isSalaryAccount = ({ field }: Change): boolean => field === 'SalaryBankAccountId';
const isNewAccount = ({ entity, action }: Change): boolean => entity === 'bankAccount' && action === 'create';

/** Values as the document has them, without the word for what is new: that it is new is said already. */
const newValue = ({ to }: Change): string => (to ?? '').replaceAll(' new from ', ' from ');

/** A value that a plan shows; null is a field that is empty. */
const valueOf = (value: string | null): string => value ?? '(empty)';

const nameOf = ({ entity, field }: Change): string => (entity === 'employment' ? `employment ${field}` : (field ?? ''));

/** Something to be made: `new employment from 2026-01-01, code 7212104, Permanent`; of somebody new without "new". */
const describeCreation = (change: Change, ofNewPerson: boolean): string => {
  const isShown = change.to !== undefined && change.to !== 'changed';
  const value = isShown ? newValue(change) : '';
  const words = (what: string): string => [...(ofNewPerson ? [] : ['new']), what, value].join(' ').trim();
  switch (change.entity) {
    case 'employee':
      return value === '' ? 'employee' : value;
    case 'bankAccount':
      return words('bank account');
    case 'salary':
      return words(ofNewPerson && isShown ? '' : 'pay');
    default:
      return words(change.entity);
  }
};

/** A change of a plan, with its values as far as they may be seen: `JobTitle: Welder -> Foreman`. */
const describePlannedChange = (change: Change, ofNewPerson: boolean, target: string): string => {
  const { action, from, to } = change;
  const byHand = byHandOf(change, target);
  if (action === 'create') return describeCreation(change, ofNewPerson);
  if (action !== 'update') return `${PLANNED_ACTIONS[action] ?? action}${byHand}`;
  if (isSalaryAccount(change)) return `another salary account${byHand}`;
  if (to === undefined) return `${nameOf(change)}${byHand}`;
  if (ofNewPerson && from === null) return `${nameOf(change)}: ${valueOf(to)}`;
  return from === undefined
    ? `${nameOf(change)} ${to}${byHand}`
    : `${nameOf(change)}: ${valueOf(from)} -> ${valueOf(to)}${byHand}`;
};

/** A plan of one person. */
const describePlanned = (
  { changes, matchedBy = null }: Person,
  ofNewPerson: boolean,
  target: string,
): readonly string[] => {
  const foundBy = FOUND_BY[matchedBy ?? ''];
  // A reference that leads to somebody else is worth a look; one that is empty is what linking fills.
  const isLinking = (change: Change): boolean =>
    foundBy !== undefined && isReference(change) && (change.from ?? null) === null;
  const hasNewAccount = changes.some(isNewAccount) && changes.some(isSalaryAccount);
  return [
    ...(changes.some(isLinking) ? [`to be linked: ${foundBy}`] : []),
    ...changes
      .filter((change) => !isLinking(change) && !(hasNewAccount && isSalaryAccount(change)))
      .map((change) =>
        hasNewAccount && isNewAccount(change)
          ? `${ofNewPerson ? '' : 'new '}salary account`
          : describePlannedChange(change, ofNewPerson, target),
      ),
  ];
};

const DONE_ENTITIES: Readonly<Record<string, string>> = { bankAccount: 'bank account', salary: 'pay' };
const doneName = (entity: string): string => DONE_ENTITIES[entity] ?? entity;

/** What was written, without values: `employee: LastName, PhoneNumber`, `new pay`. */
const describeDone = ({ changes }: Person): readonly string[] => {
  const isLinked = changes.filter(isReference).length > 1;
  const hasNewAccount = changes.some(isNewAccount) && changes.some(isSalaryAccount);
  const told = changes.filter(
    (change) => !(isLinked && isReference(change)) && !(hasNewAccount && isSalaryAccount(change)),
  );
  const groups = Map.groupBy(told, (change) => {
    const { entity, action } = change;
    if (hasNewAccount && isNewAccount(change)) return 'new salary account';
    if (isSalaryAccount(change)) return 'another salary account';
    return action === 'update'
      ? `${doneName(entity)}:`
      : action === 'create'
        ? `new ${doneName(entity)}`
        : `${action}d`;
  });
  return [
    ...(isLinked ? ['linked'] : []),
    ...[...groups].map(([what, group]) =>
      what.endsWith(':') ? `${what} ${group.flatMap(({ field }) => field ?? []).join(', ')}` : what,
    ),
  ];
};

/** What is, or would be, written for one person. @param target the system, as people call it */
export const describeChanges = (person: ShownPerson, isPlan: boolean, target: string): readonly string[] =>
  isPlan ? describePlanned(person, isNew(person), target) : describeDone(person);
