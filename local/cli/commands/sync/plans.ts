/*
 * The commands around stored plans: `plan` makes one and shows it, `plans` lists them, `apply` carries one out. All of it
 * is calls of the API, on this machine or of a stack, so that a plan can be made in one place and looked at in another.
 * Making and carrying out take as long as a run; the command asks until it is over. For example, `plan` ends with the
 * plan's id, and `apply ID --accept ARCHIVE_GUARD` writes what it showed, although it archives many.
 */
import type { Command } from 'commander';
import * as z from 'zod';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { callWhole } from '../../api-client.ts';
import type { Api } from '../../api-client.ts';
import { refuseWords } from '../../create-command.ts';
import { refuseWhereDeployed } from '../../deployment-note.ts';
import { plansSchema } from '../../documents.ts';
import { EXIT_CODES, exitCodeOf } from '../../exit-code.ts';
import { RefusedError } from '../../explain-error.ts';
import { FILE_FLOW, refuseUnwritable, saveExport } from '../../export-file.ts';
import type { SavedFile } from '../../export-file.ts';
import { exportsSchema, renderSaved, renderUnsaved } from '../../export-text.ts';
import { followRun } from '../../follow-run.ts';
import { readPayInFull } from '../../pay-in-full.ts';
import { renderPlan, toRun } from '../../plan-text.ts';
import { renderPlans } from '../../plans-table.ts';
import { readPlan } from '../../stored-plan.ts';
import type { StoredPlan } from '../../stored-plan.ts';
import { isCalendarDate } from '../../../../shared/records/values/calendar-date.ts';
import { asApiCommand, underPair, vendorsOf, withApi, wordsOfPlace } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';
import { employeesOf, takesEmployees } from './employee-option.ts';
import type { EmployeeOptions } from './employee-option.ts';
import { readForPeople, showRun } from './run-result.ts';
import { selectionIn, takesSelection } from './selection-options.ts';
import type { SelectionOptions } from './selection-options.ts';
import { showsPay, takesShowPay } from './show-pay-option.ts';
import type { ShowPayOptions } from './show-pay-option.ts';

interface PlansOptions extends ApiCommandOptions, ShowPayOptions {}

interface SomeOptions extends PlansOptions, EmployeeOptions, SelectionOptions {}

interface ApplyOptions extends ApiCommandOptions, EmployeeOptions {
  readonly accept: readonly string[];
  readonly out?: string;
}

const startedSchema = z.object({ planId: z.string() });
const appliedSchema = z.object({ runId: z.string() });

const showPlan = async ({ document, plan }: StoredPlan, api: Api, options: PlansOptions): Promise<CommandResult> => {
  const run = toRun(plan);
  const shown = await readForPeople(api, run, options);
  const { people: employees, notes } =
    showsPay(options) && !options.json
      ? await readPayInFull(api, run.employees, (text) => void process.stderr.write(`${text}\n`))
      : { people: run.employees, notes: [] };
  return {
    document,
    toText: (width) => renderPlan(plan, { ...shown, employees, notes, width }),
    exitCode: exitCodeOf(run),
  };
};

/**
 * Makes a plan that is kept.
 * @returns with `stored` null when it was given up: its run says why
 */
export const makePlan = async (
  api: Api,
  options: SomeOptions,
): Promise<{ readonly result: CommandResult; readonly stored: StoredPlan | null }> => {
  const body = { ...employeesOf(options), ...selectionIn(options) };
  const { planId } = startedSchema.parse(await api.start('/plans', { body }));
  await followRun(api, planId, !options.json);
  const stored = await readPlan(api, planId).catch((error: unknown) => {
    if (error instanceof RefusedError && ['PLAN_UNKNOWN', 'PLAN_NOT_FOUND'].includes(error.refusal.code)) return null;
    throw error;
  });
  return {
    result: stored === null ? await showRun(api, planId, options) : await showPlan(stored, api, options),
    stored,
  };
};

const listPlans = async (api: Api): Promise<CommandResult> => {
  const document = await callWhole(api, '/plans', 'plans');
  const { plans } = plansSchema.parse(document);
  const toText = (width: number): string => underPair(document, api, renderPlans(plans, width), width);
  return { document, toText, exitCode: EXIT_CODES.finished };
};

/** Carries a stored plan out, or the part of it for some people. */
export const applyPlan = async (api: Api, planId: string, options: ApplyOptions): Promise<CommandResult> => {
  const body = { accept: options.accept, ...employeesOf(options) };
  const { runId } = appliedSchema.parse(await api.start(`/plans/${encodeURIComponent(planId)}/apply`, { body }));
  await followRun(api, runId, !options.json);
  return withFile(await showRun(api, runId, options, { planId }), api, options);
};

const madeSchema = z.object({ exportId: z.string().nullable() });

const isOfConfirmedForm = async (api: Api, exportId: string): Promise<boolean> => {
  const { exports } = exportsSchema.parse(await callWhole(api, '/exports', 'exports'));
  return exports.some((one) => one.exportId === exportId && one.confirmed);
};

/** What the run has done stands, and is told, whether its file can be saved or not: null when it cannot, which is said. */
const saveOrTell = (api: Api, exportId: string, out: string): Promise<SavedFile | null> =>
  saveExport(api, exportId, out).catch((error: unknown) => {
    if (!(error instanceof RefusedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return null;
  });

/** Of a run that makes a file: saved where it was asked for, else where it waits. */
const withFile = async (result: CommandResult, api: Api, options: ApplyOptions): Promise<CommandResult> => {
  const made = madeSchema.safeParse(result.document).data;
  if (made === undefined) return result;
  const { exportId } = made;
  const isAskedFor = exportId !== null && options.out !== undefined;
  const saved = isAskedFor ? await saveOrTell(api, exportId, options.out) : null;
  const isConfirmed =
    saved?.isConfirmed ?? (exportId !== null && !options.json && (await isOfConfirmedForm(api, exportId)));
  const place = wordsOfPlace(options);
  const tell = (width: number): string =>
    saved === null ? renderUnsaved({ exportId, isConfirmed, place }, width) : renderSaved(saved, width);
  return {
    ...result,
    toText: (width) => `${result.toText(width)}\n\n${tell(width)}`,
    ...(isAskedFor && saved === null && { exitCode: EXIT_CODES.notStarted }),
  };
};

const andEarlier = (code: string, earlier: readonly string[]): readonly string[] => [...earlier, code];

const EXAMPLES = `plan --employee 101
  npm run sync -- plan --flow leaves-to-poweroffice --from 2026-03-01 --to 2026-03-31`;

export const definePlans = (program: Command, end: (result: CommandResult) => void): void => {
  takesShowPay(takesSelection(takesEmployees(asApiCommand(program.command('plan'), EXAMPLES))))
    .description('makes a plan, keeps it, and shows what it would write; prints its id')
    .usage('[options]')
    .argument('[words...]')
    .action(async (words: readonly string[], options: SomeOptions) => {
      refuseWords(program, words, (word) => `plan --${isCalendarDate(word) ? 'from' : 'employee'} ${word}`);
      selectionIn(options);
      end(await withApi(options, async (api) => (await makePlan(api, options)).result, vendorsOf(options)));
    });
  takesShowPay(asApiCommand(program.command('plans'), 'plans 20260302T050000-1ab2cd'))
    .description('the stored plans, newest first; with an id, one of them whole')
    .argument('[id]', 'the plan to show')
    .action(async (id: string | undefined, options: PlansOptions) => {
      // Whatever is stored is read without a key.
      const vendors = showsPay(options) && !options.json ? vendorsOf(options) : {};
      const show = async (api: Api): Promise<CommandResult> =>
        id === undefined ? listPlans(api) : showPlan(await readPlan(api, id), api, options);
      end(await withApi(options, show, vendors));
    });
  takesEmployees(asApiCommand(program.command('apply'), 'apply 20260302T050000-1ab2cd --accept ARCHIVE_GUARD'))
    .description('carries a stored plan out: writes what it shows, and nothing else')
    .argument('<id>', 'the plan to carry out')
    .option('--accept <code>', 'a guard that the plan shows, and that is meant; may be repeated', andEarlier, [])
    .option('--out <file>', 'of time-off-to-file: where to save the file, or a folder for its own name')
    .action(async (id: string, options: ApplyOptions) => {
      if (options.out !== undefined && options.flow !== FILE_FLOW)
        throw new ConfigurationError([`--out: ${options.flow} makes no file, ${FILE_FLOW} does`]);
      await refuseUnwritable(options.out, '--out');
      if (options.stack === undefined) await refuseWhereDeployed(options.dataDir);
      end(await withApi(options, (api) => applyPlan(api, id, options), vendorsOf(options)));
    });
};
