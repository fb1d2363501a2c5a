import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** How many messages a queue holds. */
export interface QueueDepth {
  readonly visible: number;
  /** Received and neither deleted nor visible again: being worked on, or waiting to be tried again. */
  readonly inFlight: number;
  readonly delayed: number;
}

export const queueDepth = async (client: SQSClient, queueUrl: string): Promise<QueueDepth> => {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(Attributes?.ApproximateNumberOfMessagesDelayed ?? 0),
  };
};

/** Whether nobody waits in a queue, works on one of its messages, or will try one again. */
export const isEmpty = ({ visible, inFlight, delayed }: QueueDepth): boolean => visible + inFlight + delayed === 0;
