import type { DesiredEmployee } from '../rules/desired-employee.ts';
import { describeIdentity, isSamePerson, isSomebodyElse } from '../../../records/identity.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import { shownNumber } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { findHits, KEY_WORDS } from './employee-index.ts';
import type { EmployeeIndex, Hit, StoredLink } from './employee-index.ts';

export type Match =
  | { readonly kind: 'matched'; readonly employee: PayrollEmployee }
  | { readonly kind: 'none' }
  /** Nothing may be written for the person. */
  | { readonly kind: 'blocked'; readonly problems: readonly Problem[] }
  /**
   * The linked record is not among those read, which a replica that lags can cause as well as a deletion. Nothing may
   * be concluded before the record was asked for by its id: add it to the index, or match again with `linkIsGone`.
   */
  | { readonly kind: 'unseen'; readonly link: number };

/**
 * The PowerOffice record of one person (rule ExternalNumber, row 2): by somebody's decision or the stored link, then
 * ExternalNumber, then ExternalImportReference, then Number. Keys that lead to different records, or to the record of another human, block
 * the person: a wrong match pays the wrong one.
 */
export const matchEmployee = (
  desired: DesiredEmployee,
  { index, ...stored }: StoredLink & { readonly index: EmployeeIndex },
): Match => matchHits(desired, stored, findHits(desired, stored, index), index);

/** As `matchEmployee`, from the hits that still count for the person. */
export const matchHits = (
  desired: DesiredEmployee,
  { link, linkIsGone, mayDiffer }: StoredLink,
  hits: readonly Hit[],
  index: EmployeeIndex,
): Match => {
  if (link !== null && !linkIsGone && !index.byId.has(link)) return { kind: 'unseen', link };
  const [first] = hits;
  if (first === undefined) return { kind: 'none' };
  if (hits.some(({ record }) => record.id !== first.record.id)) {
    return { kind: 'blocked', problems: [problem('MATCH_AMBIGUOUS', describeHits(hits))] };
  }
  const stranger = findStranger(desired, first, mayDiffer);
  if (stranger !== null) return { kind: 'blocked', problems: [stranger] };
  return { kind: 'matched', employee: first.record };
};

const describeHits = (hits: readonly Hit[]): string => {
  const byRecord = Map.groupBy(hits, ({ record }) => record.id);
  const records = [...byRecord].map(
    ([id, found]) => `record ${id} by ${found.map(({ key }) => KEY_WORDS[key]).join(' and ')}`,
  );
  return `Different PowerOffice records match this person: ${records.join(', ')}.`;
};

/**
 * Why the record is not this person's, although a key of theirs leads to it; null when it is (ExternalNumber, row 2;
 * ADR 24). A link is believed until both last name and birth date speak against it, unless somebody has allowed just
 * that; any other key only when the record looks like the person; and a number alone not when the record carries
 * somebody's other key.
 */
const findStranger = (
  { fields }: DesiredEmployee,
  { key, record }: Hit,
  mayDiffer: StoredLink['mayDiffer'],
): Problem | null => {
  const compared = (): string => `is ${describeIdentity(record)}; Simployer has ${describeIdentity(fields)}`;
  if (key === 'link' || key === 'decision') {
    return isSomebodyElse(fields, record) && !mayDiffer(fields, record)
      ? problem('IDENTITY_CHANGED', `PowerOffice record ${record.id}, linked to this person, ${compared()}.`)
      : null;
  }
  if (key === 'number') {
    const recordWithNumber = `PowerOffice record ${record.id} has the number ${shownNumber(record.number)}, but carries another`;
    if (isOther(record.externalNumber, fields.externalNumber)) {
      return problem('MATCH_CONFLICT', `${recordWithNumber} external number, ${shownNumber(record.externalNumber)}.`);
    }
    if (isOther(record.externalImportReference, fields.externalImportReference)) {
      return problem('MATCH_CONFLICT', `${recordWithNumber} import reference.`);
    }
  }
  return isSamePerson(fields, record)
    ? null
    : problem('MATCH_CONFLICT', `PowerOffice record ${record.id}, found by ${KEY_WORDS[key]}, ${compared()}.`);
};

const isOther = (held: string | null, own: string | undefined): boolean =>
  trimmedText(held) !== null && trimmedText(held) !== own;
