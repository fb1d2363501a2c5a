import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { FUNCTION_NAMES, bundleFunctions } from '../../infra/bundle-functions.ts';
import type { FunctionBundles } from '../../infra/bundle-functions.ts';
import { filesLoadedWhenAsked, filesLoadedWith } from '../../infra/loaded-files.ts';
import { projectAssembly } from '../../local/cli/project-assembly.ts';

/** Those that load a flow when it is asked of them. */
const LOADS_FLOWS: readonly string[] = ['start-run', 'inspect', 'decide', 'explain'];

const START_RUN = 'dist/start-run/index.mjs';

const LARGEST_IN_KILOBYTES = 1_000;
/** What looks at the vendors for somebody who waits puts it into words as well, and asks SNS who has confirmed their address. */
const LARGEST_OF: Readonly<Record<string, number>> = { inspect: 1_040, explain: 1_030 };

let folder: string;
let bundles: FunctionBundles;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bundles-'));
  bundles = await bundleFunctions(path.join(folder, 'here/and/deeper'));
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
  XLEDGER_QUEUE_URL: 'https://sqs.example/xledger',
  LEAVES_QUEUE_URL: 'https://sqs.example/leaves',
  VENDOR_KEYS_SECRET_ARN: 'arn:keys',
  HASH_KEY_SECRET_ARN: 'arn:hash',
  SIMPLOYER_BASE_URL: 'https://simployer.example',
  POWEROFFICE_BASE_URL: 'https://poweroffice.example',
  POWEROFFICE_TOKEN_URL: 'https://poweroffice.example/token',
  POWEROFFICE_MAX_REQUESTS_PER_SECOND: '10',
  XLEDGER_URL: 'https://xledger.example/graphql',
  EXPLAIN_FUNCTION_ARN: 'arn:explain',
  OPERATOR_ACTIONS_ARN: 'arn:operator',
  APPROVER_ACTIONS_ARN: 'arn:approver',
  ROLE: 'operator',
};

const underPlainNode = (code: string) =>
  promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...process.env, ...ENVIRONMENT },
  });

test.each(FUNCTION_NAMES)('%s starts under plain Node and has a handler', async (name) => {
  const url = pathToFileURL(path.join(bundles.folders[name], 'index.mjs')).href;
  const { stdout } = await underPlainNode(
    `const { handler } = await import(${JSON.stringify(url)}); console.log(typeof handler);`,
  );
  expect(stdout.trim()).toBe('function');
});

test.each(FUNCTION_NAMES)('%s is no larger than it may be', (name) => {
  expect(bundles.sizesInBytes[name]).toBeGreaterThan(0);
  expect(bundles.sizesInBytes[name]).toBeLessThanOrEqual((LARGEST_OF[name] ?? LARGEST_IN_KILOBYTES) * 1_024);
});

test('The same sources give the same bytes in another folder', async () => {
  // Those that this machine runs were bundled at another time, and into the folder of an assembly.
  const assembly = await projectAssembly();
  const uploaded = (await readdir(assembly)).filter((name) => name.startsWith('asset.'));
  const digests = await Promise.all(uploaded.map((name) => digestsOf(path.join(assembly, name))));
  for (const name of FUNCTION_NAMES) expect(digests).toContainEqual(await digestsOf(bundles.folders[name]));
});

test('A bundle holds what is uploaded and nothing else: the code and its source map', async () => {
  for (const name of FUNCTION_NAMES) {
    const files = await readdir(bundles.folders[name]);
    const code = files.filter((file) => file.endsWith('.mjs'));
    expect(files.sort()).toEqual(code.flatMap((file) => [file, `${file}.map`]).sort());
    if (!LOADS_FLOWS.includes(name)) expect(code).toEqual(['index.mjs']);
  }
});

/** The files that start-run loads when one of its flows is asked of it. The AWS SDK has some of its own. */
const flowFiles = (): string[] =>
  filesLoadedWhenAsked(bundles.metafile.outputs, START_RUN).filter((file) => path.basename(file).startsWith('flow-'));

test('start-run has no way to a vendor before a flow is asked of it', () => {
  const { outputs } = bundles.metafile;
  const sources = [...filesLoadedWith(outputs, START_RUN)].flatMap((file) => Object.keys(outputs[file]!.inputs));
  expect(sources.filter((source) => /undici|shared\/vendors\/.*client/.test(source))).toEqual([]);
});

test('start-run has a file for each flow', async () => {
  const flows = (await readdir('functions/start-run')).filter((file) => file.startsWith('flow-'));
  const entryPoints = flowFiles().map((file) => bundles.metafile.outputs[file]!.entryPoint);
  expect(new Set(entryPoints)).toEqual(new Set(flows.map((file) => `functions/start-run/${file}`)));
});

test('What start-run loads for a flow is its own file, and what it shares with the others', () => {
  const sizes = [...filesLoadedWith(bundles.metafile.outputs, START_RUN)].map(
    (file) => bundles.metafile.outputs[file]!.bytes,
  );
  const atStart = sizes.reduce((sum, bytes) => sum + bytes, 0);
  expect(bundles.sizesInBytes['start-run']).toBeGreaterThan(atStart);
});

test('Every flow of start-run can be loaded', async () => {
  const urls = flowFiles().map(
    (file) => pathToFileURL(path.join(bundles.folders['start-run'], path.basename(file))).href,
  );
  const { stdout } = await underPlainNode(
    `for (const url of ${JSON.stringify(urls)})
       console.log(Object.values(await import(url)).some((value) => typeof value === 'function'));`,
  );
  expect(stdout.trim().split('\n')).toEqual(urls.map(() => 'true'));
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
