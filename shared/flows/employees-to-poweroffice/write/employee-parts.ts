import type { FieldValue } from '../../../records/field-value.ts';
import { toAsciiEmailAddress } from '../../../records/values/email-address.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { PatchField } from '../../../vendors/poweroffice/writes.ts';

/** What of an employee is taken or refused as a whole: a single field, or the mail address. */
export interface EmployeePart {
  /** PowerOffice's name of it. */
  readonly name: string;
  readonly fields: readonly FieldValue[];
  /** How it is sent when PowerOffice refuses the fields as they are; null where there is no other way. */
  readonly otherForm: readonly PatchField[] | null;
}

const ADDRESS = 'MailAddress';

/**
 * The parts that a PATCH of an employee consists of, in its order. An address is one: it is never written by halves.
 * @param current where it holds no address, the fields of one may have no place (PowerOffice fact 36)
 */
export const toEmployeeParts = (fields: readonly FieldValue[], current: PayrollEmployee): readonly EmployeePart[] =>
  [...Map.groupBy(fields, ({ field }) => field.split('.')[0] ?? field)].map(([name, those]) => ({
    name,
    fields: those,
    otherForm: otherFormOf(name, those, current),
  }));

/**
 * The order in which parts are sent apart: a rehire is unarchived before anything else, then comes the mail address,
 * then the other fields (ADR 15).
 */
export const inOrderApart = (parts: readonly EmployeePart[]): readonly EmployeePart[] =>
  parts.toSorted((one, other) => rankOf(one) - rankOf(other));

/** Only ever written as false here: a rehire. */
export const isUnarchiving = ({ name }: EmployeePart): boolean => name === 'IsArchived';

const rankOf = (part: EmployeePart): number => (isUnarchiving(part) ? 0 : part.name === ADDRESS ? 1 : 2);

const otherFormOf = (
  name: string,
  fields: readonly FieldValue[],
  current: PayrollEmployee,
): readonly PatchField[] | null => {
  if (name === ADDRESS) return hasAddress(current) ? null : [wholeAddress(fields)];
  return withAsciiDomain(fields);
};

const hasAddress = ({ mailAddress, addressLastChanged }: PayrollEmployee): boolean =>
  addressLastChanged !== null || Object.values(mailAddress).some((value) => value !== null);

const wholeAddress = (fields: readonly FieldValue[]): PatchField => ({
  field: ADDRESS,
  value: Object.fromEntries(fields.map(({ field, value }) => [field.slice(ADDRESS.length + 1), value])),
});

/** The fields with the e-mail's domain in its ASCII form; null when there is no e-mail, or none in other letters. */
export const withAsciiDomain = (fields: readonly FieldValue[]): readonly FieldValue[] | null => {
  const address = fields.find(({ field }) => field === 'EmailAddress')?.value;
  if (typeof address !== 'string' || isAscii(address.slice(address.lastIndexOf('@')))) return null;
  const ascii = toAsciiEmailAddress(address);
  return ascii === null
    ? null
    : fields.map((one) => (one.field === 'EmailAddress' ? { field: one.field, value: ascii } : one));
};

const isAscii = (text: string): boolean => !/\P{ASCII}/u.test(text);
