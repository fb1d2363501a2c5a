import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { toAsciiJson } from './ascii-json.ts';

/** What the functions ask of a queue, beside the messages that Lambda hands them. */
export interface MessageQueue {
  /** @param delayInSeconds how long the message is held back, at most 900 */
  send(message: unknown, delayInSeconds?: number): Promise<void>;
  /** The message that was received is handed out again after so long, unless it is deleted before. */
  hide(receiptHandle: string, durationInSeconds: number): Promise<void>;
  /** The same for a batch, at most ten messages. @throws Error when SQS refuses it for one of them */
  hideAll(receiptHandles: readonly string[], durationInSeconds: number): Promise<void>;
}

/** A queue in SQS. */
export const createMessageQueue = (client: Pick<SQSClient, 'send'>, queueUrl: string): MessageQueue => ({
  send: async (message, delayInSeconds = 0) => {
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: toAsciiJson(message), DelaySeconds: delayInSeconds }),
    );
  },
  hide: async (receiptHandle, durationInSeconds) => {
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: durationInSeconds,
      }),
    );
  },
  hideAll: async (receiptHandles, durationInSeconds) => {
    const { Failed: failed = [] } = await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queueUrl,
        Entries: receiptHandles.map((handle, index) => ({
          Id: String(index),
          ReceiptHandle: handle,
          VisibilityTimeout: durationInSeconds,
        })),
      }),
    );
    if (failed.length > 0)
      throw new Error(`SQS refused to hide ${failed.length} of ${receiptHandles.length} messages.`);
  },
});
