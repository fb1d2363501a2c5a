import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** Every item of every table of a DynamoDB, with what has expired. @throws Error for more than one page of a table */
export const storedItems = async (options: DynamoDBClientConfig): Promise<readonly Record<string, any>[]> => {
  const client = new DynamoDBClient(options);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const items: Record<string, any>[] = [];
  for (const table of TableNames) {
    const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand({ TableName: table }));
    if (LastEvaluatedKey !== undefined) throw new Error(`${table} has more items than a test looks through.`);
    items.push(...Items);
  }
  client.destroy();
  return items;
};
