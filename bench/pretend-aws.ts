/*
 * AWS as a function in a process of its own meets it when it is measured: a table that answers as DynamoDB does, secrets,
 * and a queue that takes every message and forgets it. It is all on this machine and answers at once, so that the
 * function's own work is what is measured. For example, a table filled with the links of 20,000 people gives start-run
 * all that it ever has to hold.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { closeServer, listenOnLoopback } from '../local/loopback/loopback-server.ts';
import { createTables, startDynamoDb } from '../local/loopback/services/dynamodb.ts';
import { clientOptions } from '../local/loopback/services/loopback-service.ts';
import { KEYS } from '../local/simulation/simulated-vendors.ts';
import type { Item } from '../shared/state/table.ts';

const REGION = 'eu-north-1';
const TABLE = 'state';
const VENDOR_KEYS = 'vendor-keys';
const PUTS_AT_ONCE = 20;

const batchSchema = z.object({ Entries: z.array(z.object({ MessageBody: z.string() })).default([]) });

export interface PretendAws {
  /** Of all services but the table. */
  readonly url: string;
  /** What a function reads from its environment, but for the addresses of Simployer and PowerOffice. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many messages have been sent. */
  messagesSent(): number;
  close(): Promise<void>;
}

/** @param items what the table holds */
export const startPretendAws = async (items: readonly Item[]): Promise<PretendAws> => {
  const dynamoDb = await startDynamoDb(null);
  await createTables(dynamoDb.url, REGION, null, [
    {
      logicalId: TABLE,
      name: TABLE,
      attributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      keySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    },
  ]);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientOptions(dynamoDb.url, REGION)));
  for (let first = 0; first < items.length; first += PUTS_AT_ONCE) {
    const some = items.slice(first, first + PUTS_AT_ONCE);
    await Promise.all(some.map((item) => client.send(new PutCommand({ TableName: TABLE, Item: item }))));
  }

  let messagesSent = 0;
  const others = createServer((request, response) => {
    void text(request).then((body) => {
      messagesSent += batchSchema.catch({ Entries: [] }).parse(JSON.parse(body)).Entries.length;
      const SecretString = body.includes(VENDOR_KEYS) ? JSON.stringify(KEYS.keys) : KEYS.hashKey;
      return response
        .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify({ SecretString, Successful: [], Failed: [] }));
    });
  });
  const url = await listenOnLoopback(others);

  return {
    url,
    environment: {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: url,
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
      NODE_OPTIONS: '--enable-source-maps',
      TABLE_NAME: TABLE,
      PACE_TABLE_NAME: TABLE,
      START_QUEUE_URL: `${url}/starts`,
      EMPLOYEE_QUEUE_URL: `${url}/employees`,
      MAIL_QUEUE_URL: `${url}/mails`,
      VENDOR_KEYS_SECRET_ARN: VENDOR_KEYS,
      HASH_KEY_SECRET_ARN: 'hash-key',
      POWEROFFICE_MAX_REQUESTS_PER_SECOND: '10',
      // Of a flow that is not measured.
      XLEDGER_URL: `${url}/xledger`,
    },
    messagesSent: () => messagesSent,
    close: async () => {
      client.destroy();
      await Promise.all([dynamoDb.close(), closeServer(others)]);
    },
  };
};
