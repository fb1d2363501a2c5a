import type { Command } from 'commander';
import { callWhole } from '../../api-client.ts';
import { driftSchema } from '../../documents.ts';
import { renderDrift } from '../../drift-table.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { asPersonCommand, underPair, vendorsOf, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

interface DriftOptions extends ApiCommandOptions {
  readonly employee?: string;
}

const IN_A_PLAN = 'a plan shows what was changed by hand in payroll, among those to be changed';

/** `drift`: what was changed in the target by hand, and what the next run does with it. */
export const defineDrift = (program: Command, end: (result: CommandResult) => void): Command =>
  asPersonCommand(program.command('drift'), 'drift --employee 1012', IN_A_PLAN)
    .description(
      'what was changed by hand in the system that is written to since the last sync, and what the next run does with it',
    )
    .option('--employee <person>', 'only theirs, with their pay compared too: an employee number, or a Simployer id')
    .action(async (options: DriftOptions) =>
      end(
        await withApi(
          options,
          async (api) => {
            const { employee } = options;
            const document = await callWhole(api, '/drift', 'fields', { query: { employee } });
            const drift = driftSchema.parse(document);
            return {
              document,
              toText: (width) => underPair(document, api, renderDrift(drift, api.words.target, width), width),
              exitCode: EXIT_CODES.finished,
            };
          },
          vendorsOf(options),
        ),
      ),
    );
