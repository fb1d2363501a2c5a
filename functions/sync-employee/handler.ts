import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { readEnvironment, syncEmployeeEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { describeError } from '../../shared/observability/logger.ts';
import { PROBLEMS } from '../../shared/employee/problem.ts';
import { readEmployee } from '../../shared/simployer/read-employee.ts';
import { employeeTaskSchema } from '../../shared/sync/employee-task.ts';
import { readSubject } from '../../shared/sync/read-subject.ts';
import { syncBatch } from '../../shared/sync/sync-batch.ts';
import type { Delivery, SyncBatchEvent } from '../../shared/sync/sync-batch.ts';
import { syncEmployee } from '../../shared/sync/sync-employee.ts';
import { logRunEnd } from '../composition/log-run-end.ts';
import { log } from '../composition/observability.ts';
import { parseBody, sqsEventSchema } from '../composition/sqs-records.ts';
import type { BatchResponse } from '../composition/sqs-records.ts';
import { openState } from '../composition/state.ts';
import { connectVendors } from '../composition/vendors.ts';

/** Kept back from the function's time to record outcomes and to hand unfinished work back. */
const RESERVE_IN_MILLIS = 15_000;

const sqs = new SQSClient({ maxAttempts: 8 });

/** Brings the people of a batch up to date; the messages it names are delivered again. */
export const handleBatch = async (event: unknown, context: Context): Promise<BatchResponse> => {
  const environment = readEnvironment(syncEmployeeEnvironment, process.env);
  const { SETTINGS: settings, EMPLOYEE_QUEUE_URL: queueUrl } = environment;
  const { Records: records } = sqsEventSchema.parse(event);
  const { runs, employees } = openState(environment.TABLE_NAME);
  const vendors = await connectVendors(environment);
  const { simployer, powerOffice, deadline } = vendors;
  const { reader, writer } = powerOffice;
  vendors.workUntil(systemClock.now() + context.getRemainingTimeInMillis() - RESERVE_IN_MILLIS);

  const unreadable: string[] = [];
  const deliveries = records.flatMap(({ messageId, body, attributes }): Delivery[] => {
    const task = parseBody(employeeTaskSchema, body);
    if (task !== null) return [{ messageId, task, receiveCount: attributes.ApproximateReceiveCount }];
    log('MESSAGE_UNREADABLE', { errorName: 'EmployeeTask' });
    unreadable.push(messageId);
    return [];
  });

  const shared = { employees, reader, settings, clock: systemClock, deadline, digest: vendors.digest };
  const readSource = (sourceId: string) => readEmployee(simployer, sourceId);
  const retries = await syncBatch(deliveries, {
    runs,
    clock: systemClock,
    syncEmployee: (task, isFirstDelivery) =>
      syncEmployee(task, isFirstDelivery, {
        ...shared,
        writer: task.mode === 'plan' ? null : writer,
        readSubject: (message, state) => readSubject(message, state, { ...shared, readSource }),
      }),
    takeApiCalls: vendors.takeApiCalls,
    report: (happened) => report(happened),
  });

  await Promise.all(
    retries.map(async ({ messageId, delayInMillis }) => {
      const receiptHandle = records.find((record) => record.messageId === messageId)?.receiptHandle;
      const seconds = Math.ceil(delayInMillis / 1000);
      await sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }),
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
      return;
    }
    case 'run-ended':
      logRunEnd(happened.run);
  }
};
