import type { Command } from 'commander';
import { inNorwegianTime } from '../../../../shared/records/values/to-minute.ts';
import { statusSchema } from '../../documents.ts';
import type { Status } from '../../documents.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { describeRequests } from '../../report-table.ts';
import { renderRuns } from '../../runs-table.ts';
import { describeSchedule } from '../../schedule-text.ts';
import { asApiCommand, underPair, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

const render = ({ lastRun, waiting, problems, keys, budget, ...schedule }: Status, width: number): string => {
  const open = Object.entries(problems).map(([code, count]) => `${code} ${count}`);
  return [
    lastRun === null ? 'There have been no runs yet.' : renderRuns([lastRun], width),
    '',
    ...describeSchedule(schedule),
    `Waiting for approval: ${waiting === null ? 'nothing' : `plan ${waiting.planId}, until ${inNorwegianTime(waiting.expiresAt)}`}`,
    `Open problems: ${open.length === 0 ? 'none' : open.join(', ')}`,
    `Keys: ${keys ?? 'not used yet'}`,
    ...(budget === null ? [] : [`Requests of the last run: ${describeRequests(budget)}`]),
  ].join('\n');
};

/** `status`: one screen. */
export const defineStatus = (program: Command, end: (result: CommandResult) => void): Command =>
  asApiCommand(program.command('status'), 'status')
    .description('one screen: the last run, the next start, what waits for approval, open problems by code')
    .action(async (options: ApiCommandOptions) =>
      end(
        await withApi(options, async (api) => {
          const document = await api.call('GET', '/status');
          const status = statusSchema.parse(document);
          return {
            document,
            toText: (width) => underPair(document, api, render(status, width), width),
            exitCode: EXIT_CODES.finished,
          };
        }),
      ),
    );
