import type { CalendarDate } from './values/calendar-date.ts';

/**
 * An employee as the HR system has it: text as typed, dates already calendar dates, missing values
 * (absent, null, "" and blanks) all `null`. A source's `to-employee` produces it; the mapping rules read it.
 */
export interface SourceEmployee {
  readonly id: string;
  readonly employeeNumber: string | null;
  readonly userId: string | null;
  readonly active: boolean;
  /** When the record was made, ISO date-time; decides who is the oldest of two who share a user id. */
  readonly created: string | null;
  readonly departmentId: string | null;
  readonly officeId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly title: string | null;
  readonly workEmail: string | null;
  readonly privateEmail: string | null;
  readonly privatePhoneSanitized: string | null;
  readonly privatePhone: string | null;
  readonly workPhoneSanitized: string | null;
  readonly workPhone: string | null;
  readonly hireDate: CalendarDate | null;
  readonly birthDate: CalendarDate | null;
  readonly ssn: string | null;
  readonly ssnCountry: string | null;
  readonly gender: string | null;
  readonly homeAddress: SourceAddress;
  readonly bankAccount: SourceBankAccount;
  /** `employmentId`: the main employment. */
  readonly mainEmploymentId: string | null;
  /** The base compensation in force, according to the source. */
  readonly compensationId: string | null;
  readonly employments: readonly SourceEmployment[];
  readonly compensations: readonly SourceCompensation[];
}

export interface SourceAddress {
  readonly street: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
}

export interface SourceBankAccount {
  readonly number: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly bank: string | null;
  readonly clearing: string | null;
  readonly country: string | null;
}

export interface SourceEmployment {
  readonly id: string;
  readonly typeId: string | null;
  /** The name behind `typeId`, null when the type is unknown. */
  readonly typeName: string | null;
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly note: string | null;
  /** Per cent of full time, decimal text. */
  readonly rate: string | null;
}

export interface SourceCompensation {
  readonly id: string;
  readonly effectiveDate: CalendarDate | null;
  /** Decimal text, per `payoutPeriod`, in `currency`. */
  readonly amount: string | null;
  readonly payoutPeriod: string | null;
  readonly currency: string | null;
}
