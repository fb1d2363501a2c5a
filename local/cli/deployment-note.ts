import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { errorCode } from '../loopback/error-code.ts';
import { RefusedError } from './explain-error.ts';

/** Which stacks do the work of a data folder. */
const noteSchema = z.object({ stacks: z.array(z.string().min(1)) });

/** The note's name in a data folder. */
export const DEPLOYMENT_NOTE = 'deployed.json';

const fileOf = (dataFolder: string): string => join(dataFolder, DEPLOYMENT_NOTE);

/**
 * The stacks that a data folder has been told of; none before that.
 * @throws RefusedError when the note is there and cannot be read: it may forbid to write
 */
export const readDeployments = async (dataFolder: string): Promise<readonly string[]> => {
  const text = await readFile(fileOf(dataFolder), 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return '{"stacks":[]}';
    throw error;
  });
  try {
    return noteSchema.parse(JSON.parse(text)).stacks;
  } catch {
    throw new RefusedError({
      code: 'CONFIGURATION_INVALID',
      message: `${fileOf(dataFolder)} does not say which stacks are deployed; write it anew with "npm run sync -- deployed NAME"`,
    });
  }
};

/** Notes stacks beside those noted before. @returns all of them */
export const noteDeployments = async (dataFolder: string, stacks: readonly string[]): Promise<readonly string[]> => {
  const before = await readDeployments(dataFolder).catch(() => []);
  const all = [...new Set([...before, ...stacks])].toSorted();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const file = fileOf(dataFolder);
  // Renamed into place: a process killed in mid-write must not leave half a file.
  await writeFile(`${file}.new`, JSON.stringify({ stacks: all }), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return all;
};

/** Forgets every deployment: this machine may write again. */
export const forgetDeployments = (dataFolder: string): Promise<void> => rm(fileOf(dataFolder), { force: true });

/**
 * A second master is refused: it would have its own lease, its own intents and its own pace.
 * @throws RefusedError
 */
export const refuseWhereDeployed = async (dataFolder: string): Promise<void> => {
  const stacks = await readDeployments(dataFolder);
  if (stacks.length === 0) return;
  throw new RefusedError({
    code: 'DEPLOYED_ELSEWHERE',
    message: `The people of the data folder ${dataFolder} are synced by ${stacks.join(', ')} in AWS, so this machine does not write`,
  });
};
