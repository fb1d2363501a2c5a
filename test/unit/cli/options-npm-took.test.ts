import type { Command } from 'commander';
import { createProgram } from '../../../local/cli/commands/sync/create-program.ts';
import { createCommand, parseArguments } from '../../../local/cli/create-command.ts';
import { optionsNpmTook } from '../../../local/cli/options-npm-took.ts';

const OURS = ['--plan', '--dry-run', '--yes', '--employee', '--data-dir', '--json'];

/** What npm 8 to 11 make of an option without `--` before it, seen in each of them. */
const TYPED: readonly [typed: string, variables: Record<string, string>, argv: string[], taken: string[]][] = [
  ['--plan', { npm_config_parseable: 'true', npm_config_long: 'true', npm_config_all: 'true' }, [], ['--plan']],
  ['--pl', { npm_config_parseable: 'true', npm_config_long: 'true' }, [], ['--plan']],
  ['--employee 1001', { npm_config_employee: 'true' }, ['1001'], ['--employee']],
  ['--employee=1001', { npm_config_employee: '1001' }, [], ['--employee=1001']],
  ['--employee=1 --employee=2', { npm_config_employee: '1\n\n2' }, [], ['--employee=1', '--employee=2']],
  ['--employee=1001 -- --yes', { npm_config_employee: '1001' }, ['--yes'], ['--employee=1001']],
  ['--emp=1001', { npm_config_emp: '1001' }, [], ['--employee=1001']],
  ['--yes', { npm_config_yes: 'true' }, [], ['--yes']],
  ['--dry-run', { npm_config_dry_run: 'true' }, [], ['--dry-run']],
  ['--dry-run -- --yes', { npm_config_dry_run: 'true' }, ['--yes'], ['--dry-run']],
  ['--json', { npm_config_json: 'true' }, [], ['--json']],
  ['--data-dir=/x', { npm_config_data_dir: '/x' }, [], ['--data-dir=/x']],
  ['on Windows, where names have no case', { NPM_CONFIG_YES: 'true' }, [], ['--yes']],
  ['nothing', { npm_config_yes: '', npm_config_json: 'false', npm_config_audit: 'true', npm_config_call: '' }, [], []],
  ['-- --yes, with yes=true in an .npmrc', { npm_config_yes: 'true' }, ['--yes'], []],
  ['plan, with yes=true in an .npmrc', { npm_config_yes: 'true' }, ['plan'], []],
  ['-- --plan, with yes=true in an .npmrc', { npm_config_yes: 'true' }, ['--plan'], []],
  ['-- --employee=1, with another one before', { npm_config_employee: '2' }, ['--employee=1'], []],
  ['nothing, with long=true in an .npmrc', { npm_config_long: 'true' }, [], []],
];

/** What npm 11 calls options that it completes to one of its own; every other keeps its name. */
const AT_NPM: Readonly<Record<string, Record<string, string>>> = {
  '--plan': { npm_config_parseable: 'true', npm_config_long: 'true' },
  '--to': { npm_config_token_description: '5' },
};

/** npm has an option by this name for its own, and drops each value of ours: what was typed cannot be seen. */
const DROPPED_BY_NPM = '--include';

/** Every option of every command of `npm run sync`, without the `--` before it. */
const SWALLOWED = [
  '',
  ...createProgram(() => undefined)
    .commands.map((command) => command.name())
    .filter((name) => name !== 'run'),
].flatMap((name) => {
  const program = createProgram(() => undefined);
  const command = program.commands.find((one) => one.name() === (name === '' ? 'run' : name))!;
  return command.options
    .filter(({ long }) => long !== DROPPED_BY_NPM)
    .map(({ long, required }) => [name, long!, required] as const);
});

test.each(SWALLOWED)(
  'npm run sync %s %s (with a value: %s) is refused, and nothing is carried out',
  async (name, long, hasValue) => {
    const key = `npm_config_${long.slice(2).replaceAll('-', '_')}`;
    const command = name === '' ? [] : [name];
    const forms: [string[], Record<string, string>][] =
      AT_NPM[long] !== undefined
        ? [[command, AT_NPM[long]]]
        : hasValue
          ? [
              [[...command, '5'], { [key]: 'true' }],
              [command, { [key]: '5' }],
            ]
          : [[command, { [key]: 'true' }]];
    for (const [argv, variables] of forms) {
      const end = jest.fn();
      await expect(parseArguments(createProgram(end), argv, variables)).rejects.toThrow(
        new RegExp(`^npm took ${long}.*"--" is missing before it`),
      );
      expect(end).not.toHaveBeenCalled();
    }
  },
);

test('npm holds its own --include, as of a build that installs what is for development: nothing of ours was typed', () => {
  expect(optionsNpmTook(['--include'], ['plan'], { npm_config_include: 'dev' })).toEqual([]);
});

test('npm completes --to to an option of its own, and swallows its value', () => {
  expect(optionsNpmTook(['--to'], ['link', '101'], { npm_config_token_description: '5' })).toEqual(['--to=5']);
});

test.each(TYPED)('npm run sync %s', (_typed, variables, argv, taken) => {
  expect(optionsNpmTook(OURS, argv, variables)).toEqual(taken);
});

test('a program refuses what npm took from any of its commands, before it does anything, and says what to type', async () => {
  const action = jest.fn();
  const program: Command = createCommand('npm run things', 'Does things.').action(action);
  program.command('one').option('--employee <number>').action(action);

  const parsing = parseArguments(program, ['one'], { npm_config_employee: '1001' });

  await expect(parsing).rejects.toThrow(
    /^npm took --employee=1001 for an option of its own.*"--" is missing.*Type: npm run things -- one --employee=1001/,
  );
  expect(action).not.toHaveBeenCalled();
});

test.each<[string, string[], Record<string, string>, string]>([
  ['plan --data-dir /x', ['--plan', '/x'], { npm_config_data_dir: 'true' }, '--plan --data-dir /x.'],
  ['sync --yes -- --employee 5', ['--employee', '5'], { npm_config_yes: 'true' }, '--yes --employee 5.'],
  ['sync --employee=5 -- --yes', ['--yes'], { npm_config_employee: '5' }, '--employee=5 --yes.'],
  ['plan --employee=5', ['--plan'], { npm_config_employee: '5' }, '--employee=5 --plan.'],
  ['sync make --employee 5', ['make', '5'], { npm_config_employee: 'true' }, 'make --employee 5.'],
  ['sync take ID --employee 5', ['take', 'ID', '5'], { npm_config_employee: 'true' }, 'take ID --employee 5.'],
])('npm run %s is told as it has to be typed', async (_typed, argv, variables, told) => {
  const program = createCommand('npm run things', 'Does things.')
    .option('--plan')
    .option('--yes')
    .option('--employee <number>')
    .option('--data-dir <folder>');
  program.command('make');
  program.command('take').argument('<id>');

  await expect(parseArguments(program, argv, variables)).rejects.toThrow(`Type: npm run things -- ${told}`);
});
