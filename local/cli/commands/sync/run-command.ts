import type { Command } from 'commander';
import type { CommandResult } from './command-result.ts';
import { createProgram } from './create-program.ts';
import { refuseCommand } from './refuse-command.ts';
import { refuseRun } from './run-result.ts';
import { isHelp, parseArguments } from '../../create-command.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { explainError } from '../../explain-error.ts';
import { writeOut } from '../../standard-output.ts';

/** Whether an option was typed, be it before the `--` where npm took it. */
const isAsked = (option: string, argv: readonly string[]): boolean =>
  argv.includes(`--${option}`) || process.env[`npm_config_${option}`] === 'true';

/** The commands that answer with a run document, also when they were not carried out. */
const RUN_COMMANDS = ['run', 'plan', 'apply', 'retry'];

/** Which flow was asked about, be it `--flow NAME` or `--flow=NAME`; undefined for the first. */
const flowAsked = (argv: readonly string[]): string | undefined =>
  argv.find((word) => word.startsWith('--flow='))?.slice('--flow='.length) ??
  (argv.includes('--flow') ? argv[argv.indexOf('--flow') + 1] : undefined);

/** What there is to show for a command that was not carried out. */
const refuse = (program: Command, argv: readonly string[], error: unknown): CommandResult => {
  const refusal = explainError(error);
  const command = program.commands.map((known) => known.name()).find((name) => name === argv[0]) ?? 'run';
  return !RUN_COMMANDS.includes(command)
    ? refuseCommand(refusal)
    : refuseRun(command === 'plan' || argv.includes('--plan') ? 'plan' : 'apply', refusal, flowAsked(argv));
};

const carryOut = (argv: readonly string[]): Promise<CommandResult | null> =>
  new Promise((resolve) => {
    const program = createProgram(resolve);
    // What no command caught, a full disk for one, ends as every refusal does.
    process.on('uncaughtException', (error) => resolve(refuse(program, argv, error)));
    parseArguments(program, argv).catch((error: unknown) => {
      resolve(isHelp(error) ? null : refuse(program, argv, error));
    });
  });

/** Carries out what was typed behind `npm run sync -- `, and prints what it came to. @returns the exit code */
export const runCommand = async (argv: readonly string[]): Promise<number> => {
  const result = await carryOut(argv);
  if (result === null) return EXIT_CODES.finished;
  const text = isAsked('json', argv)
    ? JSON.stringify(result.document)
    : result.toText(process.stdout.columns ?? Number.POSITIVE_INFINITY);
  const failure = await writeOut(`${text}\n`);
  if (failure === null) return result.exitCode;
  process.stderr.write(`The result could not be written: ${failure.message}\n`);
  return EXIT_CODES.notStarted;
};
