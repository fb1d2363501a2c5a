import { stripVTControlCharacters } from 'node:util';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startStackStandIn } from '../builders/stack-stand-in.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { startCommandLine } from './command-line.ts';
import { interruptCommand, leaveFolder, typeCommand } from './command-session.ts';
import type { Finished } from './command-line.ts';
import { startSmallVendors } from './small-vendors.ts';

/** A process that serves a folder until it is stopped. */
const startServing = async (dataFolder: string) => {
  const { process: server, finished } = startCommandLine(['serve', '--port', '0', '--json', '--data-dir', dataFolder], {
    environment: {},
    functionsInside: true,
  });
  const url = await new Promise<string>((resolve, reject) => {
    if (server.stdout) createInterface(server.stdout).once('line', (line) => resolve(JSON.parse(line).url));
    finished.then(({ stdout }) => reject(new Error(stdout)), reject);
  });
  const stop = async (): Promise<number | null> => {
    server.kill('SIGINT');
    return (await finished).exitCode;
  };
  return { url, stop };
};

const post = async (url: string): Promise<{ readonly status: number; readonly document: any }> => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  return { status: answer.status, document: await answer.json() };
};

const parse = ({ stdout }: Finished): any => JSON.parse(stdout);

test("what was done and what is open is read without a key: the document is the API's, whole", async () => {
  await using stack = new AsyncDisposableStack();
  const vendors = await startSmallVendors();
  stack.defer(() => vendors.close());
  const dataFolder = join(await createTempFolder('look'), 'data');
  vendors.simployer.editEmployment(vendors.company.employments[0]?.id ?? '', { note: 'uten kode' });
  const run = await typeCommand(['--yes', '--json', '--data-dir', dataFolder], { environment: vendors.environment });
  expect(run.exitCode).toBe(1);

  // What comes now finds no app that has the keys.
  await leaveFolder();
  const look = (...argv: string[]): Promise<Finished> =>
    typeCommand([...argv, '--data-dir', dataFolder], { environment: {} });
  const runs = await look('runs', '--json');
  expect(runs.exitCode).toBe(0);
  const { employees: _, ...summary } = run.document;
  expect(parse(runs)).toEqual({ connection: summary.connection, runs: [summary], next: null });

  const whole = await look('runs', run.document.runId, '--json');
  expect(parse(whole)).toEqual(run.document);

  const problems = await look('problems', '--severity', 'error');
  expect(problems.exitCode).toBe(0);
  for (const { stdout } of [problems, await look('runs')])
    expect(stripVTControlCharacters(stdout)).toMatch(/^Fjordlys.*\(Simployer\) -> Fjordlys.*\(PowerOffice client\)/);
  expect(problems.stdout).toMatch(/OCCUPATION_CODE_MISSING.* 1001$/ms);

  const csv = await typeCommand(['problems', '--format', 'csv', '--severity', 'error', '--data-dir', dataFolder], {
    environment: { SYNC_SETTINGS: '{"language":"nb"}' },
  });
  expect(csv.stdout).toMatch(
    /^\uFEFFnummer;.*\r\n1001;[^;]+;OCCUPATION_CODE_MISSING;feil;Notatet .*«uten kode»\.;"HR: .*\r\n$/,
  );
  const since = await look('problems', '--since', run.document.runId, '--language', 'nb', '--json');
  expect(parse(since)).toMatchObject({
    language: 'nb',
    new: [],
    standing: [{ code: 'OCCUPATION_CODE_MISSING' }],
    solved: [],
  });

  const unknown = await look('runs', '20260302T060000-aaaaaa', '--json');
  expect(unknown.exitCode).toBe(2);
  expect(parse(unknown)).toMatchObject({ status: 404, code: 'RUN_UNKNOWN' });

  await leaveFolder();
  const { url, stop } = await startServing(dataFolder);
  expect(await (await fetch(url)).text()).toContain('OCCUPATION_CODE_MISSING');
  expect((await fetch(`${url}/runs/${run.document.runId}`)).status).toBe(200);
  const posted = await post(`${url}/runs`);
  expect([posted.status, posted.document.code]).toEqual([403, 'READ_ONLY']);

  const [meanwhile, written] = await Promise.all([
    look('runs', '--json'),
    typeCommand(['--yes', '--json', '--data-dir', dataFolder], { environment: vendors.environment }),
  ]);
  expect([meanwhile.exitCode, parse(meanwhile)]).toMatchObject([2, { status: 409, code: 'ALREADY_RUNNING' }]);
  expect([written.exitCode, written.document.abort?.code]).toEqual([2, 'ALREADY_RUNNING']);
  // What is under way there is no run, and there is no address to look at it.
  for (const told of [parse(meanwhile).hint, written.document.abort?.hint]) {
    expect(told).toMatch(/"serve" is ended where it was started, with Ctrl-C/);
    expect(told).not.toContain('GET /runs');
  }
  expect(await stop()).toBe(0);
  expect((await look('runs')).exitCode).toBe(0);
});

test('the demo company may be written to, after it was synced once', async () => {
  const printed = Promise.withResolvers<string>();
  const serving = typeCommand(['serve', '--demo', '--port', '0', '--json'], {
    environment: {},
    onPrinted: printed.resolve,
  });
  serving.then(({ stdout, stderr }) => printed.reject(new Error(stdout + stderr)), printed.reject);
  const { url } = JSON.parse(await printed.promise);
  try {
    const { problems }: any = await (await fetch(`${url}/problems`)).json();
    expect(problems.length).toBeGreaterThan(5);
    expect((await post(`${url}/runs`)).status).toBe(202);
  } finally {
    await interruptCommand();
  }
  expect((await serving).exitCode).toBe(0);
});

test('a folder that is not there is not made by looking', async () => {
  const dataFolder = join(await createTempFolder('look'), 'typo');
  const looked = await typeCommand(['problems', '--data-dir', dataFolder, '--json'], { environment: {} });
  expect(looked.exitCode).toBe(2);
  expect(parse(looked)).toMatchObject({ code: 'CONFIGURATION_INVALID' });
  expect(existsSync(dataFolder)).toBe(false);
});

test('the same command asks a stack, and a word or an option that is mistyped is answered with the right one', async () => {
  const aws = await startStackStandIn();
  try {
    const { environment } = aws;
    const asked = await typeCommand(['problems', '--code', 'NUMBER_MISSING', '--stack', 'sync', '--json'], {
      environment,
    });
    expect(parse(asked).problems).toEqual([]);
    expect(aws.calls).toEqual([{ method: 'GET', path: '/problems?code=NUMBER_MISSING&limit=500', body: '' }]);

    const [refused, word, option] = await Promise.all([
      typeCommand(['runs', '--stack', 'another', '--json'], { environment }),
      typeCommand(['porblems', '--json'], { environment }),
      typeCommand(['runs', '--jsno'], { environment }),
    ]);
    expect(parse(refused)).toMatchObject({ code: 'STACK_UNKNOWN' });
    expect([refused.exitCode, word.exitCode, option.exitCode]).toEqual([2, 2, 2]);
    expect(word.document.abort?.message).toContain('npm run sync -- problems');
    expect(option.stdout).toContain('Did you mean --json?');
  } finally {
    await aws.close();
  }
});

test('a run of a stack is asked for, waited for and shown; without a word that means it, a plan is kept', async () => {
  const runId = '20260302T060000-aaaaaa';
  const run = {
    runId,
    mode: 'apply',
    status: 'succeeded',
    connection: {
      simployer: { id: 'c', name: 'A', organisationNumber: null },
      powerOffice: { clientId: 'd', name: 'B' },
    },
    abort: null,
    totals: { inScope: 1, created: 0, updated: 0, unchanged: 1, skipped: 0, failed: 0 },
    apiCalls: { simployer: 1, poweroffice: 1 },
    requestedBy: 'arn:aws:iam::1:user/it',
    startedAt: '2026-03-02T06:00:00.000Z',
    endedAt: '2026-03-02T06:00:01.000Z',
    employees: [
      {
        employeeNumber: '101',
        simployerEmployeeId: 'a',
        powerOfficeEmployeeId: 1,
        outcome: 'unchanged',
        changes: [],
        problems: [],
      },
    ],
  };
  const plan = { planId: runId, state: 'open', createdAt: run.startedAt, expiresAt: null, guards: [] };
  const changes = [{ entity: 'employee', action: 'update', field: 'JobTitle' }];
  const planned = {
    totals: { ...run.totals, unchanged: 0, updated: 1 },
    employees: run.employees.map((employee) => ({ ...employee, outcome: 'updated', changes })),
  };
  let mode = '';
  const aws = await startStackStandIn({
    answer: (method, path, body) => {
      if (method === 'POST') ({ mode = 'plan' } = JSON.parse(body));
      if (method === 'POST') return { status: 202, body: { runId, planId: runId } };
      const found = { ...run, ...(mode === 'plan' && planned) };
      return { status: 200, body: { ...found, ...(path.startsWith('/plans') ? plan : { mode }), next: null } };
    },
  });
  try {
    const ask = (...argv: string[]): Promise<Finished> =>
      typeCommand(['run', '--stack', 'sync', '--json', ...argv], { environment: aws.environment });
    const written = await ask('--yes', '--employee', '101');
    expect([written.exitCode, written.document]).toEqual([0, run]);
    expect(aws.calls[0]).toEqual({ method: 'POST', path: '/runs', body: '{"mode":"apply","employees":["101"]}' });

    const unconfirmed = await ask();
    expect([unconfirmed.exitCode, unconfirmed.document.abort?.code]).toEqual([2, 'CONFIRMATION_MISSING']);
    expect(unconfirmed.document.abort?.message).toContain(`npm run sync -- apply ${runId} --stack sync`);
    const posts = aws.calls.filter(({ method }) => method === 'POST');
    expect(posts.slice(1)).toEqual([{ method: 'POST', path: '/plans', body: '{}' }]);
  } finally {
    await aws.close();
  }
});
