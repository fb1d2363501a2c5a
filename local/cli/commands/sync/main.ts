import { styleText } from 'node:util';
import { CommanderError } from 'commander';
import { endWithParent } from '../../../../bin/end-with-parent.mjs';
import type { CommandResult } from './command-result.ts';
import { defineDeployed } from './deployed.ts';
import { defineRun, refuseRun } from './run.ts';
import { createCommand, parseArguments } from '../../create-command.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { explainError } from '../../explain-error.ts';
import { outliveReaders, writeOut } from '../../standard-output.ts';

/** Whether an option was typed, be it before the `--` where npm took it. */
const isAsked = (option: string, argv: readonly string[]): boolean =>
  argv.includes(`--${option}`) || process.env[`npm_config_${option}`] === 'true';

/** What there is to show for a command that was not carried out. */
const refuse = (argv: readonly string[], error: unknown): CommandResult => {
  const refusal = explainError(error);
  if (argv[0] !== 'deployed') return refuseRun(argv.includes('--plan') ? 'plan' : 'apply', refusal);
  const { code, message } = refusal;
  return {
    document: { type: 'about:blank', title: 'Not carried out', status: 400, code, detail: message },
    toText: () => `${styleText('red', `✖ ${code}`)}  ${message}`,
    exitCode: EXIT_CODES.notStarted,
  };
};

const carryOut = (argv: readonly string[]): Promise<CommandResult | null> =>
  new Promise((resolve) => {
    // What no command caught, a full disk for one, ends as every refusal does.
    process.on('uncaughtException', (error) => resolve(refuse(argv, error)));
    const program = createCommand('npm run sync', 'Keeps PowerOffice Go in step with Simployer One, on this machine.');
    const run = defineRun(program, resolve);
    defineDeployed(program, resolve);
    program.addHelpText('after', () => `\n${run.helpInformation()}`);
    parseArguments(program, argv).catch((error: unknown) => {
      const isHelp = error instanceof CommanderError && error.exitCode === 0;
      resolve(isHelp ? null : refuse(argv, error));
    });
  });

const main = async (argv: readonly string[]): Promise<number> => {
  const result = await carryOut(argv);
  if (result === null) return EXIT_CODES.finished;
  const text = isAsked('json', argv) ? JSON.stringify(result.document) : result.toText(process.stdout.columns ?? 120);
  const failure = await writeOut(`${text}\n`);
  if (failure === null) return result.exitCode;
  process.stderr.write(`The result could not be written: ${failure.message}\n`);
  return EXIT_CODES.notStarted;
};

outliveReaders();
endWithParent(() => process.kill(process.pid, 'SIGKILL'));
process.exit(await main(process.argv.slice(2)));
