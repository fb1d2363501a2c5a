import { Option } from 'commander';
import type { Command } from 'commander';
import { SINCE } from '../../../../shared/operate/problems-since.ts';
import { LANGUAGES } from '../../../../shared/records/words.ts';
import { callWhole } from '../../api-client.ts';
import type { Api } from '../../api-client.ts';
import { problemsSchema, problemsSinceSchema } from '../../documents.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { toCsv, toCsvSince } from '../../problems-csv.ts';
import { renderProblems, renderProblemsSince } from '../../problems-table.ts';
import { asApiCommand, underPair, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

interface ProblemsOptions extends ApiCommandOptions {
  readonly code?: string;
  readonly severity?: string;
  readonly format: 'table' | 'csv';
  readonly language?: string;
  readonly since?: string;
}

/** What is shown of a document: a file for Excel, or a table for a terminal. */
const show = (
  { format, code }: ProblemsOptions,
  { words }: Pick<Api, 'words'>,
  csv: () => string,
  table: (options: Parameters<typeof renderProblems>[1]) => string,
): CommandResult['toText'] =>
  format === 'csv'
    ? csv
    : (width) => table({ width, withMessages: code !== undefined, withIds: words.telling.namesIds });

const listOpen = async (api: Api, options: ProblemsOptions): Promise<CommandResult> => {
  const { code, severity, language } = options;
  const document = await callWhole(api, '/problems', 'problems', { query: { code, severity, language } });
  const open = problemsSchema.parse(document);
  const toText = show(
    options,
    api,
    () => toCsv(open),
    (table) => underPair(document, api, renderProblems(open, table), table.width),
  );
  return { document, toText, exitCode: EXIT_CODES.finished };
};

const listSince = async (api: Api, options: ProblemsOptions): Promise<CommandResult> => {
  const { code, severity, language, since } = options;
  const { next: _, ...document } = await callWhole(api, '/problems', SINCE, {
    query: { code, severity, language, since },
  });
  const problems = problemsSinceSchema.parse(document);
  const toText = show(
    options,
    api,
    () => toCsvSince(problems),
    (table) => underPair(document, api, renderProblemsSince(problems, table), table.width),
  );
  return { document, toText, exitCode: EXIT_CODES.finished };
};

/** `problems`: what is open, and who fixes it where; since a run, what is new, standing and solved. */
export const defineProblems = (program: Command, end: (result: CommandResult) => void): Command =>
  asApiCommand(program.command('problems'), 'problems --format csv --language nb > problems.csv')
    .description('the open problems: who, what is wrong, and who fixes it where')
    .option('--code <code>', 'only those with this code, each with its value')
    .addOption(new Option('--severity <severity>', 'only errors, or only warnings').choices(['error', 'warning']))
    .addOption(
      new Option('--format <format>', 'a table, or a file for Excel')
        .choices(['table', 'csv'])
        .default('table')
        .conflicts('json'),
    )
    .addOption(new Option('--language <language>', 'of the words; else the setting').choices(LANGUAGES))
    .option('--since <run>', 'what is new, standing and solved since that run ended')
    .action(async (options: ProblemsOptions) =>
      end(await withApi(options, (api) => (options.since === undefined ? listOpen : listSince)(api, options))),
    );
