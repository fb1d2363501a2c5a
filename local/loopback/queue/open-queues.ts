import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { OnLog } from '../lambda/function-log.ts';
import type { LambdaRuntime } from '../lambda/lambda-runtime.ts';
import { clientOptions } from '../services/loopback-service.ts';
import type { LocalApp, LocalFunction, LocalMapping, LocalQueue } from '../template/local-app.ts';
import type { QueueDepth } from './queue-depth.ts';
import { isEmpty } from './queue-depth.ts';
import { startQueuePoller } from './queue-poller.ts';

/** The queues of the app, with what takes their messages to the functions. */
export interface Queues {
  depth(url: string): Promise<QueueDepth>;
  /** Whether no message waits, is worked on, or will be tried again, in any queue that a function works on. */
  areQuiet(): Promise<boolean>;
  /** Takes no more messages, for good; resolves when those on their way have been answered. */
  drain(): Promise<void>;
  close(): void;
}

/** A queue, and the function that works on its messages. */
export interface Delivery {
  readonly mapping: LocalMapping;
  readonly queue: LocalQueue;
  readonly target: LocalFunction;
}

export interface QueuesOptions {
  readonly app: Pick<LocalApp, 'region' | 'queues'>;
  readonly deliveries: readonly Delivery[];
  readonly sqsUrl: string;
  readonly lambda: Pick<LambdaRuntime, 'invoke'>;
  /** Told when a function has worked on messages of a queue. */
  readonly onDelivered: () => void;
  readonly onLog: OnLog;
}

const queueDepth = async (client: SQSClient, queueUrl: string): Promise<QueueDepth> => {
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

/** Creates the queues with the attributes that the template gives them, and begins to take their messages. */
export const openQueues = async ({
  app,
  deliveries,
  sqsUrl,
  lambda,
  onDelivered,
  onLog,
}: QueuesOptions): Promise<Queues> => {
  const client = new SQSClient(clientOptions(sqsUrl, app.region));
  await Promise.all(
    app.queues.map(({ name, attributes }) =>
      client.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } })),
    ),
  );
  const pollers = deliveries.map(({ mapping, queue, target: { name: functionName, logicalId } }) =>
    startQueuePoller({
      mapping,
      queueUrl: queue.url,
      sqsUrl,
      region: app.region,
      lambda,
      onDelivered,
      onProblem: (line) => onLog({ functionName, logicalId, stream: 'platform', line }),
    }),
  );
  return {
    depth: (url) => queueDepth(client, url),
    areQuiet: async () => {
      if (pollers.some((poller) => poller.active() > 0)) return false;
      return (await Promise.all(deliveries.map(({ queue }) => queueDepth(client, queue.url)))).every(isEmpty);
    },
    drain: async () => {
      await Promise.all(pollers.map((poller) => poller.stop()));
    },
    close: () => client.destroy(),
  };
};
