import { join } from 'node:path';
import { createTempFolder } from '../builders/temp-folder.ts';
import { EACH_MOMENT, hasProc, SKIPPED, strikesAt } from './function-processes.ts';
import { awayIn2031, LEAVES } from './leaves-away.ts';
import { openFolder, timeOffOf } from './open-folder.ts';
import { startSmallVendors } from './small-vendors.ts';

const FLOW = 'leaves-to-poweroffice';
const PERIOD = ['2031-04-01', '2031-06-30'] as const;
const SETTINGS = { replicaLagInSeconds: 1, writeTimeoutInSeconds: 1, timeOff: { onWithdrawal: 'delete' } };

const test = hasProc ? global.test : global.test.skip;

test(`A worker of leaves that goes down before, during and after a write sends each leave once${SKIPPED}`, async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(4, undefined, {}, awayIn2031);
  cleanUp.defer(() => vendors.close());
  const { powerOffice, simployer } = vendors;
  const folder = join(await createTempFolder('kills'), 'data');
  const app = await openFolder(vendors, folder, SETTINGS);
  cleanUp.defer(() => app.close());
  const { send } = timeOffOf(app, FLOW);
  const inPayroll = (): readonly string[] =>
    powerOffice.state.employees
      .flatMap(({ employments }) => employments.flatMap(({ leaves }) => leaves))
      .map(({ ReportingId, EndDate }) => `${ReportingId} ${EndDate}`)
      .toSorted();
  const sendKilledAt = async (method: string, moments = EACH_MOMENT): Promise<void> => {
    const { killed, strike } = strikesAt(moments, app, 'SyncLeaves');
    powerOffice.setFaults((request) =>
      request.method === method && request.path.includes('/Leaves') && strike() ? { before: 'reset' } : null,
    );
    const { applied } = await send(...PERIOD);
    powerOffice.setFaults(null);
    expect(killed).toEqual(moments);
    // The leave of a type that nobody has mapped is held, whoever is killed.
    expect(applied).toMatchObject({ status: 'completed_with_errors', totals: { inScope: 5, failed: 1 } });
  };

  await app.run({ mode: 'apply', employees: null });
  await sendKilledAt('POST');
  expect(inPayroll()).toEqual([`SIM-${LEAVES.parental} 2031-09-30`, `SIM-${LEAVES.military} 2031-09-30`]);

  for (const id of [LEAVES.parental, LEAVES.military]) {
    simployer.editLeave(id, { endDate: '2031-10-31T00:00:00.000Z' });
  }
  await sendKilledAt('PATCH');
  expect(inPayroll()).toEqual([`SIM-${LEAVES.parental} 2031-10-31`, `SIM-${LEAVES.military} 2031-10-31`]);

  simployer.editLeave(LEAVES.military, { status: 'CANCELLED' });
  await sendKilledAt('DELETE', ['during']);
  expect(inPayroll()).toEqual([`SIM-${LEAVES.parental} 2031-10-31`]);

  // The app is started anew on the same data folder: there is nothing to do.
  await app.close();
  const { writes } = powerOffice;
  const again = await openFolder(vendors, folder, SETTINGS);
  cleanUp.defer(() => again.close());
  const { planned, applied } = await timeOffOf(again, FLOW).send(...PERIOD);
  expect(planned.totals).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  expect(applied).toMatchObject({ status: 'completed_with_errors', totals: { created: 0, updated: 0, failed: 1 } });
  expect(powerOffice.writes).toBe(writes);
});
