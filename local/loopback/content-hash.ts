import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * A hash of the names and bytes of files and whole folders, in no way of their order or times.
 * @param root what the names are relative to
 * @param names files and folders under the root; one that is missing counts as such
 */
export const contentHash = async (root: string, names: readonly string[]): Promise<string> => {
  const files = (await Promise.all(names.map((name) => filesOf(root, name)))).flat().toSorted();
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash('sha256');
  for (const [index, file] of files.entries()) {
    const content = contents[index] ?? Buffer.alloc(0);
    // The length in front keeps one file's end apart from the next one's beginning.
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

const filesOf = async (root: string, name: string): Promise<readonly string[]> => {
  const kind = await stat(join(root, name)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (kind === null) return [];
  if (kind.isFile()) return [name];
  const entries = await readdir(join(root, name), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length));
};
