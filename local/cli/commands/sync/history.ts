import type { Command } from 'commander';
import { callWhole } from '../../api-client.ts';
import { historySchema } from '../../documents.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { renderHistory } from '../../history-table.ts';
import { asApiCommand, underPair, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

/** `history N`: every change ever made to one person, and who asked for it. */
export const defineHistory = (program: Command, end: (result: CommandResult) => void): Command =>
  asApiCommand(program.command('history'), 'history 1012')
    .description('every change ever made to one person: when, who asked for it, which fields')
    .argument('<person>', 'an employee number, or a Simployer id; of flows of leaves also the id of one leave')
    .action(async (person: string, options: ApiCommandOptions) =>
      end(
        await withApi(options, async (api) => {
          const document = await callWhole(api, `/employees/${encodeURIComponent(person)}/history`, 'entries');
          const history = historySchema.parse(document);
          return {
            document,
            toText: (width) => underPair(document, api, renderHistory(history, width), width),
            exitCode: EXIT_CODES.finished,
          };
        }),
      ),
    );
