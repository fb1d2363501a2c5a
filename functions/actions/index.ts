import { SQSClient } from '@aws-sdk/client-sqs';
import { actionsEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import { apiFlows } from '../composition/api-flows.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { answerButton } from './handler.ts';

const { TABLE_NAME, START_QUEUE_URL, LANGUAGE, SCHEDULE, ROLE } = readEnvironment(actionsEnvironment, process.env);
const queue = createMessageQueue(new SQSClient(AWS_CLIENT), START_QUEUE_URL);
const state = openState(TABLE_NAME);

const dependencies = {
  role: ROLE,
  language: LANGUAGE,
  api: {
    ...state,
    flows: apiFlows(state),
    queueStart: (message: unknown) => queue.send(message),
    clock: systemClock,
    random: Math.random,
    language: LANGUAGE,
    schedule: SCHEDULE,
    log,
  },
};

export const handler = lambdaHandler((event, context) => answerButton(event, context, dependencies));
