import { baseFieldOf } from '../../../people/intended-change.ts';
import type { IntendedChange, IntendedField } from '../../../people/intended-change.ts';
import type { FieldChange } from '../plan/diff.ts';

const toField = ({ field, from, to, value }: FieldChange): IntendedField => ({
  field,
  fromDate: null,
  from,
  to: value,
  base: baseFieldOf(null, field),
  ...(to !== value && { shownAs: to }),
});

/** The changes of an update, one a field. */
export const updates = (entity: 'employee' | 'contact', changes: readonly FieldChange[]): IntendedChange[] =>
  changes.map((change) => ({ entity, action: 'update', field: change.field, fields: [toField(change)] }));

/** The one change that makes an employee, with its fields. */
export const creates = (changes: readonly FieldChange[]): IntendedChange[] => [
  { entity: 'employee', action: 'create', fields: changes.map(toField) },
];
