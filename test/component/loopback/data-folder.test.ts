import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DataFolderInUseError, DataFolderUnusableError } from '../../../local/loopback/data-folder.ts';
import type { Runtime } from '../../../local/loopback/start-runtime.ts';
import { smallTemplate, writeSmallAssembly } from './small-assembly.ts';
import { eventually, isRunning, startSmallRuntime } from './small-runtime.ts';

let parent: string;
let dataFolder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'data-'));
  dataFolder = join(parent, 'not', 'there', 'yet');
});

afterEach(() => rm(parent, { recursive: true, force: true }));

const withTable = async <Answer>(runtime: Runtime, use: (client: DynamoDBClient) => Promise<Answer>) => {
  const client = new DynamoDBClient(runtime.clientOptions('dynamodb'));
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
};

const withSecrets = async <Answer>(runtime: Runtime, use: (client: SecretsManagerClient) => Promise<Answer>) => {
  const client = new SecretsManagerClient(runtime.clientOptions('secretsManager'));
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
};

const secretText = (runtime: Runtime, name: string) =>
  withSecrets(runtime, async (client) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: runtime.secretArn(name) }));
    return SecretString;
  });

/** Starts the small app on the data folder, for as long as it is used. */
const onDataFolder = async <Answer>(use: (runtime: Runtime) => Promise<Answer>, assemblyFolder?: string) => {
  const small = await startSmallRuntime({ dataFolder, ...(assemblyFolder !== undefined && { assemblyFolder }) });
  try {
    return await use(small.runtime);
  } finally {
    await small[Symbol.asyncDispose]();
  }
};

const item = { pk: { S: 'order 7' }, sk: { S: 'link' }, status: { S: 'open' } };

const put = (runtime: Runtime) =>
  withTable(runtime, (client) =>
    client.send(new PutItemCommand({ TableName: runtime.tableName('Table'), Item: item })),
  );

const get = (runtime: Runtime) =>
  withTable(runtime, async (client) => {
    const { Item } = await client.send(
      new GetItemCommand({
        TableName: runtime.tableName('TableName'),
        Key: { pk: item.pk, sk: item.sk },
        ConsistentRead: true,
      }),
    );
    return Item;
  });

test('What is in a table is there at the next start', async () => {
  await onDataFolder(put);
  await onDataFolder(async (runtime) => expect(await get(runtime)).toEqual(item));
});

test('Without a data folder nothing is left for the next start', async () => {
  const first = await startSmallRuntime();
  await put(first.runtime);
  await first[Symbol.asyncDispose]();
  const second = await startSmallRuntime();
  expect(await get(second.runtime)).toBeUndefined();
  await second[Symbol.asyncDispose]();
});

test('Tables that a killed process left half made are made anew', async () => {
  await onDataFolder(put);
  await rm(join(dataFolder, 'dynamodb', 'tables-complete'));
  await onDataFolder(async (runtime) => {
    expect(await get(runtime)).toBeUndefined();
    await put(runtime);
    expect(await get(runtime)).toEqual(item);
  });
});

test('A table that a newer version keys otherwise stops the start', async () => {
  await onDataFolder(put);
  const { Resources, ...template } = smallTemplate();
  const Table0A1B2C3D = {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  };
  const assemblyFolder = await writeSmallAssembly({ ...template, Resources: { ...Resources, Table0A1B2C3D } });
  await expect(onDataFolder(get, assemblyFolder)).rejects.toThrow(/Small-Table0A1B2C3D with other keys/);
  await rm(assemblyFolder, { recursive: true });
});

test('A generated secret stays the same from start to start', async () => {
  const first = await onDataFolder((runtime) => secretText(runtime, 'HashKey'));
  const second = await onDataFolder((runtime) => secretText(runtime, 'HashKey'));
  expect(first).toMatch(/^[0-9A-Za-z]{64}$/);
  expect(second).toBe(first);
});

test("The caller's keys reach the functions' secret and never the data folder", async () => {
  const small = await startSmallRuntime({ dataFolder, secrets: { ServiceKeys: '{"key":"key-of-the-client"}' } });
  expect(await secretText(small.runtime, 'ServiceKeys')).toBe('{"key":"key-of-the-client"}');
  await small[Symbol.asyncDispose]();
  for (const file of await readdir(dataFolder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toContain('key-of-the-client');
  }
});

/** Whatever in a folder somebody else than its owner may read, write or enter. */
const openToOthers = async (folder: string): Promise<readonly string[]> => {
  const names = ['', ...(await readdir(folder, { recursive: true }))];
  const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode));
  return names.filter((_name, index) => ((modes[index] ?? 0) & 0o077) !== 0);
};

test('Everything in a data folder is for its owner alone', async () => {
  await onDataFolder(async (runtime) => {
    await put(runtime);
    await runtime.invoke('Throw', {});
    expect(await openToOthers(dataFolder)).toEqual([]);
  });
  expect(await readdir(dataFolder)).toEqual(expect.arrayContaining(['dynamodb', 'lock', 'logs', 'secrets.json']));
  expect(await readFile(join(dataFolder, 'logs', 'Throw0A1B2C3D.log'), 'utf8')).toContain('Thrown on purpose');
});

test('A data folder that an earlier version left open to others is closed', async () => {
  await onDataFolder(put);
  for (const name of ['', ...(await readdir(dataFolder, { recursive: true }))]) {
    const path = join(dataFolder, name);
    await chmod(path, (await stat(path)).isDirectory() ? 0o755 : 0o644);
  }
  await onDataFolder(async () => expect(await openToOthers(dataFolder)).toEqual([]));
});

test("The caller's own files in a data folder are made private too", async () => {
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, 'note.json'), '');
  await chmod(join(dataFolder, 'note.json'), 0o644);
  const small = await startSmallRuntime({ dataFolder, callersFiles: ['note.json'] });
  expect(await openToOthers(dataFolder)).toEqual([]);
  await small[Symbol.asyncDispose]();
});

test('What somebody else keeps in a data folder stays as it is, the folder itself too', async () => {
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, 'letter.txt'), '');
  await chmod(join(dataFolder, 'letter.txt'), 0o644);
  await chmod(dataFolder, 0o755);
  await onDataFolder(async () => expect(await openToOthers(dataFolder)).toEqual(['', 'letter.txt']));
});

test('A secret without a value has none until one is put, and keeps it then', async () => {
  await onDataFolder(async (runtime) => {
    await expect(secretText(runtime, 'ServiceKeys')).rejects.toThrow(ResourceNotFoundException);
    await withSecrets(runtime, async (client) => {
      const secretId = { SecretId: runtime.secretArn('ServiceKeys') };
      await client.send(new PutSecretValueCommand({ ...secretId, SecretString: 'one' }));
      await client.send(new PutSecretValueCommand({ ...secretId, SecretString: 'two' }));
      const previous = await client.send(new GetSecretValueCommand({ ...secretId, VersionStage: 'AWSPREVIOUS' }));
      expect(previous.SecretString).toBe('one');
      const { VersionIdsToStages } = await client.send(new DescribeSecretCommand(secretId));
      expect(Object.values(VersionIdsToStages ?? {})).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
    });
  });
  expect(await onDataFolder((runtime) => secretText(runtime, 'ServiceKeys'))).toBe('two');
});

test('A value for a secret that the template does not have stops the start', async () => {
  await expect(startSmallRuntime({ secrets: { ServiceKey: 'x' } })).rejects.toThrow(/no secret called ServiceKey;/);
});

test('A data folder in use is refused, and free again after its runtime is closed', async () => {
  const first = await startSmallRuntime({ dataFolder });
  await expect(startSmallRuntime({ dataFolder })).rejects.toThrow(DataFolderInUseError);
  await first[Symbol.asyncDispose]();
  await expect(onDataFolder(get)).resolves.toBeUndefined();
});

test('Of many starts on one data folder at once, one gets it', async () => {
  const starts = await Promise.allSettled(Array.from({ length: 6 }, () => startSmallRuntime({ dataFolder })));
  const winners = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  await Promise.all(winners.map((winner) => winner[Symbol.asyncDispose]()));
  expect(winners).toHaveLength(1);
  for (const start of starts) {
    if (start.status === 'rejected') expect(start.reason).toBeInstanceOf(DataFolderInUseError);
  }
});

test('A data folder in use is refused with the process that has it', async () => {
  await onDataFolder(async () => {
    await expect(startSmallRuntime({ dataFolder })).rejects.toThrow(
      `is in use by another process, number ${process.pid}`,
    );
  });
});

test('A data folder that cannot be created is said to be unusable', async () => {
  await writeFile(join(parent, 'not'), 'a file where the folder should go');
  await expect(startSmallRuntime({ dataFolder })).rejects.toThrow(DataFolderUnusableError);
  await expect(startSmallRuntime({ dataFolder })).rejects.toThrow(dataFolder);
});

test('A data folder where the file system takes no folders is said to be unusable, and at once', async () => {
  await expect(startSmallRuntime({ dataFolder: '/proc/no-such-folder/data' })).rejects.toThrow(DataFolderUnusableError);
});

test('After the process was killed none of its functions goes on, and the next one takes the data folder over', async () => {
  const assemblyFolder = await writeSmallAssembly();
  const script = join(import.meta.dirname, 'run-small-app.ts');
  const child = spawn(process.execPath, [script, assemblyFolder, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const functionPid = Number(line);
    expect(isRunning(functionPid)).toBe(true);
    await expect(startSmallRuntime({ dataFolder })).rejects.toThrow(DataFolderInUseError);

    child.kill('SIGKILL');
    await once(child, 'exit');
    await eventually(() => (isRunning(functionPid) ? null : true));
    await onDataFolder(async (runtime) => expect(await get(runtime)).toBeUndefined());
  } finally {
    child.kill('SIGKILL');
    await rm(assemblyFolder, { recursive: true });
  }
});

test.each(['', '{"ServiceKeys":', '{"ServiceKeys":[{"text":1}]}'])(
  'a file of secrets that is damaged (%j) is named, with what to do',
  async (content) => {
    await onDataFolder(() => Promise.resolve());
    await writeFile(join(dataFolder, 'secrets.json'), content);
    const starting = startSmallRuntime({ dataFolder, secrets: {} });
    await expect(starting).rejects.toThrow(DataFolderUnusableError);
    await expect(startSmallRuntime({ dataFolder, secrets: {} })).rejects.toThrow(
      /secrets\.json is damaged\. Delete it/,
    );

    await rm(join(dataFolder, 'secrets.json'));
    await onDataFolder(() => Promise.resolve());
  },
);
