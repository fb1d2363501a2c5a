import { sourceEmployeeId } from '../../shared/model/employee.ts';
import { leaveId } from '../../shared/model/time-off.ts';
import type { LeaveType, SourceLeave } from '../../shared/model/time-off.ts';
import { employmentId, leaveLineId } from '../../shared/vendors/poweroffice/ids.ts';
import type { PayrollLeave } from '../../shared/vendors/poweroffice/leaves.ts';
import type { LinkedEmployment } from '../../shared/flows/leaves-to-poweroffice/rules/placement.ts';
import type { PayrollPerson } from '../../shared/flows/leaves-to-poweroffice/rules/judge-leave.ts';

/** Approved, parental leave by its type, from April to the end of the year. */
export const buildLeave = ({
  id = 'leave-1',
  ...overrides
}: Partial<Omit<SourceLeave, 'id'>> & { id?: string } = {}): SourceLeave => ({
  id: leaveId.parse(id),
  employeeId: sourceEmployeeId.parse('person-42'),
  typeId: 'type-1',
  status: 'approved',
  duration: 'severalDays',
  startDate: '2026-04-01',
  endDate: '2026-12-31',
  lengthInMinutes: null,
  grade: null,
  ...overrides,
});

export const buildLeaveType = (overrides: Partial<LeaveType> = {}): LeaveType => ({
  id: 'type-1',
  name: 'Foreldrepermisjon',
  kind: 'PARENTAL_LEAVE',
  code: 'PARENTAL_BENEFITS',
  ...overrides,
});

export const MAIN_EMPLOYMENT = employmentId.parse(20_001);
export const OTHER_EMPLOYMENT = employmentId.parse(20_002);

export const buildLinkedEmployment = (overrides: Partial<LinkedEmployment> = {}): LinkedEmployment => ({
  id: MAIN_EMPLOYMENT,
  isMain: true,
  startDate: '2020-01-01',
  endDate: null,
  ...overrides,
});

/** In scope and linked, with one employment that does not end. */
export const buildPayrollPerson = (overrides: Partial<PayrollPerson> = {}): PayrollPerson => ({
  number: '42',
  isInScope: true,
  employments: [buildLinkedEmployment()],
  ...overrides,
});

/** The leave of `buildLeave` as this flow has created it. */
export const buildPayrollLeave = ({
  id = 'guid-1',
  ...overrides
}: Partial<Omit<PayrollLeave, 'id'>> & { id?: string } = {}): PayrollLeave => ({
  id: leaveLineId.parse(id),
  typeOfLeave: 'Maternity',
  startDate: '2026-04-01',
  endDate: '2026-12-31',
  leavePercentage: '100',
  reportingId: 'SIM-leave-1',
  endedAndReported: false,
  ...overrides,
});
