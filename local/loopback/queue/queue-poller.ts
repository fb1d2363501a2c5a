/*
 * Takes a queue's messages to its function, as an event source mapping does in AWS. It receives a batch, runs the
 * function on it, and deletes the messages that the function is done with. A message that failed comes back when its
 * invisibility has passed, and after so many tries SQS makes a dead letter of it. For example, of ten messages the
 * function reports the fourth as failed: nine are deleted, and the fourth is received again later. When the
 * function's process is killed, all ten come again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { LambdaRuntime } from '../lambda/lambda-runtime.ts';
import { clientOptions } from '../services/loopback-service.ts';
import type { LocalMapping } from '../template/local-app.ts';
import { failedMessages } from './batch-outcome.ts';
import { hiddenForMillis } from './hidden-messages.ts';
import type { ReceivedMessage } from './sqs-event.ts';
import { toReceivedMessages, toSqsEvent } from './sqs-event.ts';

/** What an event source mapping does in AWS: takes a queue's messages to a function, and acknowledges those it is done with. */
export interface QueuePoller {
  /** How many batches are on their way. */
  active(): number;
  /** Takes no more messages; resolves when those on their way have been answered. */
  stop(): Promise<void>;
}

interface QueuePollerOptions {
  readonly mapping: LocalMapping;
  readonly queueUrl: string;
  readonly sqsUrl: string;
  readonly region: string;
  readonly lambda: Pick<LambdaRuntime, 'invoke'>;
  /** Told when a batch has been worked on, be it in vain. */
  readonly onDelivered: () => void;
  /** Told of what should not happen: the queue service not answering. */
  readonly onProblem: (message: string) => void;
}

const longPollInSeconds = 20;
const pauseAfterProblemInMillis = 250;
/**
 * A person who waits for a run should not wait out the minutes for which AWS hides the messages of a killed function:
 * that time passes a thousand times as fast here.
 */
const hiddenTimeIsShorterBy = 1_000;

/**
 * Starts to take messages. Each batch is acknowledged by itself: done messages are deleted; those that the function reported
 * as failed stay invisible until their timeout, which the function may have changed. So does all of it when the whole
 * batch failed (the function threw, ran out of time, died, or answered nonsense), but on a scaled clock.
 */
export const startQueuePoller = (options: QueuePollerOptions): QueuePoller => {
  const { mapping, queueUrl, sqsUrl, region, lambda, onDelivered, onProblem } = options;
  const client = new SQSClient({ ...clientOptions(sqsUrl, region), maxAttempts: 1 });
  const stopping = new AbortController();
  const batches = new Set<Promise<void>>();

  const receiveBatch = async (): Promise<readonly ReceivedMessage[]> => {
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: mapping.batchSize,
        WaitTimeSeconds: longPollInSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stopping.signal },
    );
    return toReceivedMessages(Messages ?? []);
  };

  const deliver = async (batch: readonly ReceivedMessage[]): Promise<void> => {
    const event = toSqsEvent(batch, mapping.queueArn, region);
    const result = await lambda.invoke(mapping.functionName, JSON.stringify(event));
    const messageIds = batch.map(({ messageId }) => messageId);
    const failed = failedMessages(result, messageIds);
    if (failed === 'all') {
      const hidden = await hiddenForMillis(queueUrl);
      const longest = Math.max(0, ...batch.map(({ receiptHandle }) => hidden.get(receiptHandle) ?? 0));
      await delay(longest / hiddenTimeIsShorterBy, undefined, { signal: stopping.signal }).catch(() => undefined);
      const Entries = toEntries(batch).map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
      await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
      return;
    }
    const Entries = toEntries(batch.filter(({ messageId }) => !failed.has(messageId)));
    if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  };

  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        if (batches.size >= mapping.concurrency) await Promise.race(batches);
        const messages = await receiveBatch();
        if (messages.length === 0) continue;
        const batch: Promise<void> = deliver(messages)
          .catch((error: unknown) => onProblem(`A batch of ${queueUrl} could not be acknowledged: ${String(error)}`))
          .finally(() => {
            batches.delete(batch);
            onDelivered();
          });
        batches.add(batch);
      } catch (error) {
        if (stopping.signal.aborted) return;
        onProblem(`Nothing could be received from ${queueUrl}: ${String(error)}`);
        await delay(pauseAfterProblemInMillis);
      }
    }
  };

  const working = work();
  return {
    active: () => batches.size,
    stop: async () => {
      stopping.abort();
      await working;
      await Promise.all(batches);
      client.destroy();
    },
  };
};

const toEntries = (messages: readonly ReceivedMessage[]) =>
  messages.map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
