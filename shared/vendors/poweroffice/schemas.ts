import { Big } from 'big.js';
import * as z from 'zod';
import type {
  PayrollBankAccount,
  PayrollEmployee,
  PayrollEmployment,
  PayrollEmploymentSummary,
  PayrollFtePercentage,
  PayrollSalary,
} from './payroll-record.ts';
import { isCalendarDate } from '../../records/values/calendar-date.ts';

/*
 * PowerOffice's answers as the mapping wants them. Unknown fields and enum values pass, a field of a wrong type counts
 * as missing, and only what a record cannot be used without makes the whole answer unreadable: its id and its dates.
 */

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value === undefined || value === null || value.trim() === '' ? null : value));

/** A date may carry a time part (PowerOffice fact 25): the first 10 characters count. */
const requiredDate = z
  .string()
  .transform((value) => value.slice(0, 10))
  .refine(isCalendarDate);
const date = requiredDate
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? false);

/** Record ids fit a double. */
const id = z.int().positive();
const optionalId = id
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const WHOLE_NUMBER = /^-?\d+$/;
/** int64 as decimal text (PowerOffice fact 26). */
const int64Text = z
  .union([z.int(), z.bigint(), z.string().trim().regex(WHOLE_NUMBER)])
  .transform((value) => BigInt(value).toString())
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const count = z
  .int()
  .nonnegative()
  .nullish()
  .catch(null)
  .transform((value) => value ?? 0);

const requiredDecimal = z.number().transform((value) => new Big(value));
const money = requiredDecimal
  .transform((value) => value.toFixed(2))
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const decimal = requiredDecimal
  .transform((value) => value.toFixed())
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const addressSchema = z.object({
  AddressLine1: text,
  AddressLine2: text,
  City: text,
  ZipCode: text,
  CountryCode: text,
  LastChangedDateTimeOffset: text,
});

const NO_ADDRESS = {
  AddressLine1: null,
  AddressLine2: null,
  City: null,
  ZipCode: null,
  CountryCode: null,
  LastChangedDateTimeOffset: null,
};

export const employeeSchema = z
  .object({
    Id: id,
    Number: int64Text,
    ExternalNumber: int64Text,
    ExternalImportReference: text,
    EmailAddress: text,
    JobTitle: text,
    IsArchived: flag,
    HiredDate: date,
    StartDate: date,
    EndDate: date,
    FirstName: text,
    LastName: text,
    DateOfBirth: date,
    InternationalIdCountryCode: text,
    PhoneNumber: text,
    MailAddress: addressSchema
      .nullish()
      .catch(null)
      .transform((value) => value ?? NO_ADDRESS),
    // Without a special privilege the value reads "hidden" (PowerOffice fact 6): only whether there is one goes
    // further.
    NationalIdNumber: text.transform((value) => value !== null),
    SalaryBankAccountId: optionalId,
    LastChangedDateTimeOffset: text,
  })
  .transform((wire): PayrollEmployee => ({
    id: wire.Id,
    number: wire.Number,
    externalNumber: wire.ExternalNumber,
    externalImportReference: wire.ExternalImportReference,
    emailAddress: wire.EmailAddress,
    jobTitle: wire.JobTitle,
    isArchived: wire.IsArchived,
    hiredDate: wire.HiredDate,
    startDate: wire.StartDate,
    endDate: wire.EndDate,
    firstName: wire.FirstName,
    lastName: wire.LastName,
    dateOfBirth: wire.DateOfBirth,
    internationalIdCountryCode: wire.InternationalIdCountryCode,
    phoneNumber: wire.PhoneNumber,
    mailAddress: {
      addressLine1: wire.MailAddress.AddressLine1,
      addressLine2: wire.MailAddress.AddressLine2,
      city: wire.MailAddress.City,
      zipCode: wire.MailAddress.ZipCode,
      countryCode: wire.MailAddress.CountryCode,
    },
    hasNationalIdNumber: wire.NationalIdNumber,
    salaryBankAccountId: wire.SalaryBankAccountId,
    lastChanged: wire.LastChangedDateTimeOffset,
    addressLastChanged: wire.MailAddress.LastChangedDateTimeOffset,
  }));

const bankAccountFields = {
  Id: id,
  BankAccountNumber: text,
  // Absent must not mean unused: the account would be created once more.
  IsActive: z
    .boolean()
    .nullish()
    .catch(null)
    .transform((value) => value ?? true),
};
// Made once: an object schema is compiled anew for each schema made.
const bankAccountWire = z.object({ ...bankAccountFields, ContactId: id });
const bankAccountOfContactWire = z.object({ ...bankAccountFields, ContactId: optionalId });

/** @param contactId the contact in the call's path, for an answer that does not repeat it */
export const bankAccountSchema = (contactId: number | null = null) =>
  (contactId === null ? bankAccountWire : bankAccountOfContactWire).transform((wire): PayrollBankAccount => ({
    id: wire.Id,
    contactId: wire.ContactId ?? contactId ?? 0,
    bankAccountNumber: wire.BankAccountNumber ?? '',
    isActive: wire.IsActive,
  }));

export const employmentSummarySchema = z
  .object({ Id: id, EmployeeId: id, StartDate: date, EndDate: date, LastChangedDateTimeOffset: text })
  .transform((wire): PayrollEmploymentSummary => ({
    id: wire.Id,
    employeeId: wire.EmployeeId,
    startDate: wire.StartDate,
    endDate: wire.EndDate,
    lastChanged: wire.LastChangedDateTimeOffset,
  }));

const employmentWire = z.object({
  Id: id,
  EmployeeId: optionalId,
  StartDate: date,
  EndDate: date,
  LastChangedDateTimeOffset: text,
  ProfessionCode: text,
  EmploymentForm: text,
  EmploymentType: text,
  EndDateReason: text,
  EndedAndReported: flag,
  EnterpriseId: optionalId,
  FullTimeHoursPerWeek: decimal,
  WorkingHoursArrangement: text,
  IsDefault: flag,
  ReportingId: text,
  SalaryCount: count,
  FtePercentageCount: count,
});

/** @param employeeId the employee in the call's path, for an answer that does not repeat it */
export const employmentSchema = (employeeId: number) =>
  employmentWire.transform((wire): PayrollEmployment => ({
    id: wire.Id,
    employeeId: wire.EmployeeId ?? employeeId,
    startDate: wire.StartDate,
    endDate: wire.EndDate,
    lastChanged: wire.LastChangedDateTimeOffset,
    professionCode: wire.ProfessionCode,
    employmentForm: wire.EmploymentForm,
    employmentType: wire.EmploymentType,
    endDateReason: wire.EndDateReason,
    endedAndReported: wire.EndedAndReported,
    enterpriseId: wire.EnterpriseId,
    fullTimeHoursPerWeek: wire.FullTimeHoursPerWeek,
    workingHoursArrangement: wire.WorkingHoursArrangement,
    isDefault: wire.IsDefault,
    reportingId: wire.ReportingId,
    salaryCount: wire.SalaryCount,
    ftePercentageCount: wire.FtePercentageCount,
  }));

/** Whether a line is one of the employment that was asked for; an answer need not repeat it. */
const isOfEmployment =
  (employmentId: number) =>
  ({ EmploymentId }: { readonly EmploymentId: number | null }): boolean =>
    EmploymentId === null || EmploymentId === employmentId;

const salaryWire = z.object({
  Id: id,
  EmploymentId: optionalId,
  FromDate: requiredDate,
  RemunerationType: text,
  AnnualSalary: money,
  HourlyRate: money,
  LastChangedDateTimeOffset: text,
});

/** @param employmentId the employment in the call's path: pay of another one makes the answer unreadable */
export const salarySchema = (employmentId: number) =>
  salaryWire.refine(isOfEmployment(employmentId), { path: ['EmploymentId'] }).transform((wire): PayrollSalary => ({
    id: wire.Id,
    fromDate: wire.FromDate,
    remunerationType: wire.RemunerationType,
    annualSalary: wire.AnnualSalary,
    hourlyRate: wire.HourlyRate,
    lastChanged: wire.LastChangedDateTimeOffset,
  }));

const ftePercentageWire = z.object({
  Id: id,
  EmploymentId: optionalId,
  FromDate: requiredDate,
  FtePercentage: requiredDecimal,
});

/** @param employmentId the employment in the call's path: a line of another one makes the answer unreadable */
export const ftePercentageSchema = (employmentId: number) =>
  ftePercentageWire
    .refine(isOfEmployment(employmentId), { path: ['EmploymentId'] })
    .transform((wire): PayrollFtePercentage => ({
      id: wire.Id,
      fromDate: wire.FromDate,
      ftePercentage: wire.FtePercentage.toFixed(),
    }));

/** A sub-unit (virksomhet); new employments belong to the default one (mapping row 35). */
export interface Enterprise {
  readonly id: number;
  readonly name: string | null;
  readonly enterpriseNumber: string | null;
  readonly isDefault: boolean;
}

export const enterpriseSchema = z
  .object({ Id: id, Name: text, EnterpriseNo: text, IsDefault: flag })
  .transform((wire): Enterprise => ({
    id: wire.Id,
    name: wire.Name,
    enterpriseNumber: wire.EnterpriseNo,
    isDefault: wire.IsDefault,
  }));

/** The numbers that employees may have, both ends included (PowerOffice fact 34); int64 as decimal text. */
export interface NumberSeries {
  readonly id: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly isDefault: boolean;
}

export const numberSeriesSchema = z
  .object({
    Id: z.string(),
    Name: text,
    SubLedgerNumberSeriesType: text,
    FromInclusive: int64Text,
    ToInclusive: int64Text,
    IsDefault: flag,
  })
  .transform((wire): NumberSeries => ({
    id: wire.Id,
    name: wire.Name,
    type: wire.SubLedgerNumberSeriesType,
    from: wire.FromInclusive,
    to: wire.ToInclusive,
    isDefault: wire.IsDefault,
  }));

/** Which client the keys lead to, and what they may do there (PowerOffice fact 7). */
export interface IntegrationInformation {
  readonly clientId: string | null;
  readonly clientName: string | null;
  /** `production`, `demo`, or the host of any other address. */
  readonly environment: string;
  /** Go modules the client subscribes to. */
  readonly subscriptions: readonly string[];
  readonly validPrivileges: readonly string[];
  /** Granted, but the client lacks the module. */
  readonly invalidPrivileges: readonly string[];
}

const names = z
  .array(z.string())
  .nullish()
  .catch(null)
  .transform((value) => value ?? []);

const integrationInformationWire = z.object({
  ClientId: text,
  ClientName: text,
  ActiveClientSubscriptions: names,
  ValidPrivileges: names,
  InvalidPrivileges: names,
});

/** @param environment where the answer comes from, for PowerOffice does not say */
export const integrationInformationSchema = (environment: string) =>
  integrationInformationWire.transform((wire): IntegrationInformation => ({
    clientId: wire.ClientId,
    clientName: wire.ClientName,
    environment,
    subscriptions: wire.ActiveClientSubscriptions,
    validPrivileges: wire.ValidPrivileges,
    invalidPrivileges: wire.InvalidPrivileges,
  }));

/** `expires_in` differs between PowerOffice's own pages (PowerOffice fact 3): it is read, and low when not there. */
export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(300),
});

export const tokenRefusalSchema = z.object({ error: z.string() });

/** Only its next link is of use; not in the published schema (PowerOffice fact 16). */
export const paginationSchema = z.object({ nextPageLink: z.string().nullish() });
