/*
 * A write before it is made: which record and which fields, with what PowerOffice holds and what it is to hold. Of one
 * that was made the names are left; a plan shows the values too, as far as a person may see them, and puts the real
 * ones into its digest. For example, the title of Kari's record is to be "Welder" where payroll has typed "Foreman": the
 * change of `JobTitle` reads from "Foreman" to "Welder" in a plan, and only `JobTitle` once it was written.
 */
import type { FieldValue } from '../../../records/field-value.ts';
import type { Cause, Change } from '../../../records/outcome.ts';
import { baseFieldOf, heldIn } from '../field-difference.ts';
import type { IntendedField } from '../field-difference.ts';
import type { PlanSettings } from '../settings.ts';
import { showChange, showCreation } from '../shown-change.ts';

/** A change that is to be made, and the fields that it is made of. */
export interface IntendedChange extends Pick<Change, 'entity' | 'action' | 'field'> {
  readonly fields: readonly IntendedField[];
}

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

/** The name of a write, which is all that is left of it once it was made. */
export const nameOf = ({ entity, action, field }: Pick<Change, 'entity' | 'action' | 'field'>): Change => ({
  entity,
  action,
  ...(field !== undefined && { field }),
});

/** A change with the cause of every field of it. */
type ExplainedChange = Omit<IntendedChange, 'fields'> & {
  readonly fields: readonly (IntendedField & { readonly cause: Cause })[];
};

/**
 * A change as a plan shows it. A record that is to be made says once why: as the field of it that PowerOffice had.
 * @param values whether what a field holds is shown too
 */
export const showIntended = (change: ExplainedChange, values: PlanSettings['values']): Change => {
  const causes = change.fields.map(({ cause }) => cause);
  const cause = causes.find((one) => one === 'target' || one === 'both') ?? causes.at(-1) ?? 'first';
  return { ...nameOf(change), ...(values === 'shown' && shownOf(change)), cause };
};

const shownOf = ({ entity, action, fields: [first, ...others] }: ExplainedChange): Pick<Change, 'from' | 'to'> => {
  if (first === undefined) return {};
  if (action === 'update') return showChange(toReal(first));
  return action === 'create' ? showCreation(entity, [first, ...others].map(toReal)) : {};
};

const toReal = ({ field, from, to, fromDate }: IntendedField) => ({
  field,
  from,
  to,
  ...(fromDate !== null && { fromDate }),
});

/** A value that a digest is made of. */
export type Fact = string | number | boolean | null | readonly Fact[];

/** What a change is and rests on, by its real values. */
export interface ChangeFacts {
  /** What is to be written. It is the same when a message comes again after a part of it was carried out. */
  readonly step: Fact;
  /** The records that it is of, what PowerOffice holds, and which ids it gave. */
  readonly restsOn: Fact;
}

export const toFacts = ({ entity, action, fields }: IntendedChange): ChangeFacts => ({
  step: [
    entity,
    action,
    fields.map(({ field, fromDate, from, to }) => [
      field,
      fromDate,
      action === 'create' ? null : plain(from),
      // An account that the plan would make has no id yet; what it is, the step says that makes it.
      field === 'SalaryBankAccountId' ? null : plain(to),
    ]),
  ],
  restsOn: fields.map(({ base, from, to }) => [base, plain(from), plain(to)]),
});

const plain = (value: FieldValue['value']): Fact => (typeof value === 'bigint' ? String(value) : value);
