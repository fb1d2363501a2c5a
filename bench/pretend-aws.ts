/*
 * AWS as a function in a process of its own meets it when it is measured: a table, secrets, and a queue that takes every
 * message and forgets it. It is all on this machine and answers at once, so that the function's own work is what is
 * measured. For example, a table filled with the links of 20,000 people gives start-run all that it ever has to hold.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { closeServer, listenOnLoopback } from '../local/loopback/loopback-server.ts';
import { KEYS } from '../local/simulation/simulated-vendors.ts';
import type { Item } from '../shared/state/table.ts';
import { createPretendTable } from './pretend-table.ts';
import type { TableAnswer } from './pretend-table.ts';

const TABLE = 'state';
const VENDOR_KEYS = 'vendor-keys';
/** What the protocol's operations on a table begin with; `AmazonSQS.` and `secretsmanager.` are the others. */
const ON_TABLE = 'DynamoDB_20120810.';

const batchSchema = z.object({ Entries: z.array(z.object({ MessageBody: z.string() })).default([]) });

export interface PretendAws {
  /** Of all services. */
  readonly url: string;
  /** What a function reads from its environment, but for the addresses of Simployer and PowerOffice. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many messages have been sent. */
  messagesSent(): number;
  close(): Promise<void>;
}

/** @param items what the table holds */
export const startPretendAws = async (items: readonly Item[]): Promise<PretendAws> => {
  const table = createPretendTable(items);
  let messagesSent = 0;
  const answer = (target: string, body: string): TableAnswer => {
    if (target.startsWith(ON_TABLE)) return table(target.slice(ON_TABLE.length), body);
    messagesSent += batchSchema.catch({ Entries: [] }).parse(JSON.parse(body)).Entries.length;
    const SecretString = body.includes(VENDOR_KEYS) ? JSON.stringify(KEYS.keys) : KEYS.hashKey;
    return { status: 200, body: { SecretString, Successful: [], Failed: [] } };
  };
  const server = createServer((request, response) => {
    void text(request).then((received) => {
      const { status, body } = answer(String(request.headers['x-amz-target']), received);
      return response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  });
  const url = await listenOnLoopback(server);

  return {
    url,
    environment: {
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: url,
      NODE_OPTIONS: '--enable-source-maps',
      TABLE_NAME: TABLE,
      PACE_TABLE_NAME: TABLE,
      START_QUEUE_URL: `${url}/starts`,
      EMPLOYEE_QUEUE_URL: `${url}/employees`,
      XLEDGER_QUEUE_URL: `${url}/xledger`,
      LEAVES_QUEUE_URL: `${url}/leaves`,
      EXPORT_BUCKET: 'files',
      MAIL_QUEUE_URL: `${url}/mails`,
      VENDOR_KEYS_SECRET_ARN: VENDOR_KEYS,
      HASH_KEY_SECRET_ARN: 'hash-key',
      POWEROFFICE_MAX_REQUESTS_PER_SECOND: '10',
      // Of a flow that is not measured.
      XLEDGER_URL: `${url}/xledger`,
    },
    messagesSent: () => messagesSent,
    close: () => closeServer(server),
  };
};
