import { createDemoSimployer } from '../../../local/demo-vendors/simployer/create-demo-simployer.ts';
import type { SimployerTimeOff } from '../../../local/demo-vendors/simployer/simployer-tenant.ts';
import { toTransport } from '../../../local/demo-vendors/vendor-request.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { leaveId } from '../../../shared/model/time-off.ts';
import { createTimeOffClient } from '../../../shared/vendors/simployer/time-off-client.ts';
import type { TimeOffClient } from '../../../shared/vendors/simployer/time-off-client.ts';
import { buildSimployerPerson, buildSimployerTenant } from '../../builders/simployer-company.ts';
import {
  buildSimployerLeave,
  buildSimployerLeaveType,
  buildSimployerWorkWeek,
  DAY_OFF,
  WORKING_DAY,
} from '../../builders/simployer-time-off.ts';

const setUp = (timeOff: Partial<SimployerTimeOff>, options: { isWithoutGrades?: boolean; maxLimit?: number } = {}) => {
  const clock = createVirtualClock(Date.parse('2024-03-02T06:00:00Z'));
  const simployer = createDemoSimployer({
    clock,
    accessToken: 'token',
    tenant: { ...buildSimployerTenant([buildSimployerPerson()]), timeOff },
    ...options,
  });
  const client = createTimeOffClient({
    baseUrl: 'http://simployer.test/v1',
    accessToken: 'token',
    transport: toTransport(simployer, { clock, latencyInMillis: 100 }),
    clock,
    random: () => 0.5,
    count: () => {},
  });
  const read = <T>(call: (client: TimeOffClient) => Promise<T>): Promise<T> => clock.run(call(client));
  const outcome = (call: (client: TimeOffClient) => Promise<unknown>) =>
    clock.run(call(client).catch((error: unknown) => error));
  return { simployer, read, outcome };
};

const leavesOf = (timeOff: Partial<SimployerTimeOff>) =>
  setUp(timeOff).read((client) => client.leaves('2024-02-01', '2024-02-29'));

describe('leaves', () => {
  test('are read with what payroll needs, and without what the employee wrote', async () => {
    const leave = buildSimployerLeave({ gradePercentage: 37.5, description: 'Burnt out' });
    const { simployer, read } = setUp({ leaves: [leave] });
    const leaves = await read((client) => client.leaves('2024-02-01', '2024-02-29'));
    expect(leaves).toEqual([
      {
        id: 'leave-1',
        employeeId: 'person-42',
        typeId: 'leave-type-1',
        status: 'approved',
        duration: 'severalDays',
        startDate: '2024-02-19',
        endDate: '2024-02-25',
        lengthInMinutes: null,
        grade: '37.5',
      },
    ]);
    expect(simployer.requests.map(({ query }) => query).join()).not.toContain('description');
  });

  test.each([
    ['APPROVED', 'approved'],
    ['CONFIRMED', 'approved'],
    ['PENDING', 'pending'],
    ['DENIED', 'withdrawn'],
    ['CANCELLED', 'withdrawn'],
  ] as const)('that are %s are %s', async (status, read) => {
    expect(await leavesOf({ leaves: [buildSimployerLeave({ status })] })).toMatchObject([{ status: read }]);
  });

  test('of a status or a duration that nobody knows wait, and have no duration', async () => {
    const { simployer, read } = setUp({ leaves: [buildSimployerLeave()] });
    simployer.spoilRow('leave', 'leave-1', { status: 'ARCHIVED', duration: 'fortnight' });
    expect(await read((client) => client.leaves('2024-02-01', '2024-02-29'))).toMatchObject([
      { status: 'pending', duration: null },
    ]);
  });

  test.each([
    ['2024-02-19T23:00:00.000Z', '2024-02-20T00:00:00.000Z', 'longer', '2024-02-20', '2024-02-20'],
    ['2024-02-20T00:00:00.000Z', '2024-02-21T00:00:00.000Z', 'one_day', '2024-02-20', '2024-02-20'],
    ['2024-02-19T23:00:00.000Z', '2024-02-20T23:00:00.000Z', 'half_day', '2024-02-20', '2024-02-20'],
    ['2024-02-20T00:00:00.000Z', '2024-02-21T00:00:00.000Z', 'longer', '2024-02-20', '2024-02-21'],
    ['2024-02-20T00:00:00.000Z', '2024-02-22T00:00:00.000Z', 'one_day', '2024-02-20', '2024-02-22'],
    ['2024-02-20T00:00:00.000Z', '2024-02-20T23:59:59.000Z', 'longer', '2024-02-20', '2024-02-20'],
  ] as const)('from %s to %s, %s, are from %s to %s', async (startDate, endDate, duration, first, last) => {
    const leaves = await leavesOf({ leaves: [buildSimployerLeave({ startDate, endDate, duration })] });
    expect(leaves).toMatchObject([{ startDate: first, endDate: last }]);
  });

  test('by the clock have a length', async () => {
    const [startDate, endDate] = ['2024-02-20T08:00:00.000Z', '2024-02-20T10:30:00.000Z'];
    const leaves = await leavesOf({ leaves: [buildSimployerLeave({ duration: 'minutes', startDate, endDate })] });
    expect(leaves).toMatchObject([{ duration: 'minutes', startDate: '2024-02-20', lengthInMinutes: 150 }]);
  });

  test('that touch the days are asked for, on either side; those far away are not', async () => {
    const around = (id: string, startDate: string, endDate: string) =>
      buildSimployerLeave({ id, startDate: `${startDate}T00:00:00.000Z`, endDate: `${endDate}T00:00:00.000Z` });
    const leaves = await leavesOf({
      leaves: [
        around('before', '2024-01-01', '2024-01-30'),
        around('into', '2024-01-15', '2024-02-01'),
        around('over', '2023-12-01', '2024-12-01'),
        around('out', '2024-02-29', '2024-03-15'),
        around('after', '2024-03-01', '2024-03-15'),
      ],
    });
    expect(leaves.map(({ id }) => id)).toEqual(['into', 'out', 'over']);
  });

  test('of a company without grades are asked for without them', async () => {
    const { simployer, read } = setUp({ leaves: [buildSimployerLeave()] }, { isWithoutGrades: true });
    expect(await read((client) => client.leaves('2024-02-01', '2024-02-29'))).toMatchObject([{ grade: null }]);
    expect(await read((client) => client.leave(leaveId.parse('leave-1')))).toMatchObject({ grade: null });
    expect(simployer.requests.map(({ status }) => status)).toEqual([400, 200, 200]);
  });

  test('of which a page is missing are incomplete', async () => {
    const leaves = Array.from({ length: 7 }, (_, index) => buildSimployerLeave({ id: `leave-${index}` }));
    const { simployer, outcome } = setUp({ leaves }, { maxLimit: 2 });
    simployer.setFaults([{ fault: { kind: 'status', status: 503 }, resource: 'leave', atOffset: 4 }]);
    expect(await outcome((client) => client.leaves('2024-02-01', '2024-02-29'))).toMatchObject({ kind: 'incomplete' });
  });

  test('can be asked for one by one, and one that was deleted is not there', async () => {
    const { simployer, read } = setUp({ leaves: [buildSimployerLeave()] });
    const one = () => read((client) => client.leave(leaveId.parse('leave-1')));
    expect(await one()).toMatchObject({ id: 'leave-1' });
    simployer.removeLeave('leave-1');
    expect(await one()).toBeNull();
  });
});

describe('leave types', () => {
  const codes = [
    { id: 'code-1', companyId: 'company-1', leaveTypeId: 'leave-type-1', code: 'ABC' },
    { id: 'code-2', companyId: 'company-1', leaveTypeId: 'leave-type-2', code: 'ABC' },
  ];
  const types = ['1', '2', '3'].map((number) =>
    buildSimployerLeaveType({ id: `leave-type-${number}`, archived: number === '2' }),
  );

  test('come with their code, which two may share and one may lack', async () => {
    const { read } = setUp({ leaveTypes: types, leaveTypeCodes: codes }, { maxLimit: 2 });
    expect(await read((client) => client.leaveTypes())).toEqual([
      { id: 'leave-type-1', name: 'Ferie', kind: 'VACATION', code: 'ABC' },
      { id: 'leave-type-2', name: 'Ferie', kind: 'VACATION', code: 'ABC' },
      { id: 'leave-type-3', name: 'Ferie', kind: 'VACATION', code: null },
    ]);
  });

  test('of a kind that nobody knows have none', async () => {
    const { simployer, read } = setUp({ leaveTypes: [buildSimployerLeaveType()] });
    simployer.spoilRow('leave-type', 'leave-type-1', { kind: 'SABBATICAL' });
    expect(await read((client) => client.leaveTypes())).toMatchObject([{ kind: null, code: null }]);
  });
});

describe('days of absence', () => {
  test('are those of approved leaves on days that people work, and none of a timesheet', async () => {
    const { read } = setUp({
      leaves: [buildSimployerLeave({ gradePercentage: 60 }), buildSimployerLeave({ id: 'waits', status: 'PENDING' })],
      timesheetAbsences: [
        {
          id: 'sheet',
          parent: { id: 'entry-1', type: 'TimesheetEntry' },
          status: 'APPROVED',
          leaveTypeId: 'leave-type-1',
          employeeId: 'person-42',
          childId: '',
          date: '2024-02-21T00:00:00.000Z',
          hours: 7.5,
          extent: 100,
          description: '',
        },
      ],
    });
    expect(await read((client) => client.leaveDays('2024-02-21', '2024-02-29'))).toEqual(
      ['2024-02-21', '2024-02-22', '2024-02-23'].map((date) => ({ leaveId: 'leave-1', date, hours: 4.5 })),
    );
  });
});

describe('work weeks', () => {
  test('tell which days are worked and for how long, by the shifts alone', async () => {
    const night = { startHour: 22, startMinute: 0, endHour: 6, endMinute: 0, duration: 8 };
    const week = buildSimployerWorkWeek({
      employeeId: 'person-42',
      effectiveTo: '2024-12-31T00:00:00.000Z',
      tuesday: { ...WORKING_DAY, shifts: [night] },
      wednesday: { ...WORKING_DAY, shifts: [] },
      thursday: DAY_OFF,
    });
    const { read } = setUp({ workWeeks: [week] });
    const full = { isWorking: true, minutes: 450 };
    const off = { isWorking: false, minutes: null };
    expect(await read((client) => client.workWeeks())).toEqual([
      {
        id: 'work-week-1',
        officeId: null,
        employeeId: 'person-42',
        from: '2020-01-01',
        to: '2024-12-31',
        days: [full, { isWorking: true, minutes: 480 }, { isWorking: true, minutes: null }, off, full, off, off],
      },
    ]);
  });
});
