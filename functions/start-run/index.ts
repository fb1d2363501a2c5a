import { SQSClient } from '@aws-sdk/client-sqs';
import { readEnvironment, startRunEnvironment } from '../../shared/config/function-environment.ts';
import type { FlowName } from '../../shared/config/vendor-keys.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import { sendMessages } from '../../shared/queue/send-messages.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { loadOnce } from '../composition/load-once.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { requestMailsThrough } from '../composition/request-mails.ts';
import { openState } from '../composition/state.ts';
import { handleStart } from './handler.ts';
import type { StartDependencies } from './handler.ts';
import type { StartableFlow, StartableFlows, StartSurroundings } from './startable-flow.ts';

const environment = readEnvironment(startRunEnvironment, process.env);
const sqs = new SQSClient(AWS_CLIENT);
const state = openState(environment.TABLE_NAME, requestMailsThrough(sqs, environment.MAIL_QUEUE_URL));

/** A flow that the stack carries: it has a queue. */
const carried = (
  name: FlowName,
  queueUrl: string | null,
  load: (surroundings: StartSurroundings) => Promise<StartableFlow>,
): StartableFlows => {
  if (queueUrl === null) return {};
  return {
    [name]: loadOnce(() =>
      load({ environment, state, sendMessages: (messages) => sendMessages(sqs, queueUrl, messages) }),
    ),
  };
};

/** The file of absence, whose starts send no message: it has a bucket. */
const carriedWithBucket = (bucket: string | null): StartableFlows => {
  if (bucket === null) return {};
  const load = async (): Promise<StartableFlow> =>
    (await import('./flow-time-off-to-file.ts')).timeOffToFile({ environment, state }, { bucket, config: sqs.config });
  return { ['time-off-to-file' satisfies FlowName]: loadOnce(load) };
};

const dependencies: StartDependencies = {
  ...state,
  flows: {
    ...carried('employees-to-poweroffice', environment.EMPLOYEE_QUEUE_URL, async (surroundings) =>
      (await import('./flow-employees-to-poweroffice.ts')).employeesToPowerOffice(surroundings),
    ),
    ...carried('employees-to-xledger', environment.XLEDGER_QUEUE_URL, async (surroundings) =>
      (await import('./flow-employees-to-xledger.ts')).employeesToXledger(surroundings),
    ),
    ...carried('leaves-to-poweroffice', environment.LEAVES_QUEUE_URL, async (surroundings) =>
      (await import('./flow-leaves-to-poweroffice.ts')).leavesToPowerOffice(surroundings),
    ),
    ...carriedWithBucket(environment.EXPORT_BUCKET),
  },
  clock: systemClock,
  queue: createMessageQueue(sqs, environment.START_QUEUE_URL),
  log,
  recordMetric,
};

export const handler = lambdaHandler((event, context) => handleStart(event, context, dependencies));
