import type * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type {
  PayrollBankAccount,
  PayrollEmployee,
  PayrollEmployment,
  PayrollFtePercentage,
  PayrollSalary,
} from './payroll-record.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import type { BeforeSend, Caller } from './caller.ts';
import { readRecord, toJson } from './json.ts';
import { createPatchMemory } from './patch-memory.ts';
import type { PatchMemory } from './patch-memory.ts';
import { bankAccountSchema, employeeSchema, employmentSchema, ftePercentageSchema, salarySchema } from './schemas.ts';

/** One field of a PATCH, or an object of PowerOffice with everything it is to hold. */
export type PatchField =
  | FieldValue
  | { readonly field: string; readonly value: Readonly<Record<string, FieldValue['value']>> };

/**
 * Writes, one request each. What comes back is the record as PowerOffice answered it, never read again: a read may
 * come from a replica that lags (PowerOffice fact 11). Every failure is a PowerOfficeError; a write of kind
 * `outcomeUnknown` is never repeated here.
 */
export interface PowerOfficeWriter {
  createEmployee(fields: readonly FieldValue[], beforeSend?: BeforeSend): Promise<PayrollEmployee>;
  patchEmployee(id: number, fields: readonly PatchField[]): Promise<PayrollEmployee>;
  /** What the refusals of earlier PATCHes of employees have taught. */
  readonly patchMemory: PatchMemory;
  /**
   * Has the employee's salary paid to the account. Needs a privilege of its own: EmployeeBankAccounts (PowerOffice fact
   * 5).
   */
  chooseSalaryAccount(employeeId: number, accountId: number): Promise<PayrollEmployee>;
  /** An employee's contact has the employee's id. */
  createBankAccount(
    contactId: number,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollBankAccount>;
  createEmployment(
    employeeId: number,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollEmployment>;
  patchEmployment(employeeId: number, employmentId: number, fields: readonly FieldValue[]): Promise<PayrollEmployment>;
  createSalary(employmentId: number, fields: readonly FieldValue[], beforeSend?: BeforeSend): Promise<PayrollSalary>;
  patchSalary(employmentId: number, id: number, fields: readonly FieldValue[]): Promise<PayrollSalary>;
  createFtePercentage(
    employmentId: number,
    fields: readonly FieldValue[],
    beforeSend?: BeforeSend,
  ): Promise<PayrollFtePercentage>;
  patchFtePercentage(employmentId: number, id: number, fields: readonly FieldValue[]): Promise<PayrollFtePercentage>;
}

export const createWriter = (caller: Caller, timeoutInMillis: number): PowerOfficeWriter => {
  const write = <T>(
    method: 'POST' | 'PATCH',
    { path, privilege }: { readonly path: string; readonly privilege: string },
    fields: readonly PatchField[],
    schema: z.ZodType<T>,
    isMeant: (record: T) => boolean,
    beforeSend?: BeforeSend,
  ): Promise<T> =>
    caller.write(
      {
        method,
        path,
        query: {},
        body: method === 'POST' ? toBody(fields) : toPatch(fields),
        privilege,
        secrets: secretsOf(fields),
        timeoutInMillis,
      },
      (response) => readRecord(response, schema, isMeant),
      beforeSend,
    );

  return {
    createEmployee: (fields, beforeSend) =>
      write('POST', employees(), fields, employeeSchema, carriesKeys(fields), beforeSend),
    patchMemory: createPatchMemory(),
    patchEmployee: (id, fields) => write('PATCH', employees(`/${id}`), fields, employeeSchema, hasId(id)),
    chooseSalaryAccount: (employeeId, accountId) =>
      write(
        'PATCH',
        { path: `/Employees/${employeeId}/BankAccounts`, privilege: 'EmployeeBankAccounts' },
        [{ field: 'SalaryBankAccountId', value: accountId }],
        employeeSchema,
        hasId(employeeId),
      ),
    createBankAccount: (contactId, fields, beforeSend) =>
      write(
        'POST',
        { path: `/ContactBankAccounts/${contactId}`, privilege: 'ContactBankAccount_Full' },
        fields,
        bankAccountSchema(contactId),
        (account) => account.contactId === contactId,
        beforeSend,
      ),
    createEmployment: (employeeId, fields, beforeSend) =>
      write(
        'POST',
        employments(employeeId),
        fields,
        employmentSchema(employeeId),
        (employment) => employment.employeeId === employeeId,
        beforeSend,
      ),
    patchEmployment: (employeeId, employmentId, fields) =>
      write(
        'PATCH',
        employments(employeeId, `/${employmentId}`),
        fields,
        employmentSchema(employeeId),
        hasId(employmentId),
      ),
    createSalary: (employmentId, fields, beforeSend) =>
      write('POST', salaries(employmentId), fields, salarySchema(employmentId), startsOn(fields), beforeSend),
    patchSalary: (employmentId, id, fields) =>
      write('PATCH', salaries(employmentId, `/${id}`), fields, salarySchema(employmentId), hasId(id)),
    createFtePercentage: (employmentId, fields, beforeSend) =>
      write(
        'POST',
        ftePercentages(employmentId),
        fields,
        ftePercentageSchema(employmentId),
        startsOn(fields),
        beforeSend,
      ),
    patchFtePercentage: (employmentId, id, fields) =>
      write('PATCH', ftePercentages(employmentId, `/${id}`), fields, ftePercentageSchema(employmentId), hasId(id)),
  };
};

const hasId =
  (id: number) =>
  (record: { readonly id: number }): boolean =>
    record.id === id;

const sentValue = (fields: readonly PatchField[], name: string): FieldValue['value'] => {
  const value = fields.find(({ field }) => field === name)?.value ?? null;
  return isObject(value) ? null : value;
};

/** Whether what is known of a new record agrees with what was sent; an answer need not repeat everything. */
const agrees = (sent: FieldValue['value'], answered: string | null): boolean =>
  sent === null || answered === null || String(sent).toLowerCase() === answered.toLowerCase();

/** A new employee carries the keys that were sent: whoever carries others is somebody else. */
const carriesKeys =
  (fields: readonly FieldValue[]) =>
  ({ number, externalNumber, externalImportReference }: PayrollEmployee): boolean =>
    agrees(sentValue(fields, 'Number'), number) &&
    agrees(sentValue(fields, 'ExternalNumber'), externalNumber) &&
    agrees(sentValue(fields, 'ExternalImportReference'), externalImportReference);

const startsOn =
  (fields: readonly FieldValue[]) =>
  ({ fromDate }: { readonly fromDate: string }): boolean =>
    agrees(sentValue(fields, 'FromDate'), fromDate);

const employees = (rest = '') => ({ path: `/Employees${rest}`, privilege: 'Employee_Full' });
const employments = (employeeId: number, rest = '') => ({
  path: `/Employees/${employeeId}/Employments${rest}`,
  privilege: 'Employment_Full',
});
const salaries = (employmentId: number, rest = '') => ({
  path: `/Employees/Employments/${employmentId}/Salaries${rest}`,
  privilege: 'EmploymentSalary_Full',
});
const ftePercentages = (employmentId: number, rest = '') => ({
  path: `/Employees/Employments/${employmentId}/FtePercentages${rest}`,
  privilege: 'EmploymentFtePercentage_Full',
});

const SECRET_FIELDS = [
  'NationalIdNumber',
  'BankAccountNumber',
  'AnnualSalary',
  'HourlyRate',
  'MailAddress.AddressLine1',
  'MailAddress.AddressLine2',
];

const secretsOf = (fields: readonly PatchField[]): string[] =>
  fields
    .flatMap(({ field, value }) =>
      isObject(value)
        ? Object.entries(value).map(([name, member]) => ({ field: `${field}.${name}`, value: member }))
        : [{ field, value }],
    )
    .filter(({ field, value }) => value !== null && (SECRET_FIELDS.includes(field) || isMaskedNumber(field, value)))
    .map(({ value }) => String(value));

const isObject = (value: PatchField['value']): value is Readonly<Record<string, FieldValue['value']>> =>
  typeof value === 'object' && value !== null;

/** An employee number that is a national id or an account by mistake. */
const isMaskedNumber = (field: string, value: FieldValue['value']): boolean =>
  ['Number', 'ExternalNumber'].includes(field) && employeeLabel(String(value)) !== String(value);

interface Members {
  [name: string]: FieldValue['value'] | Members;
}

/** The body of a POST: PascalCase, fields with a dot nested, those to be removed left out. */
export const toBody = (fields: readonly PatchField[]): string => {
  const body: Members = {};
  for (const { field, value } of fields) {
    if (value === null) continue;
    const path = field.split('.');
    const last = path.pop() ?? field;
    let place = body;
    for (const name of path) {
      const nested = place[name];
      const members = typeof nested === 'object' && nested !== null ? nested : {};
      place[name] = members;
      place = members;
    }
    place[last] = value;
  }
  return toJson(body);
};

/**
 * A JSON Patch: `replace` with the value, or `remove`, the one way to clear a field (PowerOffice fact 22). An
 * object is added, which takes the place of one that is there and makes one where there is none.
 */
export const toPatch = (fields: readonly PatchField[]): string =>
  toJson(
    fields.map(({ field, value }) => {
      const path = `/${field.replaceAll('.', '/')}`;
      if (value === null) return { op: 'remove', path };
      return { op: isObject(value) ? 'add' : 'replace', path, value };
    }),
  );
