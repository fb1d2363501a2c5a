import { readEnvironment, widgetEnvironment } from '../../shared/config/function-environment.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { openState } from '../composition/state.ts';
import { showWidget } from './handler.ts';

const dependencies = openState(readEnvironment(widgetEnvironment, process.env).TABLE_NAME);

export const handler = lambdaHandler((event) => showWidget(event, dependencies));
