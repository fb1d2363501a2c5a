import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildSimployerLeave, buildSimployerLeaveType } from '../builders/simployer-time-off.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { startCommandLine } from './command-line.ts';
import { typeCommand } from './command-session.ts';
import { hasProc, momentsOf, SKIPPED, strikesAt } from './function-processes.ts';
import type { StrikePlan } from './function-processes.ts';
import { startKilledApp, timeOffOf } from './killed-app.ts';
import { startSmallVendors } from './small-vendors.ts';
import { standBeforeServices } from './struck-services.ts';
import type { ServiceWrite } from './struck-services.ts';

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

/**
 * Each delivery reads Simployer whole, so that there are no more than tell something else: some leaves are marked, the file
 * lies there, and it counts.
 */
const STRIKES: StrikePlan<ServiceWrite> = [
  [isMark, 'during'],
  [isFile, 'during'],
  [isCompletion, 'during'],
];

test(`A start that goes down while it makes a file, and a command line that goes down with it, export each leave once${SKIPPED}`, async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(PEOPLE, undefined, {}, awayEachMonth);
  cleanUp.defer(() => vendors.close());
  const services = await standBeforeServices();
  cleanUp.defer(() => services.close());
  const folder = join(await createTempFolder('kills'), 'data');
  const app = await startKilledApp({
    vendors,
    settings: {},
    killed: ['StartRun'],
    dataFolder: folder,
    environment: services.environment,
  });
  cleanUp.defer(() => app.close());
  services.passOnTo(app);
  const { plan, send, documentOf } = timeOffOf(app, FLOW);

  // A plan and its apply, whose start goes down at one write after the other, until a delivery comes through.
  const { killed: moments, strike } = strikesAt(STRIKES, app, 'StartRun');
  services.setStrike(strike);
  const { runId } = (await send('2031-04-01', '2031-04-28')).applied;
  services.setStrike(null);
  expect(moments).toEqual(momentsOf(STRIKES));
  expect(await documentOf(runId)).toMatchObject({
    status: 'succeeded',
    exportId: runId,
    totals: { inScope: PEOPLE, created: PEOPLE },
    records: Array.from({ length: PEOPLE }, () => ({ group: 'new', targetId: runId })),
  });

  // The command line is killed where it has the file made, and is about to fetch it.
  const { runId: planId } = await plan('2031-05-01', '2031-05-28');
  await app.close();
  const files = await createTempFolder('files');
  const { environment } = vendors;
  const apply = (id: string) => ['apply', id, '--flow', FLOW, '--out', files, '--data-dir', folder];
  const madeFiles = async (): Promise<number> =>
    (await readdir(join(folder, 'objects'), { recursive: true })).filter((name) => name.includes('2031-05-28')).length;
  const killed = startCommandLine(apply(planId), { environment });
  while (killed.process.exitCode === null && (await madeFiles()) === 0) await delay(5);
  killed.process.kill('SIGKILL');
  await killed.finished;

  // Started again on the same data folder: what counts is known, and each leave stands in one file that counts.
  const read = async (...argv: readonly string[]): Promise<any> =>
    JSON.parse((await typeCommand([...argv, '--flow', FLOW, '--data-dir', folder, '--json'], { environment })).stdout);
  const planned = await read('plan', '--from', '2031-04-01', '--to', '2031-05-28');
  const lost = planned.records.filter(({ group }: any) => group === 'new');
  const same = planned.records.filter(({ group }: any) => group === 'same');
  // The last export was complete when the command was killed, or it counts for nothing.
  expect([lost.length + same.length, lost.length % PEOPLE]).toEqual([MONTHS.length * PEOPLE, 0]);
  if (lost.length > 0) await typeCommand(apply(planned.planId), { environment });
  const { exports } = await read('exports');
  expect(exports).toMatchObject(MONTHS.map(() => ({ rows: PEOPLE })));
  for (const { exportId } of exports) await read('exports', exportId, '--out', files);
  // Under its own name each, whole; what a kill may have cut off has another.
  const names = (await readdir(files)).filter((name) => name.endsWith('.csv'));
  expect(
    names.map((name) => name.slice(-'.csv'.length - exports[0].exportId.length, -'.csv'.length)).toSorted(),
  ).toEqual(exports.map(({ exportId }: any) => exportId).toSorted());
  const rows: string[] = [];
  for (const name of names) rows.push(...(await readFile(join(files, name), 'utf8')).split('\r\n').slice(1, -1));
  const numbers = vendors.simployer.employees().map(({ employeeNumber }) => employeeNumber);
  const daysOf = (row: string): string => row.split(';').toSpliced(1, 4).slice(0, 2).join(';');
  expect(rows.map(daysOf).toSorted()).toEqual(
    MONTHS.flatMap((month) => numbers.map((number) => `"${number}";"2031${month}07"`)).toSorted(),
  );
});
