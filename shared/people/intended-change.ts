/*
 * A write before it is made: which record and which fields, with what the target holds and what it is to hold. Of one that
 * was made the names are left; a plan shows the values too, as far as a person may see them, and puts the real ones into
 * its digest. For example, the title of Kari's record is to be "Welder" where payroll has typed "Foreman": the change
 * reads from "Foreman" to "Welder" in a plan, and has the name of the field alone once it was written.
 */
import type { FieldValue } from '../records/field-value.ts';
import type { Cause, Change } from '../records/outcome.ts';
import type { CalendarDate } from '../records/values/calendar-date.ts';

type Value = FieldValue['value'];

/**
 * One field that a write changes, with what the target holds and what it is to hold. The values are as they are: they may
 * be shown as the flow's `show` says, and neither stored nor logged in any other way.
 */
export interface FieldDifference extends Pick<Change, 'entity' | 'action'> {
  /** The target's name, a nested one with a dot. */
  readonly field: string;
  /** Of a line of pay: the day from which it holds. */
  readonly fromDate: CalendarDate | null;
  /** Of a new line of pay: what is in force on its day without it. */
  readonly from: Value;
  readonly to: Value;
  readonly cause: Cause;
  /** The field whose base tells which side has moved: see `baseFieldOf`. Null where there is none. */
  readonly base: string | null;
  /** What a person sees in place of `to`, where that is an id. */
  readonly shownAs?: Value;
}

/** A difference before it is known which side has moved. */
export type IntendedField = Omit<FieldDifference, 'entity' | 'action' | 'cause'> & {
  /** In the digest of a step, in place of `to`, which a plan cannot know yet, as the id of what it would make first. */
  readonly step?: Value;
};

/** A change that is to be made, and the fields that it is made of. */
export interface IntendedChange extends Pick<Change, 'entity' | 'action' | 'field'> {
  readonly fields: readonly IntendedField[];
}

/** A change with the cause of every field of it. */
export type ExplainedChange = Omit<IntendedChange, 'fields'> & {
  readonly fields: readonly (IntendedField & { readonly cause: Cause })[];
};

/** How a field is found among those of all bases of a person. @param record what hangs on the employee; null for the employee's */
export const baseFieldOf = (record: number | null, field: string): string => `${record ?? 'employee'}/${field}`;

/** The name of a write, which is all that is left of it once it was made. */
export const nameOf = ({ entity, action, field }: Pick<Change, 'entity' | 'action' | 'field'>): Change => ({
  entity,
  action,
  ...(field !== undefined && { field }),
});

/**
 * A change as a plan shows it. A record that is to be made says once why: as the field of it that the target had.
 * One that is to be deleted was known, and the source has it no more.
 * @param show what of its values a person may see
 */
export const showIntended = (change: ExplainedChange, show: ShowChange): Change => {
  const causes = change.fields.map(({ cause }) => cause);
  const cause =
    causes.find((one) => one === 'target' || one === 'both') ??
    causes.at(-1) ??
    (change.action === 'delete' ? 'source' : 'first');
  return { ...nameOf(change), ...show(change), cause };
};

/** What of a change's values a person may see; nothing where values are not kept. */
export type ShowChange = (change: IntendedChange) => Pick<Change, 'from' | 'to'>;

/** A value that a digest is made of. */
export type Fact = string | number | boolean | null | readonly Fact[];

/** What a change is and rests on, by its real values. */
export interface ChangeFacts {
  /** What is to be written. It is the same when a message comes again after a part of it was carried out. */
  readonly step: Fact;
  /** The records that it is of, what the target holds, and which ids it gave. */
  readonly restsOn: Fact;
}

export const toFacts = ({ entity, action, fields }: IntendedChange): ChangeFacts => ({
  step: [
    entity,
    action,
    fields.map(({ field, fromDate, from, to, step }) => [
      field,
      fromDate,
      action === 'create' ? null : plain(from),
      plain(step === undefined ? to : step),
    ]),
  ],
  restsOn: fields.map(({ base, from, to }) => [base, plain(from), plain(to)]),
});

const plain = (value: Value): Fact => (typeof value === 'bigint' ? String(value) : value);
