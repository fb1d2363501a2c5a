import type {
  AddressRow,
  BankAccountRow,
  DimensionRow,
  EmployeeRow,
  EmploymentRow,
  EnterpriseRow,
  FtePercentageRow,
  LeaveRow,
  NumberSeriesRow,
  SalaryRow,
} from './rows.ts';

type Assigned = 'Id' | 'EmployeeId' | 'EmploymentId' | 'ContactId';

/** An employment that is there from the start; what is left out is null. */
export interface SeedEmployment extends Partial<Omit<EmploymentRow, 'EmployeeId'>> {
  readonly salaries?: readonly Partial<Omit<SalaryRow, Assigned>>[];
  readonly ftePercentages?: readonly Partial<Omit<FtePercentageRow, Assigned>>[];
  readonly leaves?: readonly Partial<Omit<LeaveRow, Assigned>>[];
}

export interface SeedBankAccount extends Partial<Omit<BankAccountRow, 'Id' | 'ContactId'>> {
  /** Chosen as the account the salary is paid to. */
  readonly isSalaryAccount?: boolean;
}

/** An employee that is there from the start; what is left out is null. Nothing of it is checked. */
export interface SeedEmployee extends Partial<Omit<EmployeeRow, 'MailAddress'>> {
  readonly MailAddress?: Partial<AddressRow> | null;
  readonly employments?: readonly SeedEmployment[];
  readonly bankAccounts?: readonly SeedBankAccount[];
}

/** A PowerOffice client as it is before the first request. */
export interface DemoSeed {
  readonly clientId: string;
  readonly clientName: string;
  readonly activeSubscriptions: readonly string[];
  readonly privileges: readonly string[];
  /** Granted, but the client lacks the module. */
  readonly invalidPrivileges: readonly string[];
  readonly enterprises: readonly EnterpriseRow[];
  readonly numberSeries: readonly NumberSeriesRow[];
  readonly departments: readonly DimensionRow[];
  readonly locations: readonly DimensionRow[];
  readonly employees: readonly SeedEmployee[];
}

/** The client of the demo, without employees: one default enterprise and one employee number series (1 to 99,999). */
export const emptyClient: Omit<DemoSeed, 'privileges'> = {
  clientId: '7c1f0f4e-5d5b-4f0e-9a2c-3f5c0f3f1a10',
  clientName: 'Fjordbruk Demo AS',
  activeSubscriptions: ['Accounting', 'Payroll', 'TravelExpense'],
  invalidPrivileges: [],
  enterprises: [
    {
      Id: 501,
      EnterpriseNo: '999999999',
      Name: 'Fjordbruk Demo AS',
      IsDefault: true,
      Municipality: 'Oslo',
      EmployerContributionRule: 'GeneralIndustries',
      EmployerContributionZone: 'Zone1',
    },
    {
      Id: 502,
      EnterpriseNo: '999999998',
      Name: 'Fjordbruk Demo avd. Nord',
      IsDefault: false,
      Municipality: 'Alta',
      EmployerContributionRule: 'GeneralIndustries',
      EmployerContributionZone: 'Zone5',
    },
  ],
  numberSeries: [
    {
      Id: '2f0b8b6e-0d44-4a8e-9a55-2d8f2c8f0a01',
      Name: 'Ansatte',
      SubLedgerNumberSeriesType: 'Employee',
      FromInclusive: 1,
      ToInclusive: 99_999,
      IsDefault: true,
    },
    {
      Id: '2f0b8b6e-0d44-4a8e-9a55-2d8f2c8f0a02',
      Name: 'Kunder',
      SubLedgerNumberSeriesType: 'Customer',
      FromInclusive: 100_000,
      ToInclusive: 199_999,
      IsDefault: true,
    },
  ],
  departments: [
    { Id: 701, Code: 'ADM' },
    { Id: 702, Code: 'DRIFT' },
  ],
  locations: [{ Id: 801, Code: 'OSL' }],
  employees: [],
};
