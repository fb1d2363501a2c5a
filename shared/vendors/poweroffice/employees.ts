/*
 * The employee record of PowerOffice: how it is read, created and changed. Names are PowerOffice's in lower camel case,
 * and what is missing is null. Numbers that do not fit a double are text. The national id is written and never read
 * back. For example, `Number: 1012` and `MailAddress.City: "Bergen"` on the wire are `number: '1012'` and
 * `mailAddress.city: 'Bergen'` here.
 */
import * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import type { BeforeSend } from './caller.ts';
import { readRecord } from './json.ts';
import { createPatchMemory } from './patch-memory.ts';
import type { PatchMemory } from './patch-memory.ts';
import type { Reads } from './reads.ts';
import { bankAccountId, employeeId } from './ids.ts';
import type { BankAccountId, EmployeeId } from './ids.ts';
import { date, flag, int64Text, orElse, text, wireObject } from './wire.ts';
import { agrees, hasId } from './writes.ts';
import type { PatchField, Resource, Writes } from './writes.ts';

const anyText = z.string().nullable();

const addressSchema = z.object({
  addressLine1: anyText,
  addressLine2: anyText,
  city: anyText,
  zipCode: anyText,
  countryCode: anyText,
});
export type PayrollAddress = Readonly<z.infer<typeof addressSchema>>;

/**
 * What payroll holds of an employee today, only the fields the mapping knows. Names are PowerOffice's in lower camel
 * case, so that `emailAddress` here is `EmailAddress` on the wire. Missing values are `null`, dates calendar dates.
 */
export const payrollEmployeeSchema = z.object({
  id: employeeId,
  /** int64 as decimal text, as is the external number: it may exceed what a double holds. */
  number: anyText,
  externalNumber: anyText,
  externalImportReference: anyText,
  emailAddress: anyText,
  jobTitle: anyText,
  isArchived: z.boolean(),
  hiredDate: anyText,
  startDate: anyText,
  endDate: anyText,
  firstName: anyText,
  lastName: anyText,
  dateOfBirth: anyText,
  internationalIdCountryCode: anyText,
  phoneNumber: anyText,
  mailAddress: addressSchema,
  /** Only whether PowerOffice has one: its value is hidden from us, and is never read back. */
  hasNationalIdNumber: z.boolean(),
  salaryBankAccountId: bankAccountId.nullable(),
  lastChanged: anyText,
  /** The address carries its own stamp; the employee's does not move with it. */
  addressLastChanged: anyText,
});
export type PayrollEmployee = Readonly<z.infer<typeof payrollEmployeeSchema>>;

const LAST_CHANGED = { lastChanged: 'LastChangedDateTimeOffset' };

const wireAddress = wireObject(
  {
    addressLine1: text,
    addressLine2: text,
    city: text,
    zipCode: text,
    countryCode: text,
    lastChanged: text,
  },
  LAST_CHANGED,
);
const NO_ADDRESS = wireAddress.parse({});

const wireEmployee: z.ZodType<PayrollEmployee> = wireObject(
  {
    id: employeeId,
    number: int64Text,
    externalNumber: int64Text,
    externalImportReference: text,
    emailAddress: text,
    jobTitle: text,
    isArchived: flag(false),
    hiredDate: date,
    startDate: date,
    endDate: date,
    firstName: text,
    lastName: text,
    dateOfBirth: date,
    internationalIdCountryCode: text,
    phoneNumber: text,
    mailAddress: orElse(wireAddress, NO_ADDRESS),
    // Without a special privilege the value reads "hidden" (PowerOffice fact 6): only whether there is one goes
    // further.
    hasNationalIdNumber: text.transform((value) => value !== null),
    salaryBankAccountId: orElse(bankAccountId, null),
    lastChanged: text,
  },
  { ...LAST_CHANGED, hasNationalIdNumber: 'NationalIdNumber' },
).transform(({ mailAddress: { lastChanged: addressLastChanged, ...mailAddress }, ...employee }) => ({
  ...employee,
  mailAddress,
  addressLastChanged,
}));

/** One key of a person, digits only where PowerOffice takes a number. */
type EmployeeFilter =
  | { readonly externalNumber: string }
  | { readonly externalImportReference: string }
  | { readonly number: string };

export interface EmployeeReads {
  /** Archived ones too. With a filter: those that carry exactly this key. */
  employees(filter?: EmployeeFilter): Promise<readonly PayrollEmployee[]>;
  /** @returns `null` when there is no such employee */
  employee(id: EmployeeId): Promise<PayrollEmployee | null>;
}

export const employeeReads = ({ list, get }: Reads): EmployeeReads => ({
  employees: async (filter) => {
    const call = { path: '/Employees', privilege: 'Employee' };
    if (filter === undefined) return list({ ...call, isBulk: true }, wireEmployee);
    const { query, isMeant } = toFilter(filter);
    // PowerOffice takes a blank value for no filter at all.
    if (Object.values(query).some((value) => value.trim() === '')) return [];
    return (await list({ ...call, query }, wireEmployee)).filter(isMeant);
  },
  employee: async (asked) => {
    try {
      return await get({ path: `/Employees/${asked}`, privilege: 'Employee' }, (response) =>
        readRecord(response, wireEmployee, hasId(asked)),
      );
    } catch (error) {
      if (isVendorError(error, 'notFound')) return null;
      throw error;
    }
  },
});

/** Filters may be ignored, or match more than they were given: what comes back is checked against the key. */
const toFilter = (
  filter: EmployeeFilter,
): { readonly query: Record<string, string>; readonly isMeant: (employee: PayrollEmployee) => boolean } => {
  if ('externalNumber' in filter) {
    const { externalNumber } = filter;
    return {
      query: { externalNos: externalNumber },
      isMeant: (employee) => employee.externalNumber === externalNumber,
    };
  }
  if ('number' in filter) {
    const { number } = filter;
    return { query: { employeeNos: number }, isMeant: (employee) => employee.number === number };
  }
  const { externalImportReference } = filter;
  return {
    query: { externalImportReference },
    isMeant: (employee) => employee.externalImportReference?.toLowerCase() === externalImportReference.toLowerCase(),
  };
};

export interface EmployeeWrites {
  createEmployee(fields: readonly FieldValue[], beforeSend?: BeforeSend): Promise<PayrollEmployee>;
  patchEmployee(id: EmployeeId, fields: readonly PatchField[]): Promise<PayrollEmployee>;
  /** What the refusals of earlier PATCHes of employees have taught. */
  readonly patchMemory: PatchMemory;
  /**
   * Has the employee's salary paid to the account. Needs a privilege of its own: EmployeeBankAccounts (PowerOffice fact
   * 5).
   */
  chooseSalaryAccount(employeeId: EmployeeId, accountId: BankAccountId): Promise<PayrollEmployee>;
}

export const employeeWrites = ({ create, patch }: Writes): EmployeeWrites => ({
  createEmployee: (fields, beforeSend) =>
    create(resource(), fields, { schema: wireEmployee, isMeant: carriesKeys(fields) }, beforeSend),
  patchEmployee: (id, fields) => patch(resource(`/${id}`), fields, { schema: wireEmployee, isMeant: hasId(id) }),
  patchMemory: createPatchMemory(),
  chooseSalaryAccount: (id, accountId) =>
    patch(
      { ...resource(`/${id}/BankAccounts`), privilege: 'EmployeeBankAccounts' },
      [{ field: 'SalaryBankAccountId', value: accountId }],
      { schema: wireEmployee, isMeant: hasId(id) },
    ),
});

const resource = (rest = ''): Resource => ({ path: `/Employees${rest}`, privilege: 'Employee_Full', isSecret });

const SECRET_FIELDS = ['NationalIdNumber', 'MailAddress.AddressLine1', 'MailAddress.AddressLine2'];

const isSecret: Resource['isSecret'] = ({ field, value }) =>
  SECRET_FIELDS.includes(field) ||
  // An employee number that is a national id or an account by mistake.
  (['Number', 'ExternalNumber'].includes(field) && employeeLabel(String(value)) !== String(value));

/** A new employee carries the keys that were sent: whoever carries others is somebody else. */
const carriesKeys =
  (fields: readonly FieldValue[]) =>
  ({ number, externalNumber, externalImportReference }: PayrollEmployee): boolean =>
    agrees(fields, 'Number', number) &&
    agrees(fields, 'ExternalNumber', externalNumber) &&
    agrees(fields, 'ExternalImportReference', externalImportReference);
