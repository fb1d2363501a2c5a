import type { Command } from 'commander';
import { explanationSchema } from '../../documents.ts';
import { renderExplanation } from '../../explanation-text.ts';
import { EXIT_CODES } from '../../exit-code.ts';
import { asPersonCommand, underPair, vendorsOf, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';
import { showsPay, takesShowPay } from './show-pay-option.ts';
import type { ShowPayOptions } from './show-pay-option.ts';

interface ExplainOptions extends ApiCommandOptions, ShowPayOptions {}

const IN_A_PLAN = 'a plan shows what would be written and why not, for one person with --employee';

/** `explain N`: what a run would do with one person, and why. */
export const defineExplain = (program: Command, end: (result: CommandResult) => void): Command =>
  takesShowPay(asPersonCommand(program.command('explain'), 'explain 1012', IN_A_PLAN))
    .description('what a run would do with one person, and why, without writing')
    .argument('<person>', 'an employee number, or a Simployer id')
    .action(async (person: string, options: ExplainOptions) =>
      end(
        await withApi(
          options,
          async (api) => {
            const query = { pay: showsPay(options) ? 'shown' : undefined };
            const document = await api.call('GET', `/employees/${encodeURIComponent(person)}/explain`, { query });
            const explanation = explanationSchema.parse(document);
            return {
              document,
              toText: (width) =>
                underPair(document, api, renderExplanation(explanation, api.words.target, width), width),
              exitCode: EXIT_CODES.finished,
            };
          },
          vendorsOf(options),
        ),
      ),
    );
