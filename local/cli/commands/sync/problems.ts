import { Option } from 'commander';
import type { Command } from 'commander';
import { callWhole } from '../../api-client.ts';
import { problemsSchema } from '../../documents.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { renderProblems } from '../../problems-table.ts';
import { asApiCommand, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

interface ProblemsOptions extends ApiCommandOptions {
  readonly code?: string;
  readonly severity?: string;
}

const listProblems = (options: ProblemsOptions): Promise<CommandResult> =>
  withApi(options, async (api) => {
    const { code, severity } = options;
    const document = await callWhole(api, '/problems', 'problems', { query: { code, severity } });
    const { problems } = problemsSchema.parse(document);
    return { document, toText: (width) => renderProblems(problems, width), exitCode: EXIT_CODES.finished };
  });

/** `problems`: what is open, and who fixes it where. */
export const defineProblems = (program: Command, end: (result: CommandResult) => void): Command =>
  asApiCommand(program.command('problems'), 'problems --code NUMBER_MISSING')
    .description('the open problems: who, what is wrong, and who fixes it where')
    .option('--code <code>', 'only those with this code')
    .addOption(new Option('--severity <severity>', 'only errors, or only warnings').choices(['error', 'warning']))
    .action(async (options: ProblemsOptions) => end(await listProblems(options)));
