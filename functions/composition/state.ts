import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbTable } from '../../shared/state/dynamodb-table.ts';
import { createEmployeeStore } from '../../shared/state/employee-store.ts';
import { createRunStore } from '../../shared/state/run-store.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 8 }), {
  marshallOptions: { removeUndefinedValues: true },
});

/** A table of this account by its name. */
export const openTable = (tableName: string) => createDynamoDbTable(client, tableName);

/** What the sync remembers. */
export const openState = (tableName: string) => {
  const table = openTable(tableName);
  return { runs: createRunStore(table), employees: createEmployeeStore(table) };
};
