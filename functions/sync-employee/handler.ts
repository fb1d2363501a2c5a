import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { readEnvironment, syncEmployeeEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { describeError } from '../../shared/observability/logger.ts';
import { PROBLEMS } from '../../shared/employee/problem.ts';
import { employeeTaskSchema } from '../../shared/sync/employee-task.ts';
import { syncBatch } from '../../shared/sync/sync-batch.ts';
import type { Delivery, SyncBatchEvent } from '../../shared/sync/sync-batch.ts';
import { log } from '../composition/observability.ts';
import { parseBody, sqsEventSchema } from '../composition/sqs-records.ts';
import type { BatchResponse } from '../composition/sqs-records.ts';
import { openState } from '../composition/state.ts';
import { RESERVE_IN_MILLIS, syncBatchDependencies } from '../composition/use-cases.ts';
import { connectVendors } from '../composition/vendors.ts';

const sqs = new SQSClient({ maxAttempts: 8 });

/** Brings the people of a batch up to date; the messages it names are delivered again. */
export const handleBatch = async (event: unknown, context: Context): Promise<BatchResponse> => {
  const environment = readEnvironment(syncEmployeeEnvironment, process.env);
  const { SETTINGS: settings, EMPLOYEE_QUEUE_URL: queueUrl } = environment;
  const { Records: records } = sqsEventSchema.parse(event);
  const state = openState(environment.TABLE_NAME);
  const vendors = await connectVendors(environment);
  vendors.workUntil(systemClock.now() + context.getRemainingTimeInMillis() - RESERVE_IN_MILLIS.syncEmployee);

  const unreadable: string[] = [];
  const deliveries = records.flatMap(({ messageId, body, attributes }): Delivery[] => {
    const task = parseBody(employeeTaskSchema, body);
    if (task !== null) return [{ messageId, task, receiveCount: attributes.ApproximateReceiveCount }];
    log('MESSAGE_UNREADABLE', { errorName: 'EmployeeTask' });
    unreadable.push(messageId);
    return [];
  });

  const retries = await syncBatch(
    deliveries,
    syncBatchDependencies({ state, settings, clock: systemClock, vendors, report }),
  );

  await Promise.all(
    retries.map(async ({ messageId, delayInMillis }) => {
      const receiptHandle = records.find((record) => record.messageId === messageId)?.receiptHandle;
      const seconds = Math.ceil(delayInMillis / 1000);
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    }),
  );
  const again = [...unreadable, ...retries.map(({ messageId }) => messageId)];
  return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
};

const report = (happened: SyncBatchEvent): void => {
  switch (happened.event) {
    case 'employee-synced': {
      const { runId, employeeNumber } = happened.task;
      const { outcome, changes, problems } = happened.outcome;
      log('EMPLOYEE_SYNCED', { runId, employeeNumber, outcome, changeCount: changes.length });
      for (const { code, severity, hint } of problems) {
        log('EMPLOYEE_PROBLEM', { runId, employeeNumber, code, severity, summary: PROBLEMS[code].summary, hint });
      }
      return;
    }
    case 'employee-postponed': {
      const { runId, employeeNumber } = happened.task;
      const { code, receiveCount, delayInMillis } = happened;
      log('EMPLOYEE_POSTPONED', { runId, employeeNumber, code, receiveCount, delayInSeconds: delayInMillis / 1000 });
      return;
    }
    case 'employee-unexpected': {
      const { runId, employeeNumber } = happened.task;
      log('UNEXPECTED_ERROR', { runId, employeeNumber, ...describeError(happened.error) });
    }
  }
};
