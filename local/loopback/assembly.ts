import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { contentHash } from './content-hash.ts';

export interface AssemblyOptions {
  /** The project's folder; this one when left out. */
  readonly projectFolder?: string;
  /** Writes the cloud assembly into a folder; the project's own synthesis when left out. */
  readonly synthesise?: (outdir: string) => Promise<void>;
}

/** Everything that the assembly is made from. */
const sources = ['infra', 'functions', 'shared', 'package-lock.json', 'cdk.json', 'tsconfig.json'];

/** Enough to go back and forth between some branches without synthesising anew. */
const keptAssemblies = 5;

/**
 * The synthesised cloud assembly of the sources as they are, from the cache when they have been synthesised before: then
 * neither the CDK nor the bundler is loaded. The functions in it are what a deploy would upload.
 * @returns its folder
 * @throws what the synthesis throws; nothing is cached then.
 */
export const assembly = async (options: AssemblyOptions = {}): Promise<string> => {
  const { projectFolder = resolve(import.meta.dirname, '../..'), synthesise = synthesiseProject } = options;
  const cache = join(projectFolder, 'node_modules', '.cache', 'simployer-poweroffice-sync');
  const folder = join(cache, await contentHash(projectFolder, sources));
  if (await exists(folder)) {
    await touch(folder);
    return folder;
  }

  // Written aside and renamed: whoever looks meanwhile finds nothing, or all of it.
  const unfinished = join(cache, `unfinished-${randomUUID()}`);
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
  await removeOldest(cache);
  return folder;
};

const synthesiseProject = async (outdir: string): Promise<void> => {
  const { synthesise } = await import('../../infra/synthesise.ts');
  // The rules for templates are checked before a deploy and in the tests; they would cost every first start some seconds.
  await synthesise({ outdir, checked: false });
};

const removeOldest = async (cache: string): Promise<void> => {
  const names = (await readdir(cache)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const ages = await Promise.all(
    names.map(async (name) => ({ name, usedAt: (await stat(join(cache, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  const oldest = ages.toSorted((one, other) => other.usedAt - one.usedAt).slice(keptAssemblies);
  await Promise.all(oldest.map(({ name }) => rm(join(cache, name), { recursive: true, force: true })));
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
