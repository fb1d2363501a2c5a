import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientOptions } from '../../../local/loopback/services/loopback-service.ts';
import { startDynamoDb } from '../../../local/loopback/services/dynamodb.ts';
import { createDynamoDbTable } from '../../../shared/state/dynamodb-table.ts';
import type { Table } from '../../../shared/state/table.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';

export interface OpenTable {
  readonly table: Table;
  readonly close: () => Promise<void>;
}

/** @param prepare may put something between the client and its service */
export const openDynamoDb = async (
  prepare: (client: DynamoDBDocumentClient) => void = () => undefined,
): Promise<OpenTable> => {
  const service = await startDynamoDb(null);
  const client = new DynamoDBClient(clientOptions(service.url, 'eu-north-1'));
  await client.send(
    new CreateTableCommand({
      TableName: 'state',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
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
