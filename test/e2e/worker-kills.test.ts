import { setTimeout as delay } from 'node:timers/promises';
import type { ShownRun } from '../../local/cli/shown-run.ts';
import { createRandom } from '../../local/demo-vendors/company/random.ts';
import type { VendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { hasProc, momentsOf, processesOf, SKIPPED, strikesAt } from './function-processes.ts';
import type { StrikePlan } from './function-processes.ts';
import { awayIn2031, LEAVES } from './leaves-away.ts';
import { startKilledApp, timeOffOf } from './killed-app.ts';
import { startSmallVendors } from './small-vendors.ts';

/** Few: after a kill each is read afresh from Simployer, which takes four requests a second. */
const PEOPLE = 4;
/**
 * The simulation dies at every await that there is; here it is seen that a process of the real bundle
 * dies the same way.
 */
const KILLS = process.env['SIMULATION_THOROUGH'] === '1' ? 50 : 4;
/** A message that goes down with its worker eight times is dead-lettered, and rightly so. */
const KILLS_PER_RUN = 5;
const MOST_ROUNDS = 30;
/** A kill comes so much later than its request at the most: while that is answered, or while the answer is worked on. */
const LATEST_IN_MILLIS = 20;
/** The demo PowerOffice neither lags nor hangs here, so that a look-up two seconds later is believed. */
const SETTINGS = { replicaLagInSeconds: 1, writeTimeoutInSeconds: 1, timeOff: { onWithdrawal: 'delete' } };
const EVERYBODY = { mode: 'apply', employees: null } as const;
const PERIOD = ['2031-04-01', '2031-06-30'] as const;

const test = hasProc ? global.test : global.test.skip;

/** An app, with people of whom PowerOffice knows nothing, and two leaves that it is told of. */
const begin = async (cleanUp: AsyncDisposableStack) => {
  const vendors = await startSmallVendors(PEOPLE, undefined, {}, awayIn2031);
  cleanUp.defer(() => vendors.close());
  const sync = await startKilledApp({ vendors, settings: SETTINGS, killed: ['SyncEmployee', 'SyncLeaves'] });
  cleanUp.defer(() => sync.close());
  return { ...vendors, sync };
};
type World = Awaited<ReturnType<typeof begin>>;

/** Changes everybody in Simployer, and runs a sync whose workers are killed at random moments, until enough of them were. */
const killWorkersOfPeople = async ({ powerOffice, simployer, sync }: World): Promise<void> => {
  const random = createRandom(20_261_123);
  let kills = 0;
  const afterRequests = (count: number): Promise<void> =>
    new Promise((resolve) => {
      let toCome = count;
      powerOffice.setFaults(() => {
        toCome -= 1;
        if (toCome === 0) resolve();
        return null;
      });
    });
  const killDuring = async (run: Promise<ShownRun>): Promise<ShownRun> => {
    const over = { yet: false };
    const end = run.finally(() => {
      over.yet = true;
    });
    for (let killsToCome = Math.min(KILLS - kills, KILLS_PER_RUN); killsToCome > 0; killsToCome -= 1) {
      // A random number of requests further on: anywhere between two awaits of the worker.
      await Promise.race([afterRequests(random.integer(1, 6)), end]);
      await delay(random.integer(0, LATEST_IN_MILLIS));
      const [victim] = processesOf(sync, 'SyncEmployee');
      if (over.yet) break;
      if (victim === undefined) continue;
      process.kill(victim, 'SIGKILL');
      kills += 1;
    }
    return end;
  };

  const check = (report: ShownRun): void => {
    expect(report.employees).toHaveLength(PEOPLE);
    const people = simployer.employees();
    expect(powerOffice.state.employees).toHaveLength(people.length);
    for (const person of people) {
      const records = powerOffice.state.employees.filter(
        ({ ExternalNumber }) => String(ExternalNumber) === person.employeeNumber.trim(),
      );
      expect(records).toHaveLength(1);
      const [record] = records;
      const keys = record?.employments.map(({ StartDate, ProfessionCode }) => `${StartDate} ${ProfessionCode}`) ?? [];
      expect(new Set(keys).size).toBe(keys.length);
      for (const { salaries } of record?.employments ?? []) {
        expect(new Set(salaries.map(({ FromDate }) => FromDate)).size).toBe(salaries.length);
      }
      const accounts = record?.bankAccounts.map(({ BankAccountNumber }) => BankAccountNumber) ?? [];
      expect(new Set(accounts).size).toBe(accounts.length);
      expect(record?.LastName).toBe(person.lastName);
    }
  };

  const round = async (number: number): Promise<void> => {
    for (const { id, lastName } of simployer.employees()) {
      simployer.editEmployee(id, {
        lastName: `${lastName?.split(' ')[0]} ${String.fromCharCode(65 + (number % 26))}`,
      });
      simployer.addCompensation({
        employeeId: id,
        amount: 600_000 + number,
        effectiveDate: `2027-${String(1 + (number % 12)).padStart(2, '0')}-01`,
        payoutPeriod: 'ANNUAL',
      });
    }
    const report = await killDuring(sync.run(EVERYBODY));
    expect(report).toMatchObject({ status: 'succeeded', totals: { inScope: PEOPLE, failed: 0 } });
    check(report);
  };
  for (let number = 0; number < MOST_ROUNDS; number += 1) {
    await round(number);
    if (kills >= KILLS) break;
  }
  expect(kills).toBeGreaterThanOrEqual(KILLS);

  const { writes } = powerOffice;
  const last = await sync.run(EVERYBODY);
  check(last);
  expect(last.totals).toMatchObject({ unchanged: PEOPLE });
  expect(powerOffice.writes).toBe(writes);
};

/** Has leaves created, changed and deleted by workers that are killed before, during and after a write. */
const killWorkersOfLeaves = async ({ powerOffice, simployer, sync }: World): Promise<void> => {
  const { send } = timeOffOf(sync, 'leaves-to-poweroffice');
  const inPayroll = (): readonly string[] =>
    powerOffice.state.employees
      .flatMap(({ employments }) => employments.flatMap(({ leaves }) => leaves))
      .map(({ ReportingId, EndDate }) => `${ReportingId} ${EndDate}`)
      .toSorted();
  const isLeave =
    (asked: string) =>
    ({ method, path }: VendorRequest): boolean =>
      method === asked && path.includes('/Leaves');
  /** Each plan strikes for itself, for writes of different kinds come in any order. */
  const sendKilledAt = async (...plans: readonly StrikePlan<VendorRequest>[]): Promise<void> => {
    const strikes = plans.map((plan) => strikesAt(plan, sync, 'SyncLeaves'));
    powerOffice.setFaults((request) => (strikes.some(({ strike }) => strike(request)) ? { before: 'reset' } : null));
    const { applied } = await send(...PERIOD);
    powerOffice.setFaults(null);
    expect(strikes.map(({ killed }) => killed)).toEqual(plans.map(momentsOf));
    // The leave of a type that nobody has mapped is held, whoever is killed.
    expect(applied).toMatchObject({ status: 'completed_with_errors', totals: { inScope: 5, failed: 1 } });
  };

  const isCreate = isLeave('POST');
  await sendKilledAt([
    [isCreate, 'before'],
    [isCreate, 'during'],
    [isCreate, 'after'],
  ]);
  expect(inPayroll()).toEqual([`SIM-${LEAVES.parental} 2031-09-30`, `SIM-${LEAVES.military} 2031-09-30`]);

  simployer.editLeave(LEAVES.parental, { endDate: '2031-10-31T00:00:00.000Z' });
  simployer.editLeave(LEAVES.military, { status: 'CANCELLED' });
  await sendKilledAt([[isLeave('PATCH'), 'during']], [[isLeave('DELETE'), 'during']]);
  expect(inPayroll()).toEqual([`SIM-${LEAVES.parental} 2031-10-31`]);

  const { writes } = powerOffice;
  const { planned, applied } = await send(...PERIOD);
  expect(planned.totals).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  expect(applied).toMatchObject({ status: 'completed_with_errors', totals: { created: 0, updated: 0, failed: 1 } });
  expect(powerOffice.writes).toBe(writes);
};

test(`Workers that are killed, of people at random moments and of leaves around a write, lose nothing and double nothing${SKIPPED}`, async () => {
  await using cleanUp = new AsyncDisposableStack();
  const world = await begin(cleanUp);
  await killWorkersOfPeople(world);
  await killWorkersOfLeaves(world);
});
