/*
 * The table of shared/state/table.ts in DynamoDB: single items, read as they are and written on a condition, and whole
 * partitions. A write says which version it replaces, and DynamoDB refuses it when there is another. The AWS client
 * repeats a request that got no answer, so a refusal may come from our own first try; own-writes.ts tells the two
 * apart. For example, two workers write version 8 of one item: one gets true, and the other gets false, reads version
 * 8, and decides anew.
 */
import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { recogniseOwnWrites } from './own-writes.ts';
import type { RepeatingTable, WriteAnswer } from './own-writes.ts';
import type { Item, Table } from './table.ts';

const keySchema = z.object({ sk: z.string() });
const itemSchema = z.looseObject({ pk: z.string(), sk: z.string(), version: z.number().int() });

/** Sends a conditional write; a condition that does not hold is an answer. */
const conditionally = async (write: Promise<unknown>): Promise<WriteAnswer> => {
  try {
    await write;
    return 'written';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return (error.$metadata.attempts ?? 1) > 1 ? 'refused-when-repeated' : 'refused';
  }
};

/**
 * The table in DynamoDB. Reads are strongly consistent, those of views excepted; the client repeats what was throttled
 * or got no answer.
 */
export const createDynamoDbTable = (client: DynamoDBDocumentClient, tableName: string): Table => {
  const repeating: RepeatingTable = {
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

    query: async (pk, prefix) => {
      const items: Item[] = [];
      let next: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            ...whereKey(pk, prefix),
            ConsistentRead: true,
            ...(next && { ExclusiveStartKey: next }),
          }),
        );
        for (const item of page.Items ?? []) items.push(itemSchema.parse(item));
        next = page.LastEvaluatedKey;
      } while (next !== undefined);
      return items;
    },

    page: async (pk, { prefix, after = null, limit, newestFirst = false, attributes }) => {
      const names =
        attributes && ['pk', 'sk', 'version', ...attributes].map((name, index) => [`#${index}`, name] as const);
      const page = await client.send(
        new QueryCommand({
          TableName: tableName,
          ...whereKey(pk, prefix),
          ScanIndexForward: !newestFirst,
          ...(limit !== undefined && { Limit: limit }),
          ...(after !== null && { ExclusiveStartKey: { pk, sk: after } }),
          ...(names && {
            ProjectionExpression: names.map(([alias]) => alias).join(', '),
            ExpressionAttributeNames: Object.fromEntries(names),
          }),
        }),
      );
      return {
        items: (page.Items ?? []).map((item) => itemSchema.parse(item)),
        next: page.LastEvaluatedKey === undefined ? null : keySchema.parse(page.LastEvaluatedKey).sk,
      };
    },
  };
  return recogniseOwnWrites(repeating, randomUUID);
};

const whereKey = (
  pk: string,
  prefix: string | undefined,
): Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeValues'> =>
  prefix === undefined
    ? { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }
    : {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      };
