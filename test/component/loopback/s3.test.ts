import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { startS3 } from '../../../local/loopback/services/s3.ts';
import type { LoopbackService } from '../../../local/loopback/services/loopback-service.ts';
import { createTempFolder } from '../../builders/temp-folder.ts';

const BUCKETS = [{ logicalId: 'Bucket', name: 'exports', keepsForDays: 7 }];
const started: LoopbackService[] = [];

const start = async (folder: string | null): Promise<string> => {
  const service = await startS3(folder, BUCKETS);
  started.push(service);
  return service.url;
};
const put = async (url: string, path: string, body: string): Promise<number> =>
  (await fetch(`${url}${path}`, { method: 'PUT', body })).status;
const get = async (url: string, path: string): Promise<readonly [status: number, body: string]> => {
  const response = await fetch(`${url}${path}`);
  return [response.status, await response.text()];
};

afterEach(async () => {
  for (const service of started.splice(0)) await service.close();
});

test.each([
  ['in memory', () => Promise.resolve(null)],
  ['in a data folder', () => createTempFolder('s3')],
])(
  'An object %s is fetched as it was stored, by its address with or without a signature',
  async (_where, makeFolder) => {
    const url = await start(await makeFolder());
    expect(await put(url, '/exports/run-1/a/file.csv', '"Ærlig";"1"\r\n')).toBe(200);
    expect(await get(url, '/exports/run-1/a/file.csv?X-Amz-Signature=abc')).toEqual([200, '"Ærlig";"1"\r\n']);
    expect(await put(url, '/exports/run-1/a/file.csv', 'second')).toBe(200);
    expect(await get(url, '/exports/run-1/a/file.csv')).toEqual([200, 'second']);
    expect((await get(url, '/exports/run-1/b/file.csv'))[0]).toBe(404);
  },
);

test('An object outlives the process, and goes when its bucket keeps it no longer', async () => {
  const folder = await createTempFolder('s3');
  await put(await start(folder), '/exports/run-1/file.csv', 'kept');
  expect(await get(await start(folder), '/exports/run-1/file.csv')).toEqual([200, 'kept']);
  const past = new Date(Date.now() - 8 * 24 * 3600_000);
  await utimes(join(folder, 'exports', 'run-1', 'file.csv'), past, past);
  expect((await get(await start(folder), '/exports/run-1/file.csv'))[0]).toBe(404);
  expect(await readdir(join(folder, 'exports', 'run-1'))).toEqual([]);
});

test.each(['/other/file.csv', '/exports', '/exports/..%2f..%2fsecrets.json', '/exports/%2e%2e/lock'])(
  'What is no object of a bucket is not there: %s',
  async (path) => {
    const url = await start(await createTempFolder('s3'));
    expect(await put(url, path, 'x')).toBe(404);
    expect((await get(url, path))[0]).toBe(404);
  },
);
