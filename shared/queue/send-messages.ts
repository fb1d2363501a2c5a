/*
 * Sends a run's messages to SQS, ten a request and as many bytes as it takes. SQS may refuse a request as a whole or
 * some of its messages. A refusal that will pass is tried again; one for what a message holds is not, and the message
 * goes once more without what makes it large or strange. What is refused even so is given back, so that its record can
 * be reported. For example, of 25 messages one holds a character that SQS does not take: 24 go as they are, and that
 * one goes bare.
 */
import { SendMessageBatchCommand, SQSServiceException } from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { MESSAGES_PER_SQS_REQUEST } from '../run/limits.ts';
import { toAsciiJson } from './ascii-json.ts';

/** SQS takes this many bytes a batch (and as many a message); a little is left for its own wrapping. */
const BYTES_PER_BATCH = 250_000;
const BATCHES_AT_ONCE = 4;
const TRIES = 5;

/** Refusals of what a message holds or how large it is; any other stands for every message. */
const REFUSALS_OF_CONTENT = new Set([
  'InvalidMessageContents',
  'BatchRequestTooLong',
  'InvalidParameterValue',
  'AWS.SimpleQueueService.BatchRequestTooLong',
]);

/** What SQS may say of one message, and means all of them. */
const STANDS_FOR_ALL = /kms|access|throttl/i;

interface Message {
  readonly subject: unknown;
}

interface Entry<T extends Message> {
  readonly message: T;
  readonly body: string;
}

/**
 * Sends messages, in batches. One that SQS refuses for what it holds, or that is too large, goes without its subject: the
 * worker then reads the record by itself. The others go on.
 * @returns the messages that were refused even so
 * @throws Error when SQS keeps failing for all of them; some may have been sent then, and sending all again is harmless
 */
export const sendMessages = async <T extends Message>(
  client: Pick<SQSClient, 'send'>,
  queueUrl: string,
  messages: readonly T[],
): Promise<readonly T[]> => {
  const refused = await sendAll(client, queueUrl, messages, toEntry);
  return sendAll(client, queueUrl, refused, toBareEntry);
};

type ToEntry<T extends Message> = (message: T) => Entry<T>;

const toEntry = <T extends Message>(message: T): Entry<T> => {
  const body = toAsciiJson(message);
  return body.length <= BYTES_PER_BATCH ? { message, body } : toBareEntry(message);
};

const toBareEntry = <T extends Message>(message: T): Entry<T> => ({
  message,
  body: toAsciiJson({ ...message, subject: null }),
});

/** @returns what was refused for what it holds */
const sendAll = async <T extends Message>(
  client: Pick<SQSClient, 'send'>,
  queueUrl: string,
  messages: readonly T[],
  toEntry: ToEntry<T>,
): Promise<readonly T[]> => {
  const batches = batchesOf(messages, toEntry);
  const sendByTurns = async (): Promise<T[]> => {
    const refused: T[] = [];
    for (const batch of batches) {
      refused.push(...(await sendBatch(client, queueUrl, batch)).map(({ message }) => message));
    }
    return refused;
  };
  return (await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, sendByTurns))).flat();
};

/** Written out as they are sent: the texts of 20,000 messages at once are as large as all that they are made of. */
const batchesOf = function* <T extends Message>(
  messages: readonly T[],
  toEntry: ToEntry<T>,
): Generator<readonly Entry<T>[]> {
  let batch: Entry<T>[] = [];
  let bytes = 0;
  for (const message of messages) {
    const entry = toEntry(message);
    if (
      batch.length === MESSAGES_PER_SQS_REQUEST ||
      (batch.length > 0 && bytes + entry.body.length > BYTES_PER_BATCH)
    ) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += entry.body.length;
  }
  if (batch.length > 0) yield batch;
};

/** SQS may refuse a batch as a whole, or some of it: for what a message holds once and for all, else until tried again. */
const sendBatch = async <T extends Message>(
  client: Pick<SQSClient, 'send'>,
  queueUrl: string,
  batch: readonly Entry<T>[],
): Promise<readonly Entry<T>[]> => {
  const refused: Entry<T>[] = [];
  let unsent = batch;
  for (let tries = 0; tries < TRIES && unsent.length > 0; tries += 1) {
    const failures = await failuresOf(client, queueUrl, unsent);
    if (failures === 'whole-batch' && unsent.length > 1) {
      const halves = [unsent.slice(0, unsent.length / 2), unsent.slice(unsent.length / 2)];
      const answers = await Promise.all(halves.map((half) => sendBatch(client, queueUrl, half)));
      return [...refused, ...answers.flat()];
    }
    if (failures === 'whole-batch') return [...refused, ...unsent];
    refused.push(...unsent.filter((_, index) => failures.get(index) === 'content'));
    unsent = unsent.filter((_, index) => failures.get(index) === 'passing');
  }
  if (unsent.length > 0) throw new Error(`SQS refused ${unsent.length} of ${batch.length} messages ${TRIES} times.`);
  return refused;
};

/** Index in the batch -> why it was not taken; `whole-batch` when it was refused as one, for what some of it holds. */
const failuresOf = async <T extends Message>(
  client: Pick<SQSClient, 'send'>,
  queueUrl: string,
  batch: readonly Entry<T>[],
): Promise<ReadonlyMap<number, 'content' | 'passing'> | 'whole-batch'> => {
  const entries = batch.map(({ body }, index) => ({ Id: String(index), MessageBody: body }));
  try {
    const { Failed: failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    return new Map(
      failed.map(({ Id, SenderFault = false, Code = '' }) => [
        Number(Id),
        SenderFault && !STANDS_FOR_ALL.test(Code) ? 'content' : 'passing',
      ]),
    );
  } catch (error) {
    if (error instanceof SQSServiceException && REFUSALS_OF_CONTENT.has(error.name)) return 'whole-batch';
    throw error;
  }
};
