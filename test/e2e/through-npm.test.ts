import { execFile } from 'node:child_process';
import type { DemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { ON_THIS_MACHINE, ROOT } from './command-line.ts';
import { typeCommand } from './command-session.ts';
import { startSmallVendors } from './small-vendors.ts';

/** As many at a time as the machine has cores for. */
const AT_ONCE = 2;

/** A script, what is typed behind it without the `--` or as a bare word, and what it is told. */
interface Form {
  readonly script: string;
  readonly typed: readonly string[];
  readonly told: RegExp;
  readonly variables?: Readonly<Record<string, string>>;
}

const wordsOf = (typed: string): readonly string[] => typed.split(' ').filter((word) => word !== '');

const form = (script: string, typed: string, told: RegExp, variables?: Form['variables']): Form => ({
  script,
  typed: wordsOf(typed),
  told,
  ...(variables && { variables }),
});

/** Each script, and each way in which npm takes something for its own. */
const FORMS: readonly Form[] = [
  form('sync', '--plan', /npm run sync -- --plan/),
  form('sync', '--yes', /--yes.*"--" is missing/s),
  form('sync', '--employee=1001 -- --yes', /--employee=1001.*"--" is missing/s),
  form('sync', 'plan --include changed -- --flow leaves-to-poweroffice', /PERIOD_MISSING/),
  form('check', '--json', /npm took --json/),
  form('plan', '--employee 1001', /npm run sync -- plan --employee 1001\./),
  form('plan', '--flow=leaves-to-poweroffice --from=2026-03-01 --to=2026-03-31', /--from=2026-03-01 --to=2026-03-31\./),
  form('start', '8081', /npm start -- --serve --port 8081/),
  form('secrets', '--check arn:aws:secretsmanager:eu-north-1:1:secret:x', /npm run secrets -- --check arn:/),
  form('synth', '-c stage=test', /npm run synth -- --context=stage=test/),
  form('deploy', '--stage=test -- --yes', /npm run deploy -- --stage=test/),
  form('deploy', '', /stage test: simployer-poweroffice-test-main\. Nobody is at a terminal/, { STAGE: 'test' }),
  form('deploy:account', '', /simployer-poweroffice-account\. Nobody is at a terminal/),
  form('deploy:test', '', /"test" is asked for, and the variable STAGE says "prod"/, { STAGE: 'prod' }),
];

/** What is typed in one of those ways, what is left of it for the program, the variables in which npm keeps the rest, and what it is told. */
const LEFT_BY_NPM: readonly (readonly [
  typed: string,
  program: 'sync' | 'start' | 'deploy',
  argv: string,
  variables: Readonly<Record<string, string>>,
  told: RegExp,
])[] = [
  ['sync --employee 1001', 'sync', '1001', { npm_config_employee: 'true' }, /npm run sync -- --employee 1001/],
  ['sync --dry-run -- --yes', 'sync', '--yes', { npm_config_dry_run: 'true' }, /--dry-run.*"--" is missing/s],
  ['sync --json', 'sync', '', { npm_config_json: 'true' }, /npm took --json/],
  ['sync 1001', 'sync', '1001', {}, /npm run sync -- --employee 1001/],
  ['plan --employee=1001', 'sync', 'plan', { npm_config_employee: '1001' }, /"--" is missing/],
  ['plan 1001', 'sync', 'plan 1001', {}, /npm run sync -- plan --employee 1001/],
  [
    'sync apply ID --accept ARCHIVE_GUARD',
    'sync',
    'apply 20260302T060000-abc123 ARCHIVE_GUARD',
    { npm_config_accept: 'true' },
    /npm took --accept/,
  ],
  [
    'sync apply ID --employee 1001',
    'sync',
    'apply 20260302T060000-abc123 1001',
    { npm_config_employee: 'true' },
    /npm took --employee/,
  ],
  ['plan -- --yes', 'sync', 'plan --yes', {}, /unknown option '--yes'/],
  [
    'sync plan --from 2026-03-01 -- --flow leaves-to-poweroffice',
    'sync',
    'plan 2026-03-01 --flow leaves-to-poweroffice',
    { npm_config_from: 'true' },
    /npm took --from for an option/,
  ],
  [
    'sync --flow=leaves-to-poweroffice -- --yes',
    'sync',
    '--yes',
    { npm_config_flow: 'leaves-to-poweroffice' },
    /npm took --flow=leaves-to-poweroffice/,
  ],
  ['start --serve', 'start', '', { npm_config_serve: 'true' }, /npm start -- --serve/],
  ['synth --stage test', 'deploy', 'synth test', { npm_config_stage: 'true' }, /npm run synth -- --stage test/],
  ['synth test', 'deploy', 'synth test', {}, /npm run synth -- --stage test/],
  [
    'deploy -c stage=test',
    'deploy',
    'deploy',
    { npm_config_call: 'stage=test' },
    /npm run deploy -- --context=stage=test/,
  ],
  ['deploy test -- --yes', 'deploy', 'deploy test --yes', {}, /npm run deploy -- --stage test/],
  ['deploy', 'deploy', 'deploy', {}, /stage prod: simployer-poweroffice-prod-main\. Nobody is at a terminal/],
  [
    'deploy:test',
    'deploy',
    'deploy --stage test',
    {},
    /stage test: simployer-poweroffice-test-main\. Nobody is at a terminal/,
  ],
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
  const tried = new Set(FORMS.map(({ script }) => script));
  expect([...tried, ...HARMLESS].toSorted()).toEqual(Object.keys(packageFile.scripts).toSorted());
});

describe('whatever npm swallows, a script is refused with what to type instead, and nothing is written', () => {
  let vendors: DemoVendors;
  beforeAll(async () => {
    vendors = await startSmallVendors(1);
  });
  afterAll(async () => {
    await vendors.close();
    expect(vendors.powerOffice.requests).toEqual([]);
    expect(vendors.simployer.requests).toEqual([]);
  });

  test('typed to npm', async () => {
    const waiting = [...FORMS];
    const results: { form: string; code: number; output: string; told: RegExp }[] = [];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { code, output } = await run(next, vendors.environment);
        results.push({ form: `npm run ${[next.script, ...next.typed].join(' ')}`, code, output, told: next.told });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));

    for (const { form: typed, code, output, told } of results) {
      expect({ typed, code, output }).toEqual({ typed, code: 2, output: expect.stringMatching(told) });
    }
  });

  test.each(LEFT_BY_NPM)('npm run %s', async (_typed, program, argv, variables, told) => {
    const environment = { ...vendors.environment, ...variables };
    const { exitCode, stdout, stderr } = await typeCommand(wordsOf(argv), { program, environment });
    expect({ exitCode, output: stdout + stderr }).toEqual({ exitCode: 2, output: expect.stringMatching(told) });
  });
});
