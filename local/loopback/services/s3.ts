/*
 * S3, as far as whole objects go: one is stored, and fetched by its address. In a data folder an object is a plain file,
 * which lies there whole or not at all, and goes when the lifecycle of its bucket says so. Signatures are taken as they
 * are, as permissions on one machine are. For example, a file that was stored eight days ago in a bucket that keeps seven
 * is deleted at the next start.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { LocalBucket } from '../template/local-app.ts';
import type { LoopbackService } from './loopback-service.ts';

const DAY_IN_MILLIS = 24 * 3600 * 1000;

/** Where objects are kept, by the path that their address has. */
interface Objects {
  readonly put: (path: string, body: Buffer) => Promise<void>;
  /** Null when there is none. */
  readonly get: (path: string) => Promise<Buffer | null>;
}

const inMemory = (): Objects => {
  const objects = new Map<string, Buffer>();
  return {
    put: (path, body) => {
      objects.set(path, body);
      return Promise.resolve();
    },
    get: (path) => Promise.resolve(objects.get(path) ?? null),
  };
};

const inFolder = (folder: string): Objects => ({
  put: async (path, body) => {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    // A process that is killed while it writes leaves no half file under the name.
    const beside = `${target}.${randomUUID()}`;
    await writeFile(beside, body);
    await rename(beside, target);
  },
  get: (path) => readFile(join(folder, path)).catch(() => null),
});

/** Deletes what its bucket keeps no longer. */
const removeExpired = async (folder: string, buckets: readonly LocalBucket[], now: number): Promise<void> => {
  for (const { name, keepsForDays } of buckets) {
    if (keepsForDays === null) continue;
    const inBucket = join(folder, name);
    const files = await readdir(inBucket, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const file of files.filter((one) => one.isFile())) {
      const path = join(file.parentPath, file.name);
      if ((await stat(path)).mtimeMs + keepsForDays * DAY_IN_MILLIS <= now) await rm(path);
    }
  }
};

/** The bucket and the key of an address; null for one that leads elsewhere. */
const pathOf = ({ url = '' }: IncomingMessage, buckets: readonly LocalBucket[]): string | null => {
  const parts = new URL(url, 'http://localhost').pathname.split('/').slice(1).map(decodeURIComponent);
  const isOurs = buckets.some(({ name }) => name === parts[0]) && parts.length > 1;
  return isOurs && parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)) ? parts.join('/') : null;
};

const readWhole = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(request, 'end');
  return Buffer.concat(chunks);
};

/**
 * Listens for S3.
 * @param folder where objects are kept; null keeps them in memory
 */
export const startS3 = async (folder: string | null, buckets: readonly LocalBucket[]): Promise<LoopbackService> => {
  if (folder !== null) await removeExpired(folder, buckets, Date.now());
  const objects = folder === null ? inMemory() : inFolder(folder);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request, buckets);
    if (path === null) return refuse(response, 404);
    if (request.method === 'PUT') {
      await objects.put(path, await readWhole(request));
      response.writeHead(200).end();
      return;
    }
    if (request.method !== 'GET') return refuse(response, 405);
    const body = await objects.get(path);
    if (body === null) return refuse(response, 404);
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': body.length }).end(body);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => refuse(response, 500));
  });
  const url = await listenOnLoopback(server);
  return { url, close: () => closeServer(server) };
};

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status).end();
};
