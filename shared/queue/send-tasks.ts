import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** SQS takes ten messages and this many bytes a batch (and as many a message); a little is left for its own wrapping. */
const MESSAGES_PER_BATCH = 10;
const BYTES_PER_BATCH = 250_000;
const BATCHES_AT_ONCE = 4;
const TRIES = 5;

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
}

/**
 * Sends one message per task, in batches. A task too large for a message goes without its subject: the worker then
 * reads the person by itself.
 * @throws Error when SQS keeps refusing a message; some may have been sent then, and sending all again is harmless
 */
export const sendTasks = async (
  client: SQSClient,
  queueUrl: string,
  tasks: readonly { readonly subject: unknown }[],
): Promise<void> => {
  const batches = toBatches(tasks.map((task, index) => ({ Id: String(index), MessageBody: toBody(task) })));
  for (let start = 0; start < batches.length; start += BATCHES_AT_ONCE) {
    await Promise.all(batches.slice(start, start + BATCHES_AT_ONCE).map((batch) => sendBatch(client, queueUrl, batch)));
  }
};

const toBody = (task: { readonly subject: unknown }): string => {
  const body = JSON.stringify(task);
  return Buffer.byteLength(body) <= BYTES_PER_BATCH ? body : JSON.stringify({ ...task, subject: null });
};

const toBatches = (entries: readonly Entry[]): Entry[][] => {
  const batches: Entry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody);
    const last = batches.at(-1);
    if (last === undefined || last.length === MESSAGES_PER_BATCH || bytes + size > BYTES_PER_BATCH) {
      batches.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return batches;
};

/** SQS may refuse some of a batch: those are sent again. */
const sendBatch = async (client: SQSClient, queueUrl: string, batch: readonly Entry[]): Promise<void> => {
  let left = batch;
  for (let tries = 0; tries < TRIES && left.length > 0; tries += 1) {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...left] }));
    left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
  }
  if (left.length > 0) throw new Error(`SQS refused ${left.length} of ${batch.length} messages ${TRIES} times.`);
};
