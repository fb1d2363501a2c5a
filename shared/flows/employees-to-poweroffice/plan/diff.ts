import type { DesiredEmployeeFields } from '../rules/desired-employee.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { PayrollAddress, PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { isSameEmailAddress } from '../../../records/values/email-address.ts';
import { isSamePhoneNumber } from '../../../records/values/phone-number.ts';
import { trimmedText } from '../../../records/values/text.ts';

type TextField = Exclude<keyof DesiredEmployeeFields, 'mailAddress'>;
type Comparison = (desired: string, current: string) => boolean;

const isSameText: Comparison = (desired, current) => trimmedText(desired) === trimmedText(current);
const isSameCode: Comparison = (desired, current) => isSameText(desired.toUpperCase(), current.toUpperCase());

/** The mapped fields by PowerOffice's names, in the table's order, and what counts as the same value. */
const FIELDS: readonly { readonly field: string; readonly key: TextField; readonly isSame: Comparison }[] = [
  { field: 'ExternalNumber', key: 'externalNumber', isSame: isSameText },
  { field: 'ExternalImportReference', key: 'externalImportReference', isSame: isSameText },
  { field: 'EmailAddress', key: 'emailAddress', isSame: isSameEmailAddress },
  { field: 'JobTitle', key: 'jobTitle', isSame: isSameText },
  { field: 'HiredDate', key: 'hiredDate', isSame: isSameText },
  { field: 'StartDate', key: 'startDate', isSame: isSameText },
  { field: 'EndDate', key: 'endDate', isSame: isSameText },
  { field: 'FirstName', key: 'firstName', isSame: isSameText },
  { field: 'LastName', key: 'lastName', isSame: isSameText },
  { field: 'DateOfBirth', key: 'dateOfBirth', isSame: isSameText },
  { field: 'InternationalIdCountryCode', key: 'internationalIdCountryCode', isSame: isSameCode },
  { field: 'PhoneNumber', key: 'phoneNumber', isSame: isSamePhoneNumber },
];

const ADDRESS_FIELDS: readonly {
  readonly field: string;
  readonly key: keyof PayrollAddress;
  readonly isSame: Comparison;
}[] = [
  { field: 'MailAddress.AddressLine1', key: 'addressLine1', isSame: isSameText },
  { field: 'MailAddress.AddressLine2', key: 'addressLine2', isSame: isSameText },
  { field: 'MailAddress.City', key: 'city', isSame: isSameText },
  { field: 'MailAddress.ZipCode', key: 'zipCode', isSame: isSameText },
  { field: 'MailAddress.CountryCode', key: 'countryCode', isSame: isSameCode },
];

/** Every field that a change of an employee may name: the mapped ones, and nothing else of the record. */
export const EMPLOYEE_FIELD_NAMES: readonly string[] = [...FIELDS, ...ADDRESS_FIELDS].map(({ field }) => field);

/**
 * The fields whose normalised value differs from what PowerOffice holds, in the table's order (ground rule "Compare
 * before write").
 *
 * @param desired a key that is not there leaves its field alone; `null` clears it
 * @param current the record, or `null` for everything that a new one is made of
 */
export const diffFields = (desired: DesiredEmployeeFields, current: PayrollEmployee | null): readonly FieldValue[] => [
  ...FIELDS.flatMap(({ field, key, isSame }) => diffField(field, desired[key], current?.[key] ?? null, isSame)),
  ...ADDRESS_FIELDS.flatMap(({ field, key, isSame }) =>
    diffField(field, desired.mailAddress?.[key], current?.mailAddress[key] ?? null, isSame),
  ),
];

const diffField = (
  field: string,
  desired: string | null | undefined,
  current: string | null,
  isSame: Comparison,
): readonly FieldValue[] => {
  const held = trimmedText(current);
  if (desired === undefined) return [];
  if (desired === null) return held === null ? [] : [{ field, value: null }];
  if (held !== null && isSame(desired, held)) return [];
  return [{ field, value: field === 'ExternalNumber' ? BigInt(desired) : desired }];
};
