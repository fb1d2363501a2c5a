import { Argument } from 'commander';
import type { Command } from 'commander';
import { EXIT_CODES } from '../../exit-code.ts';
import { RefusedError } from '../../explain-error.ts';
import { describeSchedule, scheduleSchema } from '../../schedule-text.ts';
import { asApiCommand, underPair, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

const ACTIONS = { pause: true, resume: false } as const;
type Action = keyof typeof ACTIONS;

/** `schedule pause`, `schedule resume`: whether a stack starts runs by itself, without a deployment. */
export const defineSchedule = (program: Command, end: (result: CommandResult) => void): Command =>
  asApiCommand(program.command('schedule'), 'schedule pause --stack simployer-poweroffice-prod-main')
    .description('pauses what a stack starts by itself while payroll is run, or resumes it; without a deployment')
    .addArgument(new Argument('<action>', 'what becomes of the schedule').choices(Object.keys(ACTIONS)))
    .action(async (action: Action, options: ApiCommandOptions) => {
      if (options.stack === undefined) {
        throw new RefusedError({
          code: 'NO_SCHEDULE',
          message: `Nothing starts by itself on this machine, so there is nothing to ${action}; name a stack with --stack NAME`,
        });
      }
      end(
        await withApi(options, async (api) => {
          const document = await api.call('PUT', '/schedule', { body: { paused: ACTIONS[action] } });
          const schedule = scheduleSchema.parse(document);
          return {
            document,
            toText: (width) => underPair(document, api, describeSchedule(schedule).join('\n'), width),
            exitCode: EXIT_CODES.finished,
          };
        }),
      );
    });
