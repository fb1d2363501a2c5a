import type * as z from 'zod';
import type { Int64 } from './fields.ts';
import type {
  addressShape,
  bankAccountShape,
  employeeBankAccountsShape,
  employeePatchShape,
  employmentPatchShape,
  ftePercentageShape,
  leaveShape,
  salaryShape,
} from './wire-shapes.ts';

// What the demo stores, under the names of the wire. Stamps are date-times in UTC with seven fraction digits.

export interface AddressRow extends z.output<typeof addressShape> {
  readonly Id: number;
  readonly LastChangedDateTimeOffset: string;
}

export interface EmployeeRow
  extends Omit<z.output<typeof employeePatchShape>, 'MailAddress'>, z.output<typeof employeeBankAccountsShape> {
  readonly Id: number;
  readonly SubledgerAccountId: number;
  readonly MailAddress: AddressRow | null;
  readonly ContactCreatedDateTimeOffset: string;
  readonly EmployeeCreatedDateTimeOffset: string;
  readonly LastChangedDateTimeOffset: string;
  /** Not on the wire: archiving is refused. */
  readonly hasLedgerBalance: boolean;
  /** Not on the wire: linked to transactions, deleting is refused. */
  readonly isInUse: boolean;
}

export interface EmploymentRow extends z.output<typeof employmentPatchShape> {
  readonly Id: number;
  readonly EmployeeId: number;
  readonly CreatedDateTimeOffset: string;
  readonly LastChangedDateTimeOffset: string;
  /** Not on the wire: reported to the authorities (a-melding), deleting is refused. */
  readonly isReported: boolean;
}

/** What salary and FTE lines have in common. */
export interface LineRow {
  readonly Id: number;
  readonly EmployeeId: number;
  readonly EmploymentId: number;
  readonly CreatedDateTimeOffset: string;
  readonly LastChangedDateTimeOffset: string;
}

export interface SalaryRow extends LineRow, z.output<typeof salaryShape> {}

export interface FtePercentageRow extends LineRow, z.output<typeof ftePercentageShape> {}

/** The id on the wire is the GUID made of this one. */
export interface LeaveRow extends LineRow, z.output<typeof leaveShape> {}

export interface BankAccountRow extends z.output<typeof bankAccountShape> {
  readonly Id: number;
  readonly ContactId: number;
  readonly CreateDateTimeOffset: string;
  readonly LastChangedDateTimeOffset: string;
}

export interface EnterpriseRow {
  readonly Id: number;
  readonly EnterpriseNo: string;
  readonly Name: string;
  readonly IsDefault: boolean;
  readonly Municipality: string;
  readonly EmployerContributionRule: 'GeneralIndustries';
  readonly EmployerContributionZone: 'Zone1' | 'Zone2' | 'Zone5';
}

export interface NumberSeriesRow {
  readonly Id: string;
  readonly Name: string;
  readonly SubLedgerNumberSeriesType: 'Customer' | 'Supplier' | 'Employee';
  readonly FromInclusive: Int64;
  readonly ToInclusive: Int64;
  readonly IsDefault: boolean;
}

/** A department or a location. */
export interface DimensionRow {
  readonly Id: number;
  readonly Code: string;
}
