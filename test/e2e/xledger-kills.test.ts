import type { ShownRun } from '../../local/cli/shown-run.ts';
import type { XledgerFaultPlan } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import { hasProc, momentsOf, SKIPPED, strikesAt } from './function-processes.ts';
import type { StrikePlan } from './function-processes.ts';
import { startKilledApp } from './killed-app.ts';
import { startSmallVendors } from './small-vendors.ts';

/**
 * Three may go alone before a call has two, should two workers share them, and two more are left then: after a kill each is
 * looked for, and goes alone.
 */
const PEOPLE = 7;
const REQUEST = { flow: 'employees-to-xledger', mode: 'apply', employees: null } as const;
/** Everybody is exported, and a look-up is believed after four seconds: the demo X-ledger does not lag here. */
const SETTINGS = {
  replicaLagInSeconds: 1,
  writeTimeoutInSeconds: 3,
  xledger: { fullTimeOnly: false, batchSize: 2, maxRequestsPerFiveSeconds: 20 },
};
/** So long does a call take during which others gather for the next one. */
const GATHERING_IN_MILLIS = 2_000;

interface Write {
  readonly text: string;
  readonly records: number;
}
const isCreate = ({ text }: Write): boolean => text.includes('addEmployees(inputs');
const isCreateOfSeveral = (write: Write): boolean => isCreate(write) && write.records > 1;
const isContact = ({ text }: Write): boolean => text.includes('updateContacts(inputs');

const STRIKES: StrikePlan<Write> = [
  [isCreateOfSeveral, 'during'],
  [isCreate, 'after'],
  [isCreate, 'before'],
  [isContact, 'during'],
];

const test = hasProc ? global.test : global.test.skip;

test(`X-ledger's workers that go down before, during and after a write of one or of several: nobody is there twice, and nothing is lost${SKIPPED}`, async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(PEOPLE);
  cleanUp.defer(() => vendors.close());
  const { xledger, simployer } = vendors;
  const sync = await startKilledApp({ vendors, settings: SETTINGS, killed: ['SyncToXledger'] });
  cleanUp.defer(() => sync.close());

  const checkAll = (run: ShownRun): void => {
    expect(run).toMatchObject({ status: 'succeeded', totals: { inScope: PEOPLE, failed: 0 } });
    expect(xledger.employees).toHaveLength(PEOPLE);
    for (const { employeeNumber, firstName, lastName, privateEmail, bankAccount } of simployer.employees()) {
      const record = xledger.employees.find(({ fields }) => fields['code'] === employeeNumber);
      expect([record?.fields['description'], record?.contact?.['email2'] ?? null, record?.bankAccount]).toEqual([
        `${firstName} ${lastName}`,
        privateEmail ?? null,
        bankAccount?.number?.replaceAll(/\D/g, ''),
      ]);
    }
  };

  const { killed, strike } = strikesAt(STRIKES, sync, 'SyncToXledger');
  const faults: XledgerFaultPlan = (text, _sequence, { inputs }) => {
    const write = { text, records: Array.isArray(inputs) ? inputs.length : 0 };
    // The first call has one record, and is slow, so that the next one has several.
    const isSlow = killed.length === 0 && isCreate(write) && !isCreateOfSeveral(write);
    if (isSlow) return { slowInMillis: GATHERING_IN_MILLIS };
    return strike(write) ? { before: 'reset' } : null;
  };
  xledger.setFaults(faults);
  const run = await sync.run(REQUEST);
  expect(killed).toEqual(momentsOf(STRIKES));
  checkAll(run);

  const { writes } = xledger;
  const again = await sync.run(REQUEST);
  checkAll(again);
  expect(again.totals).toMatchObject({ unchanged: PEOPLE });
  expect(xledger.writes).toBe(writes);
});
