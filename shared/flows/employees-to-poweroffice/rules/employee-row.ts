import type { FieldValue } from '../../../records/field-value.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { SourceEmployee } from '../../../model/employee.ts';
import { readOrNull } from '../../../model/source-value.ts';
import type { SourceValue } from '../../../model/source-value.ts';
import type { PayrollAddress, PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { toWireName } from '../../../vendors/poweroffice/wire.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import type { Peers } from '../match/peers.ts';
import type { DesiredEmployee, DesiredEmployeeFields, DesiredEmployeeOnCreate } from './desired-employee.ts';
import type { MappingRow } from './mapping-row.ts';

/** What the rules need beside the employee. */
export interface MappingContext {
  readonly settings: MappingSettings;
  /** The run's day in Europe/Oslo. */
  readonly today: CalendarDate;
  readonly peers: Peers;
}

/** What one row says of the desired employee; what is not there is not wanted. */
type Mapped = Partial<Pick<DesiredEmployee, 'fields' | 'onCreate' | 'preHire' | 'problems'>>;

/** A row of the table: the rule that does what it says, and the fields of PowerOffice that it writes. */
export interface EmployeeRow extends MappingRow {
  readonly map: (source: SourceEmployee, context: MappingContext) => Mapped;
  /** Written on create, and kept equal ever after. */
  readonly kept?: readonly KeptField[];
  /** Written on create only. */
  readonly createOnly?: readonly CreateOnlyField[];
}

/** A field of PowerOffice that is kept equal: where both sides have its value, and how the two are compared. */
export interface KeptField {
  /** PowerOffice's name, a nested one with a dot. */
  readonly field: string;
  /** Not there: left alone. `null` clears. */
  readonly wanted: (fields: DesiredEmployeeFields) => string | null | undefined;
  readonly held: (record: PayrollEmployee) => string | null;
  readonly comparedAs: ComparedForm;
  readonly toWire: (value: string) => FieldValue['value'];
}

export interface CreateOnlyField {
  readonly field: string;
  readonly wanted: (fields: DesiredEmployeeOnCreate) => string | undefined;
  readonly toWire: (value: string) => FieldValue['value'];
}

/** The form in which values are compared: two that have the same one are the same value. */
export type ComparedForm = (value: string) => string;
export const asText: ComparedForm = (value) => trimmedText(value) ?? '';
export const asCode: ComparedForm = (value) => asText(value.toUpperCase());

type TextField = Exclude<keyof DesiredEmployeeFields, 'mailAddress'>;
const asIs = (value: string): string => value;

/** A field of the employee that is kept equal. */
export const kept = (
  name: TextField,
  comparedAs: ComparedForm = asText,
  toWire: KeptField['toWire'] = asIs,
): KeptField => ({
  field: toWireName(name),
  wanted: (fields) => fields[name],
  held: (record) => record[name],
  comparedAs,
  toWire,
});

/** A field of the mail address that is kept equal. */
export const keptAddress = (name: keyof PayrollAddress, comparedAs: ComparedForm = asText): KeptField => ({
  field: `MailAddress.${toWireName(name)}`,
  wanted: ({ mailAddress }) => mailAddress?.[name],
  held: ({ mailAddress }) => mailAddress[name],
  comparedAs,
  toWire: asIs,
});

/** A field that is written on create only. */
export const createOnly = (
  name: keyof DesiredEmployeeOnCreate,
  toWire: CreateOnlyField['toWire'] = asIs,
): CreateOnlyField => ({ field: toWireName(name), wanted: (fields) => fields[name], toWire });

/** A field that is written when the source has a value that can be read, and left alone otherwise. */
export const copied = (
  name: TextField,
  valueOf: (source: SourceEmployee) => SourceValue<string>,
  comparedAs: ComparedForm = asText,
): Pick<EmployeeRow, 'map' | 'kept'> => ({
  map: (source) => {
    const text = trimmedText(readOrNull(valueOf(source)));
    return text === null ? {} : { fields: { [name]: text } };
  },
  kept: [kept(name, comparedAs)],
});
