import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../../local/cli/commands/sync/create-program.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/commands.md'), 'utf8');
const program = createProgram(() => undefined);

/** "runs [id]". */
const usageOf = (command: (typeof program.commands)[number]): string =>
  [command.name(), ...command.registeredArguments.map((argument) => `[${argument.name()}]`)]
    .filter((word) => word !== '[words]')
    .join(' ');

test('every command is in docs/commands.md, with what it does', () => {
  const section = /# Commands\n(.*?)\n## /s.exec(page)?.[1] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(program.commands.map((command) => `| \`${usageOf(command)}\` | ${command.description()} |`));
});

test.each(program.commands.map((command) => [command.name(), command] as const))(
  'the help of %s ends with an example of it',
  (name, command) => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    const [, examples = ''] = help.trimEnd().split('\nExample:\n');
    for (const example of examples.split('\n')) {
      expect(example).toMatch(new RegExp(`^  npm run sync -- ${name}\\b`));
    }
  },
);
