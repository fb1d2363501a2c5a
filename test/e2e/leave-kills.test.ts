import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startLocalSync } from '../../local/cli/local-sync.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { EACH_MOMENT, hasProc, SKIPPED, strikesAt } from './function-processes.ts';
import { awayIn2031, LEAVES } from './leaves-away.ts';
import { startSmallVendors } from './small-vendors.ts';

const FLOW = 'leaves-to-poweroffice';
const PERIOD = { from: '2031-04-01', to: '2031-06-30' };
const SETTINGS = JSON.stringify({
  replicaLagInSeconds: 1,
  writeTimeoutInSeconds: 1,
  timeOff: { onWithdrawal: 'delete' },
});

const test = hasProc ? global.test : global.test.skip;

/** The app over one data folder, and its API. */
const openFolder = async (vendors: Awaited<ReturnType<typeof startSmallVendors>>, dataFolder: string) => {
  const sync = await startLocalSync({
    vendors: { keys: vendors.keys, environment: { ...vendors.environment, SETTINGS } },
    dataFolder,
  });
  const call = async (method: string, path: string, body?: object): Promise<any> => {
    const answer = await fetch(`${sync.runtime.api.url}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return answer.json();
  };
  const ended = async (runId: string): Promise<any> => {
    for (;;) {
      const run = await call('GET', `/runs/${runId}?flow=${FLOW}`);
      if (run.endedAt) return run;
      await delay(100);
    }
  };
  return {
    sync,
    /** A plan and its apply, as they ended. */
    send: async (): Promise<{ readonly planned: any; readonly applied: any }> => {
      const { planId } = await call('POST', '/plans', { flow: FLOW, ...PERIOD });
      const planned = await ended(planId);
      const { runId } = await call('POST', `/plans/${planId}/apply`, { flow: FLOW });
      return { planned, applied: await ended(runId) };
    },
  };
};

test(`A worker of leaves that goes down before, during and after a write sends each leave once${SKIPPED}`, async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(4, undefined, {}, awayIn2031);
  cleanUp.defer(() => vendors.close());
  const { powerOffice, simployer } = vendors;
  const folder = join(await createTempFolder('kills'), 'data');
  const app = await openFolder(vendors, folder);
  cleanUp.defer(() => app.sync.close());
  const inPayroll = (): readonly string[] =>
    powerOffice.state.employees
      .flatMap(({ employments }) => employments.flatMap(({ leaves }) => leaves))
      .map(({ ReportingId, EndDate }) => `${ReportingId} ${EndDate}`)
      .toSorted();
  const sendKilledAt = async (method: string, moments = EACH_MOMENT): Promise<void> => {
    const { killed, strike } = strikesAt(moments, app.sync, 'SyncLeaves');
    powerOffice.setFaults((request) =>
      request.method === method && request.path.includes('/Leaves') && strike() ? { before: 'reset' } : null,
    );
    const { applied } = await app.send();
    powerOffice.setFaults(null);
    expect(killed).toEqual(moments);
    // The leave of a type that nobody has mapped is held, whoever is killed.
    expect(applied).toMatchObject({ status: 'completed_with_errors', totals: { inScope: 5, failed: 1 } });
  };

  await app.sync.run({ mode: 'apply', employees: null });
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
  await app.sync.close();
  const { writes } = powerOffice;
  const again = await openFolder(vendors, folder);
  cleanUp.defer(() => again.sync.close());
  const { planned, applied } = await again.send();
  expect(planned.totals).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  expect(applied).toMatchObject({ status: 'completed_with_errors', totals: { created: 0, updated: 0, failed: 1 } });
  expect(powerOffice.writes).toBe(writes);
});
