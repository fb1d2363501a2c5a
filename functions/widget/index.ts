import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { logger } from '../composition/observability.ts';
import { showProblems } from './handler.ts';

export const handler = middy(showProblems).use(injectLambdaContext(logger, { resetKeys: true }));
