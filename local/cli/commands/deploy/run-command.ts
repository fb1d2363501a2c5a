import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { Option } from 'commander';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { askYes, isSomebodyThere } from '../../ask.ts';
import { createCommand, isHelp, parseArguments, refuseWords } from '../../create-command.ts';
import { noteDeployments } from '../../deployment-note.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { explainError } from '../../explain-error.ts';
import { deploy, synthesise } from './deploy.ts';

interface Options {
  readonly stage?: string;
  readonly context?: string;
  readonly profile?: string;
  readonly yes?: boolean;
}

const PROJECT_FOLDER = join(import.meta.dirname, '../../../..');
const CDK = join(PROJECT_FOLDER, 'node_modules/aws-cdk/bin/cdk');

/** Runs the CDK in the project's folder, on this terminal. */
const runCdk =
  ({ profile }: Options) =>
  (argv: readonly string[]): Promise<number> =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, ...(profile !== undefined && { AWS_PROFILE: profile }) };
      const child = spawn(process.execPath, [CDK, ...argv], { cwd: PROJECT_FOLDER, env, stdio: 'inherit' });
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? EXIT_CODES.notStarted));
    });

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** The stage that the CDK's own way of naming it names: `-c stage=test`. */
const stageOf = (context: string): string => {
  const stage = /^stage=(?<name>.+)$/.exec(context)?.groups?.['name'];
  if (stage === undefined)
    throw new ConfigurationError([`-c ${context}: expected stage=NAME; the rest is in cdk.json`]);
  return stage;
};

/** The programs of this file, by the word that package.json has for each. */
const PROGRAMS = {
  synth: ['npm run synth', 'Synthesises and validates the stacks of a stage, offline.'],
  deploy: ['npm run deploy', 'Deploys the stacks of a stage into your AWS account.'],
  account: ['npm run deploy:account', 'Deploys what the account has once for all stages.'],
} as const;
type ProgramName = keyof typeof PROGRAMS;

const carryOut = async (name: ProgramName, options: Options): Promise<number> => {
  const stage = options.context === undefined ? options.stage : stageOf(options.context);
  // What is typed wrong is refused before the CDK is loaded.
  const { accountDeployment, readDeployment } = await import('./read-deployment.ts');
  const deployment = name === 'account' ? accountDeployment() : readDeployment(stage, process.env);
  if (name === 'synth') return synthesise(deployment, { runCdk: runCdk(options), say });
  return deploy(deployment, options.yes === true, {
    runCdk: runCdk(options),
    say,
    askYes: isSomebodyThere() ? askYes : null,
    noteDeployments: (stackNames) => noteDeployments(join(PROJECT_FOLDER, '.data'), stackNames),
  });
};

const runProgram = async (name: ProgramName, argv: readonly string[]): Promise<number> => {
  let exitCode: number = EXIT_CODES.finished;
  const [typed, description] = PROGRAMS[name];
  const program = createCommand(typed, description).argument('[words...]').usage('[options]');
  if (name !== 'account') {
    program
      .option('--stage <name>', 'which stage of infra/stages.ts; without it the variable STAGE, or prod')
      .addOption(new Option('-c, --context <assignment>').hideHelp().conflicts('stage'));
  }
  if (name !== 'synth') {
    program
      .option('--yes', 'deploy without asking')
      .option('--profile <name>', "a profile of the shell's AWS configuration");
  }
  program.action(async (words: readonly string[], options: Options) => {
    refuseWords(program, words, (word) => (name === 'account' ? '--help' : `--stage ${word}`));
    exitCode = await carryOut(name, options);
  });
  try {
    await parseArguments(program, argv);
    return exitCode;
  } catch (error) {
    if (isHelp(error)) return EXIT_CODES.finished;
    say(`${styleText('red', '✖')} ${explainError(error).message}`);
    return EXIT_CODES.notStarted;
  }
};

const isProgramName = (word: string): word is ProgramName => Object.hasOwn(PROGRAMS, word);

/** Carries out a program of this file. @param argv its name, and what was typed behind it @returns the exit code */
export const runCommand = async ([name = '', ...argv]: readonly string[]): Promise<number> =>
  isProgramName(name) ? runProgram(name, argv) : EXIT_CODES.notStarted;
