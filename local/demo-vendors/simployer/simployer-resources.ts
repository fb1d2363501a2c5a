/*
 * Which fields and relations the API of Simployer can be asked for, resource by resource. They are copied from its
 * description and compared with that by a contract test. A field that is not listed is refused in a query. For
 * example, `select=salary` on an employee answers 400, because pay is a resource of its own, `compensation`.
 */
/** What the API offers for one resource (Simployer fact 6). */
export interface SimployerResource {
  /** Members of the select, filter and sort lists, which are one and the same. */
  readonly queryable: readonly string[];
  /** What can be selected, and neither filtered nor sorted by. */
  readonly alsoSelectable?: readonly string[];
  readonly relations: readonly string[];
  /** Whether `GET /resource/{id}` exists in the part of the API that an employee sync reads. */
  readonly getOne: boolean;
}

/** What a sync of employees reads. */
export const EMPLOYEE_RESOURCES = {
  company: { queryable: ['id'], relations: [], getOne: false },
  employee: {
    queryable: [
      'id',
      'title',
      'active',
      'companyId',
      'officeId',
      'managerEmployeeId',
      'departmentId',
      'costCenterId',
      'employmentId',
      'employmentTypeId',
      'employmentCountry',
      'compensationId',
      'userId',
      'userName',
      'division',
      'organization',
      'employeeNumber',
      'workEmail',
      'workPhone',
      'workPhoneSanitized',
      'hireDate',
      'endDate',
      'hasOccupationalPension',
      'privateEmail',
      'firstName',
      'lastName',
      'ssn',
      'privatePhone',
      'privatePhoneSanitized',
      'birthDate',
      'age',
      'nationality',
      'gender',
      'pronoun',
      'created',
      'updated',
      // Named by the newer reference only.
      'effectiveCostCenterId',
      'organizationId',
      'ssnCountry',
      'offboardDate',
    ],
    relations: [
      'office',
      'costCenter',
      'effectiveCostCenter',
      'child',
      'department',
      'emergencyContact',
      'employment',
      'employmentType',
      'compensation',
      'managerEmployee',
      'teamReference',
    ],
    getOne: true,
  },
  employment: {
    queryable: [
      'id',
      'companyId',
      'employeeId',
      'typeId',
      'startDate',
      'endDate',
      'updated',
      'effectiveEndDate',
      'terminated',
      'rate',
      'note',
      'country',
    ],
    relations: ['type', 'employee'],
    getOne: true,
  },
  compensation: {
    queryable: [
      'id',
      'employeeId',
      'companyId',
      'amount',
      'effectiveDate',
      'baseAmount',
      'exchangeRate',
      'currency',
      'payoutDay',
      'payoutPeriod',
      'payoutFrequency',
      'salarySchedule',
      'paidOvertime',
      'note',
    ],
    relations: [],
    getOne: false,
  },
  'employment-type': {
    queryable: ['id', 'companyId', 'name', 'vacation', 'country', 'maxMonths'],
    relations: [],
    getOne: false,
  },
  department: {
    queryable: ['id', 'companyId', 'name', 'costCenterId', 'effectiveCostCenterId', 'parentId'],
    relations: ['costCenter', 'effectiveCostCenter'],
    getOne: false,
  },
  office: {
    queryable: ['id', 'companyId', 'name', 'phone', 'email', 'timezone', 'CFAR', 'SCB', 'SNI'],
    relations: [],
    getOne: false,
  },
  'cost-center': { queryable: ['id', 'companyId', 'code', 'name'], relations: [], getOne: false },
} as const satisfies Record<string, SimployerResource>;

/** Time off, which has a description of its own. */
export const TIME_OFF_RESOURCES = {
  leave: {
    queryable: ['id', 'employeeId', 'typeId', 'status', 'duration', 'startDate', 'endDate'],
    // Named by the newer reference only, and of a leave alone (Simployer fact 22).
    alsoSelectable: ['gradePercentage'],
    relations: ['type', 'employee'],
    getOne: true,
  },
  'leave-type': {
    queryable: ['id', 'name', 'kind', 'minimumDuration', 'deductible', 'paid', 'disabled', 'archived'],
    relations: ['leaveTypeCode'],
    getOne: true,
  },
  // Neither `parent` nor `status`, and no day of a work week (Simployer facts 25 and 26).
  'leave-transaction': {
    queryable: ['id', 'leaveTypeId', 'employeeId', 'childId', 'description', 'date', 'hours', 'extent'],
    relations: ['child', 'leaveType', 'employee'],
    getOne: true,
  },
  'work-week': {
    queryable: ['id', 'companyId', 'officeId', 'employeeId', 'effectiveFrom', 'timezone', 'duration'],
    relations: ['office', 'employee'],
    getOne: true,
  },
} as const satisfies Record<string, SimployerResource>;

export const SIMPLOYER_RESOURCES = { ...EMPLOYEE_RESOURCES, ...TIME_OFF_RESOURCES };

export type SimployerResourceName = keyof typeof SIMPLOYER_RESOURCES;

export const isSimployerResourceName = (name: string): name is SimployerResourceName =>
  Object.hasOwn(SIMPLOYER_RESOURCES, name);
