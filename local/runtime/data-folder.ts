import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

/** A data folder that nobody else uses until it is released. */
export interface DataFolder {
  readonly path: string;
  /** Where the tables are kept. */
  readonly dynamoDbFolder: string;
  readonly secretsFile: string;
  readonly logsFolder: string;
  release(): Promise<void>;
}

/** Another process that is still running owns the data folder. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
}

/** The data folder cannot be created or written. */
export class DataFolderUnusableError extends Error {
  override readonly name = 'DataFolderUnusableError';
}

const ownerSchema = z.object({ pid: z.int().positive(), startedAt: z.string().nullable() });

/** A process: its id alone is given out again after it ended, its start tells the two apart. */
type Owner = z.infer<typeof ownerSchema>;

/**
 * Creates a data folder when it is missing and takes it for this process alone. What a process left that was killed is
 * taken over.
 * @throws DataFolderInUseError when a running process has it, DataFolderUnusableError when it cannot be written.
 */
export async function takeDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  const lockFile = join(path, 'lock');
  const ownLock = join(path, `lock.${randomUUID()}`);
  const own = JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid) } satisfies Owner);
  const logsFolder = join(path, 'logs');
  try {
    await mkdir(logsFolder, { recursive: true });
    // The data holds names and salaries' fingerprints: nobody else on the machine needs them.
    await writeFile(ownLock, own, { mode: 0o600 });
  } catch (error) {
    throw new DataFolderUnusableError(`The data folder ${path} cannot be created or written: ${messageOf(error)}`, {
      cause: error,
    });
  }
  try {
    await takeLock(path, lockFile, ownLock);
  } finally {
    await rm(ownLock, { force: true });
  }
  return {
    path,
    dynamoDbFolder: join(path, 'dynamodb'),
    secretsFile: join(path, 'secrets.json'),
    logsFolder,
    release: async () => {
      if ((await readLock(lockFile)) === own) await rm(lockFile, { force: true });
    },
  };
}

async function takeLock(path: string, lockFile: string, ownLock: string): Promise<void> {
  for (;;) {
    // A link appears whole or not at all, and never replaces another's.
    if (await linked(ownLock, lockFile)) return;
    const content = await readLock(lockFile);
    if (content === null) continue;
    if (await isRunning(content)) {
      throw new DataFolderInUseError(`The data folder ${path} is in use by another run: ${content}`);
    }
    const stale = `${ownLock}.stale`;
    await rename(lockFile, stale).catch(ignoreMissing);
    // Between the look and the rename another process may have taken the dead one's place: give it back its lock.
    const moved = await readLock(stale);
    if (moved !== null && moved !== content) await linked(stale, lockFile);
    await rm(stale, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readLock(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    ignoreMissing(error);
    return null;
  }
}

async function isRunning(lock: string): Promise<boolean> {
  const owner = parseOwner(lock);
  if (owner === null || !exists(owner.pid)) return false;
  return owner.startedAt === null || owner.startedAt === (await startOf(owner.pid));
}

/** Null for what no process of ours wrote: a lock appears whole or not at all. */
function parseOwner(lock: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(lock));
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return codeOf(error) === 'EPERM';
  }
}

/** When a process was started, in the system's own terms; null where the system does not tell. */
async function startOf(pid: number): Promise<string | null> {
  try {
    if (process.platform === 'linux') {
      // Field 22 of /proc/PID/stat, in ticks since boot; the second field may hold blanks and ends with the last bracket.
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
      return `${bootId.trim()} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
    }
    if (process.platform === 'win32') return null;
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim();
  } catch {
    return null;
  }
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
