import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash } from './content-hash.ts';

export interface CachedAssemblyOptions {
  /** What the names of the sources are relative to. */
  readonly projectFolder: string;
  /** Files and folders: everything that the assembly is made from. */
  readonly sources: readonly string[];
  /** Where assemblies are kept, and nothing else. */
  readonly cacheFolder: string;
  /** Writes the cloud assembly into a folder. */
  readonly synthesise: (outdir: string) => Promise<void>;
}

/** Enough to go back and forth between some branches without synthesising anew. */
const keptAssemblies = 5;

/**
 * The synthesised cloud assembly of the sources as they are, from the cache when they have been synthesised before: then
 * neither the CDK nor the bundler is loaded. The functions in it are what a deploy would upload.
 * @returns its folder
 * @throws what the synthesis throws; nothing is cached then.
 */
export const cachedAssembly = async (options: CachedAssemblyOptions): Promise<string> => {
  const { projectFolder, sources, cacheFolder, synthesise } = options;
  const folder = join(cacheFolder, contentHash(projectFolder, sources));
  if (await exists(folder)) {
    await touch(folder);
    return folder;
  }

  // Written aside and renamed: whoever looks meanwhile finds nothing, or all of it.
  const unfinished = join(cacheFolder, `unfinished-${randomUUID()}`);
  await mkdir(unfinished, { recursive: true });
  try {
    await synthesise(unfinished);
    await rename(unfinished, folder).catch(async (error: unknown) => {
      // Somebody else was faster with the same.
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  await removeOldest(cacheFolder);
  return folder;
};

const removeOldest = async (cacheFolder: string): Promise<void> => {
  const names = (await readdir(cacheFolder)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const ages = await Promise.all(
    names.map(async (name) => ({
      name,
      usedAt: (await stat(join(cacheFolder, name)).catch(() => null))?.mtimeMs ?? 0,
    })),
  );
  const oldest = ages.toSorted((one, other) => other.usedAt - one.usedAt).slice(keptAssemblies);
  await Promise.all(oldest.map(({ name }) => rm(join(cacheFolder, name), { recursive: true, force: true })));
};

const touch = async (folder: string): Promise<void> => {
  const now = new Date();
  // Only the order of removal depends on it; a read-only checkout runs all the same.
  await utimes(folder, now, now).catch(() => {});
};

const exists = async (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );
