/*
 * How a change is shown to somebody who has to say yes to it: what X-ledger holds, and what it is to hold. National id,
 * account number and gender read `changed`; a reference reads as what it leads to; everything else stands as it is, on
 * one line. For example, a title that becomes another reads from "Foreman" to "Welder", though their ids are written.
 */
import type { IntendedField, ShowChange } from '../../people/intended-change.ts';
import type { FieldValue } from '../../records/field-value.ts';
import { employeeLabel, shownPhone, shownWhole } from '../../records/values/shown-value.ts';
import { HIDDEN_FIELDS } from './rules/mapping-row.ts';

const SECRET_FIELDS: ReadonlySet<string> = new Set([...HIDDEN_FIELDS, 'gender.code']);
const PHONE_FIELDS: ReadonlySet<string> = new Set(['phone', 'phone2']);

/** What stands in the place of a value that is not shown. */
const CHANGED = 'changed';

const showValue = (field: string, value: FieldValue['value']): string | null => {
  if (value === null || value === '') return null;
  const text = String(value);
  if (field === 'code') return employeeLabel(text);
  return PHONE_FIELDS.has(field) ? shownPhone(text) : shownWhole(text);
};

/** One field, with what a person may see of it. */
export const showField = ({
  field,
  from,
  to,
  shownAs = to,
}: Pick<IntendedField, 'field' | 'from' | 'to' | 'shownAs'>): ReturnType<ShowChange> =>
  SECRET_FIELDS.has(field) ? { to: CHANGED } : { from: showValue(field, from), to: showValue(field, shownAs) };

/** @param values whether what a field holds is shown at all */
export const showIn =
  (values: 'shown' | 'names-only'): ShowChange =>
  ({ action, fields }) => {
    const [first] = fields;
    if (first === undefined || values !== 'shown') return {};
    if (action === 'create') return { to: showCreation(fields) };
    return showField(first);
  };

/** What an employee that is to be made is known by: the birth date and the first day. */
const showCreation = (fields: readonly IntendedField[]): string =>
  [
    ['born', 'birthday'],
    ['from', 'employmentFrom'],
  ]
    .flatMap(([before, name]) => {
      const found = fields.find(({ field }) => field === name);
      return found === undefined ? [] : [`${before} ${showValue(found.field, found.to) ?? ''}`];
    })
    .join(', ');
