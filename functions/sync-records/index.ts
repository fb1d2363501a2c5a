import { SQSClient } from '@aws-sdk/client-sqs';
import { readEnvironment, syncEmployeeEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import { summaryOf } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import type { EmployeeTask } from '../../shared/flows/employees-to-poweroffice/task.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { openEmployeesToWork } from '../composition/flows.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { requestMailsThrough } from '../composition/request-mails.ts';
import { openState } from '../composition/state.ts';
import { vendorsOf } from '../composition/vendors.ts';
import { handleBatch } from './handler.ts';
import type { BatchDependencies } from './handler.ts';

const environment = readEnvironment(syncEmployeeEnvironment, process.env);

const sqs = new SQSClient(AWS_CLIENT);
const state = openState(environment.TABLE_NAME, requestMailsThrough(sqs, environment.MAIL_QUEUE_URL));

const dependencies: BatchDependencies<EmployeeTask> = {
  ...state,
  open: openEmployeesToWork({
    ...state,
    settings: environment.SETTINGS,
    clock: systemClock,
    vendors: vendorsOf(environment),
  }),
  clock: systemClock,
  queue: createMessageQueue(sqs, environment.EMPLOYEE_QUEUE_URL),
  log,
  recordMetric,
  summaryOf,
};

export const handler = lambdaHandler((event, context) => handleBatch(event, context, dependencies));
