/*
 * Works through a batch of messages, one for each record of a run. What a message says is read, the flow is opened for as
 * long as the invocation may work, and every record is brought up to date; messages of records that are to be tried again
 * are named, and come again. For example, of ten messages one meets an outage of PowerOffice: nine records are done, and
 * the tenth message is delivered again after a minute.
 */
import type { Context } from 'aws-lambda';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import type { MessageQueue } from '../../shared/queue/message-queue.ts';
import type { SummaryOf } from '../../shared/records/problem.ts';
import type { FailingFlow } from '../../shared/run/flow.ts';
import { giveUpRecord } from '../../shared/run/give-up.ts';
import { RECORD_LIMITS } from '../../shared/run/limits.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import { syncBatch } from '../../shared/run/sync-batch.ts';
import type { Received, SyncBatchEvent } from '../../shared/run/sync-batch.ts';
import { parseMessage, toEnvelope } from '../../shared/run/task.ts';
import type { Envelope } from '../../shared/run/task.ts';
import type { HistoryStore } from '../../shared/state/history-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { OpenToWork } from '../composition/flows.ts';
import { hideBatch } from '../composition/hide-batch.ts';
import { sqsEventSchema } from '../composition/sqs-records.ts';
import type { BatchResponse } from '../composition/sqs-records.ts';
import { logBatchEvent } from './log-batch-event.ts';

export interface BatchDependencies<Task> {
  readonly runs: RunStore;
  readonly history: HistoryStore;
  readonly ending: RunEnding;
  readonly open: OpenToWork<Task>;
  readonly clock: Clock;
  /** The queue that the messages come from. */
  readonly queue: MessageQueue;
  readonly log: Log;
  readonly recordMetric: RecordMetric;
  /** What a problem is called in a log, by its code. */
  readonly summaryOf: SummaryOf;
  /** Told of what happened; the simulation looks at it. */
  readonly onEvent?: (event: SyncBatchEvent) => void;
}

/** Brings the records of a batch up to date; the messages it names are delivered again. */
export const handleBatch = async <Task>(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  dependencies: BatchDependencies<Task>,
): Promise<BatchResponse> => {
  const { clock, queue, log, summaryOf, onEvent } = dependencies;
  const { Records: records } = sqsEventSchema.parse(event);
  const remainingInMillis = context.getRemainingTimeInMillis();
  const endsAt = clock.now() + remainingInMillis;
  await hideBatch(records, remainingInMillis, dependencies);
  const messages = records.map(({ body, ...record }) => {
    const message = parseMessage(body);
    return { ...record, message, envelope: toEnvelope(message) };
  });
  const flow = await dependencies.open({
    workUntil: endsAt - 1000 * RECORD_LIMITS.reserveInSeconds,
    lane: messages.some(({ envelope }) => envelope?.isAwaited === true) ? 'person' : 'load',
  });

  const received: Received<Task>[] = [];
  const strange: string[] = [];
  for (const { message, envelope, receiptHandle, attributes } of messages) {
    const task = flow.readTask(message);
    if (envelope !== null && task !== null) {
      received.push({ receiptHandle, envelope, task, receiveCount: attributes.ApproximateReceiveCount });
    } else {
      await endUnreadable(envelope, { ...dependencies, flow });
      // Not the message's id: two copies of one message may share a batch.
      if (envelope === null) strange.push(receiptHandle);
    }
  }

  const report = (happened: SyncBatchEvent): void => {
    logBatchEvent(happened, summaryOf, log);
    onEvent?.(happened);
  };
  const retries = await syncBatch(received, { ...dependencies, flow, report });
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
 * Ends the record of a message that no version of ours can work on any more: trying it again would not help, and the
 * run would wait for it.
 * @param envelope null when the message does not even say whose it is: it goes to the dead letters, whose alarm tells
 */
const endUnreadable = async <Task>(
  envelope: Envelope | null,
  { runs, ending, flow, clock, log, recordMetric }: BatchDependencies<Task> & { readonly flow: FailingFlow },
): Promise<void> => {
  log('MESSAGE_UNREADABLE', {
    runId: envelope?.runId ?? null,
    employeeNumber: envelope?.number ?? null,
    errorName: 'EmployeeTask',
  });
  if (envelope === null) return;
  recordMetric('EmployeeDeadLettered', 1, envelope.flow);
  await giveUpRecord(envelope, { runs, ending, flow, clock });
};
