import type { SimployerLeave } from '../../../local/demo-vendors/simployer/simployer-tenant.ts';
import type { SettingsInput } from '../../../shared/config/settings.ts';
import { createPauseStore } from '../../../shared/state/pause-store.ts';
import { createApiClient } from '../../builders/api-client.ts';
import { createLeaveSystem } from '../../builders/leave-system.ts';
import type { LeaveSystem } from '../../builders/leave-system.ts';
import { buildSimployerLeave } from '../../builders/simployer-time-off.ts';

const day = (date: string): string => `${date}T00:00:00.000Z`;

/** Of person 42, from 1 April on; today is 2 March. */
const leaveOf = (id: string, overrides: Partial<SimployerLeave> = {}): SimployerLeave =>
  buildSimployerLeave({
    id,
    typeId: 'parental',
    startDate: day('2026-04-01'),
    endDate: day('2026-12-31'),
    gradePercentage: 100,
    ...overrides,
  });

const WITH_EMPLOYEES: SettingsInput = { timeOff: { schedule: 'withEmployees' } };

const systemWith = (
  leaves: readonly SimployerLeave[],
  {
    settings = WITH_EMPLOYEES,
    people = [{ number: 42 }],
  }: { settings?: SettingsInput; people?: { number: number }[] } = {},
): Promise<LeaveSystem> => createLeaveSystem({ people, timeOff: { leaves }, settings });

/** What the schedule starts, to its end. */
const night = async (system: LeaveSystem) => {
  await system.advance(24 * 3_600_000);
  await system.start({ trigger: 'schedule' });
  await system.untilQueuesAreEmpty();
  return latestScheduled(system);
};

const latestScheduled = async (system: LeaveSystem) => {
  const scheduled = (await system.runs.latestRuns(50)).filter(({ trigger }) => trigger === 'schedule');
  const [latest] = scheduled.toSorted((one, other) => other.startedAt - one.startedAt);
  if (latest === undefined) throw new Error('The schedule has started no run.');
  return system.look(latest.runId);
};

/** One in which a plan for everybody was carried out before. */
const opened = async (leaves: readonly SimployerLeave[], settings?: SettingsInput): Promise<LeaveSystem> => {
  const system = await systemWith(leaves, settings && { settings });
  await system.send();
  return system;
};

const reportingIds = (system: LeaveSystem): unknown[] => system.inPayroll().map(({ ReportingId }) => ReportingId);

test('A schedule starts nothing unless the settings say so', async () => {
  const system = await systemWith([leaveOf('one')], { settings: {} });
  expect((await night(system)).run).toMatchObject({ status: 'aborted', abort: { code: 'PLAN_FIRST' } });
  expect(system.inPayroll()).toEqual([]);
});

test('Somebody who starts a run without a plan is refused, whatever the settings say of the schedule', async () => {
  const system = await systemWith([leaveOf('one')]);
  await system.start({ runId: 'bare' });
  await system.untilQueuesAreEmpty();
  expect((await system.look('bare')).run).toMatchObject({ status: 'aborted', abort: { code: 'PLAN_FIRST' } });
  expect(system.inPayroll()).toEqual([]);
});

describe('The first run that a schedule starts', () => {
  test('is a plan that waits, and writes once somebody has carried it out', async () => {
    const system = await systemWith([leaveOf('one')]);
    const first = await night(system);
    expect(first.run).toMatchObject({ mode: 'plan', plan: { isGated: true, isStored: true, state: 'open' } });
    expect(first.told).toEqual(['one: created new']);
    expect(system.inPayroll()).toEqual([]);
    expect((await system.apply(first)).told).toEqual(['one: created']);
    expect(reportingIds(system)).toEqual(['SIM-one']);
    expect((await night(system)).run).toMatchObject({ mode: 'apply', status: 'succeeded' });
  });

  test('still waits when a plan for a part was carried out, be it of one leave or of one employee', async () => {
    const system = await systemWith([leaveOf('one'), leaveOf('two', { employeeId: 'person-43' })], {
      people: [{ number: 42 }, { number: 43 }],
    });
    const ofOne = await system.plan({ leaves: ['one'] });
    await system.start({ runId: 'of-one', applies: { planId: ofOne.run.runId, accept: [], isForSome: true } });
    await system.untilQueuesAreEmpty();
    expect(reportingIds(system)).toEqual(['SIM-one']);
    await system.apply(await system.plan({}, { employees: ['42'] }));
    expect((await night(system)).run).toMatchObject({ mode: 'plan', plan: { isGated: true } });
    expect(reportingIds(system)).toEqual(['SIM-one']);
  });
});

test.each<[string, Readonly<Record<string, readonly string[]>>, boolean]>([
  ['all leaves of its period', {}, false],
  ['one type of them', { types: ['Foreldrepermisjon'] }, true],
  ['one leave', { leaves: ['one'] }, true],
])('A plan of %s is carried out through the API as what it is', async (_what, selection, isForSome) => {
  const system = await systemWith([leaveOf('one')]);
  const { run } = await system.plan(selection);
  const { call, queued } = createApiClient(system.table, { clock: system.clock });
  const body = { flow: 'leaves-to-poweroffice' };
  expect(await call('POST', `/plans/${run.runId}/apply`, { body })).toMatchObject({ status: 202 });
  expect(queued).toEqual([
    expect.objectContaining({ applies: { planId: run.runId, accept: [], ...(isForSome && { isForSome }) } }),
  ]);
});

describe('A run that a schedule starts', () => {
  test('sends new leaves and changes those that were sent, of the 60 days before and after', async () => {
    const system = await opened([leaveOf('sent', { endDate: day('2026-04-20') })]);
    system.simployer.editLeave('sent', { endDate: day('2026-04-30') });
    for (const [id, from, to] of [
      ['until-first-day', '2025-12-01', '2026-01-02'],
      ['until-day-before', '2025-12-01', '2026-01-01'],
      ['from-last-day', '2026-05-02', '2026-06-30'],
      ['from-day-after', '2026-05-03', '2026-06-30'],
    ] as const)
      system.simployer.addLeave(leaveOf(id, { startDate: day(from), endDate: day(to), gradePercentage: 50 }));
    // It is 3 March by now.
    const { run, told } = await night(system);
    expect(run).toMatchObject({ mode: 'apply', trigger: 'schedule', status: 'succeeded' });
    expect(told).toEqual(['from-last-day: created', 'sent: updated', 'until-first-day: created']);
    expect(reportingIds(system)).toHaveLength(3);
  });

  test('takes nothing away, also where a plan that somebody has seen would', async () => {
    const settings: SettingsInput = { timeOff: { schedule: 'withEmployees', onWithdrawal: 'delete' } };
    const system = await opened([leaveOf('sent')], settings);
    system.simployer.editLeave('sent', { status: 'CANCELLED' });
    expect((await night(system)).told).toEqual(['sent: skipped LEAVE_WITHDRAWN']);
    expect(reportingIds(system)).toEqual(['SIM-sent']);
    await system.send();
    expect(system.inPayroll()).toEqual([]);
  });

  test('is given up by the guard before it writes', async () => {
    const leaves = Array.from({ length: 11 }, (_, index) => index + 42).map((number) =>
      leaveOf(`leave-${number}`, { employeeId: `person-${number}` }),
    );
    const system = await systemWith(leaves, { people: leaves.map((_, index) => ({ number: index + 42 })) });
    await system.send();
    for (const { id } of leaves) system.simployer.editLeave(id, { endDate: day('2027-01-31') });
    const { writes } = system.powerOffice;
    expect((await night(system)).run).toMatchObject({ status: 'aborted', abort: { code: 'LEAVE_GUARD' } });
    expect(system.powerOffice.writes).toBe(writes);
  });

  test('writes what it has looked at, or nothing: a leave that changes in between is left to the next', async () => {
    let change: (() => void) | null = null;
    const system = await createLeaveSystem({
      timeOff: { leaves: [leaveOf('sent')] },
      settings: WITH_EMPLOYEES,
      onMessage: () => change?.(),
    });
    await system.send();
    system.simployer.editLeave('sent', { endDate: day('2027-01-31') });
    change = () => system.simployer.editLeave('sent', { endDate: day('2027-02-28') });
    expect((await night(system)).told).toEqual(['sent: skipped PLAN_STALE']);
    change = null;
    expect((await night(system)).told).toEqual(['sent: updated']);
    expect(system.inPayroll()).toMatchObject([{ EndDate: '2027-02-28' }]);
  });

  test('sends each leave once, wherever a process is killed around a write', async () => {
    const arrange = async () => {
      const system = await opened([leaveOf('sent')]);
      system.simployer.editLeave('sent', { endDate: day('2027-01-31') });
      system.simployer.addLeave(leaveOf('new', { startDate: day('2026-02-01'), endDate: day('2026-03-31') }));
      return system;
    };
    const whole = await arrange();
    const aroundWrites: number[] = [];
    whole.setFaults({
      crash: ({ index, operation }) => {
        if (/^(?:POST \/v2|PATCH|put leave|answer)/.test(operation)) aroundWrites.push(index);
        return false;
      },
    });
    await night(whole);
    expect(aroundWrites.length).toBeGreaterThan(10);
    for (const index of aroundWrites) {
      const system = await arrange();
      system.setFaults({ crash: (point) => point.index === index });
      const { run } = await night(system);
      expect([index, run.status]).toEqual([index, 'succeeded']);
      expect(reportingIds(system)).toEqual(['SIM-sent', 'SIM-new']);
      expect(system.inPayroll()).toMatchObject([{ EndDate: '2027-01-31' }, { EndDate: '2026-03-31' }]);
    }
  });

  test('does not take place while somebody has paused the schedule', async () => {
    const system = await opened([]);
    system.simployer.addLeave(leaveOf('one'));
    await createPauseStore(system.table).setPaused(true, 'per', system.clock.now());
    await expect(night(system)).rejects.toThrow('started no run');
    expect(system.inPayroll()).toEqual([]);
    await createPauseStore(system.table).setPaused(false, 'per', system.clock.now());
    await night(system);
    expect(reportingIds(system)).toEqual(['SIM-one']);
  });
});
