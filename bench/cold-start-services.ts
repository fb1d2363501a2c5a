/*
 * What a worker finds when the benchmark starts it from nothing: AWS's services and an address for the vendors on this
 * machine, the state table as it is in the middle of a run, and one message. For example, the message is that of the only
 * person of an invented company, and a worker that is new reads their link before it asks any vendor.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { closeServer, listenOnLoopback } from '../local/loopback/loopback-server.ts';
import { createTables, startDynamoDb } from '../local/loopback/services/dynamodb.ts';
import { clientOptions } from '../local/loopback/services/loopback-service.ts';
import { toSqsEvent } from '../local/simulation/simulated-lambda.ts';
import { KEYS } from '../local/simulation/simulated-vendors.ts';
import { createWorld } from '../local/simulation/world.ts';
import type { Item } from '../shared/state/table.ts';

const REGION = 'eu-north-1';
const TABLE = 'state';
const VENDOR_KEYS = 'vendor-keys';

export interface ColdStartServices {
  /** What a function reads from its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The event of a worker, as JSON: the message of one person, in a run that is under way. */
  readonly event: string;
  close(): Promise<void>;
}

/** The message of the only person of a company, and the table as it is when that message is sent. */
const firstMessage = async (): Promise<{ readonly message: string; readonly items: readonly Item[] }> => {
  const sent: { message: string; items: readonly Item[] }[] = [];
  const world = createWorld({
    company: 1,
    options: {
      // What is stored expires.
      startsAt: new Date().toISOString(),
      replace: {
        message: (message) => {
          sent.push({ message: JSON.stringify(message), items: world.table.items() });
          return message;
        },
      },
    },
  });
  await world.run();
  const [first] = sent;
  if (first === undefined) throw new Error('No message was sent.');
  return first;
};

/** What a new worker finds: AWS's services and the vendors' address on this machine, and a message to work on. */
export const startColdStartServices = async (): Promise<ColdStartServices> => {
  const { message, items } = await firstMessage();
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
  for (const item of items) await client.send(new PutCommand({ TableName: TABLE, Item: item }));

  /** Secrets Manager and SQS; the vendors are not answered, for the measurement is over by then. */
  const others = createServer((request, response) => {
    void text(request).then((body) =>
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(
        JSON.stringify({
          SecretString: body.includes(VENDOR_KEYS) ? JSON.stringify(KEYS.keys) : KEYS.hashKey,
          Successful: [],
          Failed: [],
        }),
      ),
    );
  });
  const url = await listenOnLoopback(others);

  return {
    environment: {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: url,
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
      NODE_OPTIONS: '--enable-source-maps',
      TABLE_NAME: TABLE,
      PACE_TABLE_NAME: TABLE,
      EMPLOYEE_QUEUE_URL: `${url}/employees`,
      MAIL_QUEUE_URL: `${url}/mails`,
      VENDOR_KEYS_SECRET_ARN: VENDOR_KEYS,
      HASH_KEY_SECRET_ARN: 'hash-key',
      SIMPLOYER_BASE_URL: `${url}/simployer`,
      POWEROFFICE_BASE_URL: `${url}/poweroffice`,
      POWEROFFICE_TOKEN_URL: `${url}/token`,
      POWEROFFICE_MAX_REQUESTS_PER_SECOND: '10',
    },
    event: JSON.stringify(
      toSqsEvent([{ messageId: '1', receiptHandle: '1', body: message, receiveCount: 1, sentAt: Date.now() }]),
    ),
    close: async () => {
      client.destroy();
      await Promise.all([dynamoDb.close(), closeServer(others)]);
    },
  };
};
