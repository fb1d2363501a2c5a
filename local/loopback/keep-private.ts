import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './error-code.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Where a file system or its owner refuses modes, the user has chosen another place for secrets. */
const REFUSALS = ['EPERM', 'ENOTSUP', 'EROFS', 'ENOENT'];

/**
 * Makes folders and files readable by their owner alone, whole folders with all that is in them. Windows gives a user's
 * folders to that user anyway, and knows no such modes.
 * @param ours names in the folder; whatever else is there belongs to somebody else and stays as it is
 */
export const keepPrivate = async (folder: string, ours: readonly string[]): Promise<void> => {
  if (process.platform === 'win32') return;
  // For every file from here on, LevelDB's and SQLite's too, which take no mode.
  process.umask(0o077);
  const names = await readdir(folder);
  await Promise.all(names.filter((name) => ours.includes(name)).map((name) => restrict(join(folder, name))));
  // A folder that holds other things as well, such as a home folder, is not ours to close.
  if (names.every((name) => ours.includes(name))) await restrictOne(folder, FOLDER_MODE);
};

const restrict = async (path: string): Promise<void> => {
  const kind = await lstat(path);
  if (kind.isSymbolicLink()) return;
  await restrictOne(path, kind.isDirectory() ? FOLDER_MODE : FILE_MODE);
  if (!kind.isDirectory()) return;
  await Promise.all((await readdir(path)).map((name) => restrict(join(path, name))));
};

const restrictOne = async (path: string, mode: number): Promise<void> => {
  await chmod(path, mode).catch((error: unknown) => {
    if (!REFUSALS.includes(errorCode(error) ?? '')) throw error;
  });
};
