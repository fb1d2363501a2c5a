import { describeError } from '../../shared/observability/logger.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { MessageQueue } from '../../shared/queue/message-queue.ts';
import type { SqsRecord } from './sqs-records.ts';

/** Longer than a killed function takes to be gone for good. */
const MARGIN_IN_SECONDS = 30;

/**
 * Hides a batch's messages for as long as this invocation may last and no longer: when it is killed, they are handed
 * out again right after. The queue's own timeout, six times the function's as AWS advises, is for messages that wait
 * for an invocation; a killed one would leave them hidden for all of it. Without this the work goes on all the same.
 */
export const hideBatch = async (
  records: readonly SqsRecord[],
  remainingInMillis: number,
  { queue, log }: { readonly queue: Pick<MessageQueue, 'hideAll'>; readonly log: Log },
): Promise<void> => {
  try {
    await queue.hideAll(
      records.map(({ receiptHandle }) => receiptHandle),
      Math.ceil(remainingInMillis / 1000) + MARGIN_IN_SECONDS,
    );
  } catch (error) {
    log('UNEXPECTED_ERROR', { runId: null, employeeNumber: null, ...describeError(error) });
  }
};
