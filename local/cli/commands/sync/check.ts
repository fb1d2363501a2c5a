import { styleText } from 'node:util';
import type { Command } from 'commander';
import { checkSchema } from '../../documents.ts';
import type { CheckResult } from '../../documents.ts';
import { layoutOf, wrapLines } from '../../layout.ts';
import { asPersonCommand, underPair, vendorsOf, withApi } from './api-command.ts';
import type { ApiCommandOptions } from './api-command.ts';
import type { CommandResult } from './command-result.ts';

/** Green, yellow and red, as the exit code says them. */
const EXIT_CODES = { ok: 0, warn: 1, fail: 2 } as const;
const MARKS = { ok: styleText('green', '✔'), warn: styleText('yellow', '⚠'), fail: styleText('red', '✖') } as const;
const WORDS = {
  ok: 'Everything is ready.',
  warn: 'Runs work; see the yellow rows.',
  fail: 'Runs do not work: mend the red rows first.',
} as const;

const render = ({ state, checks }: CheckResult, width: number): string =>
  wrapLines(
    [
      ...checks.flatMap((row) => [
        `${MARKS[row.state]} ${row.title}: ${row.found}`,
        ...(row.todo === null ? [] : [`    ${row.todo}`]),
      ]),
      '',
      styleText('bold', WORDS[state]),
    ],
    layoutOf(width),
  );

const BY_EMPLOYEES =
  'a flow of employees is looked at, without --flow or with --flow employees-to-xledger; what leaves need beside, every plan looks for';

/** `check`: whether everything is ready. */
export const defineCheck = (program: Command, end: (result: CommandResult) => void): Command =>
  asPersonCommand(program.command('check'), 'check', BY_EMPLOYEES)
    .description('is everything ready? green, yellow or red, and what to do')
    .action(async (options: ApiCommandOptions) =>
      end(
        await withApi(
          options,
          async (api) => {
            const document = await api.call('GET', '/check');
            const result = checkSchema.parse(document);
            return {
              document,
              toText: (width) => underPair(document, api, render(result, width), width),
              exitCode: EXIT_CODES[result.state],
            };
          },
          vendorsOf(options),
        ),
      ),
    );
