import { Command } from 'commander';
import { refuseOptionsNpmTook } from './options-npm-took.ts';

/**
 * A program of this project. What cannot be parsed is thrown as a CommanderError instead of printed, so that every
 * program ends in its own way.
 * @param name as the user types it: `npm run sync`
 */
export const createCommand = (name: string, description: string): Command =>
  new Command(`${name} --`)
    .description(description)
    .helpOption('-h, --help', 'show this help')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });

/** Every option of a program and its commands, as `--name`. */
const optionsOf = (command: Command): readonly string[] => [
  ...command.options.flatMap(({ long }) => long ?? []),
  ...command.commands.flatMap(optionsOf),
];

/**
 * Parses what was typed and carries out the action of the command that it names.
 * @throws ConfigurationError for options that npm took for its own, CommanderError for what the program does not know
 */
export const parseArguments = async (
  program: Command,
  argv: readonly string[],
  variables: NodeJS.ProcessEnv = process.env,
): Promise<Command> => {
  refuseOptionsNpmTook(program.name().replace(/ --$/, ''), [...new Set(optionsOf(program))], argv, variables);
  return program.parseAsync([...argv], { from: 'user' });
};

/** An error's message without the prefix that commander gives it. */
export const withoutPrefix = ({ message }: Error): string => message.replace(/^error: /, '');
