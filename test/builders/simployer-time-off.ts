import type {
  SimployerLeave,
  SimployerLeaveType,
  SimployerWorkDay,
  SimployerWorkWeek,
} from '../../local/demo-vendors/simployer/simployer-tenant.ts';

export const buildSimployerLeaveType = (overrides: Partial<SimployerLeaveType> = {}): SimployerLeaveType => ({
  id: 'leave-type-1',
  name: 'Ferie',
  kind: 'VACATION',
  minimumDuration: 'DAY',
  deductible: true,
  paid: true,
  disabled: false,
  ...overrides,
});

/** An approved week off of person 42, Monday to Sunday. */
export const buildSimployerLeave = (overrides: Partial<SimployerLeave> = {}): SimployerLeave => ({
  id: 'leave-1',
  employeeId: 'person-42',
  typeId: 'leave-type-1',
  status: 'APPROVED',
  duration: 'longer',
  startDate: '2024-02-19T00:00:00.000Z',
  endDate: '2024-02-25T00:00:00.000Z',
  ...overrides,
});

/** From eight to half past three. */
export const WORKING_DAY: SimployerWorkDay = {
  working: true,
  duration: 450,
  shifts: [{ startHour: 8, startMinute: 0, endHour: 15, endMinute: 30, duration: 450 }],
};
export const DAY_OFF: SimployerWorkDay = { working: false, duration: 0, shifts: [] };

/** Monday to Friday, of the whole company. */
export const buildSimployerWorkWeek = (overrides: Partial<SimployerWorkWeek> = {}): SimployerWorkWeek => ({
  id: 'work-week-1',
  companyId: 'company-1',
  effectiveFrom: '2020-01-01T00:00:00.000Z',
  timezone: 'Europe/Oslo',
  duration: 2250,
  monday: WORKING_DAY,
  tuesday: WORKING_DAY,
  wednesday: WORKING_DAY,
  thursday: WORKING_DAY,
  friday: WORKING_DAY,
  saturday: DAY_OFF,
  sunday: DAY_OFF,
  ...overrides,
});
