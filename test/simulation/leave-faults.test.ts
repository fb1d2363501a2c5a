/*
 * The faults that a run of leaves may meet, in a simulated world of three people with a leave each: whatever happens, no
 * leave is in PowerOffice twice, and the next plan finds what is left to be done.
 */
import type { Fault, FaultPlan } from '../../local/demo-vendors/poweroffice/faults.ts';
import { compareText } from '../../shared/records/values/text.ts';
import { createLeaveSystem } from '../builders/leave-system.ts';
import type { LeaveSystem, LeaveSystemInput } from '../builders/leave-system.ts';
import { buildSimployerLeave } from '../builders/simployer-time-off.ts';
import { watchCrashMoments } from '../builders/crash-moments.ts';
import { MACHINERY_FAULTS } from './machinery-faults.ts';

const NUMBERS = [42, 43, 44];
const REPORTING_IDS = NUMBERS.map((number) => `SIM-leave-${number}`);

const scenario = (input: LeaveSystemInput = {}): Promise<LeaveSystem> =>
  createLeaveSystem({
    people: NUMBERS.map((number) => ({ number })),
    timeOff: {
      leaves: NUMBERS.map((number) =>
        buildSimployerLeave({
          id: `leave-${number}`,
          employeeId: `person-${number}`,
          typeId: 'parental',
          startDate: '2026-04-01T00:00:00.000Z',
          endDate: '2026-12-31T00:00:00.000Z',
        }),
      ),
    },
    ...input,
  });

const reportingIds = (system: LeaveSystem): readonly string[] =>
  system
    .inPayroll()
    .map(({ ReportingId }) => String(ReportingId))
    .toSorted(compareText);

/** Plan and apply under faults, then without; then once more, which has to write nothing. */
const heal = async (system: LeaveSystem) => {
  system.setFaults({});
  await system.advance(25 * 60_000);
  const healed = await system.send();
  await system.advance(60_000);
  const again = await system.send();
  return { healed, writes: again.writes, ids: reportingIds(system) };
};

const DONE = { writes: 0, ids: REPORTING_IDS };

const isWrite = (method: string): boolean => method === 'POST' || method === 'PATCH' || method === 'DELETE';

/** Strikes the first requests of a kind. */
const firstOf = (count: number, method: string, fault: Fault): FaultPlan => {
  let left = count;
  return (request) => {
    if (request.method !== method || !request.path.includes('/Leaves') || left === 0) return null;
    left -= 1;
    return fault;
  };
};

describe('An answer that is lost', () => {
  test.each([0, 2_000, 30_000])('of a leave that was created, with a replica that lags %i ms', async (lagInMillis) => {
    for (const after of ['reset', 'cutBody', 'html'] as const) {
      const system = await scenario({
        powerOffice: { replicaLagInMillis: lagInMillis },
        faults: { powerOffice: firstOf(2, 'POST', { after }) },
      });
      const { run } = await system.send();
      expect([after, run.totals, reportingIds(system)]).toMatchObject([
        after,
        { created: 3, failed: 0 },
        REPORTING_IDS,
      ]);
      expect(await heal(system)).toMatchObject(DONE);
    }
  });

  test('of a leave that was changed', async () => {
    const system = await scenario();
    await system.send();
    system.simployer.editLeave('leave-42', { endDate: '2027-01-31T00:00:00.000Z' });
    const planned = await system.plan();
    system.setFaults({ powerOffice: firstOf(1, 'PATCH', { after: 'reset' }) });
    expect((await system.apply(planned)).run.totals).toMatchObject({ failed: 0 });
    expect(await heal(system)).toMatchObject(DONE);
    expect(system.inPayroll()[0]).toMatchObject({ EndDate: '2027-01-31' });
  });

  test('of a leave that was deleted: that it is gone is enough', async () => {
    const system = await scenario({ settings: { timeOff: { onWithdrawal: 'delete' } } });
    await system.send();
    system.simployer.editLeave('leave-42', { status: 'CANCELLED' });
    const planned = await system.plan();
    system.setFaults({ powerOffice: firstOf(1, 'DELETE', { after: 'reset' }) });
    await system.apply(planned);
    expect(await heal(system)).toMatchObject({ writes: 0, ids: REPORTING_IDS.slice(1) });
    expect(await system.leaves.get('leave-42')).toBeNull();
  });

  test('twice, with nothing found: payroll is told, and a new plan that finds nothing creates it', async () => {
    const system = await scenario({ faults: { powerOffice: firstOf(99, 'POST', { before: 'reset' }) } });
    const { told } = await system.send();
    expect(told).toContain('leave-42: failed WRITE_IN_DOUBT');
    expect(system.inPayroll()).toEqual([]);
    expect(await heal(system)).toMatchObject(DONE);
  });
});

describe('Trouble on the way', () => {
  const strikes = (every: number, fault: Fault): FaultPlan => {
    return (_request, sequence) => (sequence > 4 && sequence % every === 3 ? fault : null);
  };

  test.each<[what: string, fault: Fault, every: number]>([
    ['429', { before: 429 }, 4],
    ['500', { before: 500 }, 5],
    ['502 after the work', { after: 502 }, 5],
    ['resets', { before: 'reset' }, 6],
    ['cut JSON', { after: 'cutBody' }, 6],
  ])('%s', async (_what, fault, every) => {
    const system = await scenario({ faults: { powerOffice: strikes(every, fault) } });
    await system.send();
    expect(await heal(system)).toMatchObject(DONE);
  });

  test('PowerOffice stops taking writes: the run is given up, and a new plan does the rest', async () => {
    const system = await scenario();
    const planned = await system.plan();
    system.setFaults({ powerOffice: ({ method }) => (isWrite(method) ? { before: 503 } : null) });
    expect((await system.apply(planned)).run.status).not.toBe('succeeded');
    expect(await heal(system)).toMatchObject(DONE);
  });

  test('Simployer breaks off while a plan is made: nothing is written, and nothing counts as withdrawn', async () => {
    const system = await scenario();
    await system.send();
    system.setFaults({ simployer: [{ fault: { kind: 'cutJson' }, resource: 'leave' }] });
    expect((await system.plan()).run).toMatchObject({ status: 'aborted', abort: { code: 'SOURCE_INCOMPLETE' } });
    expect(await heal(system)).toMatchObject(DONE);
  });
});

describe('Our own machinery', () => {
  test('killed at every seventh moment, no leave is there twice, and a new plan finds the rest', async () => {
    const moments = watchCrashMoments();
    await (await scenario({ faults: { crash: moments.crash } })).send();
    expect(moments.every(1).length).toBeGreaterThan(50);
    for (const kill of moments.distinct(7)) {
      const system = await scenario({ faults: { crash: ({ index }) => index === kill } });
      const applied = await system.send().catch(() => null);
      await system.untilQueuesAreEmpty();
      // Whoever works on it the second time finds it there, and tells it as the plan did.
      for (const { group } of applied?.outcomes ?? []) expect(group).toBe('new');
      expect({ kill, ...(await heal(system)) }).toMatchObject({ kill, ...DONE });
    }
  });

  test.each(['PATCH', 'DELETE'].flatMap((method) => (['before', 'after'] as const).map((moment) => [moment, method])))(
    'killed right %s the %s of a leave: what was changed and what was withdrawn is so in the end',
    async (when, method) => {
      const system = await scenario({ settings: { timeOff: { onWithdrawal: 'delete' } } });
      await system.send();
      system.simployer.editLeave('leave-42', { endDate: '2027-01-31T00:00:00.000Z' });
      system.simployer.editLeave('leave-43', { status: 'CANCELLED' });
      let kills = 0;
      system.setFaults({
        crash: ({ operation, moment }) => {
          const isHit =
            kills === 0 && moment === when && operation.startsWith(`${method} `) && /Leaves/.test(operation);
          if (isHit) kills += 1;
          return isHit;
        },
      });
      expect((await system.send()).run.totals).toMatchObject({ failed: 0 });
      expect(kills).toBe(1);
      expect(await heal(system)).toMatchObject({ writes: 0, ids: ['SIM-leave-42', 'SIM-leave-44'] });
      expect(system.inPayroll()[0]).toMatchObject({ EndDate: '2027-01-31' });
    },
  );

  test.each(MACHINERY_FAULTS)('%s', async (_what, faults) => {
    const system = await scenario({ faults });
    await system.send().catch(() => null);
    await system.untilQueuesAreEmpty();
    expect(await heal(system)).toMatchObject(DONE);
  });
});
