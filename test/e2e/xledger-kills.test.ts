import { join } from 'node:path';
import type { ShownRun } from '../../local/cli/shown-run.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { EACH_MOMENT, hasProc, SKIPPED, strikesAt } from './function-processes.ts';
import { openFolder } from './open-folder.ts';
import { startSmallVendors } from './small-vendors.ts';

const FLOW = 'employees-to-xledger';
/** Everybody is exported, and a look-up is believed after a second: the demo X-ledger does not lag here. */
const settings = (batchSize: number) => ({
  replicaLagInSeconds: 1,
  writeTimeoutInSeconds: 1,
  xledger: { fullTimeOnly: false, batchSize, maxRequestsPerFiveSeconds: 20 },
});

const test = hasProc ? global.test : global.test.skip;

/** An app over a data folder of its own, with people of whom X-ledger knows nothing. */
const begin = async (cleanUp: AsyncDisposableStack, people: number, batchSize: number) => {
  const vendors = await startSmallVendors(people);
  cleanUp.defer(() => vendors.close());
  const { xledger, simployer } = vendors;
  const folder = join(await createTempFolder('kills'), 'data');
  const sync = await openFolder(vendors, folder, settings(batchSize));
  cleanUp.defer(() => sync.close());

  const checkAll = (run: ShownRun): void => {
    expect(run).toMatchObject({ status: 'succeeded', totals: { inScope: people, failed: 0 } });
    expect(xledger.employees).toHaveLength(people);
    for (const { employeeNumber, firstName, lastName, privateEmail, bankAccount } of simployer.employees()) {
      const record = xledger.employees.find(({ fields }) => fields['code'] === employeeNumber);
      expect([record?.fields['description'], record?.contact?.['email2'] ?? null, record?.bankAccount]).toEqual([
        `${firstName} ${lastName}`,
        privateEmail ?? null,
        bankAccount?.number?.replaceAll(/\D/g, ''),
      ]);
    }
  };
  return {
    ...vendors,
    /** Runs to the end, with the workers taken down at writes of that name. */
    runKilledAt: async (mutation: string, moments = EACH_MOMENT): Promise<{ readonly mostInOneCall: number }> => {
      const { killed, strike } = strikesAt(moments, sync, 'SyncToXledger');
      /** How many records had been written, whenever a request came. */
      const writes: number[] = [];
      xledger.setFaults((text) => {
        writes.push(xledger.writes);
        return text.includes(`${mutation}(inputs`) && strike() ? { before: 'reset' } : null;
      });
      const run = await sync.run({ flow: FLOW, mode: 'apply', employees: null });
      xledger.setFaults(null);
      expect(killed).toEqual(moments);
      checkAll(run);
      return { mostInOneCall: Math.max(...writes.map((count, index) => count - (writes[index - 1] ?? count))) };
    },
    /** A run of an app that is started anew on the same data folder: there is nothing to do. */
    expectNothingToDo: async (): Promise<void> => {
      await sync.close();
      const { writes } = xledger;
      const again = await openFolder(vendors, folder, settings(batchSize));
      cleanUp.defer(() => again.close());
      const run = await again.run({ flow: FLOW, mode: 'apply', employees: null });
      checkAll(run);
      expect(run.totals).toMatchObject({ unchanged: people });
      expect(xledger.writes).toBe(writes);
    },
  };
};

// At once: X-ledger has one call at a time, and whoever comes after a dead caller waits out its turn of ten seconds.
describe(`X-ledger's workers that go down before, during and after a write${SKIPPED}`, () => {
  test.concurrent('in the middle of a create: nobody is there twice, and nothing is lost', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const world = await begin(cleanUp, 4, 1);
    await world.runKilledAt('addEmployees');
    await world.expectNothingToDo();
  });

  test.concurrent('in the middle of a batch, and of what goes to contacts', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const world = await begin(cleanUp, 8, 10);
    const { simployer } = world;
    // Those that wait go in one call: the first one, before anybody has to be looked for.
    const { mostInOneCall } = await world.runKilledAt('addEmployees', ['during', 'after']);
    expect(mostInOneCall).toBeGreaterThan(1);

    for (const { id } of simployer.employees()) simployer.editEmployee(id, { privateEmail: `${id}@example.com` });
    await world.runKilledAt('updateContacts');
    await world.expectNothingToDo();
  });
});
