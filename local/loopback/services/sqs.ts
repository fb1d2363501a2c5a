import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { loopbackHost } from '../loopback-server.ts';
import { refuseBrowsers } from '../refuse-browsers.ts';
import type { LocalQueue } from '../template/local-app.ts';
import type { LoopbackService } from './loopback-service.ts';
import { clientOptions } from './loopback-service.ts';

/** Starts SQS (fauxqs), in memory: a message is a request to look again, the state that matters is in DynamoDB. */
export const startSqs = async (): Promise<LoopbackService> => {
  // Built and bound by hand: fauxqs' own start listens on every interface.
  const app = buildApp({ logger: false });
  refuseBrowsers(app.server);
  const url = await app.listen({ host: loopbackHost, port: 0 });
  return { url, close: () => app.close() };
};

/** Creates the queues with the attributes that the template gives them. */
export const createQueues = async (url: string, region: string, queues: readonly LocalQueue[]): Promise<void> => {
  const client = new SQSClient(clientOptions(url, region));
  try {
    await Promise.all(
      queues.map(({ name, attributes }) =>
        client.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } })),
      ),
    );
  } finally {
    client.destroy();
  }
};
