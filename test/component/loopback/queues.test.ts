import { ReceiveMessageCommand, SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { SmallRuntime } from './small-runtime.ts';
import { writeSmallAssembly, smallTemplate } from './small-assembly.ts';
import { seenMessages, startSmallRuntime } from './small-runtime.ts';

let small: SmallRuntime;

/** An app for each test of a `describe`. */
const withApp = (settings: Parameters<typeof smallTemplate>[0] = {}): void => {
  beforeEach(async () => {
    small = await startSmallRuntime({ assemblyFolder: await writeSmallAssembly(smallTemplate(settings)) });
    // What is timed begins with a process that is up.
    await small.runtime.prewarm('Worker');
  });

  afterEach(async () => {
    await small[Symbol.asyncDispose]();
  });
};

type Order = 'work' | 'fail' | 'crash once' | 'hang once' | 'throw once' | 'answer nonsense once';

const withSqs = async <Answer>(use: (sqs: SQSClient) => Promise<Answer>): Promise<Answer> => {
  const sqs = new SQSClient(small.runtime.clientOptions('sqs'));
  try {
    return await use(sqs);
  } finally {
    sqs.destroy();
  }
};

const send = async (orders: readonly Order[]) => {
  const entries = orders.map((order, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify({ id: `${index}`, do: order }),
    MessageAttributes: { orderId: { DataType: 'String', StringValue: 'order 1' } },
  }));
  await withSqs((sqs) =>
    sqs.send(new SendMessageBatchCommand({ QueueUrl: small.runtime.queueUrl('WorkQueueUrl'), Entries: entries })),
  );
};

const receiveCounts = (id: string) =>
  seenMessages(small.lines)
    .filter((message) => message.id === id)
    .map(({ receiveCount }) => receiveCount);

const deadLetters = async () => {
  const queueUrl = small.runtime.queueUrl('WorkDeadLetterQueue');
  const { Messages = [] } = await withSqs((sqs) =>
    sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 })),
  );
  return Messages.map(({ Body }) => JSON.parse(Body ?? 'null') as unknown);
};

describe('On the queue of the small app', () => {
  withApp();

  test('A message reaches the function as an SQS event, and is done with when the function is', async () => {
    await send(['work']);
    await small.runtime.idle();
    const [message, ...others] = seenMessages(small.lines);
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      id: '0',
      receiveCount: 1,
      record: {
        awsRegion: 'eu-north-1',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:eu-north-1:000000000000:Small-WorkQueue0A1B2C3D',
        attributes: { SentTimestamp: expect.stringMatching(/^\d{13}$/) },
        messageAttributes: { orderId: { dataType: 'String', stringValue: 'order 1' } },
      },
    });
    expect(await small.runtime.queueDepth('WorkQueue')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  test('Whoever waits for the next delivery hears of it when the message is done with', async () => {
    const delivery = small.runtime.nextDelivery();
    await send(['work']);
    await delivery;
    expect(await small.runtime.queueDepth('WorkQueue')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  test('After a crash another process takes the batch up', async () => {
    await send(['crash once']);
    await small.runtime.idle();
    const pids = seenMessages(small.lines).map(({ pid }) => pid);
    expect(new Set(pids).size).toBe(2);
  });

  test('Messages come in batches no larger than the mapping allows', async () => {
    const many = Array.from({ length: 10 }, () => 'work' as const);
    await Promise.all([send(many), send(many), send(many)]);
    await small.runtime.idle();
    const seen = seenMessages(small.lines);
    expect(seen).toHaveLength(30);
    for (const { batchSize } of seen) expect(batchSize).toBeLessThanOrEqual(10);
  });

  test('Work that does not end is said to go on', async () => {
    await send(['hang once']);
    await expect(small.runtime.idle({ timeoutInMillis: 1 })).rejects.toThrow('still going on after 1 ms');
  });
});

// Long enough for nine messages to be done with on a busy machine, for else they would come again too.
describe('On a queue whose visibility timeout is eight seconds', () => {
  withApp({ visibilityTimeoutInSeconds: 8 });

  test('one of ten messages fails: nine are done with, the tenth comes again until it is a dead letter', async () => {
    await send(['work', 'work', 'work', 'fail', 'work', 'work', 'work', 'work', 'work', 'work']);
    await small.runtime.idle();
    expect(receiveCounts('3')).toEqual([1, 2]);
    for (const id of ['0', '1', '2', '4', '5', '6', '7', '8', '9']) expect(receiveCounts(id)).toEqual([1]);
    expect(await deadLetters()).toEqual([{ id: '3', do: 'fail' }]);
    const second = seenMessages(small.lines).findLast(({ id }) => id === '3');
    const firstReceivedAt = second?.record.attributes.ApproximateFirstReceiveTimestamp ?? Infinity;
    expect((second?.at ?? 0) - firstReceivedAt).toBeGreaterThanOrEqual(8_000);
  });
});

describe('On a queue whose visibility timeout outlasts every test', () => {
  // The process that hangs is ended soon, and not before one has worked on a batch, however busy the machine is.
  withApp({ visibilityTimeoutInSeconds: 1_800, workerTimeoutInSeconds: 5 });

  test.each<Order>(['crash once', 'hang once', 'throw once', 'answer nonsense once'])(
    '%s: the whole batch comes again when that has passed on a scaled clock, and all of it is done in the end',
    async (order) => {
      const startedAt = performance.now();
      await send(['work', order]);
      await small.runtime.idle();
      // Half an hour, a thousand times as fast.
      expect(performance.now() - startedAt).toBeGreaterThan(1_700);
      expect(receiveCounts('1')).toEqual([1, 2]);
      expect(await deadLetters()).toEqual([]);
    },
  );
});
