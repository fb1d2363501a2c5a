/*
 * The writes to PowerOffice before they are made: an update with a change for each field, a record that is made as one
 * change, and archiving. For example, a new title and a new phone number in one PATCH are two changes of the employee.
 */
import type { FieldValue } from '../../../records/field-value.ts';
import type { Change } from '../../../records/outcome.ts';
import { baseFieldOf } from '../../../people/intended-change.ts';
import type { IntendedChange, IntendedField, ShowChange } from '../../../people/intended-change.ts';
import type { PlanSettings } from '../settings.ts';
import { showChange, showCreation } from '../shown-change.ts';
import { heldIn } from './held-in.ts';

/** Where the fields of a write stand: what PowerOffice holds of them, and where their base is. */
interface Place extends Partial<Pick<IntendedField, 'fromDate'>> {
  /** The record, or the line, as it is. Null when there is none yet. */
  readonly held: object | null;
  readonly baseOf?: (field: string) => string;
}

const toIntended = ({ field, value }: FieldValue, { held, fromDate = null, baseOf }: Place): IntendedField => ({
  field,
  fromDate,
  from: heldIn(held)(field),
  to: value,
  base: baseOf?.(field) ?? null,
  // An account that the plan would make has no id yet; what it is, the step says that makes it.
  ...(field === 'SalaryBankAccountId' && { step: null }),
});

/** The changes of an update, one a field. */
export const updates = (entity: Change['entity'], fields: readonly FieldValue[], place: Place): IntendedChange[] =>
  fields.map((one) => ({ entity, action: 'update', field: one.field, fields: [toIntended(one, place)] }));

/** The one change that makes a record, with its fields. */
export const creates = (
  entity: Change['entity'],
  fields: readonly FieldValue[],
  place: Place = { held: null },
): IntendedChange[] => [{ entity, action: 'create', fields: fields.map((one) => toIntended(one, place)) }];

/** The one change that archives a record, or takes it back (IsArchived, row 6). */
export const archives = (action: 'archive' | 'unarchive', held: object | null): IntendedChange[] => [
  {
    entity: 'employee',
    action,
    fields: [toIntended({ field: 'IsArchived', value: action === 'archive' }, { held, baseOf: ofEmployee })],
  },
];

/** Where the base of a field of the employee record is. */
export const ofEmployee = (field: string): string => baseFieldOf(null, field);

/** @param values whether what a field holds is shown at all */
export const showIn =
  (values: PlanSettings['values']): ShowChange =>
  ({ entity, action, fields: [first, ...others] }) => {
    if (first === undefined || values !== 'shown') return {};
    if (action === 'update') return showChange(toReal(first));
    return action === 'create' ? showCreation(entity, [first, ...others].map(toReal)) : {};
  };

const toReal = ({ field, from, to, fromDate }: IntendedField) => ({
  field,
  from,
  to,
  ...(fromDate !== null && { fromDate }),
});
