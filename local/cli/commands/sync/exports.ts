/*
 * The commands about files of absence: `exports` lists them, fetches one, rebuilds one, or takes one back, and `acknowledge`
 * notes that payroll has corrected leaves by hand in X-ledger. For example, `exports ID --unmark` asks at a terminal, and the leaves of
 * that file are new in the next plan.
 */
import type { Command } from 'commander';
import * as z from 'zod';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { FIRST_FLOW } from '../../../../shared/records/first-flow.ts';
import { callWhole } from '../../api-client.ts';
import type { Api } from '../../api-client.ts';
import { askYes, isSomebodyThere } from '../../ask.ts';
import { readRun } from '../../documents.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { RefusedError } from '../../explain-error.ts';
import { FILE_FLOW, refuseUnwritable, saveExport } from '../../export-file.ts';
import type { SavedFile } from '../../export-file.ts';
import { exportsSchema, renderExports, renderSaved } from '../../export-text.ts';
import { followRun } from '../../follow-run.ts';
import { asApiCommand, vendorsOf, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';
import { showRun } from './run-result.ts';

interface ExportsOptions extends ApiCommandOptions {
  readonly out?: string;
  readonly again?: string;
  readonly unmark: boolean;
  readonly yes: boolean;
}

/** The same options as every command has, about the one flow that there can be. */
const asFileCommand = (command: Command, example: string): Command =>
  asApiCommand(command, example).hook('preAction', () => {
    const { flow } = command.opts<ApiCommandOptions>();
    if (flow === FIRST_FLOW && command.getOptionValueSource('flow') === 'default')
      command.setOptionValue('flow', FILE_FLOW);
    else if (flow !== FILE_FLOW)
      throw new ConfigurationError([`"${command.name()}" is about files of absence, which ${FILE_FLOW} makes`]);
  });

const listExports = async (api: Api): Promise<CommandResult> => {
  const document = await callWhole(api, '/exports', 'exports');
  const shown = exportsSchema.parse(document);
  return { document, toText: (width) => renderExports(shown, width, Date.now()), exitCode: EXIT_CODES.finished };
};

const ofSaved = (exportId: string, saved: SavedFile): CommandResult => ({
  document: { exportId, file: saved.path, withdrawnFile: saved.withdrawnPath, confirmed: saved.isConfirmed },
  toText: (width) => renderSaved(saved, width),
  exitCode: EXIT_CODES.finished,
});

const startedSchema = z.object({ runId: z.string() });

/** Rebuilds a file; its rows that would differ are those of the run that come out updated, or that are left out. */
const rebuild = async (api: Api, exportId: string, out: string, options: ExportsOptions): Promise<CommandResult> => {
  const path = `/exports/${encodeURIComponent(exportId)}/again`;
  const { runId } = startedSchema.parse(await api.start(path, { body: {} }));
  await followRun(api, runId, !options.json);
  const { run } = await readRun(api, runId);
  if (run.status === 'aborted') return showRun(api, runId, options);
  const saved = await saveExport(api, exportId, out, runId);
  const differing = run.employees.filter(({ outcome }) => outcome !== 'unchanged');
  const rows = differing.map(({ employeeNumber, simployerEmployeeId, outcome, problems }) => ({
    number: employeeNumber,
    leave: simployerEmployeeId,
    row: outcome === 'updated' ? 'differs' : 'left out',
    problems: problems.map(({ code }) => code),
  }));
  const lines = rows.map(
    ({ number, leave, row, problems }) => `  ${[number ?? '-', leave, row, ...problems].join('  ')}`,
  );
  const told = rows.length === 0 ? 'No row differs.' : `Rows that differ:\n${lines.join('\n')}`;
  return {
    document: { exportId, runId, file: saved.path, confirmed: saved.isConfirmed, differing: rows },
    toText: (width) => `${renderSaved(saved, width)}\n${told}`,
    exitCode: EXIT_CODES.finished,
  };
};

const unmark = async (api: Api, exportId: string, { yes }: ExportsOptions): Promise<CommandResult> => {
  const question = `Payroll has not imported ${exportId}, and its leaves are new again?`;
  // The option says it; somebody at a terminal is asked once more.
  if (!yes && isSomebodyThere() && !(await askYes(question)))
    throw new RefusedError({
      code: 'CONFIRMATION_MISSING',
      message: 'Payroll may have imported it: nothing was taken back.',
    });
  const document = await api.call('POST', `/exports/${encodeURIComponent(exportId)}/unmark`, { body: {} });
  return {
    document,
    toText: () => `${exportId} is taken back: its leaves are as they were before it. Make a new plan.`,
    exitCode: EXIT_CODES.finished,
  };
};

const ofOne = (api: Api, exportId: string, options: ExportsOptions): Promise<CommandResult> => {
  if (options.unmark) return unmark(api, exportId, options);
  if (options.again !== undefined) return rebuild(api, exportId, options.again, options);
  return saveExport(api, exportId, options.out ?? '.').then((saved) => ofSaved(exportId, saved));
};

const acknowledge = async (api: Api, leaves: readonly string[]): Promise<CommandResult> => {
  const document = await api.call('POST', '/acknowledgements', { body: { leaves } });
  return {
    document,
    toText: () => `Acknowledged: ${leaves.join(', ')}. What changes from now on is told again.`,
    exitCode: EXIT_CODES.finished,
  };
};

const refuseMixture = (id: string | undefined, { out, again, unmark: takesBack, yes }: ExportsOptions): void => {
  const asked = [out !== undefined && '--out', again !== undefined && '--again', takesBack && '--unmark'].filter(
    (one) => one !== false,
  );
  if (asked.length > 1) throw new ConfigurationError([`either ${asked.join(' or ')}`]);
  if (id === undefined && (asked.length > 0 || yes))
    throw new ConfigurationError(['name the export: "npm run sync -- exports" lists them']);
};

/** `exports`, `exports ID`, `acknowledge LEAVE...`. */
export const defineExports = (program: Command, end: (result: CommandResult) => void): void => {
  asFileCommand(program.command('exports'), 'exports 20260402T050000-1ab2cd --again march.csv')
    .description('the files of absence, newest first; with an id, fetches one, rebuilds it, or takes it back')
    .argument('[id]', 'the export')
    .option('--out <file>', 'where to save the file: a file, or a folder for its own name')
    .option('--again <file>', 'rebuilds it from what Simployer has now, saves it there, and says which rows differ')
    .option('--unmark', 'payroll did not import it: its leaves are new again', false)
    .option('--yes', 'do not ask before taking it back', false)
    .action(async (id: string | undefined, _: unknown, command: Command) => {
      const options = command.opts<ExportsOptions>();
      refuseMixture(id, options);
      await refuseUnwritable(options.out, '--out');
      await refuseUnwritable(options.again, '--again');
      const show = (api: Api): Promise<CommandResult> =>
        id === undefined ? listExports(api) : ofOne(api, id, options);
      // Rebuilding alone asks a vendor.
      end(await withApi(options, show, options.again === undefined ? {} : vendorsOf(options)));
    });
  asFileCommand(program.command('acknowledge'), 'acknowledge 65f1c0ffee0000000000000a')
    .description('notes that exported leaves which changed, or were withdrawn, were corrected by hand in X-ledger')
    .argument('<leaves...>', 'the ids of the leaves, as a plan shows them')
    .action(async (leaves: readonly string[], _: unknown, command: Command) => {
      end(await withApi(command.opts<ApiCommandOptions>(), (api) => acknowledge(api, leaves)));
    });
};
