import { SQSClient } from '@aws-sdk/client-sqs';
import { leaveWorkerEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import type { LeaveTask } from '../../shared/flows/leaves-to-poweroffice/task.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import { summaryOfLeaveProblem } from '../../shared/time-off/problems.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { openLeavesToWork } from '../composition/leaves/flow.ts';
import { leaveVendorsOf } from '../composition/leaves/leave-vendors.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { requestMailsThrough } from '../composition/request-mails.ts';
import { openState, openStateTable } from '../composition/state.ts';
import { handleBatch } from '../sync-records/handler.ts';
import type { BatchDependencies } from '../sync-records/handler.ts';

const environment = readEnvironment(leaveWorkerEnvironment, process.env);

const sqs = new SQSClient(AWS_CLIENT);

const dependencies: BatchDependencies<LeaveTask> = {
  ...openState(environment.TABLE_NAME, requestMailsThrough(sqs, environment.MAIL_QUEUE_URL)),
  open: openLeavesToWork({
    leaves: createLeaveStore(openStateTable(environment.TABLE_NAME)),
    settings: environment.SETTINGS,
    clock: systemClock,
    vendors: leaveVendorsOf(environment),
  }),
  clock: systemClock,
  queue: createMessageQueue(sqs, environment.LEAVES_QUEUE_URL),
  log,
  recordMetric,
  summaryOf: summaryOfLeaveProblem,
};

export const handler = lambdaHandler((event, context) => handleBatch(event, context, dependencies));
