import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { logger, metrics } from '../composition/observability.ts';
import { handleRequest } from './handler.ts';

export const handler = middy(handleRequest)
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics));
