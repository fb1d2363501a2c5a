/** The options of the mapping table. Every default reproduces what docs/mapping.md says. */
export interface MappingSettings {
  /** IsArchived (row 6). `afterEndDate`: an inactive employee is archived from the day after the end date. */
  readonly archive: 'whenInactive' | 'afterEndDate';
  /** BankCode (row 11). `bank`: the bank's name; `clearing`: the clearing number; `omit`: never sent. */
  readonly bankCode: 'bank' | 'clearing' | 'omit';
  /** NationalIdNumber (row 16). Fill a national id that is empty in PowerOffice on an existing record. */
  readonly fillEmptyNationalId: boolean;
  /** Whether employments that ended before today are created (StartDate and EndDate, rows 27, 28). */
  readonly createEndedEmployments: boolean;
  /**
   * FullTimeHoursPerWeek, WorkingHoursArrangement, EmploymentType (rows 30, 36, 37). `create`: set once, then left to
   * payroll; `always`: re-imposed by every run.
   */
  readonly fixedValues: 'create' | 'always';
  readonly fullTimeHoursPerWeek: number;
  readonly workingHoursArrangement: WorkingHoursArrangement;
  readonly employmentType: EmploymentType;
  /** EndDateReason (row 29). Only together with an end date; a reason already there is kept. */
  readonly endDateReason: EndDateReason;
  /**
   * EmploymentForm (row 33). Employment type id or name (as in Simployer) -> form. `permanent_employment` is always
   * known.
   */
  readonly employmentForms: Readonly<Record<string, EmploymentForm>>;
  /** What a changed start date or occupational code of a linked employment does. */
  readonly onEmploymentKeyChange: 'create' | 'update' | 'hold';
  /** Other pay periods (AnnualSalary, row 42). Pay period -> times a year. Empty: those periods are refused. */
  readonly payPeriodFactors: Readonly<Partial<Record<'DAILY' | 'WEEKLY' | 'BI_WEEKLY' | 'QUARTERLY', number>>>;
  /** Whether the share of full time is sent (FtePercentage, row 44). */
  readonly syncFtePercentage: boolean;
}

export const EMPLOYMENT_FORMS = [
  'Permanent',
  'Temporary',
  'PermanentEmploymentAndHiredOut',
  'TemporaryEmploymentAndHiredOut',
  'TemporaryEmploymentAsOnCallCoverstaff',
] as const;
export type EmploymentForm = (typeof EMPLOYMENT_FORMS)[number];

export const EMPLOYMENT_TYPES = ['Ordinary', 'Maritime', 'FreelancersEtc', 'PensionEtc'] as const;
type EmploymentType = (typeof EMPLOYMENT_TYPES)[number];

export const WORKING_HOURS_ARRANGEMENTS = [
  'NonShift',
  'SemiContinuousShift',
  'ContinuousShift',
  'ShiftWork',
  'Offshore',
  'OtherShifts',
] as const;
type WorkingHoursArrangement = (typeof WORKING_HOURS_ARRANGEMENTS)[number];

export const END_DATE_REASONS = [
  'EmploymentRelationshipShouldNeverHaveBeenReported',
  'EmployerHasDismissedTheEmployee',
  'EmployeeHasResigned',
  'ChangeOfPayrollSystemOrAccountant',
  'ChangeOfOrganizationStructureOrChangedJobInternally',
  'ContractCommitmentOrTemporaryEmploymentExpired',
] as const;
type EndDateReason = (typeof END_DATE_REASONS)[number];

export const DEFAULT_MAPPING_SETTINGS: MappingSettings = {
  archive: 'whenInactive',
  bankCode: 'bank',
  fillEmptyNationalId: false,
  createEndedEmployments: true,
  fixedValues: 'create',
  fullTimeHoursPerWeek: 37.5,
  workingHoursArrangement: 'NonShift',
  employmentType: 'Ordinary',
  endDateReason: 'EmployeeHasResigned',
  employmentForms: {},
  onEmploymentKeyChange: 'create',
  payPeriodFactors: {},
  syncFtePercentage: false,
};
