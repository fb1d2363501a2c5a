import { Command } from 'commander';

/**
 * A command of this project. What cannot be parsed is thrown as a CommanderError instead of printed, so that every
 * program ends in its own way.
 * @param name as the user types it
 */
export const createCommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .helpOption('-h, --help', 'show this help')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });

/** An error's message without the prefix that commander gives it. */
export const withoutPrefix = ({ message }: Error): string => message.replace(/^error: /, '');
