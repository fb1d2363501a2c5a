import { AWS_CLIENT } from '../../../functions/composition/aws-client.ts';
import {
  DEAD_LETTER_RETENTION_IN_DAYS,
  DEAD_LETTER_TIMEOUT_IN_SECONDS,
  LEASE_IN_MILLIS,
  MESSAGES_PER_SQS_REQUEST,
  QUEUE_RETENTION_IN_DAYS,
  RECORD_LIMITS,
  START_LIMITS,
  START_POSTPONED_BY_MINUTES,
  visibilityInSeconds,
} from '../../../shared/run/limits.ts';
import { INTENT_RETENTION_IN_DAYS } from '../../../shared/state/intent-store.ts';
import { RUN_RETENTION_IN_DAYS } from '../../../shared/state/run.ts';

const DAY_IN_SECONDS = 24 * 3600;
/** What AWS allows: a function's longest life, a message's longest delay, the longest that SQS keeps a message. */
const LAMBDA_IN_SECONDS = 900;
const SQS_DELAY_IN_MINUTES = 15;
const SQS_RETENTION_IN_DAYS = 14;

describe.each([
  ['starts', START_LIMITS],
  ['records', RECORD_LIMITS],
])('The limits of %s', (_, { timeoutInSeconds, reserveInSeconds, batchSize, maxConcurrency, maxReceives }) => {
  test('are such as AWS takes', () => {
    expect(timeoutInSeconds).toBeLessThanOrEqual(LAMBDA_IN_SECONDS);
    // Lambda waits to fill a larger batch, and hiding it would take more than one request.
    expect(batchSize).toBeLessThanOrEqual(MESSAGES_PER_SQS_REQUEST);
    // A limit of one is refused by AWS.
    expect(maxConcurrency ?? 2).toBeGreaterThanOrEqual(2);
  });

  test('leave most of an invocation for the work, and enough for all tries of a silent service after it', () => {
    expect(reserveInSeconds).toBeLessThan(timeoutInSeconds / 2);
    expect(reserveInSeconds).toBeGreaterThan(
      (AWS_CLIENT.maxAttempts * AWS_CLIENT.requestHandler.requestTimeout) / 1000,
    );
  });

  test('hide a message for at least six times as long as its function may take', () => {
    expect(visibilityInSeconds(timeoutInSeconds)).toBeGreaterThanOrEqual(6 * timeoutInSeconds);
  });

  test('try a message at least five times, and end all tries before the queue drops it', () => {
    expect(maxReceives).toBeGreaterThanOrEqual(5);
    expect(maxReceives * visibilityInSeconds(timeoutInSeconds)).toBeLessThan(QUEUE_RETENTION_IN_DAYS * DAY_IN_SECONDS);
  });

  test('let no invocation outlive the lease of its run', () => {
    expect(LEASE_IN_MILLIS).toBeGreaterThan(1000 * timeoutInSeconds);
  });
});

test('A dead letter is kept longer than the queue keeps a message, whose age it inherits, and as long as SQS can', () => {
  expect(DEAD_LETTER_RETENTION_IN_DAYS).toBeGreaterThan(QUEUE_RETENTION_IN_DAYS);
  expect(DEAD_LETTER_RETENTION_IN_DAYS).toBeLessThanOrEqual(SQS_RETENTION_IN_DAYS);
  expect(visibilityInSeconds(DEAD_LETTER_TIMEOUT_IN_SECONDS)).toBeGreaterThanOrEqual(
    6 * DEAD_LETTER_TIMEOUT_IN_SECONDS,
  );
});

test('What a message may still ask about is remembered for longer than any message lives', () => {
  expect(INTENT_RETENTION_IN_DAYS).toBeGreaterThan(DEAD_LETTER_RETENTION_IN_DAYS);
  expect(RUN_RETENTION_IN_DAYS).toBeGreaterThan(DEAD_LETTER_RETENTION_IN_DAYS);
});

test('A start that is postponed is held back no longer than SQS can, and less than the lease that it waits for', () => {
  expect(START_POSTPONED_BY_MINUTES).toBeLessThanOrEqual(SQS_DELAY_IN_MINUTES);
  expect(START_POSTPONED_BY_MINUTES * 60_000).toBeLessThan(LEASE_IN_MILLIS);
});
