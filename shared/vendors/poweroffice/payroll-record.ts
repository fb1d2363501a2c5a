import type { CalendarDate } from '../../records/values/calendar-date.ts';

/**
 * What payroll holds today, only the fields the mapping knows. Names are PowerOffice's in lower camel case,
 * so that `emailAddress` here is `EmailAddress` on the wire. Missing values are `null`.
 */
export interface PayrollEmployee {
  readonly id: number;
  /** int64 as decimal text: it may exceed what a double holds. */
  readonly number: string | null;
  readonly externalNumber: string | null;
  readonly externalImportReference: string | null;
  readonly emailAddress: string | null;
  readonly jobTitle: string | null;
  readonly isArchived: boolean;
  readonly hiredDate: CalendarDate | null;
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly dateOfBirth: CalendarDate | null;
  readonly internationalIdCountryCode: string | null;
  readonly phoneNumber: string | null;
  readonly mailAddress: PayrollAddress;
  /** Only whether PowerOffice has one: its value is hidden from us, and is never read back. */
  readonly hasNationalIdNumber: boolean;
  readonly salaryBankAccountId: number | null;
  readonly lastChanged: string | null;
  /** The address carries its own stamp; the employee's does not move with it. */
  readonly addressLastChanged: string | null;
}

export interface PayrollAddress {
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly city: string | null;
  readonly zipCode: string | null;
  readonly countryCode: string | null;
}

export interface PayrollBankAccount {
  readonly id: number;
  readonly contactId: number;
  readonly bankAccountNumber: string;
  readonly isActive: boolean;
}

/** What the bulk list tells of an employment. */
export interface PayrollEmploymentSummary {
  readonly id: number;
  readonly employeeId: number;
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly lastChanged: string | null;
}

export interface PayrollEmployment extends PayrollEmploymentSummary {
  readonly professionCode: string | null;
  readonly employmentForm: string | null;
  readonly employmentType: string | null;
  readonly endDateReason: string | null;
  readonly endedAndReported: boolean;
  readonly enterpriseId: number | null;
  /** Decimal text. */
  readonly fullTimeHoursPerWeek: string | null;
  readonly workingHoursArrangement: string | null;
  readonly isDefault: boolean;
  readonly reportingId: string | null;
  readonly salaryCount: number;
  readonly ftePercentageCount: number;
}

export interface PayrollSalary {
  readonly id: number;
  readonly fromDate: CalendarDate;
  readonly remunerationType: string | null;
  /** Decimal text, 2 decimals. */
  readonly annualSalary: string | null;
  readonly hourlyRate: string | null;
  readonly lastChanged: string | null;
}

export interface PayrollFtePercentage {
  readonly id: number;
  readonly fromDate: CalendarDate;
  /** Decimal text, 0..100. */
  readonly ftePercentage: string;
}
