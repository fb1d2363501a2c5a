import { failedMessages } from '../../../local/loopback/queue/batch-outcome.ts';

const messageIds = ['a', 'b', 'c'];

const answered = (payload: string) => failedMessages({ status: 'succeeded', payload }, messageIds);

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

test('A failed invocation fails the whole batch', () => {
  const result = { status: 'failed', cause: 'crash', errorType: 'x', errorMessage: 'y' } as const;
  expect(failedMessages(result, messageIds)).toBe('all');
});
