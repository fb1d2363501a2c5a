import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Item, Table } from './table.ts';

const itemSchema = z.looseObject({ pk: z.string(), sk: z.string(), version: z.number().int() });

/** True when the conditional write went through, false when its condition did not hold. */
const conditionally = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** The table in DynamoDB. Reads are strongly consistent; the client retries throttling by itself. */
export const createDynamoDbTable = (client: DynamoDBDocumentClient, tableName: string): Table => {
  const query = async (input: Omit<QueryCommandInput, 'TableName' | 'ConsistentRead'>): Promise<Item[]> => {
    const items: Item[] = [];
    let next: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          ...input,
          TableName: tableName,
          ConsistentRead: true,
          ...(next && { ExclusiveStartKey: next }),
        }),
      );
      for (const item of page.Items ?? []) items.push(itemSchema.parse(item));
      next = input.Limit === undefined ? page.LastEvaluatedKey : undefined;
    } while (next !== undefined);
    return items;
  };

  return {
    get: async ({ pk, sk }) => {
      const { Item: item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }),
      );
      return item === undefined ? null : itemSchema.parse(item);
    },

    put: (item) =>
      conditionally(
        client.send(
          new PutCommand({
            TableName: tableName,
            Item: item,
            ...(item.version === 1
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: 'version = :previous',
                  ExpressionAttributeValues: { ':previous': item.version - 1 },
                }),
          }),
        ),
      ),

    remove: ({ pk, sk }, version) =>
      conditionally(
        client.send(
          new DeleteCommand({
            TableName: tableName,
            Key: { pk, sk },
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: { ':version': version },
          }),
        ),
      ),

    query: (pk, prefix) =>
      query(
        prefix === undefined
          ? { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }
          : {
              KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
              ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
            },
      ),

    queryLast: (pk, limit) =>
      query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ScanIndexForward: false,
        Limit: limit,
      }),
  };
};
