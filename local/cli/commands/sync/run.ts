/*
 * The command `npm run sync`: one run, from the words that were typed to an exit code. Without `--yes` it makes a
 * plan, shows it, and writes only after somebody at the terminal has answered with yes. On a data folder whose people
 * are synced in AWS it only plans. For example, `npm run sync -- --employee 101` shows what would change for that
 * person and asks; in a script, where nobody can answer, it ends with exit code 2 and has written nothing.
 */
import { FIRST_FLOW } from '../../../../shared/records/first-flow.ts';
import { Option } from 'commander';
import type { Command } from 'commander';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { employeeLabel } from '../../../../shared/records/values/shown-value.ts';
import { RUN_ABORTS, toRunAbort } from '../../../../shared/run/abort.ts';
import { reportNotStarted } from '../../../../shared/flows/employees-to-poweroffice/report.ts';
import type { RunReport } from '../../../../shared/flows/employees-to-poweroffice/report.ts';
import { askYes, isSomebodyThere } from '../../ask.ts';
import { asApiCommand } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';
import { nearestCommand, refuseWords } from '../../create-command.ts';
import { refuseWhereDeployed } from '../../deployment-note.ts';
import { readVariables, readVendors } from '../../environment.ts';
import { exitCodeOf, hasChanges } from '../../exit-code.ts';
import type { Refusal } from '../../explain-error.ts';
import { renderReport } from '../../report-table.ts';
import type { RunRequest, Runs } from '../../local-sync.ts';
import { openStackSync } from '../../stack-sync.ts';
import { userName } from '../../user-name.ts';
import { watchRun } from '../../watch-run.ts';

interface RunOptions extends ApiCommandOptions {
  readonly plan: boolean;
  readonly yes: boolean;
  readonly employee: readonly string[];
}

export const toEmployeeNumber = (text: string, earlier: readonly string[]): readonly string[] => {
  if (!/^\d+$/.test(text.trim()))
    throw new ConfigurationError([`--employee ${employeeLabel(text) ?? '""'}: an employee number has digits only`]);
  return [...earlier, text.trim()];
};

/** A run as the command line shows it. @param environment which PowerOffice it was */
export const toResult = (report: RunReport, environment: string | null = null): CommandResult => ({
  document: report,
  toText: (width) => renderReport(report, { environment, width }),
  exitCode: exitCodeOf(report),
});

/** For what the engine itself refuses no run. */
const OF_THE_COMMAND_LINE = {
  summary: 'The command was refused.',
  hint: 'IT: do what the message says, then start it again.',
};

/** The result of a run that was never started. */
export const refuseRun = (mode: RunReport['mode'], { code, message }: Refusal): CommandResult => {
  const abort = toRunAbort(code, message, [], { [code]: OF_THE_COMMAND_LINE, ...RUN_ABORTS });
  return toResult(reportNotStarted({ runId: '', flow: FIRST_FLOW, mode, requestedBy: userName() }, abort));
};

/** A plan that nobody confirmed, with everybody as planned. */
const unconfirmed = (plan: RunReport, why: string): RunReport => ({
  ...plan,
  status: 'aborted',
  abort: toRunAbort('CONFIRMATION_MISSING', why),
});

/** What carries runs out, and how: on this machine with a progress bar, in AWS by waiting for them. */
const open = async ({
  stack,
  json,
  dataDir,
}: RunOptions): Promise<Runs & { readonly carryOut: (request: RunRequest) => Promise<RunReport> }> => {
  if (stack !== undefined) {
    const runs = await openStackSync(stack, (text) => void process.stderr.write(json ? '' : `${text}\n`));
    return { ...runs, carryOut: (request) => runs.run(request) };
  }
  const vendors = readVendors(readVariables());
  const { startLocalSync } = await import('../../local-sync.ts');
  const sync = await startLocalSync({
    vendors,
    dataFolder: dataDir,
    onLog: ({ line }) => {
      if (json) process.stderr.write(`${line}\n`);
    },
  });
  return { ...sync, carryOut: (request) => watchRun(sync, request) };
};

const run = async (options: RunOptions): Promise<CommandResult> => {
  const { plan: isPlan, yes, employee, dataDir, stack } = options;
  if (!isPlan && stack === undefined) await refuseWhereDeployed(dataDir);
  const sync = await open(options);
  const shown = (report: RunReport): CommandResult => toResult(report, sync.environment);
  const carryOut = (mode: RunReport['mode']): Promise<RunReport> =>
    sync.carryOut({ mode, employees: employee.length === 0 ? null : employee });
  try {
    if (isPlan || yes) return shown(await carryOut(isPlan ? 'plan' : 'apply'));
    const plan = await carryOut('plan');
    if (plan.status === 'aborted') return shown(plan);
    if (!isSomebodyThere()) return shown(unconfirmed(plan, 'Nobody said yes to this plan, so nothing was written.'));
    if (!hasChanges(plan)) return shown(plan);
    process.stderr.write(`${shown(plan).toText(process.stderr.columns)}\n\n`);
    if (!(await askYes('Write this to PowerOffice?')))
      return shown(unconfirmed(plan, 'The plan was not answered with "yes", so nothing was written.'));
    return shown(await carryOut('apply'));
  } finally {
    await sync.close();
  }
};

/** What somebody means who types a bare word: the number of a person, or a command, mistyped or behind an option. */
const meantBy = (program: Command, word: string): string => {
  if (/^\d+$/.test(word)) return `--employee ${word}`;
  if (word === 'plan') return '--plan';
  if (program.commands.some((command) => command.name() === word)) return `${word} [OPTIONS]`;
  return nearestCommand(program, word) ?? '--help';
};

/** `run`, and what is carried out without a command: one sync to its end, written only with a word that means it. */
export const defineRun = (program: Command, end: (result: CommandResult) => void): Command =>
  asApiCommand(program.command('run', { isDefault: true }), 'run --employee 101')
    .description('one sync from Simployer One to PowerOffice Go to its end; what is carried out without a command')
    .usage('[options]')
    .argument('[words...]')
    .option('--plan', 'say what would be written, and write nothing', false)
    .addOption(new Option('--dry-run').hideHelp().implies({ plan: true }))
    .addOption(new Option('--yes', 'write without asking').default(false).conflicts('plan'))
    .option('--employee <number>', 'only this employee; may be repeated', toEmployeeNumber, [])
    .action(async (words: readonly string[], options: RunOptions) => {
      refuseWords(program, words, (word) => meantBy(program, word));
      end(await run(options));
    });
