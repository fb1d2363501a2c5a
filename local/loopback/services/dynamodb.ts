/*
 * The app's tables, in a DynamoDB that runs inside this process (dynalite). They are kept in a folder or in memory. A
 * start that was killed while it created them begins anew, because no data can be in them yet. For example, when a
 * newer version of the template gives a table other keys, the start stops and says so, rather than reading old items
 * by new keys.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import type { TableDescription } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { LocalTable } from '../template/local-app.ts';
import type { LoopbackService } from './loopback-service.ts';
import { clientOptions } from './loopback-service.ts';

/** Written once every table exists. A store without it was left half made by a killed process, and holds no data yet. */
const completeMarker = 'tables-complete';

/** Far more than they take, also on a machine with other work. */
const longestTableCreationInMillis = 60_000;
const longestRequestInMillis = 30_000;

/**
 * Starts DynamoDB (dynalite).
 * @param storeFolder where the tables are kept; null keeps them in memory
 */
export const startDynamoDb = async (storeFolder: string | null): Promise<LoopbackService> => {
  if (storeFolder !== null && !(await exists(join(storeFolder, completeMarker)))) {
    await rm(storeFolder, { recursive: true, force: true });
  }
  const server = dynalite({ createTableMs: 0, ...(storeFolder !== null && { path: storeFolder }) });
  // dynalite rethrows a request's errors, which would end this process whenever a function is killed in mid-request.
  const unanswered = new Set<ServerResponse>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    request.removeAllListeners('error').on('error', () => {});
    unanswered.add(response);
    // Closed before it was answered, but after it was received whole: dynalite is still at it.
    response.once('close', () => (response.writableEnded || !request.complete) && unanswered.delete(response));
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    close: async () => {
      await allAnswered(unanswered);
      await closeServer(server);
    },
  };
};

/**
 * Waits for requests that dynalite still works on, also those of functions that have been killed: a step on a closed
 * store would end this process.
 */
const allAnswered = async (responses: ReadonlySet<ServerResponse>): Promise<void> => {
  const deadline = Date.now() + longestRequestInMillis;
  while ([...responses].some(({ writableEnded }) => !writableEnded) && Date.now() < deadline) await delay(1);
};

/**
 * Creates the tables that do not exist yet.
 * @throws when a table kept from before has other keys or indexes than the template says.
 */
export const createTables = async (
  url: string,
  region: string,
  storeFolder: string | null,
  tables: readonly LocalTable[],
): Promise<void> => {
  const client = new DynamoDBClient(clientOptions(url, region));
  try {
    await Promise.all(tables.map((table) => createTable(client, table)));
    if (storeFolder !== null) await writeFile(join(storeFolder, completeMarker), '');
  } finally {
    client.destroy();
  }
};

const createTable = async (client: DynamoDBClient, table: LocalTable): Promise<void> => {
  const existing = await describe(client, table.name);
  if (existing !== null) {
    if (keysOf(existing.KeySchema) === keysOf([...table.keySchema])) return;
    throw new Error(`The data folder holds the table ${table.name} with other keys than this version uses`);
  }
  await client.send(
    new CreateTableCommand({
      TableName: table.name,
      KeySchema: [...table.keySchema],
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...table.attributeDefinitions],
    }),
  );
  const deadline = Date.now() + longestTableCreationInMillis;
  while ((await describe(client, table.name))?.TableStatus !== 'ACTIVE') {
    if (Date.now() > deadline) throw new Error(`The table ${table.name} did not become active`);
    await delay(1);
  }
};

const describe = async (client: DynamoDBClient, name: string): Promise<TableDescription | null> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
};

/** What must be the same for a table kept from before to be of use. */
const keysOf = (schema: TableDescription['KeySchema']): string =>
  JSON.stringify(schema?.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`));

const exists = async (file: string): Promise<boolean> =>
  readFile(file).then(
    () => true,
    () => false,
  );
