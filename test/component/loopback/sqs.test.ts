import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions } from '../../../local/loopback/services/loopback-service.ts';
import { startSqs } from '../../../local/loopback/services/sqs.ts';

test('Whoever asks a queue service that cannot be made ready is told why', async () => {
  const sqs = await startSqs(() => Promise.reject(new Error('the queue "starts" has an attribute that is unknown')));
  const client = new SQSClient({ ...clientOptions(sqs.url, 'eu-north-1'), maxAttempts: 1 });
  try {
    await expect(
      client.send(new GetQueueAttributesCommand({ QueueUrl: `${sqs.url}/000000000000/starts` })),
    ).rejects.toThrow('SQS on this machine did not start: the queue "starts" has an attribute that is unknown');
  } finally {
    client.destroy();
    await sqs.close();
  }
});
