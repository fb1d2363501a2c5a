/*
 * The properties that a request to PowerOffice may set, object by object, with their types and longest texts. POST
 * and PATCH do not take the same ones: what POST takes beyond is added to it here. A contract test compares them with
 * the vendor's own description. For example, `DepartmentCode` can be set when an employee is created, and later only
 * `DepartmentId`.
 */
import * as z from 'zod';
import { date, double, flag, int64, int64Value, oneOf, text, textUpTo, uuid } from './fields.ts';

// The settable properties of every object, by its PatchDto; what POST takes beyond that is added to it
// (PowerOffice fact 23: codes and numbers of related records, which no PATCH takes).

export const addressShape = z.object({
  AddressLine1: textUpTo(200),
  AddressLine2: textUpTo(200),
  City: textUpTo(100),
  CountryCode: text,
  ExternalCode: textUpTo(50),
  ZipCode: textUpTo(50),
});

export const employeePatchShape = z.object({
  ContactGroupIds: z.array(int64Value).nullable().default(null),
  DateOfBirth: date,
  DepartmentId: int64,
  EmailAddress: text,
  EndDate: date,
  ExternalImportReference: textUpTo(50),
  ExternalNumber: int64,
  FirstName: text,
  Gender: oneOf(['Male', 'Female']),
  HiredDate: date,
  InternationalIdCountryCode: text,
  InternationalIdNumber: text,
  InternationalIdReportToAltinn: flag,
  InternationalIdType: oneOf([
    'PassportNumber',
    'NationalIdentityNumber',
    'TaxIdentificationNumber',
    'ValueAddedTaxIdentificationNumber',
  ]),
  IsArchived: flag,
  JobTitle: text,
  LastName: text,
  LocationId: int64,
  MailAddress: addressShape.nullable().default(null),
  ManagerEmployeeId: int64,
  NationalIdNumber: text,
  Number: int64,
  PhoneNumber: text,
  StartDate: date,
});

export const employeePostShape = employeePatchShape.extend({
  DepartmentCode: text,
  LocationCode: text,
  ManagerEmployeeNo: int64,
  SubLedgerNumberSeriesId: uuid,
});

export const employeeBankAccountsShape = z.object({
  ExpenseBankAccountId: int64,
  SalaryBankAccountId: int64,
  TravelExpenseBankAccountId: int64,
});

export const employmentPostShape = z.object({
  EmploymentForm: oneOf([
    'Permanent',
    'Temporary',
    'PermanentEmploymentAndHiredOut',
    'TemporaryEmploymentAndHiredOut',
    'TemporaryEmploymentAsOnCallCoverstaff',
  ]),
  EmploymentSpecification: oneOf(['None', 'CrossBorderCommuter']),
  EmploymentType: oneOf(['Ordinary', 'Maritime', 'FreelancersEtc', 'PensionEtc']),
  EndDate: date,
  EndDateReason: oneOf([
    'EmploymentRelationshipShouldNeverHaveBeenReported',
    'EmployerHasDismissedTheEmployee',
    'EmployeeHasResigned',
    'ChangeOfPayrollSystemOrAccountant',
    'ChangeOfOrganizationStructureOrChangedJobInternally',
    'ContractCommitmentOrTemporaryEmploymentExpired',
  ]),
  EnterpriseId: int64,
  FullTimeHoursPerWeek: double,
  IsDefault: flag,
  ProfessionCode: text,
  ReportingId: text,
  StartDate: date,
  TaxCountryCode: text,
  TaxRule: oneOf([
    'Ordinary',
    'Svalbard',
    'JanMayenAndDependencies',
    'SpecialAllowanceForSeafarers',
    'TaxFreeOrganisation',
  ]),
  WorkingHoursArrangement: oneOf([
    'NonShift',
    'SemiContinuousShift',
    'ContinuousShift',
    'ShiftWork',
    'Offshore',
    'OtherShifts',
  ]),
});

/** EndedAndReported reads as read-only, yet the PatchDto has it. */
export const employmentPatchShape = employmentPostShape.extend({ EndedAndReported: flag });

export const salaryShape = z.object({
  AnnualSalary: double,
  FromDate: date,
  HourlyRate: double,
  RemunerationType: oneOf(['Commission', 'FixedWage', 'HourlyWage']),
});

export const ftePercentageShape = z.object({ FromDate: date, FtePercentage: double });

export const leaveShape = z.object({
  AdjustFixedWage: flag,
  EndDate: date,
  EndedAndReported: flag,
  ExcludeEmployeeFromPayroll: flag,
  LeavePercentage: double,
  ReportingId: text,
  StartDate: date,
  TypeOfLeave: oneOf([
    'EducationalNonStatutory',
    'EducationalStatutory',
    'Maternity',
    'Military',
    'OtherNonStatutory',
    'OtherStatutory',
  ]),
});

export const bankAccountShape = z.object({
  BankAccountNumber: text,
  BankCode: text,
  BicSwift: text,
  CountryCode: text,
  IsActive: flag,
});
