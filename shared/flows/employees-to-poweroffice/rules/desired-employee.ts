import type { SourceEmployeeId, SourceEmploymentId } from '../../../model/employee.ts';
import type { EmploymentForm } from '../mapping-settings.ts';
import type { PayrollAddress, PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { Problem } from '../../../records/problem.ts';
import type { SourceValue } from '../../../model/source-value.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';

/** What the mapping wants PowerOffice to hold for one person. A key that is not there means: leave that field alone. */
export interface DesiredEmployee {
  readonly sourceId: SourceEmployeeId;
  /** The day for which this was mapped. */
  readonly today: CalendarDate;
  /** As the source has it. */
  readonly employeeNumber: string | null;
  readonly active: boolean;
  /** Inactive and hired for a later day, or perhaps so: neither created nor archived (IsArchived, row 6). */
  readonly preHire: boolean;
  /** Written on create and kept equal ever after. `null` clears (EndDate only, row 9). */
  readonly fields: DesiredEmployeeFields;
  /** Written on create only (Number, NationalIdNumber, Gender, rows 1, 16, 18). */
  readonly onCreate: DesiredEmployeeOnCreate;
  readonly bankAccount: DesiredBankAccount | null;
  /** An account of the source that must not be sent. */
  readonly unusableAccount: UnusableAccount | null;
  /** Those that may be written; the blocked ones are only in `problems`. */
  readonly employments: readonly DesiredEmployment[];
  /**
   * The source's main employment (in the order of choice of EndDate, row 9), even when it is blocked. Null without
   * employments; the value that stands in the way when it cannot be told.
   */
  readonly mainEmploymentId: SourceValue<string>;
  /** Empty when the salary is blocked. Sorted by date, one a date. */
  readonly salaries: readonly DesiredSalary[];
  readonly problems: readonly Problem[];
  /** An error of the employee itself: nothing at all is written for them. */
  readonly blocked: boolean;
}

/** Of PowerOffice's record, what no row keeps equal. */
type NotKept = 'number' | 'lastChanged' | 'addressLastChanged';

type TextOf<T> = { [K in keyof T]: T[K] extends string | null ? K : never }[keyof T];

/** By the names of PowerOffice's record. */
export type DesiredEmployeeFields = {
  readonly [K in Exclude<TextOf<PayrollEmployee>, NotKept | 'endDate'>]?: string;
} & {
  readonly endDate?: CalendarDate | null;
  /** Keys not there are left alone: AddressLine2 is written only when the street has a second line. */
  readonly mailAddress?: { readonly [K in keyof PayrollAddress]?: string };
};

export interface DesiredEmployeeOnCreate {
  /** int64 as decimal text. */
  readonly number?: string;
  readonly nationalIdNumber?: string;
  readonly gender?: 'Male' | 'Female';
}

export interface UnusableAccount {
  /** Its letters and digits, never shown or stored; null when they cannot be read. */
  readonly key: string | null;
  /** What is told of it, as warnings. */
  readonly problems: readonly Problem[];
}

export interface DesiredBankAccount {
  readonly bankAccountNumber: string;
  readonly bankCode?: string;
  readonly bicSwift?: string;
  readonly countryCode?: string;
}

export interface DesiredEmployment {
  readonly sourceId: SourceEmploymentId;
  readonly startDate: CalendarDate;
  /** `null`: open-ended. Not there: left alone, for it cannot be read. */
  readonly endDate?: CalendarDate | null;
  readonly professionCode: string;
  readonly employmentForm: EmploymentForm;
  /** Per cent of full time, decimal text, when the option asks for it (FtePercentage, row 44). */
  readonly ftePercentage?: string;
}

/** A salary line (rows 38-41). Exactly one of the two amounts is there, decimal text with 2 decimals. */
export interface DesiredSalary {
  readonly fromDate: CalendarDate;
  readonly remunerationType: 'FixedWage' | 'HourlyWage';
  readonly annualSalary?: string;
  readonly hourlyRate?: string;
}
