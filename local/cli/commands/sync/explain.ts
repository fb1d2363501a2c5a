import type { Command } from 'commander';
import { explanationSchema } from '../../documents.ts';
import { renderExplanation } from '../../explanation-text.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { asApiCommand, underPair, vendorsOf, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

interface ExplainOptions extends ApiCommandOptions {
  readonly showPay: boolean;
}

/** `explain N`: what a run would do with one person, and why. */
export const defineExplain = (program: Command, end: (result: CommandResult) => void): Command =>
  asApiCommand(program.command('explain'), 'explain 1012')
    .description('what a run would do with one person, and why, without writing')
    .argument('<person>', 'an employee number, or a Simployer id')
    .option('--show-pay', 'pay in full; only on a terminal', false)
    .action(async (person: string, options: ExplainOptions) =>
      end(
        await withApi(
          options,
          async (api) => {
            // Whatever is not a terminal may be kept.
            const pay = options.showPay && process.stdout.isTTY ? 'shown' : undefined;
            const document = await api.call('GET', `/employees/${encodeURIComponent(person)}/explain`, {
              query: { pay },
            });
            const explanation = explanationSchema.parse(document);
            return {
              document,
              toText: (width) => underPair(document, api, renderExplanation(explanation, width), width),
              exitCode: EXIT_CODES.finished,
            };
          },
          vendorsOf(options),
        ),
      ),
    );
