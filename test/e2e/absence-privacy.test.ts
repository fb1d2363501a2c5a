import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { startLocalApp } from '../../local/cli/local-app.ts';
import type { SimployerTimeOff } from '../../local/demo-vendors/simployer/simployer-tenant.ts';
import { buildSimployerLeave, buildSimployerLeaveType } from '../builders/simployer-time-off.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { leaveFolder, typeCommand } from './command-session.ts';
import type { Finished } from './command-line.ts';
import { functionsHere } from './functions-here.ts';
import { startSmallVendors } from './small-vendors.ts';
import { storedItems } from './stored-items.ts';

/* Kind, type, code, degree and days of an absence are health data: they stand in a plan and in the file, and nowhere else. */

const LEAVES = 'leaves-to-poweroffice';
const FILE = 'time-off-to-file';
const PERIOD = ['--from', '2031-04-01', '--to', '2031-06-30'] as const;
const ids = ['6d2b1f00bbbb000000000001', '6d2b1f00bbbb000000000002', '6d2b1f00bbbb000000000003'] as const;

const away = (employeeIds: readonly string[]): Partial<SimployerTimeOff> => ({
  leaveTypes: [buildSimployerLeaveType({ id: 'secret', name: 'Hemmelig permisjon', kind: 'OFF_DUTY' })],
  leaveTypeCodes: [{ id: 'code', companyId: 'company-1', leaveTypeId: 'secret', code: 'HEMMELIG_KODE' }],
  leaves: ids.map((id, index) =>
    buildSimployerLeave({
      id,
      employeeId: employeeIds[index] ?? '',
      typeId: 'secret',
      startDate: '2031-04-07T00:00:00.000Z',
      endDate: '2032-02-19T00:00:00.000Z',
      gradePercentage: 61.37,
      description: 'Hemmelig årsak',
    }),
  ),
});

/** Of dates every form that people and programs write. */
const days = (...dates: readonly string[]): readonly RegExp[] =>
  dates.map((date) => {
    const [year = '', month = '', day = ''] = date.split('-');
    return new RegExp(`${year}\\D?${month}\\D?${day}|0?${Number(day)}\\D0?${Number(month)}\\D${year}`, 'u');
  });
const SECRETS = [
  /hemmelig/iu,
  /OFF_?DUTY/iu,
  /statutory/iu,
  /(?<!\d)61[.,]37(?!\d)/u,
  ...days('2031-04-07', '2032-02-19', '2032-03-23'),
];
const secretsIn = (text: string): readonly string[] =>
  SECRETS.map((secret) => secret.exec(text)?.[0] ?? '').filter(Boolean);

let folder: string;
/** What is printed of everything but plans. */
const results: Finished[] = [];
const plans: Finished[] = [];
/** What the API and the widget answer about everything but plans. */
const answers: string[] = [];
let items: readonly Record<string, any>[];
let file: string;

beforeAll(async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(3, undefined, {}, away);
  cleanUp.defer(() => vendors.close());
  const { simployer, powerOffice } = vendors;
  const place = await createTempFolder('sync');
  folder = join(place, 'data');
  const files = join(place, 'files');
  await mkdir(files);
  const settings = { replicaLagInSeconds: 0, timeOff: { leaveTypes: { HEMMELIG_KODE: 'OtherStatutory' } } };
  const environment = { ...vendors.environment, SYNC_SETTINGS: JSON.stringify(settings) };
  let withProcesses = false;
  const type = (...argv: readonly string[]) =>
    // What is fetched without a place lies where it was typed.
    typeCommand([...argv, '--data-dir', folder], { environment, workingFolder: files, withProcesses });
  const typed = async (...argv: readonly string[]): Promise<Finished> => {
    const result = await type(...argv);
    results.push(result);
    return result;
  };
  const planned = async (flow: string): Promise<string> => {
    const result = await type('plan', ...PERIOD, '--flow', flow, '--json');
    plans.push(result);
    return JSON.parse(result.stdout).planId;
  };
  await type('--yes');
  powerOffice.setFaults(({ method, path, body }) =>
    method === 'POST' && path.includes('/Leaves') && body.includes(ids[2])
      ? {
          before: 'refuse',
          status: 400,
          title: 'Employment validation error(s)',
          detail: `OtherStatutory "Hemmelig permisjon" (HEMMELIG_KODE) at 61.37 % until 2032-02-19 is wrong: ${body}`,
        }
      : null,
  );
  // Whatever is written, refused and fetched, with what the real bundles say of it.
  withProcesses = true;
  await typed('apply', await planned(LEAVES), '--flow', LEAVES, '--json');
  simployer.editLeave(ids[0], { endDate: '2032-03-23T00:00:00.000Z' });
  simployer.editLeave(ids[1], { status: 'CANCELLED' });
  await typed('apply', await planned(LEAVES), '--flow', LEAVES);
  const planId = await planned(FILE);
  const exported = JSON.parse((await typed('apply', planId, '--flow', FILE, '--out', files, '--json')).stdout).exportId;
  withProcesses = false;
  const [name = ''] = await readdir(files);
  file = await readFile(join(files, name), 'utf8');
  simployer.editLeave(ids[0], { endDate: '2032-02-19T00:00:00.000Z' });
  simployer.editLeave(ids[2], { status: 'CANCELLED' });
  await planned(FILE);
  await typed('exports', exported, '--again', join(files, 'again.csv'), '--json');
  await typed('exports', exported, '--json');
  await typed('exports');
  await typed('acknowledge', ids[0], '--json');
  await typed('exports', exported, '--unmark', '--yes', '--json');
  for (const flow of [LEAVES, FILE]) {
    await typed('problems', '--flow', flow, '--json');
    await typed('problems', '--flow', flow);
    await typed('status', '--flow', flow);
    await typed('runs', '--flow', flow, '--json');
    await typed('plans', '--flow', flow);
    await typed('--yes', '--flow', flow, '--json');
  }
  await leaveFolder();

  const { runtime, close } = await startLocalApp({ vendors: null, dataFolder: folder, startFunction: functionsHere });
  cleanUp.defer(close);
  const get = async (path: string): Promise<string> => {
    const answer = await fetch(`${runtime.api.url}/${path}`);
    const text = await answer.text();
    answers.push(text);
    return text;
  };
  for (const flow of [LEAVES, FILE]) {
    const { runs } = JSON.parse(await get(`runs?flow=${flow}`));
    for (const { runId, mode } of runs) if (mode === 'apply') await get(`runs/${runId}?flow=${flow}`);
    await get(`status?flow=${flow}`);
    await get(`problems?flow=${flow}`);
    await get(`plans?flow=${flow}`);
    answers.push(JSON.stringify(await runtime.invoke('WidgetFunction', { flow })));
    for (const { stdout } of plans) {
      const event = { view: 'plan', planId: JSON.parse(stdout).planId, flow };
      answers.push(JSON.stringify(await runtime.invoke('WidgetFunction', event)));
    }
  }
  await get('exports');
  items = await storedItems(runtime.clientOptions('dynamodb'));
});

/** The plans of which a document has the id. */
const planIds = (): ReadonlySet<string> => new Set(plans.map(({ stdout }) => `run#${JSON.parse(stdout).planId}`));

test('they really were planned, sent, refused and exported', () => {
  const [first, second, ofFile] = plans.map(({ stdout }) => secretsIn(stdout));
  expect(first).toEqual(['Hemmelig', 'Statutory', '61.37', '2031-04-07', '2032-02-19']);
  expect(second).toEqual(['Hemmelig', 'Statutory', '61.37', '2031-04-07', '2032-02-19', '2032-03-23']);
  expect(ofFile).toEqual(['Hemmelig', '61.37', '2031-04-07', '2032-02-19', '2032-03-23']);
  expect(secretsIn(file)).toEqual(['HEMMELIG', '20310407', '20320219', '20320323']);
  const told = results.map(({ stdout }) => stdout).join('\n');
  for (const code of ['POWEROFFICE_REJECTED', 'LEAVE_WITHDRAWN', 'EXPORTED_WITHDRAWN', 'PLAN_FIRST'])
    expect(told).toContain(code);
});

test('none of it is in what is printed beside plans, in a log line or in a metric', async () => {
  for (const { stdout, stderr } of results) expect([...secretsIn(stdout), ...secretsIn(stderr)]).toEqual([]);
  for (const { stderr } of plans) expect(secretsIn(stderr)).toEqual([]);
  const logs = await readdir(join(folder, 'logs'));
  expect(logs.length).toBeGreaterThan(2);
  for (const log of logs) expect(secretsIn(await readFile(join(folder, 'logs', log), 'utf8'))).toEqual([]);
});

test('none of it is in a document of the API beside plans, or in the widget, which shows plans by number and field', () => {
  expect(answers.join()).toContain('leave: EndDate');
  for (const answer of answers) expect(secretsIn(answer)).toEqual([]);
});

test('none of it is in the table, but in what a plan shows, which goes after a day', () => {
  const telling = items.filter((item) => secretsIn(JSON.stringify(item)).length > 0);
  expect(telling.length).toBeGreaterThan(8);
  const day = Date.now() / 1000 + 24 * 3600;
  for (const { pk, sk, expiresAt } of telling) {
    expect(planIds()).toContain(pk.S);
    expect(sk.S).toMatch(/^outcome#/);
    expect(Number(expiresAt.N)).toBeLessThanOrEqual(day);
  }
});

test('none of it is in any file of the data folder, but in the table and in the files for payroll', async () => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = new Set<string>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (secretsIn(await readFile(path, 'latin1')).length > 0) found.add(relative(folder, path).split('/')[0] ?? '');
  }
  // Of the table, the test above.
  found.delete('dynamodb');
  expect([...found]).toEqual(['objects']);
});
