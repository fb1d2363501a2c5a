import { execFile } from 'node:child_process';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { ON_THIS_MACHINE } from './command-line.ts';
import { startSmallVendors } from './small-vendors.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** As many at a time as the machine has cores for. */
const AT_ONCE = 2;

/** A script, what is typed behind it without the `--` or as a bare word, and what it is told. */
interface Form {
  readonly script: string;
  readonly typed: readonly string[];
  readonly told: RegExp;
  readonly variables?: Readonly<Record<string, string>>;
}

const form = (script: string, typed: string, told: RegExp, variables?: Form['variables']): Form => ({
  script,
  typed: typed.split(' ').filter((word) => word !== ''),
  told,
  ...(variables && { variables }),
});

const RUNS: readonly Form[] = [
  form('sync', '--plan', /npm run sync -- --plan/),
  form('sync', '--yes', /--yes.*"--" is missing/s),
  form('sync', '--employee 1001', /npm run sync -- --employee 1001/),
  form('sync', '--employee=1001 -- --yes', /--employee=1001.*"--" is missing/s),
  form('sync', '--dry-run -- --yes', /--dry-run.*"--" is missing/s),
  form('sync', '--json', /npm took --json/),
  form('sync', '1001', /npm run sync -- --employee 1001/),
  form('check', '--json', /npm took --json/),
  form('plan', '--employee=1001', /"--" is missing/),
  form('plan', '--employee 1001', /npm run sync -- plan --employee 1001\./),
  form('plan', '1001', /npm run sync -- plan --employee 1001/),
  form('sync', 'apply 20260302T060000-abc123 --accept ARCHIVE_GUARD', /npm took --accept/),
  form('sync', 'apply 20260302T060000-abc123 --employee 1001', /npm took --employee/),
  form('plan', '-- --yes', /unknown option '--yes'/),
  form('plan', '--flow=leaves-to-poweroffice --from=2026-03-01 --to=2026-03-31', /--from=2026-03-01 --to=2026-03-31\./),
  form('sync', 'plan --from 2026-03-01 -- --flow leaves-to-poweroffice', /npm took --from for an option/),
  form('sync', 'plan --include changed -- --flow leaves-to-poweroffice', /PERIOD_MISSING/),
  form('sync', '--flow=leaves-to-poweroffice -- --yes', /npm took --flow=leaves-to-poweroffice/),
];

const OTHERS: readonly Form[] = [
  form('start', '--serve', /npm start -- --serve/),
  form('start', '8081', /npm start -- --serve --port 8081/),
  form('secrets', '--check arn:aws:secretsmanager:eu-north-1:1:secret:x', /npm run secrets -- --check arn:/),
  form('synth', '-c stage=test', /npm run synth -- --context=stage=test/),
  form('synth', '--stage test', /npm run synth -- --stage test/),
  form('synth', 'test', /npm run synth -- --stage test/),
  form('deploy', '-c stage=test', /npm run deploy -- --context=stage=test/),
  form('deploy', '--stage=test -- --yes', /npm run deploy -- --stage=test/),
  form('deploy', 'test -- --yes', /npm run deploy -- --stage test/),
  form('deploy', '', /stage prod: simployer-poweroffice-prod-main\. Nobody is at a terminal/),
  form('deploy', '', /stage test: simployer-poweroffice-test-main\. Nobody is at a terminal/, { STAGE: 'test' }),
  form('deploy:account', '', /simployer-poweroffice-account\. Nobody is at a terminal/),
  form('deploy:test', '', /stage test: simployer-poweroffice-test-main\. Nobody is at a terminal/),
  form('deploy:test', '', /"test" is asked for, and the variable STAGE says "prod"/, { STAGE: 'prod' }),
];

/** Scripts that never reach a vendor or an AWS account, whatever is typed behind them. */
const TESTS = ['test', 'test:unit', 'test:component', 'test:world', 'test:e2e'];
const HARMLESS = [
  ...TESTS,
  ...'soak bench mutation typecheck lint dead-code format format:check lock docs audit sbom synth:test'.split(' '),
];

const run = async (
  { script, typed, variables }: Form,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve) => {
    execFile(
      'npm',
      ['run', '--silent', script, ...typed],
      {
        cwd: ROOT,
        env: { ...ON_THIS_MACHINE, ...environment, ...variables },
      },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    );
  });

test('every script is either tried in its wrong forms or harmless', () => {
  const tried = new Set([...RUNS, ...OTHERS].map(({ script }) => script));
  expect([...tried, ...HARMLESS].toSorted()).toEqual(Object.keys(packageFile.scripts).toSorted());
});

test('whatever npm swallows, a script is refused with what to type instead, and nothing is written', async () => {
  const vendors = await startSmallVendors(1);
  const waiting = [...RUNS, ...OTHERS];
  const results: { form: string; code: number; output: string; told: RegExp }[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { code, output } = await run(next, vendors.environment);
      results.push({ form: `npm run ${[next.script, ...next.typed].join(' ')}`, code, output, told: next.told });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await vendors.close();

  for (const { form: typed, code, output, told } of results) {
    expect({ typed, code, output }).toEqual({ typed, code: 2, output: expect.stringMatching(told) });
  }
  expect(vendors.powerOffice.writes).toBe(0);
  expect(vendors.powerOffice.requests).toEqual([]);
  expect(vendors.simployer.requests).toEqual([]);
});
