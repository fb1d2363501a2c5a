import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { apiEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { log, logger, metrics } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { answerRequest } from './handler.ts';

const { TABLE_NAME, START_QUEUE_URL } = readEnvironment(apiEnvironment, process.env);
const sqs = new SQSClient({ maxAttempts: 5 });

const dependencies = {
  ...openState(TABLE_NAME),
  queueStart: async (message: unknown): Promise<void> => {
    await sqs.send(new SendMessageCommand({ QueueUrl: START_QUEUE_URL, MessageBody: JSON.stringify(message) }));
  },
  clock: systemClock,
  random: Math.random,
  log,
};

export const handler = middy((event: unknown) => answerRequest(event, dependencies))
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics));
