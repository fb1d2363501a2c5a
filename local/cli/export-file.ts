/*
 * Takes a file of absence from where it waits to a place of the user's: by the link that the API gives, byte for byte, and
 * readable by the user alone, because it is health data. For example, `--out march` into a folder writes
 * `march/xledger-time-off_2026-03-01_2026-03-31_20260402T050000-abc123.csv`.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Agent as HttpAgent, get as getByHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, get as getByHttps } from 'node:https';
import { dirname, join, parse, resolve } from 'node:path';
import * as z from 'zod';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { errorCode } from '../loopback/error-code.ts';
import type { Api } from './api-client.ts';
import { RefusedError } from './explain-error.ts';

/** The one flow that makes files. */
export const FILE_FLOW = 'time-off-to-file';

const TIMEOUT_IN_MILLIS = 60_000;

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Before anything is written: whether a file could be. @throws ConfigurationError */
export const refuseUnwritable = async (out: string | undefined, option: string): Promise<void> => {
  if (out === undefined) return;
  if (out.trim() === '') throw new ConfigurationError([`${option} is empty: name a file or a folder`]);
  if (!(await isFolder(out)) && !(await isFolder(dirname(resolve(out)))))
    throw new ConfigurationError([`${option} ${out}: there is no folder ${dirname(resolve(out))}`]);
};

const linkSchema = z.object({
  name: z.string(),
  url: z.string(),
  withdrawn: z.number(),
  confirmed: z.boolean(),
});

/** What was saved. */
export interface SavedFile {
  readonly path: string;
  /** The list of what was withdrawn, beside the file; null without one. */
  readonly withdrawnPath: string | null;
  readonly isConfirmed: boolean;
}

/**
 * Saves the file of an export.
 * @param out a file, or an existing folder for the file's own name
 * @param runId the run that has rebuilt it; left out for the file as it was made
 * @throws RefusedError FILE_GONE, EXPORT_UNKNOWN, FILE_NOT_SAVED
 */
export const saveExport = async (api: Api, exportId: string, out: string, runId?: string): Promise<SavedFile> => {
  const linkTo = async (body: Readonly<Record<string, unknown>>) =>
    linkSchema.parse(await api.call('POST', `/exports/${encodeURIComponent(exportId)}/link`, { body }));
  const link = await linkTo(runId === undefined ? {} : { run: runId });
  const path = (await isFolder(out)) ? join(out, link.name) : out;
  await save(link.url, path);
  if (link.withdrawn === 0 || runId !== undefined) {
    return { path, withdrawnPath: null, isConfirmed: link.confirmed };
  }
  const withdrawnPath = listBeside(path);
  await save((await linkTo({ list: 'withdrawn' })).url, withdrawnPath);
  return { path, withdrawnPath, isConfirmed: link.confirmed };
};

/** Where the list of what was withdrawn lies, of a file with or without an extension: `march_withdrawn.csv`. */
export const listBeside = (path: string): string => {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}_withdrawn${ext}`);
};

/** Whole or not at all. */
const save = async (url: string, path: string): Promise<void> => {
  const contents = await download(url);
  const beside = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, contents, { mode: 0o600 });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw notSaved(path, error);
  }
};

const download = (url: string): Promise<Buffer> =>
  new Promise((done, fail) => {
    const options = { timeout: TIMEOUT_IN_MILLIS };
    const read = (response: IncomingMessage): void => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        if (response.statusCode === 200) done(Buffer.concat(chunks));
        else fail(gone(response.statusCode ?? 0));
      });
    };
    const proxied = { proxyEnv: process.env };
    const request = url.startsWith('https:')
      ? getByHttps(url, { ...options, agent: new HttpsAgent(proxied) }, read)
      : getByHttp(url, { ...options, agent: new HttpAgent() }, read);
    request.on('timeout', () => request.destroy(new Error('No answer.')));
    request.on('error', (error) => fail(notFetched(error.message)));
  });

const notSaved = (path: string, error: unknown): RefusedError =>
  new RefusedError({
    code: 'FILE_NOT_SAVED',
    message: `The file could not be saved as ${path} (${errorCode(error) ?? 'unknown error'}). Name another place.`,
  });

const gone = (status: number): RefusedError =>
  new RefusedError({
    code: 'FILE_GONE',
    message: `The file is not where it waited (${status}). "npm run sync -- exports ID --again FILE" rebuilds it.`,
  });

const notFetched = (reason: string): RefusedError =>
  new RefusedError({ code: 'UNEXPECTED', message: `The file could not be fetched: ${reason} Try again.` });
