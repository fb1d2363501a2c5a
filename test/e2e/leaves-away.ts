import type { SimployerLeave, SimployerTimeOff } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import { buildSimployerLeave, buildSimployerLeaveType } from '../builders/simployer-time-off.ts';

/** The period of these leaves, far from any day on which the tests run. */
export const PERIOD = ['--from', '2031-04-01', '--to', '2031-06-30'] as const;

/** The id of each leave, as Simployer makes them. */
export const LEAVES = {
  parental: '6d2b1f00aaaa000000000001',
  military: '6d2b1f00aaaa000000000002',
  pending: '6d2b1f00aaaa000000000003',
  unmapped: '6d2b1f00aaaa000000000004',
  vacation: '6d2b1f00aaaa000000000005',
  cancelled: '6d2b1f00aaaa000000000006',
} as const;

/** Who of four is away in the spring of 2031: two of them in ways that are reported. */
export const awayIn2031 = (employeeIds: readonly string[]): Partial<SimployerTimeOff> => {
  const leave = (name: keyof typeof LEAVES, index: number, more: Partial<SimployerLeave>): SimployerLeave =>
    buildSimployerLeave({
      id: LEAVES[name],
      employeeId: employeeIds[index] ?? '',
      startDate: '2031-03-31T22:00:00.000Z',
      endDate: '2031-09-30T00:00:00.000Z',
      ...more,
    });
  return {
    leaveTypes: [
      buildSimployerLeaveType({ id: 'type-parental', name: 'Foreldrepermisjon', kind: 'PARENTAL_LEAVE' }),
      buildSimployerLeaveType({ id: 'type-military', name: 'Førstegangstjeneste', kind: 'OFF_DUTY' }),
      buildSimployerLeaveType({ id: 'type-unpaid', name: 'Permisjon uten lønn', kind: 'OFF_DUTY' }),
      buildSimployerLeaveType({ id: 'type-vacation', name: 'Ferie', kind: 'VACATION' }),
    ],
    leaveTypeCodes: [
      ['type-parental', 'PARENTAL_BENEFITS'],
      ['type-military', 'MILITARY_SERVICE'],
      ['type-vacation', 'FERIE'],
    ].map(([leaveTypeId = '', code = '']) => ({
      id: `code-of-${leaveTypeId}`,
      companyId: 'company-1',
      leaveTypeId,
      code,
    })),
    leaves: [
      leave('parental', 0, { typeId: 'type-parental', gradePercentage: 80 }),
      leave('military', 1, { typeId: 'type-military' }),
      leave('pending', 1, { typeId: 'type-military', status: 'PENDING', endDate: '2031-12-31T00:00:00.000Z' }),
      leave('unmapped', 2, { typeId: 'type-unpaid' }),
      leave('vacation', 3, { typeId: 'type-vacation', endDate: '2031-04-14T00:00:00.000Z' }),
      leave('cancelled', 3, { typeId: 'type-military', status: 'CANCELLED' }),
    ],
  };
};
