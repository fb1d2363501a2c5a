import { join } from 'node:path';
import { buildSimployerLeave, buildSimployerLeaveType } from '../builders/simployer-time-off.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { hasProc, SKIPPED, strikesAt } from './function-processes.ts';
import type { Moment } from './function-processes.ts';
import { openFolder, timeOffOf } from './open-folder.ts';
import { startSmallVendors } from './small-vendors.ts';
import { standBeforeServices } from './struck-services.ts';
import type { ServiceWrite } from './struck-services.ts';

jest.setTimeout(300_000);

const FLOW = 'time-off-to-file';
const MONTHS = ['04', '05'] as const;
const PEOPLE = 3;

const test = hasProc ? global.test : global.test.skip;

/** Everybody is away for some days of each month. */
const awayEachMonth = (employeeIds: readonly string[]) => ({
  leaveTypes: [buildSimployerLeaveType({ id: 'vacation', name: 'Ferie', kind: 'VACATION' })],
  leaveTypeCodes: [{ id: 'code', companyId: 'company-1', leaveTypeId: 'vacation', code: 'FERIE' }],
  leaves: MONTHS.flatMap((month) =>
    employeeIds.map((employeeId, index) =>
      buildSimployerLeave({
        id: `leave-${month}-${index}`,
        employeeId,
        typeId: 'vacation',
        startDate: `2031-${month}-07T00:00:00.000Z`,
        endDate: `2031-${month}-11T00:00:00.000Z`,
      }),
    ),
  ),
});

/** The writes of an apply, in their order. */
const isMark = ({ operation, body }: ServiceWrite): boolean =>
  operation === 'PutItem' && body.includes('"exported-leaves"');
const isFile = ({ operation }: ServiceWrite): boolean => operation === 'PUT';
const isCompletion = ({ operation, body }: ServiceWrite): boolean =>
  operation === 'PutItem' && body.includes('"file-exports"') && body.includes('"complete"');

test(`A start that goes down while it makes a file exports each leave once${SKIPPED}`, async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(PEOPLE, undefined, {}, awayEachMonth);
  cleanUp.defer(() => vendors.close());
  const services = await standBeforeServices();
  cleanUp.defer(() => services.close());
  const folder = join(await createTempFolder('kills'), 'data');
  const app = await openFolder(vendors, folder, {}, services.environment);
  cleanUp.defer(() => app.close());
  services.passOnTo(app);
  const { send } = timeOffOf(app, FLOW);

  /** A plan and its apply, whose start goes down at one write after the other: the last delivery comes through. */
  const sendKilledAt = async (
    month: string,
    ...writes: readonly (readonly [is: (write: ServiceWrite) => boolean, moment: Moment])[]
  ): Promise<void> => {
    const toCome = writes.map(([is, moment]) => ({ is, ...strikesAt([moment], app, 'StartRun') }));
    services.setStrike((write) => {
      const next = toCome.find(({ killed }) => killed.length === 0);
      return next?.is(write) === true && next.strike();
    });
    const { applied } = await send(`2031-${month}-01`, `2031-${month}-28`);
    services.setStrike(null);
    expect(toCome.flatMap(({ killed }) => killed)).toEqual(writes.map(([, moment]) => moment));
    expect(applied).toMatchObject({
      status: 'succeeded',
      exportId: applied.runId,
      totals: { inScope: PEOPLE, created: PEOPLE },
      records: Array.from({ length: PEOPLE }, () => ({ group: 'new', targetId: applied.runId })),
    });
  };
  // Each delivery reads Simployer whole, so that there are no more than tell something else: some leaves are marked, all
  // are, the file lies there, and it counts.
  await sendKilledAt('04', [isMark, 'during'], [isFile, 'before']);
  await sendKilledAt('05', [isFile, 'during'], [isCompletion, 'during']);

  // The app is started anew on the same data folder: there is nothing to do, and each leave stands in one file that counts.
  await app.close();
  const reopened = await openFolder(vendors, folder, {});
  cleanUp.defer(() => reopened.close());
  const again = timeOffOf(reopened, FLOW);
  const { planned, applied } = await again.send('2031-04-01', '2031-05-28');
  expect(planned.records.map(({ group }: any) => group)).toEqual(Array.from({ length: 2 * PEOPLE }, () => 'same'));
  expect(applied).toMatchObject({ status: 'succeeded', exportId: null, totals: { unchanged: 2 * PEOPLE } });
  const { exports } = await again.call('GET', '/exports');
  expect(exports).toMatchObject([{ rows: PEOPLE }, { rows: PEOPLE }]);
  const rows: string[] = [];
  for (const { exportId } of exports) {
    const { url } = await again.call('POST', `/exports/${exportId}/link`, {});
    const file = await (await fetch(url)).text();
    rows.push(...file.split('\r\n').slice(1, -1));
  }
  const numbers = vendors.simployer.employees().map(({ employeeNumber }) => employeeNumber);
  const daysOf = (row: string): string => row.split(';').toSpliced(1, 4).slice(0, 2).join(';');
  expect(rows.map(daysOf).toSorted()).toEqual(
    MONTHS.flatMap((month) => numbers.map((number) => `"${number}";"2031${month}07"`)).toSorted(),
  );
});
