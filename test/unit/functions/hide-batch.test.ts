import { hideBatch } from '../../../functions/composition/hide-batch.ts';

const RECORDS = ['a', 'b'].map((receiptHandle) => ({
  messageId: receiptHandle,
  receiptHandle,
  body: '{}',
  attributes: { ApproximateReceiveCount: 1, SentTimestamp: 0 },
}));

test.each([
  [180_000, 210],
  [899_001, 930],
  [10, 31],
])('a batch is hidden for the %d ms that are left and half a minute: %d s', async (remainingInMillis, seconds) => {
  const hidden: unknown[] = [];
  await hideBatch(RECORDS, remainingInMillis, {
    queue: { hideAll: (...request) => Promise.resolve(void hidden.push(request)) },
    log: () => undefined,
  });

  expect(hidden).toEqual([[['a', 'b'], seconds]]);
});

test('a queue that cannot be asked is logged, and the work goes on', async () => {
  const logged: string[] = [];
  await hideBatch(RECORDS, 1_000, {
    queue: { hideAll: () => Promise.reject(new Error('throttled')) },
    log: (event) => logged.push(event),
  });

  expect(logged).toEqual(['UNEXPECTED_ERROR']);
});
