import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientOptions } from '../../../local/loopback/services/loopback-service.ts';
import { createTables, startDynamoDb } from '../../../local/loopback/services/dynamodb.ts';
import { createDynamoDbTable } from '../../../shared/state/dynamodb-table.ts';
import type { Table } from '../../../shared/state/table.ts';
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

/** The table that the code runs on, and the one that other tests put in its place: both must behave the same. */
export const TABLES: readonly (readonly [string, () => Promise<OpenTable>])[] = [
  ['DynamoDB', () => openDynamoDb()],
  ['memory', async () => Promise.resolve({ table: createMemoryTable(), close: async () => Promise.resolve() })],
];
