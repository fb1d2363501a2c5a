import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ask } from './ask.ts';
import type { SmallRuntime } from './small-runtime.ts';
import { startSmallRuntime } from './small-runtime.ts';

let small: SmallRuntime;

beforeAll(async () => {
  small = await startSmallRuntime();
});
afterAll(() => small[Symbol.asyncDispose]());

describe('an embedded service is out of reach for web pages', () => {
  const services = (): readonly (readonly [string, string])[] => [
    ['API', `${small.runtime.api.url}/orders`],
    ...Object.entries(small.runtime.endpoints),
  ];

  test.each<[string, Record<string, string>]>([
    ['that send a form', { origin: 'https://example.com', 'content-type': 'application/x-www-form-urlencoded' }],
    ['that load an image', { 'sec-fetch-site': 'cross-site' }],
    ['whose name leads to loopback', { host: 'rebound.example.com' }],
  ])('%s', async (_what, headers) => {
    for (const [name, url] of services()) {
      expect({ name, status: (await ask(url, 'POST', headers, 'Action=ListQueues')).status }).toEqual({
        name,
        status: 403,
      });
    }
  });

  test('and within reach for programs', async () => {
    const sqs = new SQSClient(small.runtime.clientOptions('sqs'));
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl: small.runtime.queueUrl('WorkQueue'),
        MessageBody: '{"id":"1","do":"nothing"}',
      }),
    );
    sqs.destroy();
    expect(sent.MessageId).toBeDefined();
    await small.runtime.idle();
  });
});
