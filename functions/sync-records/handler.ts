import type { Context } from 'aws-lambda';
import type { Settings } from '../../shared/config/settings.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import type { MessageQueue } from '../../shared/queue/message-queue.ts';
import { RECORD_LIMITS } from '../../shared/run/limits.ts';
import { giveUpEmployee } from '../../shared/run/give-up.ts';
import { readTask, readTaskEnvelope } from '../../shared/flows/employees-to-poweroffice/read-task.ts';
import { syncBatch } from '../../shared/run/sync-batch.ts';
import type { Delivery, SyncBatchEvent } from '../../shared/run/sync-batch.ts';
import type { Vendors } from '../composition/connect.ts';
import { hideBatch } from '../composition/hide-batch.ts';
import { sqsEventSchema } from '../composition/sqs-records.ts';
import type { BatchResponse, SqsRecord } from '../composition/sqs-records.ts';
import { syncBatchDependencies } from '../composition/use-cases.ts';
import type { State } from '../composition/use-cases.ts';
import { logBatchEvent } from './log-batch-event.ts';

export interface BatchDependencies {
  readonly state: State;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly vendors: () => Promise<Vendors>;
  /** The queue that the messages come from. */
  readonly queue: MessageQueue;
  readonly log: Log;
  readonly recordMetric: RecordMetric;
  /** Told of what happened; the simulation looks at it. */
  readonly onEvent?: (event: SyncBatchEvent) => void;
}

/** Brings the people of a batch up to date; the messages it names are delivered again. */
export const handleBatch = async (
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  dependencies: BatchDependencies,
): Promise<BatchResponse> => {
  const { clock, queue, log, onEvent } = dependencies;
  const { Records: records } = sqsEventSchema.parse(event);
  const remainingInMillis = context.getRemainingTimeInMillis();
  const endsAt = clock.now() + remainingInMillis;
  await hideBatch(records, remainingInMillis, dependencies);
  const vendors = await dependencies.vendors();
  vendors.workUntil(endsAt - 1000 * RECORD_LIMITS.reserveInSeconds);

  const deliveries: Delivery[] = [];
  const strange: string[] = [];
  for (const record of records) {
    const task = readTask(record.body);
    const { receiptHandle, attributes } = record;
    // Not the message's id: two copies of one message may share a batch.
    if (task !== null) deliveries.push({ receiptHandle, task, receiveCount: attributes.ApproximateReceiveCount });
    else if (!(await endUnreadable(record, dependencies))) strange.push(receiptHandle);
  }

  const report = (happened: SyncBatchEvent): void => {
    logBatchEvent(happened, log);
    onEvent?.(happened);
  };
  const retries = await syncBatch(deliveries, syncBatchDependencies({ ...dependencies, vendors, report }));
  await Promise.all(
    retries.map(({ receiptHandle, delayInMillis }) => queue.hide(receiptHandle, Math.ceil(delayInMillis / 1000))),
  );
  const again = new Set([...strange, ...retries.map(({ receiptHandle }) => receiptHandle)]);
  return {
    batchItemFailures: records
      .filter(({ receiptHandle }) => again.has(receiptHandle))
      .map(({ messageId }) => ({ itemIdentifier: messageId })),
  };
};

/**
 * Ends the person of a message that no version of ours can work on any more: trying it again would not help, and the
 * run would wait for it. @returns false when the message does not even say whose it is
 */
const endUnreadable = async (
  { body }: SqsRecord,
  { state, clock, log, recordMetric }: BatchDependencies,
): Promise<boolean> => {
  const envelope = readTaskEnvelope(body);
  log('MESSAGE_UNREADABLE', {
    runId: envelope?.runId ?? null,
    employeeNumber: envelope?.employeeNumber ?? null,
    errorName: 'EmployeeTask',
  });
  if (envelope === null) return false;
  recordMetric('EmployeeDeadLettered', 1);
  await giveUpEmployee(envelope, { ...state, clock });
  return true;
};
