import { chooseStage } from '../../../infra/choose-stage.ts';
import { deploy, synthesise } from '../../../local/cli/commands/deploy/deploy.ts';
import type { DeployDependencies, Deployment } from '../../../local/cli/commands/deploy/deploy.ts';

const DEPLOYMENT: Deployment = {
  name: 'stage test',
  stackNames: ['stack-one', 'stack-two'],
  cdkArguments: ['--context', 'stage=test'],
  isMaster: true,
};

/** A CDK that ends with these codes, at a terminal where this is answered; everything that happens, in its order. */
const createWorld = (options: { readonly codes?: readonly number[]; readonly answer?: boolean | null } = {}) => {
  const codes = [...(options.codes ?? [])];
  const happened: string[] = [];
  const answer = options.answer ?? null;
  const dependencies: DeployDependencies = {
    runCdk: (argv) => {
      happened.push(`cdk ${argv.join(' ')}`);
      return Promise.resolve(codes.shift() ?? 0);
    },
    say: (text) => {
      happened.push(`say ${text}`);
    },
    askYes:
      answer === null
        ? null
        : (question) => {
            happened.push(`ask ${question}`);
            return Promise.resolve(answer);
          },
    noteDeployments: (stackNames) => {
      happened.push(`note ${stackNames.join(', ')}`);
      return Promise.resolve();
    },
  };
  return { happened, dependencies };
};

const SHOWN = 'say This is stage test: stack-one, stack-two';
const SYNTH = 'cdk synth --quiet --output cdk.out --context stage=test';
const QUESTION = 'ask Deploy stage test?';

describe('A deployment', () => {
  test('shows stage and stacks, synthesises, asks, deploys what it showed, and notes the stacks', async () => {
    const { happened, dependencies } = createWorld({ answer: true });
    expect(await deploy(DEPLOYMENT, false, dependencies)).toBe(0);
    expect(happened.slice(0, 5)).toEqual([
      SHOWN,
      SYNTH,
      QUESTION,
      'cdk deploy --all --app cdk.out --require-approval any-change',
      'note stack-one, stack-two',
    ]);
  });

  test('asks nothing after --yes', async () => {
    const { happened, dependencies } = createWorld();
    expect(await deploy(DEPLOYMENT, true, dependencies)).toBe(0);
    expect(happened.slice(0, 3)).toEqual([SHOWN, SYNTH, 'cdk deploy --all --app cdk.out --require-approval never']);
  });

  test('does nothing at all where nobody can be asked, and says which stage it would have been', async () => {
    const { happened, dependencies } = createWorld();
    await expect(deploy(DEPLOYMENT, false, dependencies)).rejects.toThrow(/^This is stage test: stack-one.*"--yes"/);
    expect(happened).toEqual([]);
  });

  test('deploys nothing after a no', async () => {
    const { happened, dependencies } = createWorld({ answer: false });
    expect(await deploy(DEPLOYMENT, false, dependencies)).toBe(2);
    expect(happened).toEqual([SHOWN, SYNTH, QUESTION, 'say Nothing was deployed.']);
  });

  test('deploys nothing that could not be synthesised', async () => {
    const { happened, dependencies } = createWorld({ codes: [1], answer: true });
    expect(await deploy(DEPLOYMENT, false, dependencies)).toBe(1);
    expect(happened).toEqual([SHOWN, SYNTH]);
  });

  test('of what syncs nobody is not noted', async () => {
    const { happened, dependencies } = createWorld();
    expect(await deploy({ ...DEPLOYMENT, isMaster: false }, true, dependencies)).toBe(0);
    expect(happened.at(-1)).toMatch(/^cdk deploy/);
  });

  test('that failed is not noted', async () => {
    const { happened, dependencies } = createWorld({ codes: [0, 1] });
    expect(await deploy(DEPLOYMENT, true, dependencies)).toBe(1);
    expect(happened.at(-1)).toMatch(/^cdk deploy/);
  });
});

test('Synthesis names the stage to the CDK', async () => {
  const { happened, dependencies } = createWorld();
  await synthesise(DEPLOYMENT, dependencies);
  expect(happened).toEqual([SHOWN, SYNTH]);
});

describe('The stage', () => {
  test.each<[string | undefined, Record<string, string>, string]>([
    [undefined, {}, 'prod'],
    [undefined, { STAGE: '' }, 'prod'],
    [undefined, { STAGE: ' test ' }, 'test'],
    ['test', {}, 'test'],
    ['test', { STAGE: 'test' }, 'test'],
  ])('of option %s and variables %j is %s', (named, variables, stage) => {
    expect(chooseStage(named, variables)).toBe(stage);
  });

  test('that an option and the variable name differently is refused', () => {
    expect(() => chooseStage('test', { STAGE: 'prod' })).toThrow(/"test" is asked for.*STAGE says "prod"/);
  });
});
