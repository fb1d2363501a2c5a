import { Command, CommanderError } from 'commander';
import type { Option } from 'commander';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
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

/** Whether what was thrown is commander's word for a help text that it has printed. */
export const isHelp = (error: unknown): boolean => error instanceof CommanderError && error.exitCode === 0;

/** A program as the user types it, without the `--` before its options. */
const nameOf = (program: Command): string => program.name().replace(/ --$/, '');

/**
 * Refuses bare words, such as the value of an option that npm took.
 * @param meant what somebody means who types the word: `--employee 1001`
 * @throws ConfigurationError
 */
export const refuseWords = (program: Command, [word]: readonly string[], meant: (word: string) => string): void => {
  if (word === undefined) return;
  throw new ConfigurationError([`"${word}" is no command. Did you mean "${nameOf(program)} -- ${meant(word)}"?`]);
};

/** The command that a mistyped word means, by commander's own measure; null when none is near. */
export const nearestCommand = (program: Command, word: string): string | null => {
  // A program with a default command takes every other word for that one's argument, and suggests nothing.
  const likeIt = createCommand(nameOf(program), '');
  for (const command of program.commands) likeIt.command(command.name());
  try {
    likeIt.parse([word], { from: 'user' });
    return null;
  } catch (error) {
    const suggested = error instanceof Error ? error.message : '';
    return /Did you mean (?:one of )?([\w-]+)/.exec(suggested)?.[1] ?? null;
  }
};

/** Every option of a program and its commands. */
const optionsOf = (command: Command): readonly Option[] => [...command.options, ...command.commands.flatMap(optionsOf)];

/** Options as `--name`, each once. */
const namesOf = (options: readonly Option[]): readonly string[] => [
  ...new Set(options.flatMap(({ long }) => long ?? [])),
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
  const options = optionsOf(program);
  const flags = options.filter((option) => option.isBoolean());
  const command = program.commands.find((known) => known.name() === argv[0]);
  const named = command === undefined ? 0 : 1 + command.registeredArguments.filter(({ required }) => required).length;
  const ours = { ours: namesOf(options), flags: namesOf(flags), named };
  refuseOptionsNpmTook(nameOf(program), ours, argv, variables);
  return program.parseAsync([...argv], { from: 'user' });
};

/** An error's message without the prefix that commander gives it. */
export const withoutPrefix = ({ message }: Error): string => message.replace(/^error: /, '');
