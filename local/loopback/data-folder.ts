/*
 * Everything that outlives a process lies in one data folder: tables, secrets, logs. Two processes on one folder
 * would each hand out the same work, so a folder belongs to one process at a time. It holds people's data, so only
 * its owner may read it. For example, when the process is killed, the operating system drops its lock, and the next
 * start takes the folder over at once; while it runs, a second start ends with the process id of the first.
 */
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { errorCode } from './error-code.ts';
import { keepPrivate } from './keep-private.ts';
import { parseJson } from './parse-json.ts';

/** A data folder that nobody else uses until it is released. */
export interface DataFolder {
  readonly path: string;
  /** Where the tables are kept. */
  readonly dynamoDbFolder: string;
  /** Where the objects of buckets are kept. */
  readonly objectsFolder: string;
  readonly secretsFile: string;
  readonly logsFolder: string;
  release(): Promise<void>;
}

/** Another process that is still running, or another run of this one, has the data folder. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
}

/** The data folder cannot be created or written. */
export class DataFolderUnusableError extends Error {
  override readonly name = 'DataFolderUnusableError';
}

/** SQLite's own code for a database that somebody else has locked. */
const sqliteBusy = 5;

/** Everything that the runtime keeps in a data folder, by name. */
const CONTENTS = [
  'dynamodb',
  'lock',
  'lock-journal',
  'logs',
  'objects',
  'owner.json',
  'secrets.json',
  'secrets.json.new',
];

/** Who has the folder. */
const ownerSchema = z.object({ pid: z.int() });

/** Somebody else may create or remove a folder above meanwhile. */
const FOLDER_TRIES = 3;

/** Held from here on: a lock that is garbage collected is released. */
const locks = new Set<DatabaseSync>();

/**
 * Creates a data folder when it is missing and takes it for this runtime alone, readable by its owner alone.
 *
 * The lock is the operating system's, by way of an SQLite file: it ends with the process that holds it, however that
 * ends. A file with a process id would need a rule for processes that were killed, for ids given out again, and for two
 * that find the same dead lock at the same time. `owner.json` only says who it is, for the message.
 * @param callersFiles names of what the caller keeps in the folder, which is made private with the rest
 * @throws DataFolderInUseError when a running process has it, DataFolderUnusableError when it cannot be written.
 */
export const takeDataFolder = async (folder: string, callersFiles: readonly string[]): Promise<DataFolder> => {
  const path = resolve(folder);
  const logsFolder = join(path, 'logs');
  const ownerFile = join(path, 'owner.json');
  try {
    await makeFolder(logsFolder);
  } catch (error) {
    throw unusable(path, error);
  }
  const lock = takeLock(path);
  if (lock === null) {
    const owner = ownerSchema.safeParse(parseJson(await readFile(ownerFile, 'utf8').catch(() => ''))).data;
    throw new DataFolderInUseError(
      `The data folder ${path} is in use by another process${owner === undefined ? '' : `, number ${owner.pid}`}`,
    );
  }
  const release = async () => {
    await rm(ownerFile, { force: true });
    locks.delete(lock);
    lock.close();
  };
  try {
    await keepPrivate(path, [...CONTENTS, ...callersFiles]);
    await writeFile(ownerFile, JSON.stringify({ pid: process.pid, startedAt: new Date().toISOString() }));
  } catch (error) {
    await release();
    throw unusable(path, error);
  }
  return {
    path,
    dynamoDbFolder: join(path, 'dynamodb'),
    objectsFolder: join(path, 'objects'),
    secretsFile: join(path, 'secrets.json'),
    logsFolder,
    release,
  };
};

/**
 * Creates a folder and those above it, one by one: where a file system refuses new folders with "no such file", as
 * /proc does, Node's own recursive mkdir never ends.
 */
const makeFolder = async (folder: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await mkdir(folder);
    } catch (error) {
      if (errorCode(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return;
      if (errorCode(error) !== 'ENOENT' || dirname(folder) === folder || tries === FOLDER_TRIES) throw error;
    }
    await makeFolder(dirname(folder));
  }
};

/** Null when somebody else has it. */
const takeLock = (path: string): DatabaseSync | null => {
  try {
    const lock = new DatabaseSync(join(path, 'lock'), { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      lock.close();
      throw error;
    }
    locks.add(lock);
    return lock;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === sqliteBusy) return null;
    throw unusable(path, error);
  }
};

/** Why the system refuses a folder, as somebody who has named it can see it; else in the system's own words. */
const CAUSES: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of this path is a file, and no folder',
  EACCES: 'this user may not write there',
  EROFS: 'that disk can only be read',
};

const unusable = (path: string, cause: unknown): DataFolderUnusableError => {
  const why = CAUSES[errorCode(cause) ?? ''] ?? String(cause);
  return new DataFolderUnusableError(`The data folder ${path} cannot be created or written: ${why}`, { cause });
};
