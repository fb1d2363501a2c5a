import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { logger, metrics } from '../composition/observability.ts';
import { handleStart } from './handler.ts';

export const handler = middy(handleStart)
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(logMetrics(metrics));
