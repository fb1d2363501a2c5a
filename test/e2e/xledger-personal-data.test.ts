import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLocalApp } from '../../local/cli/local-app.ts';
import { withWrongCheckDigit } from '../../local/demo-vendors/company/synthetic-numbers.ts';
import type { XledgerFaultCase } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { leaveFolder, typeCommand } from './command-session.ts';
import type { Finished } from './command-line.ts';
import {
  ACCOUNT,
  carelessRefusal,
  findSecrets,
  MONTHLY_PAY,
  NATIONAL_ID,
  squeeze,
  STREET,
} from '../builders/sentinels.ts';
import { functionsHere } from './functions-here.ts';
import { startSmallVendors } from './small-vendors.ts';
import { storedItems } from './stored-items.ts';

/* As personal-data.test.ts, for the flow to X-ledger. Salaries are not even read for it. */

const FLOW = 'employees-to-xledger';

const refusal = (to: string | null) => ({ message: carelessRefusal(to), code: 'INVALID_VALUE' });
/** What X-ledger says the first time to a write about somebody, by what is sent of them. */
const ANSWERS: readonly (readonly [mutation: string, sent: string, answer: XledgerFaultCase])[] = [
  ['addEmployees', '1002', { before: { error: refusal(null) } }],
  ['addEmployees', '1008', { after: { error: { message: carelessRefusal(null) } } }],
  ['updateEmployees', 'other@fjordlys.example', { before: { error: refusal(null) } }],
];
/** Of 1004, whose address X-ledger refuses at first: fields are tried in halves, until what is refused stands alone. */
const REFUSED_POSTAL_CODE = '5003';

const results: Finished[] = [];
/** What the API and the widget answer about everything but the plan. */
const answers: string[] = [];
let items: readonly Record<string, any>[];
let folder: string;
/** Everybody's last name. */
let names: readonly string[];
/** What X-ledger has afterwards. */
let held: string;

const namesIn = (text: string): readonly string[] => names.filter((name) => text.includes(name));

beforeAll(async () => {
  await using cleanUp = new AsyncDisposableStack();
  folder = join(await createTempFolder('sync'), 'data');
  const vendors = await startSmallVendors(8);
  cleanUp.defer(() => vendors.close());
  const { simployer, xledger, company } = vendors;
  names = company.people.map(({ lastName }) => lastName);
  for (const [index, { id }] of company.employees.entries()) {
    // One has a wrong number in Simployer itself, which our own rules refuse.
    const isWrong = index === 5;
    simployer.editEmployee(id, {
      ssn: isWrong ? withWrongCheckDigit(NATIONAL_ID) : NATIONAL_ID,
      bankAccount: { number: isWrong ? withWrongCheckDigit(ACCOUNT) : ACCOUNT, bank: 'Testbanken', country: 'NO' },
      homeAddress: {
        street: STREET,
        postalCode: index === 3 ? REFUSED_POSTAL_CODE : '0150',
        city: 'Oslo',
        country: 'NO',
      },
    });
  }
  // One has a national id in the place of the employee number, which X-ledger takes as any other text.
  simployer.editEmployee(company.employees[6]?.id ?? '', { employeeNumber: withWrongCheckDigit(NATIONAL_ID) });
  for (const { id } of company.compensations) {
    simployer.editCompensation(id, { amount: MONTHLY_PAY, payoutPeriod: 'MONTHLY', currency: 'NOK' });
  }
  let refusesAddress = true;
  const toCome = new Set(ANSWERS);
  xledger.setFaults((text, _sequence, variables) => {
    const mutation = /(\w+)\(inputs: \$inputs/.exec(text)?.[1];
    const sent = JSON.stringify(variables);
    if (refusesAddress && mutation === 'updateContacts' && sent.includes(REFUSED_POSTAL_CODE))
      return { before: { error: refusal(STREET) } };
    const due = [...toCome].find((one) => one[0] === mutation && sent.includes(`"${one[1]}"`));
    if (due === undefined) return null;
    toCome.delete(due);
    return due[2];
  });
  const settings = { replicaLagInSeconds: 1, xledger: { fullTimeOnly: false, maxRequestsPerFiveSeconds: 20 } };
  const environment = { ...vendors.environment, SYNC_SETTINGS: JSON.stringify(settings) };
  const type = async (argv: readonly string[], options: Parameters<typeof typeCommand>[1]): Promise<void> => {
    results.push(await typeCommand([...argv, '--data-dir', folder, '--flow', FLOW], options));
  };
  const sync = (...argv: readonly string[]): Promise<void> => type(argv, { environment });
  // Whatever is written and refused, with what the real bundles say of it.
  await type(['plan', '--json'], { environment, withProcesses: true });
  await type(['--yes', '--json'], { environment, withProcesses: true });
  refusesAddress = false;
  simployer.editEmployee(company.employees[0]?.id ?? '', { workEmail: 'other@fjordlys.example' });
  await sync('--yes');
  await sync('history', '1001', '--json');
  await sync('history', '1001');
  await sync('drift', '--json');
  await sync('problems', '--json');
  await sync('link', '1003', '--to', '999', '--json');
  await sync('retry', '--code', 'XLEDGER_REJECTED', '--json');
  const namesOnly = { SYNC_SETTINGS: JSON.stringify({ ...settings, plans: { values: 'names-only' } }) };
  await type(['plan', '--json'], { environment: { ...vendors.environment, ...namesOnly } });
  expect([...toCome]).toEqual([]);
  held = JSON.stringify(xledger.employees);
  await leaveFolder();

  const { runtime, close } = await startLocalApp({ vendors: null, dataFolder: folder, startFunction: functionsHere });
  cleanUp.defer(close);
  const get = async (path: string): Promise<string> => {
    const answer = await fetch(`${runtime.api.url}/${path}?flow=${FLOW}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  };
  const { planId } = JSON.parse(results[0]?.stdout ?? '');
  const listed = await get('runs');
  const ids: string[] = JSON.parse(listed).runs.map(({ runId }: { runId: string }) => runId);
  expect(ids).toContain(planId);
  answers.push(
    listed,
    await get('status'),
    await get('problems'),
    await get('employees/1001/history'),
    JSON.stringify(await runtime.invoke('WidgetFunction', { flow: FLOW })),
  );
  for (const id of ids.filter((one) => one !== planId)) answers.push(await get(`runs/${id}`));

  items = await storedItems(runtime.clientOptions('dynamodb'));
});

/** The only one that a plan shows, to whoever has to say yes to it. */
const SHOWN_IN_A_PLAN = [squeeze(STREET)];
const codesOf = (result: Finished | undefined): readonly string[] =>
  JSON.parse(result?.stdout ?? '').records.flatMap(({ problems }: any) => problems.map(({ code }: any) => code));

test('the secrets really were under way, and really were refused', () => {
  const asNumber = squeeze(withWrongCheckDigit(NATIONAL_ID));
  expect(findSecrets(held)).toEqual([squeeze(NATIONAL_ID), squeeze(ACCOUNT), squeeze(STREET), asNumber]);
  const [planned, first, , , , , , linked, retried] = results;
  expect(results.map(({ exitCode }) => exitCode)).toEqual([3, 1, 1, 0, 0, 0, 0, 2, 0, 0]);
  expect(codesOf(planned)).toEqual(['NATIONAL_ID_INVALID', 'BANK_ACCOUNT_INVALID']);
  const refused = ['BANK_ACCOUNT_INVALID', 'CONTACT_REJECTED', 'NATIONAL_ID_INVALID', 'XLEDGER_REJECTED'];
  expect([...new Set(codesOf(first))].toSorted()).toEqual(refused);
  expect(linked?.stdout).toContain('RECORD_UNKNOWN');
  expect(JSON.parse(retried?.stdout ?? '')).toMatchObject({ totals: { inScope: 1, updated: 1 } });
});

test('a plan shows names and addresses, and no national id, account or pay; with names-only it shows neither', () => {
  const [planned, ...others] = results;
  expect(findSecrets(planned?.stdout ?? '')).toEqual(SHOWN_IN_A_PLAN);
  expect(namesIn(planned?.stdout ?? '')).toEqual(names);
  for (const { stdout } of others) expect([...findSecrets(stdout), ...namesIn(stdout)]).toEqual([]);
});

test('none of them is in a log line or a metric', async () => {
  for (const { stderr } of results) expect([...findSecrets(stderr), ...namesIn(stderr)]).toEqual([]);
  expect(results[1]?.stderr).toContain('CloudWatchMetrics');
  const logs = await readdir(join(folder, 'logs'));
  expect(logs).not.toEqual([]);
  for (const log of logs) {
    const text = await readFile(join(folder, 'logs', log), 'utf8');
    expect([...findSecrets(text), ...namesIn(text)]).toEqual([]);
  }
});

test('none of them is in a document of the API or in the widget', () => {
  expect(answers.length).toBeGreaterThan(8);
  expect(answers.join()).toContain('XLEDGER_REJECTED');
  for (const answer of answers) expect([...findSecrets(answer), ...namesIn(answer)]).toEqual([]);
});

test('none of them is in the database, but names and addresses in the plan, for as long as plans are kept', () => {
  const text = JSON.stringify(items);
  for (const part of ['XLEDGER_REJECTED', 'history#', 'socialSec']) expect(text).toContain(part);
  expect(findSecrets(text)).toEqual(SHOWN_IN_A_PLAN);
  const telling = items.filter((item) => {
    const one = JSON.stringify(item);
    return findSecrets(one).length > 0 || namesIn(one).length > 0;
  });
  const { planId } = JSON.parse(results[0]?.stdout ?? '');
  expect(new Set(telling.map(({ pk }) => pk?.S))).toEqual(new Set([`run#${planId}`]));
  const week = Date.now() / 1000 + 7 * 24 * 3600;
  expect(telling.filter(({ planned, expiresAt }) => planned === undefined || Number(expiresAt?.N) > week)).toEqual([]);
});

test('none of them is in any file of the data folder, but the addresses of the plan', async () => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), 'latin1');
    expect(findSecrets(text).filter((secret) => !SHOWN_IN_A_PLAN.includes(secret))).toEqual([]);
  }
});
