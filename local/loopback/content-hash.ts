import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A hash of the names and bytes of files and whole folders, in no way of their order or times. Read one after the other:
 * for hundreds of small files that takes a third of the work that promises take, and whoever asks waits for it anyway.
 * @param root what the names are relative to
 * @param names files and folders under the root; one that is missing counts as such
 */
export const contentHash = (root: string, names: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesOf(root, name)).toSorted()) {
    const content = readFileSync(join(root, file));
    // The length in front keeps one file's end apart from the next one's beginning.
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

const filesOf = (root: string, name: string): readonly string[] => {
  const kind = statSync(join(root, name), { throwIfNoEntry: false });
  if (kind === undefined) return [];
  if (kind.isFile()) return [name];
  const entries = readdirSync(join(root, name), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length));
};
