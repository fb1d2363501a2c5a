import { existsSync, statSync } from 'node:fs';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';

/**
 * The value of `--data-dir`.
 * @throws ConfigurationError for nothing at all, as an unset variable of a script leaves it, and for a file
 */
export const toDataFolder = (text: string): string => {
  if (text.trim() === '')
    throw new ConfigurationError(['--data-dir is empty: name a folder, or leave the option out for .data']);
  if (existsSync(text) && statSync(text, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new ConfigurationError([`--data-dir ${text}: this is a file; name a folder`]);
  return text;
};

/** Looking makes no folder, least of all where its name is mistyped. @throws ConfigurationError */
export const refuseMissingFolder = (folder: string): void => {
  if (!existsSync(folder))
    throw new ConfigurationError([
      `there is no data folder ${folder}; name another with --data-dir, or make a plan first`,
    ]);
};
