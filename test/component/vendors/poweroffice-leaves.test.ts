import { createRandom } from '../../../local/demo-vendors/company/random.ts';
import { createDemoPowerOffice } from '../../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { demoCredentials } from '../../../local/demo-vendors/poweroffice/options.ts';
import type { PartialDemoPowerOfficeOptions } from '../../../local/demo-vendors/poweroffice/options.ts';
import { toTransport } from '../../../local/demo-vendors/vendor-request.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { createPacer } from '../../../shared/http/pacer.ts';
import type { FieldValue } from '../../../shared/records/field-value.ts';
import { powerOfficeBudget } from '../../../shared/vendors/poweroffice/budget.ts';
import { employmentId, leaveLineId } from '../../../shared/vendors/poweroffice/ids.ts';
import { createLeaveClient } from '../../../shared/vendors/poweroffice/leave-client.ts';
import type { LeaveClient } from '../../../shared/vendors/poweroffice/leave-client.ts';
import { createRemotePacingStore } from '../../builders/remote-pacing-store.ts';

const START = Date.parse('2026-03-02T06:00:00Z');
const EMPLOYMENT = employmentId.parse(20_001);

const setUp = (options: PartialDemoPowerOfficeOptions = {}) => {
  const clock = createVirtualClock(START);
  const demo = createDemoPowerOffice({
    clock,
    options,
    seed: {
      employees: [
        { Id: 10_000_001, Number: 1, employments: [{ Id: 20_001, StartDate: '2020-01-01', IsDefault: true }] },
      ],
    },
  });
  const client = createLeaveClient({
    baseUrl: 'http://poweroffice.test/v2',
    tokenUrl: 'http://poweroffice.test/OAuth/Token',
    ...demoCredentials,
    writeTimeoutInMillis: 20_000,
    transport: toTransport(demo, { clock, latencyInMillis: 150 }),
    clock,
    random: createRandom(1).fraction,
    pacer: createPacer({
      key: 'k',
      budget: powerOfficeBudget(10),
      store: createRemotePacingStore(clock),
      clock,
      random: createRandom(2).fraction,
    }),
    deadline: () => START + 900_000,
    count: () => {},
  });
  const run = <T>(call: (client: LeaveClient) => Promise<T>): Promise<T> => clock.run(call(client));
  const outcome = (call: (client: LeaveClient) => Promise<unknown>): Promise<unknown> =>
    clock.run(call(client).catch((error: unknown) => error));
  const leavesThere = () => demo.state.employees[0]?.employments[0]?.leaves ?? [];
  return { demo, run, outcome, leavesThere };
};

const MATERNITY: readonly FieldValue[] = [
  { field: 'TypeOfLeave', value: 'Maternity' },
  { field: 'StartDate', value: '2026-04-01' },
  { field: 'EndDate', value: '2026-12-31' },
  { field: 'LeavePercentage', value: 37.5 },
  { field: 'ReportingId', value: 'SIM-507f1f77bcf86cd799439011' },
];

test('an employment without leaves has none', async () => {
  expect(await setUp().run(({ reader }) => reader.leaves(EMPLOYMENT))).toEqual([]);
});

test.each([{}, { datesWithTime: true, omitsNulls: true }])('a leave is created, and read back, %o', async (options) => {
  const { run } = setUp(options);
  const created = await run(({ writer }) => writer.createLeave(EMPLOYMENT, MATERNITY));
  expect(created).toEqual({
    id: created.id,
    typeOfLeave: 'Maternity',
    startDate: '2026-04-01',
    endDate: '2026-12-31',
    leavePercentage: '37.5',
    reportingId: 'SIM-507f1f77bcf86cd799439011',
    endedAndReported: false,
  });
  expect(await run(({ reader }) => reader.leaves(EMPLOYMENT))).toEqual([created]);
});

test('flags of pay that are not sent stay what payroll has', async () => {
  const { demo, run, leavesThere } = setUp();
  const { Id } = demo.addLeave(20_001, { TypeOfLeave: 'Military', StartDate: '2026-04-01', AdjustFixedWage: true });
  const [leave] = await run(({ reader }) => reader.leaves(EMPLOYMENT));
  await run(({ writer }) =>
    writer.patchLeave(EMPLOYMENT, leaveLineId.parse(leave?.id), [{ field: 'EndDate', value: '2026-05-31' }]),
  );
  expect(leavesThere()).toMatchObject([{ Id, EndDate: '2026-05-31', AdjustFixedWage: true, LeavePercentage: 100 }]);
});

test('a leave can be deleted once; one that was reported answers 409', async () => {
  const { demo, outcome, leavesThere, run } = setUp();
  const { id } = await run(({ writer }) => writer.createLeave(EMPLOYMENT, MATERNITY));
  const remove = () => outcome(({ writer }) => writer.deleteLeave(EMPLOYMENT, id));
  demo.editLeave(leavesThere()[0]?.Id ?? 0, { EndedAndReported: true });
  expect(await remove()).toMatchObject({ kind: 'rejected', status: 409 });
  demo.editLeave(leavesThere()[0]?.Id ?? 0, { EndedAndReported: false });
  expect(await remove()).toBeUndefined();
  expect(await remove()).toMatchObject({ kind: 'notFound' });
});

test('what was sent is masked where PowerOffice quotes it', async () => {
  const { outcome } = setUp();
  const wrong = MATERNITY.map((sent) => (sent.field === 'EndDate' ? { field: 'EndDate', value: '2026-13-31' } : sent));
  const error = await outcome(({ writer }) => writer.createLeave(EMPLOYMENT, wrong));
  expect(error).toMatchObject({ kind: 'rejected', status: 400 });
  expect(String(error)).not.toContain('2026');
});

test('an overlap that PowerOffice refuses is a refusal', async () => {
  const { outcome, run } = setUp({ refusesOverlappingLeaves: true });
  await run(({ writer }) => writer.createLeave(EMPLOYMENT, MATERNITY));
  expect(await outcome(({ writer }) => writer.createLeave(EMPLOYMENT, MATERNITY))).toMatchObject({ kind: 'rejected' });
});

test('without the privilege leaves are forbidden, to read and to write', async () => {
  const { demo, outcome } = setUp();
  demo.setPrivileges(['EmploymentLeave']);
  expect(await outcome(({ reader }) => reader.leaves(EMPLOYMENT))).toEqual([]);
  expect(await outcome(({ writer }) => writer.createLeave(EMPLOYMENT, MATERNITY))).toMatchObject({
    kind: 'forbidden',
  });
  demo.setPrivileges(['Employment_Full']);
  expect(await outcome(({ reader }) => reader.leaves(EMPLOYMENT))).toMatchObject({ kind: 'forbidden' });
});
