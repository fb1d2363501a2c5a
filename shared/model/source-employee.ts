import type { SourceValue, Unreadable } from './source-value.ts';
import type { CalendarDate } from '../records/values/calendar-date.ts';

/**
 * An employee as the HR system has it: text as typed, dates already calendar dates, missing values
 * (absent, null, "" and blanks) all `null`, values that are there but cannot be read told apart from both.
 * A source's `to-employee` produces it; the mapping rules read it.
 */
export interface SourceEmployee {
  readonly id: string;
  /** A value that is no text is its JSON: it is no number either way. */
  readonly employeeNumber: string | null;
  readonly userId: SourceValue<string>;
  /** `null` when the source does not say: then the employee's row is among `faults`. */
  readonly active: boolean | null;
  /** When the record was made, ISO date-time; decides who is the oldest of two who share a user id. */
  readonly created: string | null;
  /** For the scope only, as is the office. */
  readonly departmentId: string | null;
  readonly officeId: string | null;
  readonly firstName: SourceValue<string>;
  readonly lastName: SourceValue<string>;
  readonly title: SourceValue<string>;
  readonly workEmail: SourceValue<string>;
  readonly privateEmail: SourceValue<string>;
  readonly privatePhoneSanitized: SourceValue<string>;
  readonly privatePhone: SourceValue<string>;
  readonly workPhoneSanitized: SourceValue<string>;
  readonly workPhone: SourceValue<string>;
  readonly hireDate: SourceValue<CalendarDate>;
  readonly birthDate: SourceValue<CalendarDate>;
  readonly ssn: SourceValue<string>;
  readonly ssnCountry: SourceValue<string>;
  readonly gender: SourceValue<string>;
  readonly homeAddress: SourceAddress | Unreadable;
  readonly bankAccount: SourceBankAccount | Unreadable;
  /** `employmentId`: the main employment. */
  readonly mainEmploymentId: SourceValue<string>;
  /** The base compensation in force, according to the source. */
  readonly compensationId: SourceValue<string>;
  readonly employments: readonly SourceEmployment[];
  readonly compensations: readonly SourceCompensation[];
  /** Rows of the source that break its schema and are this person's, or may be: nothing is written for them. */
  readonly faults: readonly SourceFault[];
}

/** A row without something that it cannot do without. */
export interface SourceFault {
  readonly row: 'employee' | 'employment' | 'compensation';
  readonly id: string;
  /** The source's name of the field. */
  readonly field: string;
}

export interface SourceAddress {
  readonly street: SourceValue<string>;
  readonly city: SourceValue<string>;
  readonly postalCode: SourceValue<string>;
  readonly country: SourceValue<string>;
}

export interface SourceBankAccount {
  readonly number: SourceValue<string>;
  readonly iban: SourceValue<string>;
  readonly bic: SourceValue<string>;
  readonly bank: SourceValue<string>;
  readonly clearing: SourceValue<string>;
  readonly country: SourceValue<string>;
}

export interface SourceEmployment {
  readonly id: string;
  readonly typeId: SourceValue<string>;
  /** The name behind `typeId`, null when the type is unknown. */
  readonly typeName: string | null;
  readonly startDate: SourceValue<CalendarDate>;
  readonly endDate: SourceValue<CalendarDate>;
  readonly note: SourceValue<string>;
  /** Per cent of full time, decimal text. */
  readonly rate: SourceValue<string>;
}

export interface SourceCompensation {
  readonly id: string;
  readonly effectiveDate: SourceValue<CalendarDate>;
  /** Decimal text, per `payoutPeriod`, in `currency`. */
  readonly amount: SourceValue<string>;
  readonly payoutPeriod: SourceValue<string>;
  readonly currency: SourceValue<string>;
}
