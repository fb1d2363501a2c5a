import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../../local/cli/commands/sync/create-program.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
const program = createProgram(() => undefined);

/** "runs [id]". */
const usageOf = (command: (typeof program.commands)[number]): string =>
  [command.name(), ...command.registeredArguments.map((argument) => `[${argument.name()}]`)]
    .filter((word) => word !== '[words]')
    .join(' ');

test('every command is in the README, with what it does', () => {
  const section = /### At the command line\n(.*?)\n## /s.exec(readme)?.[1] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(program.commands.map((command) => `| \`${usageOf(command)}\` | ${command.description()} |`));
});

test.each(program.commands.map((command) => [command.name(), command] as const))(
  'the help of %s ends with an example of it',
  (name, command) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    expect(help.trimEnd().split('\n').slice(-2)).toEqual([
      'Example:',
      expect.stringMatching(new RegExp(`^  npm run sync -- ${name}\\b`)),
    ]);
  },
);
