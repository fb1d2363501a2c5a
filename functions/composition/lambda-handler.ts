import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { log, logger, publishMetrics } from './observability.ts';
import { withSafeErrors } from './safe-errors.ts';

/** A handler as Lambda calls it: its log lines say which invocation they are of, and its metrics are written at the end. */
export const lambdaHandler = <Answer>(handle: (event: unknown, context: Context) => Promise<Answer>) =>
  middy(withSafeErrors(handle, log))
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({ after: publishMetrics, onError: publishMetrics });
