import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { readEnvironment, startRunEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { describeError } from '../../shared/observability/logger.ts';
import { sendTasks } from '../../shared/queue/send-tasks.ts';
import { RunAbortedError } from '../../shared/sync/abort.ts';
import { requesterOf, startMessageSchema } from '../../shared/sync/start-message.ts';
import { startRun } from '../../shared/sync/start-run.ts';
import type { Vendors } from '../composition/connect.ts';
import { log } from '../composition/observability.ts';
import { parseBody, runIdOf, sqsEventSchema } from '../composition/sqs-records.ts';
import type { SqsRecord } from '../composition/sqs-records.ts';
import { openState } from '../composition/state.ts';
import { RESERVE_IN_MILLIS, startRunDependencies } from '../composition/use-cases.ts';
import { connectVendors } from '../composition/vendors.ts';

const FIRST_DELAY_IN_SECONDS = 30;
const LONGEST_DELAY_IN_SECONDS = 900;

const sqs = new SQSClient({ maxAttempts: 8 });

/** Starts the run that a message of the start queue asks for. What it throws, the queue delivers again before long. */
export const handleStart = async (event: unknown, context: Context): Promise<void> => {
  for (const record of sqsEventSchema.parse(event).Records) {
    try {
      await start(record, context);
    } catch (error) {
      log('UNEXPECTED_ERROR', { runId: null, employeeNumber: null, ...describeError(error) });
      await deliverSoon(record);
      throw error;
    }
  }
};

/** The visibility timeout is six times the function's: too long to wait for a passing failure. */
const deliverSoon = async ({ receiptHandle, attributes }: SqsRecord): Promise<void> => {
  const { START_QUEUE_URL } = readEnvironment(startRunEnvironment, process.env);
  const delay = FIRST_DELAY_IN_SECONDS * 2 ** (attributes.ApproximateReceiveCount - 1);
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: START_QUEUE_URL,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: Math.min(LONGEST_DELAY_IN_SECONDS, delay),
    }),
  );
};

const start = async ({ body, messageId, attributes }: SqsRecord, context: Context): Promise<void> => {
  const environment = readEnvironment(startRunEnvironment, process.env);
  const message = parseBody(startMessageSchema, body);
  if (message === null) {
    log('MESSAGE_UNREADABLE', { errorName: 'StartMessage' });
    return;
  }
  const { trigger, mode } = message;
  const requestedBy = requesterOf(message);
  const startedAt = systemClock.now();
  const endsAt = startedAt + context.getRemainingTimeInMillis();
  // A schedule names no run: what is the message's own makes a second delivery the same run.
  const runId = runIdOf(message, { messageId, attributes });
  const state = openState(environment.TABLE_NAME);
  await state.ending.tellUntold();

  const vendors = async (): Promise<Vendors> => {
    const connected = await connectVendors(environment).catch((error: unknown) => {
      if (error instanceof ConfigurationError) throw new RunAbortedError('CONFIGURATION_INVALID', error.message);
      throw error;
    });
    connected.workUntil(endsAt - RESERVE_IN_MILLIS.startRun);
    return connected;
  };
  const dependencies = startRunDependencies({
    state,
    settings: environment.SETTINGS,
    clock: systemClock,
    vendors,
    sendTasks: (tasks) => sendTasks(sqs, environment.EMPLOYEE_QUEUE_URL, tasks),
  });
  const result = await startRun(runId, message, dependencies);
  switch (result.kind) {
    case 'started': {
      const { inScope, simployerCalls, powerOfficeCalls } = result.run;
      log('RUN_FANNED_OUT', {
        runId,
        trigger,
        mode,
        requestedBy,
        inScope,
        queued: result.people,
        simployerRequests: simployerCalls,
        powerOfficeRequests: powerOfficeCalls,
        durationInSeconds: (systemClock.now() - startedAt) / 1000,
      });
      return;
    }
    case 'repeated':
      log('RUN_START_REPEATED', { runId, trigger, status: result.run.status });
      return;
    case 'refused':
      log('RUN_REFUSED', { runId: result.holder, trigger, requestedBy });
      return;
    case 'aborted':
  }
};
