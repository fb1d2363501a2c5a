/*
 * The values of the app's secrets. The caller's own keys stay in memory; what the template has generated, or a
 * program has stored, is kept in a file that its owner alone may read. A secret keeps its value before the last, as
 * AWS does while keys are being rotated. For example, a key of 64 letters and digits is generated at the first start
 * on a data folder and is the same at every later one.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { DataFolderUnusableError } from '../data-folder.ts';
import { errorCode } from '../error-code.ts';
import type { LocalSecret, Tag } from '../template/local-app.ts';
import { generateSecret } from './generate-secret.ts';

export interface SecretVersion {
  readonly versionId: string;
  readonly text: string;
  readonly createdAtInMillis: number;
}

export interface StoredSecret {
  readonly name: string;
  readonly arn: string;
  readonly tags: readonly Tag[];
  /** The newest first, at most two: what AWS calls AWSCURRENT and AWSPREVIOUS. */
  readonly versions: readonly SecretVersion[];
}

export interface SecretStore {
  /** @param id a name or an ARN */
  find(id: string): StoredSecret | null;
  /** Makes a text the current version; the same version id again changes nothing. */
  put(id: string, text: string, versionId?: string): Promise<StoredSecret | null>;
}

const versionSchema = z.strictObject({ versionId: z.string(), text: z.string(), createdAtInMillis: z.number() });
const fileSchema = z.record(z.string(), z.array(versionSchema));

const keptVersions = 2;

/**
 * The secrets of the template with their values: those the caller gives, else those kept in the file, else those the
 * template generates, which are then kept.
 * @param file where generated and stored values are kept, readable by the user alone; null keeps them in memory
 * @param given values by secret name. They are never written to the file.
 * @throws DataFolderUnusableError when the file is damaged
 */
export const openSecretStore = async (
  secrets: readonly LocalSecret[],
  file: string | null,
  given: ReadonlyMap<string, string>,
): Promise<SecretStore> => {
  const kept = file === null ? {} : await readKept(file);
  const stored = new Map<string, StoredSecret>(
    secrets.map((secret) => {
      const { name, arn, tags, generatedLength } = secret;
      const text = given.get(name);
      if (text !== undefined) return [name, { name, arn, tags, versions: [newVersion(text)] }];
      const initial = generatedLength === null ? [] : [newVersion(generateSecret(generatedLength))];
      return [name, { name, arn, tags, versions: kept[name] ?? initial }];
    }),
  );

  let writing = Promise.resolve();
  const save = (): Promise<void> => {
    if (file === null) return Promise.resolve();
    // One write after the other: two at once would share the temporary file.
    writing = writing.then(() => {
      const own = [...stored.values()].filter(({ name, versions }) => !given.has(name) && versions.length > 0);
      return writeKept(file, {
        ...kept,
        ...Object.fromEntries(own.map(({ name, versions }) => [name, [...versions]])),
      });
    });
    return writing;
  };

  const find = (id: string) => [...stored.values()].find(({ name, arn }) => name === id || arn === id) ?? null;
  await save();
  return {
    find,
    put: async (id, text, versionId) => {
      const secret = find(id);
      if (secret === null) return null;
      if (secret.versions.some((version) => version.versionId === versionId)) return secret;
      const next = { ...secret, versions: [newVersion(text, versionId), ...secret.versions].slice(0, keptVersions) };
      stored.set(secret.name, next);
      await save();
      return next;
    },
  };
};

const newVersion = (text: string, versionId: string = randomUUID()): SecretVersion => ({
  versionId,
  text,
  createdAtInMillis: Date.now(),
});

const readKept = async (file: string): Promise<z.infer<typeof fileSchema>> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    throw new DataFolderUnusableError(
      `${file} is damaged. Delete it: new secrets are made, and what was kept by the old ones is worked out again`,
    );
  }
};

const writeKept = async (file: string, content: z.infer<typeof fileSchema>): Promise<void> => {
  // Renamed into place: a process killed in mid-write must not leave half a file.
  await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${file}.new`, file);
};
