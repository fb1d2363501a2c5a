import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startStackStandIn } from '../builders/stack-stand-in.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { runCommandLine } from './command-line.ts';
import type { Finished } from './command-line.ts';
import { startSmallVendors } from './small-vendors.ts';

jest.setTimeout(240_000);

const parse = ({ stdout }: Finished): any => JSON.parse(stdout);

test("what was done and what is open is read without a key: the document is the API's, whole", async () => {
  await using stack = new AsyncDisposableStack();
  const vendors = await startSmallVendors();
  stack.defer(() => vendors.close());
  const dataFolder = join(await createTempFolder('look'), 'data');
  vendors.simployer.editEmployment(vendors.company.employments[0]?.id ?? '', { note: 'uten kode' });
  const run = await runCommandLine(['--yes', '--json', '--data-dir', dataFolder], { environment: vendors.environment });
  expect(run.exitCode).toBe(1);

  const look = (...argv: string[]): Promise<Finished> =>
    runCommandLine([...argv, '--data-dir', dataFolder], { environment: {} });
  const runs = await look('runs', '--json');
  expect(runs.exitCode).toBe(0);
  const { employees, ...summary } = run.document;
  expect(parse(runs)).toEqual({ runs: [summary], next: null });

  const whole = await look('runs', run.document.runId, '--json');
  expect(new Set(parse(whole).employees)).toEqual(new Set(employees));
  expect({ ...parse(whole), employees }).toEqual(run.document);

  const problems = await look('problems', '--severity', 'error');
  expect(problems.exitCode).toBe(0);
  expect(problems.stdout).toMatch(/1001 .*OCCUPATION_CODE_MISSING/s);

  const unknown = await look('runs', '20260302T060000-aaaaaa', '--json');
  expect(unknown.exitCode).toBe(2);
  expect(parse(unknown)).toMatchObject({ status: 404, code: 'RUN_UNKNOWN' });
});

test('a folder that is not there is not made by looking', async () => {
  const dataFolder = join(await createTempFolder('look'), 'typo');
  const looked = await runCommandLine(['problems', '--data-dir', dataFolder, '--json'], { environment: {} });
  expect(looked.exitCode).toBe(2);
  expect(parse(looked)).toMatchObject({ code: 'CONFIGURATION_INVALID' });
  expect(existsSync(dataFolder)).toBe(false);
});

test('the same command asks a stack, and a word or an option that is mistyped is answered with the right one', async () => {
  const aws = await startStackStandIn();
  try {
    const { environment } = aws;
    const asked = await runCommandLine(['problems', '--code', 'NUMBER_MISSING', '--stack', 'sync', '--json'], {
      environment,
    });
    expect(parse(asked).problems).toEqual([]);
    expect(aws.calls).toEqual([{ method: 'GET', path: '/problems?code=NUMBER_MISSING&limit=500', body: '' }]);

    const [refused, word, option] = await Promise.all([
      runCommandLine(['runs', '--stack', 'another', '--json'], { environment }),
      runCommandLine(['porblems', '--json'], { environment }),
      runCommandLine(['runs', '--jsno'], { environment }),
    ]);
    expect(parse(refused)).toMatchObject({ code: 'STACK_UNKNOWN' });
    expect([refused.exitCode, word.exitCode, option.exitCode]).toEqual([2, 2, 2]);
    expect(word.document.abort?.message).toContain('npm run sync -- problems');
    expect(option.stdout).toContain('Did you mean --json?');
  } finally {
    await aws.close();
  }
});
