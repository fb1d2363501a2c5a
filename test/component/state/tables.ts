import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientOptions } from '../../../local/loopback/services/loopback-service.ts';
import { createTables, startDynamoDb } from '../../../local/loopback/services/dynamodb.ts';
import { createDynamoDbTable } from '../../../shared/state/dynamodb-table.ts';
import type { Item, Table } from '../../../shared/state/table.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';

export interface OpenTable {
  readonly table: Table;
  readonly close: () => Promise<void>;
}

const region = 'eu-north-1';

/** @param prepare may put something between the client and its service */
export const openDynamoDb = async (
  prepare: (client: DynamoDBDocumentClient) => void = () => undefined,
): Promise<OpenTable> => {
  const service = await startDynamoDb(null);
  const client = new DynamoDBClient(clientOptions(service.url, region));
  await createTables(service.url, region, null, [
    {
      logicalId: 'State',
      name: 'state',
      keySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      attributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    },
  ]);
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  prepare(documents);
  return {
    table: createDynamoDbTable(documents, 'state'),
    close: async () => {
      client.destroy();
      await service.close();
    },
  };
};

/** Of a table, the partitions whose names begin so, which whoever uses them does not see. */
const partitionsOf = (table: Table, prefix: string): Table => {
  const inside = <Place extends { readonly pk: string }>(place: Place): Place => ({ ...place, pk: prefix + place.pk });
  const outside = (item: Item): Item => ({ ...item, pk: item.pk.slice(prefix.length) });
  return {
    get: async (key) => {
      const item = await table.get(inside(key));
      return item === null ? null : outside(item);
    },
    put: (item) => table.put(inside(item)),
    remove: (key, version) => table.remove(inside(key), version),
    query: async (pk, beginning) => (await table.query(prefix + pk, beginning)).map(outside),
    page: async (pk, request) => {
      const { items, next } = await table.page(prefix + pk, request);
      return { items: items.map(outside), next };
    },
  };
};

/** One for a test file: to make it takes longer than most tests, each of which has partitions of its own in it. */
let dynamoDb: Promise<OpenTable> | null = null;
let openedBefore = 0;
afterAll(async () => (await dynamoDb)?.close());

const openPartitions = async (): Promise<OpenTable> => {
  const { table } = await (dynamoDb ??= openDynamoDb());
  openedBefore += 1;
  return { table: partitionsOf(table, `${openedBefore}/`), close: async () => Promise.resolve() };
};

/** The table that the code runs on, and the one that other tests put in its place: both must behave the same. */
export const TABLES: readonly (readonly [string, () => Promise<OpenTable>])[] = [
  ['DynamoDB', openPartitions],
  ['memory', async () => Promise.resolve({ table: createMemoryTable(), close: async () => Promise.resolve() })],
];
