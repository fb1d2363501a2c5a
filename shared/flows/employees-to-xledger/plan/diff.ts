/*
 * What X-ledger does not hold as it is wanted: of the employee, which is one write, and of its contact, which is another.
 * Values are compared in the form that their row says; what is not wanted is not looked at. For example, an e-mail address
 * in other letters is no change, and of an address whose town differs all parts are sent.
 */
import type { FieldValue } from '../../../records/field-value.ts';
import type { ComparedField } from '../../../records/link.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import type { KeptField, Wanted } from '../rules/mapping-row.ts';
import { MAPPING_ROWS } from '../rules/mapping-table.ts';

/** A field that is to be written, with what a person may see of it: null is empty, or not to be seen. */
export interface FieldChange extends FieldValue {
  readonly from: string | null;
  readonly to: string | null;
  /** Whether X-ledger has shown another value that nobody is to see, as an account. */
  readonly overwritesHidden?: boolean;
}

/** What is to be written on the employee and on its contact. */
export interface Changes {
  readonly employee: readonly FieldChange[];
  readonly contact: readonly FieldChange[];
}

/** Every field that is kept equal. */
export const KEPT_FIELDS: readonly KeptField[] = MAPPING_ROWS.flatMap(({ kept }) => kept ?? []);

/** Every field that a change may name, beside the hidden ones and what is set on create. */
export const KEPT_FIELD_NAMES: readonly string[] = KEPT_FIELDS.map(({ field }) => field);

const differs = ({ held, comparedAs }: KeptField, { value }: Wanted, record: XledgerEmployee | null): boolean => {
  const known = record === null ? null : trimmedText(held(record));
  return value === null ? known !== null : known === null || comparedAs(value) !== comparedAs(known);
};

/**
 * The fields that X-ledger does not hold as they are wanted, in the table's order.
 * @param fields a field that is not there is left alone; null clears it
 * @param record null for everything that a new one is made of
 * @param writesContact whether the contact gets what belongs there
 */
export const diffFields = (
  fields: Readonly<Record<string, Wanted>>,
  record: XledgerEmployee | null,
  writesContact: boolean,
): Changes => {
  const compared = KEPT_FIELDS.flatMap((kept) => {
    const wanted = Object.hasOwn(fields, kept.field) ? fields[kept.field] : undefined;
    if (wanted === undefined || !mayBeWritten(kept, record, writesContact)) return [];
    return [{ kept, wanted, isChanged: differs(kept, wanted, record) }];
  });
  const changedGroups = new Set(compared.flatMap(({ kept: { group }, isChanged }) => (isChanged && group) || []));
  const changed = compared.filter(
    ({ kept: { group }, isChanged }) => isChanged || (group !== undefined && changedGroups.has(group)),
  );
  const of = (entity: KeptField['entity']): FieldChange[] =>
    changed.filter(({ kept }) => kept.entity === entity).map(({ kept, wanted }) => toChange(kept, wanted, record));
  return { employee: of('employee'), contact: of('contact') };
};

const mayBeWritten = (
  { entity, isOnContact, written, held }: KeptField,
  record: XledgerEmployee | null,
  writesContact: boolean,
): boolean => {
  if (entity === 'contact' && !writesContact) return false;
  if (record === null) return true;
  if (written === 'onCreate' || (isOnContact && record.contact === null)) return false;
  return written !== 'whenEmpty' || held(record) === null;
};

const toChange = (
  { field, held, heldAs = held }: KeptField,
  { value, shownAs }: Wanted,
  record: XledgerEmployee | null,
): FieldChange => ({
  field,
  value,
  from: record === null ? null : heldAs(record),
  to: shownAs ?? value,
});

/** Whether something is wanted that the contact shows, while X-ledger shows none. */
export const waitsForContact = (fields: Readonly<Record<string, Wanted>>, record: XledgerEmployee): boolean =>
  record.contact === null && KEPT_FIELDS.some(({ field, isOnContact }) => isOnContact && Object.hasOwn(fields, field));

/**
 * The fields that are kept equal, as they are wanted and as X-ledger holds them: what a base is made of.
 * @param record as it was read; null of one that was just made
 * @param written the fields that X-ledger has taken since, each with the value that was wanted
 */
export const compareFields = (
  fields: Readonly<Record<string, Wanted>>,
  record: XledgerEmployee | null,
  written: ReadonlySet<string> = new Set(),
): readonly ComparedField[] =>
  KEPT_FIELDS.filter(({ isOnContact }) => !isOnContact || record === null || record.contact !== null).map(
    ({ field, held, comparedAs }) => {
      const value = Object.hasOwn(fields, field) ? fields[field]?.value : undefined;
      const wanted = value && comparedAs(value);
      if (written.has(field)) return { field, wanted, held: wanted };
      const known = record === null ? undefined : trimmedText(held(record));
      return { field, wanted, held: known && comparedAs(known) };
    },
  );
