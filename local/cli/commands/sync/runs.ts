import type { Command } from 'commander';
import { ConfigurationError } from '../../../../shared/config/configuration-error.ts';
import { callWhole } from '../../api-client.ts';
import type { Api } from '../../api-client.ts';
import { runsSchema } from '../../documents.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { renderRuns } from '../../runs-table.ts';
import { asApiCommand, underPair, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';
import { showRun } from './run-result.ts';

interface RunsOptions extends ApiCommandOptions {
  readonly limit: number;
}

const DEFAULT_LIMIT = 20;

const toLimit = (text: string): number => {
  const limit = Number(text);
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new ConfigurationError([`--limit ${text}: how many is a whole number from 1`]);
  return limit;
};

const listRuns = async (api: Api, limit: number): Promise<CommandResult> => {
  const document = await callWhole(api, '/runs', 'runs', { most: limit });
  const { runs } = runsSchema.parse(document);
  const toText = (width: number): string => underPair(document, api, renderRuns(runs, width), width);
  return { document, toText, exitCode: EXIT_CODES.finished };
};

const lookAtRun = async (api: Api, runId: string, options: RunsOptions): Promise<CommandResult> => ({
  ...(await showRun(api, runId, options)),
  exitCode: EXIT_CODES.finished,
});

/** `runs`, `runs ID`: what the last runs came to, and one of them whole, an aborted one too. */
export const defineRuns = (program: Command, end: (result: CommandResult) => void): Command =>
  asApiCommand(program.command('runs'), 'runs --limit 5')
    .description('the last runs, newest first; with an id, one of them whole')
    .argument('[id]', 'the run to show')
    .option('--limit <number>', 'how many', toLimit, DEFAULT_LIMIT)
    .action(async (id: string | undefined, options: RunsOptions) =>
      end(
        await withApi(options, (api) =>
          id === undefined ? listRuns(api, options.limit) : lookAtRun(api, id, options),
        ),
      ),
    );
