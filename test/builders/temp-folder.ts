import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folders: string[] = [];
const endings: (() => Promise<void>)[] = [];

/** Has something ended when the test file is done, before the folders go that it may still write to. */
export const endBeforeFolders = (end: () => Promise<void>): void => {
  endings.push(end);
};

// Registered for every test file that makes such a folder.
afterAll(async () => {
  for (const end of endings) await end();
  // A process that was killed may be at its last file.
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

/** A folder of its own in the system's temp folder, removed with all it holds when the test file is done. */
export const createTempFolder = async (prefix: string): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}-`));
  folders.push(folder);
  return folder;
};
