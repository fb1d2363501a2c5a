import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { readEnvironment, startRunEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { sendTasks } from '../../shared/queue/send-tasks.ts';
import { RunAbortedError } from '../../shared/sync/abort.ts';
import { newRunId, startMessageSchema } from '../../shared/sync/start-message.ts';
import { startRun } from '../../shared/sync/start-run.ts';
import type { Vendors } from '../composition/connect.ts';
import { logRunEnd } from '../composition/log-run-end.ts';
import { log } from '../composition/observability.ts';
import { parseBody, sqsEventSchema } from '../composition/sqs-records.ts';
import type { SqsRecord } from '../composition/sqs-records.ts';
import { openState } from '../composition/state.ts';
import { RESERVE_IN_MILLIS, startRunDependencies } from '../composition/use-cases.ts';
import { connectVendors } from '../composition/vendors.ts';

const sqs = new SQSClient({ maxAttempts: 8 });

/** Starts the run that a message of the start queue asks for. What it throws, the queue delivers again. */
export const handleStart = async (event: unknown, context: Context): Promise<void> => {
  for (const record of sqsEventSchema.parse(event).Records) await start(record, context);
};

const start = async ({ body, messageId, attributes }: SqsRecord, context: Context): Promise<void> => {
  const environment = readEnvironment(startRunEnvironment, process.env);
  const message = parseBody(startMessageSchema, body);
  if (message === null) {
    log('MESSAGE_UNREADABLE', { errorName: 'StartMessage' });
    return;
  }
  const { runs, employees } = openState(environment.TABLE_NAME);
  const { trigger, mode } = message;
  const startedAt = systemClock.now();
  const endsAt = startedAt + context.getRemainingTimeInMillis();
  // A schedule names no run: what is the message's own makes a second delivery the same run.
  const runId = message.runId ?? newRunId(attributes.SentTimestamp, idToFraction(messageId));
  log('RUN_STARTED', { runId, trigger, mode });

  const vendors = async (): Promise<Vendors> => {
    const connected = await connectVendors(environment).catch((error: unknown) => {
      if (error instanceof ConfigurationError) throw new RunAbortedError('CONFIGURATION_INVALID', error.message);
      throw error;
    });
    connected.workUntil(endsAt - RESERVE_IN_MILLIS.startRun);
    return connected;
  };
  const dependencies = startRunDependencies({
    state: { runs, employees },
    settings: environment.SETTINGS,
    clock: systemClock,
    vendors,
    sendTasks: (tasks) => sendTasks(sqs, environment.EMPLOYEE_QUEUE_URL, tasks),
  });
  const result = await startRun(runId, message, dependencies);
  if (result.kind === 'refused') {
    log('RUN_REFUSED', { runId: result.holder, trigger });
    return;
  }
  const run = await runs.getRun(runId);
  if (run !== null && run.finishedAt !== null && result.kind !== 'ended') logRunEnd(run);
  if (result.kind === 'started') {
    log('RUN_FANNED_OUT', {
      runId,
      inScope: result.run.inScope,
      simployerRequests: result.run.simployerCalls,
      powerOfficeRequests: result.run.powerOfficeCalls,
      durationInSeconds: (systemClock.now() - startedAt) / 1000,
    });
  }
};

/** A number from 0 up to 1 that is always the same for an id. */
const idToFraction = (id: string): number =>
  Number.parseInt(id.replaceAll(/[^0-9a-f]/gi, '').slice(0, 8) || '0', 16) / 2 ** 32;
