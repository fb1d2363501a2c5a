import { setTimeout as delay } from 'node:timers/promises';
import type { ShownRun } from '../../local/cli/shown-run.ts';
import { createRandom } from '../../local/demo-vendors/company/random.ts';
import { hasProc, processesOf, SKIPPED } from './function-processes.ts';
import { openFolder } from './open-folder.ts';
import { startSmallVendors } from './small-vendors.ts';

/** Few: after a kill each is read afresh from Simployer, which takes four requests a second. */
const PEOPLE = 4;
/**
 * The simulation dies at every await that there is; here it is seen that a process of the real bundle
 * dies the same way.
 */
const KILLS = process.env['SIMULATION_THOROUGH'] === '1' ? 50 : 8;
/** A message that goes down with its worker eight times is dead-lettered, and rightly so. */
const KILLS_PER_RUN = 5;
const MOST_ROUNDS = 30;
/** A kill comes so much later than its request at the most: while that is answered, or while the answer is worked on. */
const LATEST_IN_MILLIS = 20;
/** The demo PowerOffice neither lags nor hangs here, so that a look-up two seconds later is believed. */
const SETTINGS = { replicaLagInSeconds: 1, writeTimeoutInSeconds: 1 };

const test = hasProc ? global.test : global.test.skip;

/** Changes everybody in Simployer, and runs a sync whose workers are killed, until enough of them were. */
const killWorkers = async (): Promise<void> => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(PEOPLE);
  cleanUp.defer(() => vendors.close());
  const { powerOffice, simployer } = vendors;
  const sync = await openFolder(vendors, null, SETTINGS);
  cleanUp.defer(() => sync.close());

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
    for (let killsToCome = KILLS_PER_RUN; killsToCome > 0; killsToCome -= 1) {
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
    const report = await killDuring(sync.run({ mode: 'apply', employees: null }));
    expect(report).toMatchObject({ status: 'succeeded', totals: { inScope: PEOPLE, failed: 0 } });
    check(report);
  };
  for (let number = 0; number < MOST_ROUNDS; number += 1) {
    await round(number);
    if (kills >= KILLS) break;
  }
  expect(kills).toBeGreaterThanOrEqual(KILLS);

  const { writes } = powerOffice;
  const last = await sync.run({ mode: 'apply', employees: null });
  check(last);
  expect(last.totals).toMatchObject({ unchanged: PEOPLE });
  expect(powerOffice.writes).toBe(writes);
};

describe(`Workers that are killed at random moments${SKIPPED}`, () => {
  test('lose nothing and double nothing', async () => {
    await killWorkers();
  });
});
