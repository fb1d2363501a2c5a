import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import { createTempFolder } from '../builders/temp-folder.ts';
import { typeCommand } from './command-session.ts';
import { awayIn2031, LEAVES } from './leaves-away.ts';
import { startSmallVendors } from './small-vendors.ts';

const FLOW = 'time-off-to-file';
const APRIL = ['--from', '2031-04-01', '--to', '2031-04-30'] as const;

const documentSchema = z.looseObject({
  status: z.union([z.string(), z.number()]).optional(),
  planId: z.string().optional(),
  runId: z.string().optional(),
  exportId: z.string().nullable().optional(),
  code: z.string().optional(),
  abort: z
    .looseObject({ code: z.string(), hint: z.string().min(1) })
    .nullable()
    .optional(),
  records: z
    .array(z.looseObject({ sourceId: z.string(), group: z.string().nullish(), outcome: z.string() }))
    .optional(),
});

test('the file by the command line: planned, made once, rebuilt, taken back, corrected by hand, and X-ledger itself never written', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(4, undefined, {}, awayIn2031);
  cleanUp.defer(() => vendors.close());
  const { simployer } = vendors;
  // No other key is needed: the file goes to people.
  const keys = Object.entries(vendors.environment).filter(([name]) => name.startsWith('SIMPLOYER_'));
  const environment = Object.fromEntries(keys);
  const place = await createTempFolder('sync');
  const folder = join(place, 'data');
  const files = join(place, 'files');
  await mkdir(files);
  const typed = (...argv: string[]) => typeCommand([...argv, '--data-dir', folder], { environment });
  const read = async (...argv: string[]) => {
    const { exitCode, stdout } = await typed(...argv, '--json');
    return { exitCode, ...documentSchema.parse(JSON.parse(stdout)) };
  };
  const sync = (...argv: string[]) => read(...argv, '--flow', FLOW);
  const groups = ({ records = [] }: Awaited<ReturnType<typeof sync>>) =>
    Object.fromEntries(records.map(({ sourceId, group }) => [sourceId, group]));

  expect(await sync()).toMatchObject({ exitCode: 2, status: 'aborted', abort: { code: 'PLAN_FIRST' } });
  expect(await sync('plan')).toMatchObject({ exitCode: 2, abort: { code: 'PERIOD_MISSING' } });
  for (const argv of [['plan', ...APRIL], [], ['run', '--yes']]) {
    expect(await read(...argv, '--flow', 'time-off-to-xledger')).toMatchObject({
      exitCode: 2,
      abort: { code: 'TARGET_UNVERIFIED' },
    });
  }

  const planned = await sync('plan', ...APRIL);
  expect(groups(planned)).toEqual({
    [LEAVES.parental]: 'new',
    [LEAVES.military]: 'new',
    [LEAVES.pending]: 'held',
    [LEAVES.unmapped]: 'held',
    [LEAVES.vacation]: 'new',
  });
  const shares = planned.records?.find(({ sourceId }) => sourceId === LEAVES.parental)?.['leave'];
  expect(shares).toMatchObject({ code: 'PARENTAL_BENEFITS', grade: 80, shares: { periodShare: 80, grade: 80 } });

  // Without a place the file waits, and the words say where.
  expect(await read('apply', planned.planId ?? '', '--flow', 'leaves-to-poweroffice', '--out', files)).toMatchObject({
    exitCode: 2,
    abort: { code: 'CONFIGURATION_INVALID', message: expect.stringContaining('makes no file') },
  });
  const applied = await sync('apply', planned.planId ?? '', '--out', files);
  expect(applied).toMatchObject({
    exitCode: 1,
    status: 'completed_with_errors',
    exportId: applied.runId,
    planId: planned.planId,
  });
  expect(JSON.stringify(applied)).not.toMatch(/PARENTAL|Foreldre|2031-04/);
  // Each leave in the group in which the plan has it, whenever somebody looks.
  expect(groups(applied)).toEqual(groups(planned));
  expect(groups(await sync('runs', applied.runId ?? ''))).toEqual(groups(planned));
  const exportId = applied.exportId ?? '';
  const name = `xledger-time-off_2031-04-01_2031-04-30_${exportId}.csv`;
  expect(await readdir(files)).toEqual([name]);
  expect((await stat(join(files, name))).mode & 0o077).toBe(0);
  const bytes = await readFile(join(files, name));
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString('utf8').slice(1).split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toBe('"Employee number";"Title";"Leave type code";"Note";"Absence";"From";"To";"Percentage"');
  expect(lines.join('\n')).toContain('"PARENTAL_BENEFITS";"";"Foreldrepermisjon";"20310401";"20310930";"80,00"');

  // A second time there is no row, and no file.
  const second = await sync('plan', ...APRIL);
  expect(groups(second)).toMatchObject({ [LEAVES.parental]: 'same', [LEAVES.vacation]: 'same' });
  expect(await sync('apply', second.planId ?? '', '--out', join(files, 'none.csv'))).toMatchObject({
    exitCode: 1,
    exportId: null,
  });
  expect(await readdir(files)).toEqual([name]);

  // Fetched again as it was made, and rebuilt from what Simployer has now.
  await typed('exports', exportId, '--out', join(files, 'same.csv'));
  expect(await readFile(join(files, 'same.csv'))).toEqual(bytes);
  simployer.editLeave(LEAVES.vacation, { endDate: '2031-04-15T00:00:00.000Z' });
  const again = await read('exports', exportId, '--again', join(files, 'again.csv'));
  expect(again).toMatchObject({
    exitCode: 0,
    differing: [{ leave: LEAVES.vacation, row: 'differs', problems: [] }],
  });
  expect(await readFile(join(files, 'again.csv'), 'utf8')).toContain('"20310415"');

  // What changed is told until somebody has corrected it by hand.
  const changed = await sync('plan', ...APRIL);
  expect(groups(changed)).toMatchObject({ [LEAVES.vacation]: 'changed' });
  expect(await read('acknowledge', LEAVES.parental)).toMatchObject({ exitCode: 2, code: 'NOTHING_TO_ACKNOWLEDGE' });
  expect(await read('acknowledge', LEAVES.vacation)).toMatchObject({ exitCode: 0 });
  expect(groups(await sync('plan', ...APRIL))).toMatchObject({ [LEAVES.vacation]: 'same' });

  // Payroll did not import it: new again.
  expect(await read('exports', exportId, '--unmark')).toMatchObject({ exitCode: 0, state: 'unmarked' });
  const third = await sync('plan', ...APRIL);
  expect(groups(third)).toMatchObject({ [LEAVES.parental]: 'new', [LEAVES.vacation]: 'new' });

  // No disk takes such a name: what the run has done is told all the same, and where the file waits.
  const nowhere = join(files, 'a'.repeat(300));
  const unsaved = await typed('apply', third.planId ?? '', '--flow', FLOW, '--out', nowhere);
  expect(unsaved).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/could not be saved .*ENAMETOOLONG/) });
  const told = stripVTControlCharacters(unsaved.stdout);
  expect(told).toMatch(/Created: 3/);
  expect(told).toMatch(/waits to be fetched: npm run sync -- exports \S+ --out FILE/);
  expect(told).toMatch(/Nobody has confirmed that X-ledger takes a file of this form/);
  const list = stripVTControlCharacters((await typed('exports')).stdout);
  expect(list).toMatch(/exported.*2031-04-01 to 2031-04-30.*3 rows; the file waits until/s);
  expect(list).toMatch(/unmarked/);
  expect(list).toMatch(/taken back\s+by\s/);
  expect(await read('exports', exportId, '--out', nowhere)).toMatchObject({ exitCode: 2, code: 'FILE_NOT_SAVED' });
  expect(await read('exports', 'nothing', '--out', files)).toMatchObject({ exitCode: 2, code: 'EXPORT_UNKNOWN' });
});
