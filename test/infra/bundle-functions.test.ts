import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { FUNCTION_NAMES, bundleFunctions } from '../../infra/bundle-functions.ts';
import type { FunctionBundles } from '../../infra/bundle-functions.ts';

const LARGEST_IN_KILOBYTES = 1_000;
/** What looks at the vendors for somebody who waits also asks SNS who has confirmed their address. */
const LARGEST_OF: Readonly<Record<string, number>> = { inspect: 1_050 };

let folder: string;
let bundles: FunctionBundles;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bundles-'));
  bundles = await bundleFunctions(path.join(folder, 'first'));
});
afterAll(() => rm(folder, { recursive: true }));

const digestsOf = async (bundleFolder: string): Promise<Record<string, string>> => {
  const files = await readdir(bundleFolder);
  const digests = await Promise.all(
    files.map(async (file) =>
      createHash('sha256')
        .update(await readFile(path.join(bundleFolder, file)))
        .digest('hex'),
    ),
  );
  return Object.fromEntries(files.map((file, index) => [file, digests[index]!]));
};

/** What the functions read at their start, between them. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-north-1',
  TABLE_NAME: 'table',
  PACE_TABLE_NAME: 'table',
  START_QUEUE_URL: 'https://sqs.example/starts',
  STACK_NAME: 'stack',
  RUNBOOK: 'docs/runbook.md',
  EMPLOYEE_QUEUE_URL: 'https://sqs.example/employees',
  VENDOR_KEYS_SECRET_ARN: 'arn:keys',
  HASH_KEY_SECRET_ARN: 'arn:hash',
  SIMPLOYER_BASE_URL: 'https://simployer.example',
  POWEROFFICE_BASE_URL: 'https://poweroffice.example',
  POWEROFFICE_TOKEN_URL: 'https://poweroffice.example/token',
  POWEROFFICE_MAX_REQUESTS_PER_SECOND: '10',
  EXPLAIN_FUNCTION_ARN: 'arn:explain',
  OPERATOR_ACTIONS_ARN: 'arn:operator',
  APPROVER_ACTIONS_ARN: 'arn:approver',
  ROLE: 'operator',
};

test.each(FUNCTION_NAMES)('%s starts under plain Node and has a handler', async (name) => {
  const url = pathToFileURL(path.join(bundles.folders[name], 'index.mjs')).href;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { handler } = await import(${JSON.stringify(url)}); console.log(typeof handler);`,
    ],
    {
      env: { ...process.env, ...ENVIRONMENT },
    },
  );
  expect(stdout.trim()).toBe('function');
});

test.each(FUNCTION_NAMES)('%s is no larger than it may be', (name) => {
  expect(bundles.sizesInBytes[name]).toBeGreaterThan(0);
  expect(bundles.sizesInBytes[name]).toBeLessThanOrEqual((LARGEST_OF[name] ?? LARGEST_IN_KILOBYTES) * 1_024);
});

test('The same sources give the same bytes in another folder', async () => {
  const again = await bundleFunctions(path.join(folder, 'another/and/deeper'));
  for (const name of FUNCTION_NAMES) {
    expect(await digestsOf(again.folders[name])).toEqual(await digestsOf(bundles.folders[name]));
  }
});

test('A bundle holds what is uploaded and nothing else: the code and its source map', async () => {
  for (const name of FUNCTION_NAMES) {
    expect((await readdir(bundles.folders[name])).sort()).toEqual(['index.mjs', 'index.mjs.map']);
  }
});

test('No path of the machine that bundled stands in a bundle', async () => {
  for (const name of FUNCTION_NAMES) {
    for (const file of await readdir(bundles.folders[name])) {
      expect(await readFile(path.join(bundles.folders[name], file), 'utf8')).not.toContain(
        path.resolve(import.meta.dirname, '../..'),
      );
    }
  }
});
