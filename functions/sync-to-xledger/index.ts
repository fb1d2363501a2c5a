import { SQSClient } from '@aws-sdk/client-sqs';
import { readEnvironment, xledgerWorkerEnvironment } from '../../shared/config/function-environment.ts';
import { summaryOf } from '../../shared/flows/employees-to-xledger/problems.ts';
import type { XledgerTask } from '../../shared/flows/employees-to-xledger/task.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { requestMailsThrough } from '../composition/request-mails.ts';
import { openState, openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { openXledgerToWork } from '../composition/xledger/flow.ts';
import { xledgerVendorsOf } from '../composition/xledger/xledger-vendors.ts';
import { handleBatch } from '../sync-records/handler.ts';
import type { BatchDependencies } from '../sync-records/handler.ts';

const environment = readEnvironment(xledgerWorkerEnvironment, process.env);

const sqs = new SQSClient(AWS_CLIENT);

const dependencies: BatchDependencies<XledgerTask> = {
  ...openState(environment.TABLE_NAME, requestMailsThrough(sqs, environment.MAIL_QUEUE_URL)),
  open: openXledgerToWork({
    ...assembleXledgerState(openStateTable(environment.TABLE_NAME)),
    settings: environment.SETTINGS,
    clock: systemClock,
    vendors: xledgerVendorsOf(environment),
  }),
  clock: systemClock,
  queue: createMessageQueue(sqs, environment.XLEDGER_QUEUE_URL),
  log,
  recordMetric,
  summaryOf,
};

export const handler = lambdaHandler((event, context) => handleBatch(event, context, dependencies));
