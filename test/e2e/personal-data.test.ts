import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDynamoDb } from '../../local/loopback/services/dynamodb.ts';
import { clientOptions } from '../../local/loopback/services/loopback-service.ts';
import { withWrongCheckDigit } from '../../local/demo-vendors/company/synthetic-numbers.ts';
import type { VendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { leaveFolder, typeCommand } from './command-session.ts';
import type { Finished } from './command-line.ts';
import {
  ACCOUNT,
  ANNUAL_PAY,
  carelessRefusal,
  findSecrets,
  MONTHLY_PAY,
  NATIONAL_ID,
  squeeze,
  STREET,
} from '../builders/sentinels.ts';
import { startSmallVendors } from './small-vendors.ts';
import { storedItems } from './stored-items.ts';

const namesIn = (text: string): readonly string[] => names.filter((name) => text.includes(name));

/** Who is refused what: employees 1001 to 1004, one kind of write each. */
const REFUSED = [
  ['1001', ({ method, path }: VendorRequest) => method === 'POST' && path.endsWith('/Employees')],
  ['1002', ({ path }: VendorRequest) => path.includes('/ContactBankAccounts/')],
  ['1003', ({ method, path }: VendorRequest) => method === 'POST' && path.endsWith('/Employments')],
  ['1004', ({ method, path }: VendorRequest) => method === 'POST' && path.endsWith('/Salaries')],
] as const;

let results: readonly Finished[];
let folder: string;
let sent: string;
/** Everybody's last name. */
let names: readonly string[];
/** A plan that keeps neither names nor values. */
let withoutNames: Finished;

beforeAll(async () => {
  folder = join(await createTempFolder('sync'), 'data');
  const vendors = await startSmallVendors(8);
  const { simployer, powerOffice } = vendors;
  for (const [index, { id }] of vendors.company.employees.entries()) {
    // One has a wrong number in Simployer itself, which our own rules refuse.
    const isWrong = index === 5;
    simployer.editEmployee(id, {
      ssn: isWrong ? withWrongCheckDigit(NATIONAL_ID) : NATIONAL_ID,
      bankAccount: { number: isWrong ? withWrongCheckDigit(ACCOUNT) : ACCOUNT, bank: 'Testbanken', country: 'NO' },
      homeAddress: { street: STREET, postalCode: '0150', city: 'Oslo', country: 'NO' },
    });
  }
  // Two have their national id in the place of the employee number: one as a number, one that is none.
  const [asNumber, asText] = vendors.company.employees.slice(6);
  if (asNumber === undefined || asText === undefined) throw new Error('The company is too small.');
  simployer.editEmployee(asNumber.id, { employeeNumber: withWrongCheckDigit(NATIONAL_ID) });
  simployer.editEmployee(asText.id, { employeeNumber: `${NATIONAL_ID.slice(0, 6)}\u200B ${NATIONAL_ID.slice(6)}` });
  for (const compensation of vendors.company.compensations) {
    simployer.editCompensation(compensation.id, { amount: MONTHLY_PAY, payoutPeriod: 'MONTHLY', currency: 'NOK' });
  }
  sent = '';
  const recordOf = (path: string): string => {
    const id = Number(/\/(\d{8,})/.exec(path)?.[1] ?? Number.NaN);
    const employment = Number(/\/Employments\/(\d+)\/Salaries/.exec(path)?.[1] ?? Number.NaN);
    const record = powerOffice.state.employees.find(
      ({ Id, employments }) => Id === id || employments.some((one) => one.Id === employment),
    );
    return String(record?.Number ?? '');
  };
  powerOffice.setFaults((request) => {
    sent += request.body;
    const number = /"Number":(\d+)/.exec(request.body)?.[1] ?? recordOf(request.path);
    const isRefused = REFUSED.some(([refused, isMeant]) => refused === number && isMeant(request));
    return isRefused
      ? {
          before: 'refuse',
          status: 400,
          title: 'Refused',
          detail: carelessRefusal(request.body.includes(STREET) ? STREET : null),
        }
      : null;
  });
  const { environment } = vendors;
  const typed = (...argv: readonly string[]) => typeCommand([...argv, '--data-dir', folder], { environment });
  /** Whatever is written and refused, with what the real bundles say of it. */
  const run = (...argv: readonly string[]) =>
    typeCommand([...argv, '--json', '--data-dir', folder], { environment, withProcesses: true });
  const recordId = (number: string): string =>
    String(powerOffice.state.employees.find(({ Number: own }) => String(own) === number)?.Id);
  results = [
    await run('--plan'),
    await run('--yes'),
    await typed('--yes'),
    await typed('history', '1002', '--json'),
    await typed('drift', '--employee', '1002', '--json'),
    await typed('link', '1005', '--to', '999', '--json'),
    await typed('link', '1005', '--to', recordId('1005'), '--json'),
    await typed('retry', '--code', 'POWEROFFICE_REJECTED', '--json'),
    await typed('history', '1005'),
  ];
  const settings = { SYNC_SETTINGS: '{"plans":{"values":"names-only"}}' };
  withoutNames = await typeCommand(['plan', '--json', '--data-dir', folder], {
    environment: { ...environment, ...settings },
  });
  results = [...results, withoutNames];
  names = vendors.company.people.map(({ lastName }) => lastName);
  await leaveFolder();
  await vendors.close();
});

test('the secrets really were under way, and really were refused', () => {
  const wrongNumber = withWrongCheckDigit(NATIONAL_ID);
  expect(findSecrets(sent)).toEqual(
    [NATIONAL_ID, ACCOUNT, ANNUAL_PAY, STREET, wrongNumber].map((secret) => squeeze(secret)),
  );
  const [, applied] = results;
  const codes = applied?.document.employees.map(({ problems }) => problems.map(({ code }) => code));
  // In the order of their labels, those without a readable number first.
  expect(applied?.document.employees.slice(0, 2).map(({ employeeNumber }) => employeeNumber)).toEqual(['***', '***']);
  expect(codes?.slice(0, 2).toSorted()).toEqual([['NUMBER_NOT_NUMERIC'], ['POWEROFFICE_REJECTED']]);
  expect(codes?.slice(2)).toEqual([
    ['POWEROFFICE_REJECTED'],
    ['POWEROFFICE_REJECTED'],
    ['POWEROFFICE_REJECTED'],
    ['POWEROFFICE_REJECTED'],
    [],
    ['NATIONAL_ID_INVALID', 'BANK_ACCOUNT_INVALID'],
  ]);
});

test('what was decided and planned was carried out, and names nobody outside a plan that shows names', () => {
  const [, , , , , refused, linked, retried, told] = results;
  expect(results.slice(5).map(({ exitCode }) => exitCode)).toEqual([2, 0, 1, 0, 1]);
  expect(refused?.stdout).toContain('RECORD_UNKNOWN');
  expect(told?.stdout).toContain('decision: link');
  expect(JSON.parse(withoutNames.stdout)).toMatchObject({ state: 'open', match: { linked: expect.any(Number) } });
  for (const output of [refused, linked, retried, told, withoutNames])
    expect(namesIn(output?.stdout ?? '')).toEqual([]);
});

test('none of them is in a report or an output, for programs or for people', () => {
  for (const { stdout } of results) expect(findSecrets(stdout)).toEqual([]);
});

test('none of them is in a log line or a metric', async () => {
  for (const { stderr } of results) expect(findSecrets(stderr)).toEqual([]);
  expect(results[1]?.stderr).toContain('CloudWatchMetrics');
  const logs = await readdir(join(folder, 'logs'));
  expect(logs).not.toEqual([]);
  for (const log of logs) expect(findSecrets(await readFile(join(folder, 'logs', log), 'utf8'))).toEqual([]);
});

test('none of them is in the database', async () => {
  const service = await startDynamoDb(join(folder, 'dynamodb'));
  const items = await storedItems(clientOptions(service.url, 'eu-north-1'));
  await service.close();

  const text = JSON.stringify(items);
  expect(text).toContain('POWEROFFICE_REJECTED');
  expect(text).toContain('history#');
  expect(text).toContain('decisions');
  expect(findSecrets(text)).toEqual([]);
  // Names stand in what the first plan planned, for as long as plans are kept.
  const named = items.filter((item) => namesIn(JSON.stringify(item)).length > 0);
  const plan = `run#${results[0]?.document.runId}`;
  expect(new Set(named.map(({ pk }) => pk?.S))).toEqual(new Set([plan]));
  const week = Date.now() / 1000 + 7 * 24 * 3600;
  expect(named.filter(({ planned, expiresAt }) => planned === undefined || Number(expiresAt?.N) > week)).toEqual([]);
});

test('none of them is in any file of the data folder', async () => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), 'latin1');
    expect(findSecrets(text)).toEqual([]);
  }
});
