import { failedMessages } from '../../../local/loopback/queue/batch-outcome.ts';

const messageIds = ['a', 'b', 'c'];

const answered = (payload: string) => failedMessages({ status: 'succeeded', payload }, messageIds, true);

test.each([
  ['null', []],
  ['{}', []],
  ['{"batchItemFailures":[]}', []],
  ['{"batchItemFailures":null}', []],
  ['{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['b']],
  ['{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"c"}]}', ['a', 'c']],
])('%s: these failed: %j', (payload, failed) => {
  expect(answered(payload)).toEqual(new Set(failed));
});

test.each([
  '{"batchItemFailures":[{"itemIdentifier":""}]}',
  '{"batchItemFailures":[{"itemIdentifier":null}]}',
  '{"batchItemFailures":[{"id":"a"}]}',
  '{"batchItemFailures":[{"itemIdentifier":"of another batch"}]}',
  '{"batchItemFailures":"a"}',
  '"done"',
  'not json',
])('%s: the whole batch failed', (payload) => {
  expect(answered(payload)).toBe('all');
});

test('A function that does not report single messages is done with the whole batch', () => {
  const payload = '{"batchItemFailures":[{"itemIdentifier":"b"}]}';
  expect(failedMessages({ status: 'succeeded', payload }, messageIds, false)).toEqual(new Set());
});

test.each([true, false])(
  'A failed invocation fails the whole batch, whether it reports messages or not: %s',
  (reports) => {
    const result = { status: 'failed', cause: 'crash', errorType: 'x', errorMessage: 'y' } as const;
    expect(failedMessages(result, messageIds, reports)).toBe('all');
  },
);
