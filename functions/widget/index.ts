import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { readEnvironment, widgetEnvironment } from '../../shared/config/function-environment.ts';
import { logger } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { showWidget } from './handler.ts';

const dependencies = openState(readEnvironment(widgetEnvironment, process.env).TABLE_NAME);

export const handler = middy((event: unknown) => showWidget(event, dependencies)).use(
  injectLambdaContext(logger, { resetKeys: true }),
);
