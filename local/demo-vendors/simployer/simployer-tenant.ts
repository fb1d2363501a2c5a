/*
 * The rows of a Simployer tenant, as types. They hold what the API answers, peculiarities included: a field that
 * nobody filled in may be missing or empty text. Dates are text with a time and a zone, since that is how the API has
 * them. For example, `employeeNumber` is always there, and "" for somebody who was never given one.
 */
/**
 * What a Simployer One tenant holds, in the shape of its public API (Simployer facts 10 and 12). Date-times are ISO
 * text with a zone; a field that nobody filled in is absent or "". Aliases, not interfaces, so that a row is also a
 * record of fields that a query can select, filter and sort by.
 */
export type SimployerTenant = {
  readonly company: SimployerCompany;
  readonly employees: readonly SimployerEmployee[];
  readonly employments: readonly SimployerEmployment[];
  readonly compensations: readonly SimployerCompensation[];
  readonly employmentTypes: readonly SimployerEmploymentType[];
  readonly departments: readonly SimployerDepartment[];
  readonly offices: readonly SimployerOffice[];
  readonly costCenters: readonly SimployerCostCenter[];
  /** Nothing of it where the company has no time off. */
  readonly timeOff?: Partial<SimployerTimeOff>;
};

export type SimployerCompany = {
  readonly id: string;
  readonly name: string;
  readonly orgNumber?: string;
  readonly legalName?: string;
  readonly phone?: string;
  readonly email?: string;
};

export type SimployerEmployee = {
  readonly id: string;
  readonly companyId: string;
  readonly active: boolean;
  readonly userId: string;
  readonly userName?: string;
  /** Declared required, yet a string without a pattern: "" when nobody filled it in. */
  readonly employeeNumber: string;
  readonly created: string;
  readonly updated: string;
  readonly title?: string;
  readonly officeId?: string;
  readonly departmentId?: string;
  readonly costCenterId?: string;
  readonly managerEmployeeId?: string;
  readonly employmentId?: string;
  readonly employmentTypeId?: string;
  readonly employmentCountry?: string;
  readonly compensationId?: string;
  readonly division?: string;
  readonly organization?: string;
  readonly workEmail?: string;
  readonly workPhone?: string;
  readonly workPhoneSanitized?: string;
  readonly privateEmail?: string;
  readonly privatePhone?: string;
  readonly privatePhoneSanitized?: string;
  readonly hireDate?: string;
  readonly endDate?: string;
  readonly offboardDate?: string;
  readonly hasOccupationalPension?: boolean;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly ssn?: string;
  readonly ssnCountry?: string;
  readonly birthDate?: string;
  readonly age?: number;
  readonly nationality?: string;
  readonly gender?: string;
  readonly pronoun?: string;
  readonly avatarUrl?: string;
  readonly homeAddress?: SimployerHomeAddress;
  readonly bankAccount?: SimployerBankAccount;
  readonly custom?: Readonly<Record<string, unknown>>;
};

export type SimployerHomeAddress = {
  readonly street?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly country?: string;
};

type SimployerBankAccount = {
  readonly bank?: string;
  readonly clearing?: string;
  readonly number?: string;
  readonly iban?: string;
  readonly bic?: string;
  readonly country?: string;
};

export type SimployerEmployment = {
  readonly id: string;
  readonly companyId: string;
  readonly employeeId: string;
  readonly typeId: string;
  readonly startDate: string;
  readonly endDate?: string;
  readonly updated?: string;
  readonly terminated: boolean;
  /** Per cent of full time (Simployer fact 15). */
  readonly rate: number;
  readonly note?: string;
  readonly country: string;
};

export type SimployerCompensation = {
  readonly id: string;
  readonly companyId: string;
  readonly employeeId: string;
  /** Per `payoutPeriod`, in `currency`. */
  readonly amount: number;
  readonly effectiveDate: string;
  readonly baseAmount: number;
  readonly exchangeRate: number;
  readonly currency: string;
  readonly payoutDay: number;
  readonly payoutPeriod: 'HOURLY' | 'DAILY' | 'WEEKLY' | 'BI_WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'ANNUAL';
  readonly payoutFrequency: 'WEEK' | 'BI_WEEKLY' | 'MONTH';
  readonly salarySchedule: 'ADVANCE' | 'DELAYED';
  readonly paidOvertime: boolean;
  readonly note?: string;
};

type SimployerEmploymentType = {
  readonly id: string;
  /** Absent for the built-in types. */
  readonly companyId?: string;
  readonly name: string;
  readonly vacation: boolean;
  readonly country?: string;
  readonly maxMonths?: number;
};

type SimployerDepartment = {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
  readonly description?: string;
  readonly costCenterId?: string;
  readonly effectiveCostCenterId?: string;
  readonly parentId?: string;
};

type SimployerOffice = {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly timezone: string;
  readonly CFAR: string;
  readonly SCB: string;
  readonly SNI: string;
};

type SimployerCostCenter = {
  readonly id: string;
  readonly companyId: string;
  readonly code: string;
  readonly name?: string;
};

/** Days of absence are not held: they follow from the leaves (Simployer fact 25), but for those of timesheets. */
export type SimployerTimeOff = {
  readonly leaves: readonly SimployerLeave[];
  readonly leaveTypes: readonly SimployerLeaveType[];
  readonly leaveTypeCodes: readonly SimployerLeaveTypeCode[];
  readonly workWeeks: readonly SimployerWorkWeek[];
  readonly timesheetAbsences: readonly SimployerLeaveTransaction[];
};

export type SimployerLeave = {
  readonly id: string;
  readonly employeeId: string;
  readonly typeId: string;
  readonly status: 'PENDING' | 'DENIED' | 'CANCELLED' | 'APPROVED' | 'CONFIRMED';
  readonly duration: 'minutes' | 'half_day' | 'one_day' | 'longer';
  readonly startDate: string;
  readonly endDate: string;
  /** What the employee wrote. */
  readonly description?: string;
  readonly gradePercentage?: number;
};

export type SimployerLeaveType = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'SICK_LEAVE' | 'PARENTAL_LEAVE' | 'VACATION' | 'OFF_DUTY' | 'CHILDCARE';
  readonly minimumDuration: 'DAY' | 'HALF_DAY' | 'HOUR' | 'MINUTE';
  readonly deductible: boolean;
  readonly paid: boolean;
  readonly disabled: boolean;
  readonly archived?: boolean;
};

type SimployerLeaveTypeCode = {
  readonly id: string;
  readonly companyId: string;
  readonly leaveTypeId: string;
  readonly code: string;
};

export type SimployerLeaveTransaction = {
  readonly id: string;
  readonly parent: { readonly id: string; readonly type: 'Leave' | 'TimesheetEntry' };
  readonly status: 'APPROVED' | 'CONFIRMED';
  readonly leaveTypeId: string;
  readonly employeeId: string;
  /** Declared required, and "" without a child. */
  readonly childId: string;
  readonly date: string;
  readonly hours: number;
  /** Per cent of the day. */
  readonly extent: number;
  readonly description: string;
};

export type SimployerWorkDay = {
  readonly working: boolean;
  readonly duration: number;
  readonly shifts: readonly {
    readonly startHour: number;
    readonly startMinute: number;
    readonly endHour: number;
    readonly endMinute: number;
    readonly duration: number;
  }[];
};

export type SimployerWorkWeek = {
  readonly id: string;
  readonly companyId: string;
  readonly officeId?: string;
  readonly employeeId?: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly timezone: string;
  readonly duration: number;
  readonly monday: SimployerWorkDay;
  readonly tuesday: SimployerWorkDay;
  readonly wednesday: SimployerWorkDay;
  readonly thursday: SimployerWorkDay;
  readonly friday: SimployerWorkDay;
  readonly saturday: SimployerWorkDay;
  readonly sunday: SimployerWorkDay;
};
