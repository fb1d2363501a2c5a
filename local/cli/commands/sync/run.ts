/*
 * The command `npm run sync`: one run, from the words that were typed to an exit code. Without `--yes` it makes a plan,
 * keeps it, shows it, and carries out just this plan after somebody at the terminal has answered with yes. On a data
 * folder whose people are synced in AWS it only plans. For example, `npm run sync -- --employee 101` shows what would
 * change for that person and asks; in a script, where nobody can answer, it names the plan, ends with exit code 2 and
 * has written nothing. Where nothing would change it says so in both, and ends as the plan does.
 */
import { Option } from 'commander';
import type { Command } from 'commander';
import * as z from 'zod';
import { toRunAbort } from '../../../../shared/run/abort.ts';
import type { RunAbort } from '../../../../shared/state/run.ts';
import type { Api } from '../../api-client.ts';
import { askYes, isSomebodyThere } from '../../ask.ts';
import { nearestCommand, refuseWords } from '../../create-command.ts';
import { refuseWhereDeployed } from '../../deployment-note.ts';
import { readRun } from '../../documents.ts';
import { hasChanges } from '../../exit-code.ts';
import { followRun } from '../../follow-run.ts';
import { applyCommand, toRun, wholeCommand } from '../../plan-text.ts';
import { renderAbort } from '../../report-table.ts';
import { asApiCommand, vendorsOf, withApi, wordsOfPlace } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';
import { employeesOf, takesEmployees } from './employee-option.ts';
import type { EmployeeOptions } from './employee-option.ts';
import { applyPlan, makePlan } from './plans.ts';
import { readForPeople, showRun, toResult } from './run-result.ts';
import { refuseWithoutPlan, selectionIn, takesSelection } from './selection-options.ts';
import type { SelectionOptions } from './selection-options.ts';
import { takesShowPay } from './show-pay-option.ts';
import type { ShowPayOptions } from './show-pay-option.ts';

interface RunOptions extends ApiCommandOptions, EmployeeOptions, SelectionOptions, ShowPayOptions {
  readonly plan: boolean;
  readonly yes: boolean;
}

const startedSchema = z.object({ runId: z.string() });

/** A run, or a plan that is shown and forgotten. */
const runAtOnce = async (api: Api, options: RunOptions): Promise<CommandResult> => {
  const body = { mode: options.plan ? 'plan' : 'apply', ...employeesOf(options), ...selectionIn(options) };
  const asOperator = options.plan || options.employee.length > 0;
  const { runId } = startedSchema.parse(await api.start('/runs', { body, asOperator }));
  await followRun(api, runId, !options.json);
  return showRun(api, runId, options);
};

/** A plan that is kept and was not carried out, with everybody as planned. @param isShown whether it was read just before */
const leavePlan = async (
  api: Api,
  planId: string,
  abort: RunAbort,
  { isShown, ...options }: RunOptions & { readonly isShown: boolean },
): Promise<CommandResult> => {
  const { document, run: planned } = await readRun(api, planId);
  const left = { status: 'aborted', abort } as const;
  const run = { ...planned, ...left };
  const shown = await readForPeople(api, run, { ...options, json: options.json || isShown });
  const whole = { wholeCommand: wholeCommand('plans', planId, shown.place) };
  const result = toResult({ document: { ...document, ...left, planId }, run }, { ...shown, ...whole });
  return {
    ...result,
    ...(isShown && { toText: (width: number) => renderAbort(abort, width) }),
  };
};

/** A run that is shown first, and written after the answer `yes` as it was shown. */
const runAfterYes = async (api: Api, options: RunOptions): Promise<CommandResult> => {
  const { result, stored } = await makePlan(api, options);
  if (stored === null) return result;
  const { plan } = stored;
  const { planId, guards } = plan;
  const command = applyCommand(plan, wordsOfPlace(options));
  const leave = (abort: RunAbort, wasShown: boolean): Promise<CommandResult> =>
    leavePlan(api, planId, abort, { ...options, isShown: wasShown && process.stdout.isTTY });
  const refuse = (why: string, isShown = false): Promise<CommandResult> => {
    const message = `${why}, so nothing was written. The plan is kept; to write it: ${command}`;
    return leave(toRunAbort('CONFIRMATION_MISSING', message), isShown);
  };
  // What writes nothing needs nobody's word, at a terminal and in a script; a guard has something to say all the same.
  if (guards.length === 0 && !hasChanges(toRun(plan))) return result;
  if (!isSomebodyThere()) return refuse('Nobody said yes to this plan');
  process.stderr.write(`${result.toText(process.stderr.columns)}\n\n`);
  const [guard] = guards;
  if (guard !== undefined) {
    const message = `${guard.message} If it is meant: ${command}`;
    const abort = toRunAbort(guard.code, message, guard.people, api.words.aborts);
    return leave(abort, true);
  }
  if (!(await askYes(`Write this to ${api.words.target}?`)))
    return refuse('The plan was not answered with "yes"', true);
  return applyPlan(api, planId, { ...options, accept: [], employee: [] });
};

const run = async (options: RunOptions): Promise<CommandResult> => {
  if (!options.plan) refuseWithoutPlan(options.flow);
  selectionIn(options);
  if (!options.plan && options.stack === undefined) await refuseWhereDeployed(options.dataDir);
  const carryOut = options.plan || options.yes ? runAtOnce : runAfterYes;
  return withApi(options, (api) => carryOut(api, options), vendorsOf(options));
};

/** What somebody means who types a bare word: the number of a person, or a command, mistyped or behind an option. */
const meantBy = (program: Command, word: string): string => {
  if (/^\d+$/.test(word)) return `--employee ${word}`;
  if (program.commands.some((command) => command.name() === word)) return `${word} [OPTIONS]`;
  return nearestCommand(program, word) ?? '--help';
};

/** `run`, and what is carried out without a command: one sync to its end, written only with a word that means it. */
export const defineRun = (program: Command, end: (result: CommandResult) => void): Command =>
  takesShowPay(
    takesSelection(takesEmployees(asApiCommand(program.command('run', { isDefault: true }), 'run --employee 101'))),
  )
    .description('one sync from Simployer One to its end; what is carried out without a command')
    .usage('[options]')
    .argument('[words...]')
    .option('--plan', 'say what would be written, and write nothing; the plan is not kept', false)
    .addOption(new Option('--dry-run').hideHelp().implies({ plan: true }))
    .addOption(new Option('--yes', 'write without asking').default(false).conflicts('plan'))
    .action(async (words: readonly string[], options: RunOptions) => {
      refuseWords(program, words, (word) => meantBy(program, word));
      end(await run(options));
    });
